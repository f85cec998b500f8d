"""English rungs on short hand-written sentences: news, and what only looks like it."""

import pytest

from extractors.cues import read_certainty, read_cues
from extractors.model import Certainty

REACHED = [
    ("restriction", "in-force", "The ban on Fukushima fish remains in place."),
    ("restriction", "in-force", "Japanese oysters are still barred from Korean ports."),
    ("restriction", "in-force", "The curbs continue to apply to gallium."),
    ("restriction", "tightened", "Beijing tightened its export controls on rare earths."),
    ("restriction", "tightened", "Seoul slapped fresh curbs on Japanese seafood."),
    ("restriction", "tightened", "China banned exports of terbium to Japan."),
    ("restriction", "tightened", "Beijing halts shipments of magnets to Japan"),
    ("restriction", "eased", "Seoul relaxed its ban on Monday."),
    ("restriction", "eased", "The duty on cars was lowered to 15 percent."),
    ("restriction", "eased", "Exporters no longer need a permit."),
    ("restriction", "lifted", "Seoul lifted the ban on Monday."),
    ("restriction", "lifted", "The embargo has been scrapped."),
    ("restriction", "lifted", "Seoul did away with its embargo."),
    ("restriction", "lifted", "South Korea resumed imports of Japanese scallops."),
    ("restriction", "lifted", "Seoul lifts ban on Japanese seafood"),
    ("restriction", "reinstated", "Seoul reimposed the ban on Friday."),
    ("restriction", "reinstated", "The ban is back in force."),
    ("restriction", "reinstated", "Beijing resumed its screening of magnets."),
    ("initiative", "proposed", "Lee floated a joint fund for start-ups."),
    ("initiative", "under-discussion", "A joint fund is on the table."),
    ("initiative", "under-discussion", "Officials are thrashing out a joint fund."),
    ("initiative", "planned", "A joint fund is slated for April."),
    ("initiative", "agreed", "The two sides agreed on a joint fund."),
    ("initiative", "agreed", "Seoul and Tokyo struck a deal on hydrogen."),
    ("initiative", "signed", "The ministers signed a memorandum."),
    ("initiative", "signed", "The two firms inked a contract."),
    ("initiative", "launched", "The fund was launched in Seoul."),
    ("initiative", "launched", "The network went into operation."),
    ("initiative", "stalled", "The talks have ground to a halt."),
    ("initiative", "stalled", "The project was put on ice."),
    ("initiative", "cancelled", "Tokyo pulled the plug on the fund."),
    ("initiative", "cancelled", "The project has been abandoned."),
    ("pact", "in-force", "The pact was automatically renewed."),
    ("pact", "in-force", "The treaty entered into force."),
    ("pact", "expanded", "The two countries broadened the pact."),
    ("pact", "suspended", "Seoul suspended the pact."),
    ("pact", "suspended", "The accord has been put on hold."),
    ("pact", "terminated", "Seoul scrapped the pact."),
    ("pact", "terminated", "The treaty expired at midnight."),
    ("pact", "terminated", "Seoul pulled out of the pact."),
    ("dispute", "unresolved", "The row drags on."),
    ("dispute", "unresolved", "The issue remains unresolved."),
    ("dispute", "in-talks", "The two sides held talks on the islets."),
    ("dispute", "eased", "Tensions over the islets have subsided."),
    ("dispute", "settled", "The case was settled out of court."),
    ("dispute", "settled", "The two governments closed the book on the issue."),
    ("dispute", "escalated", "The row flared up again."),
    ("dispute", "escalated", "Seoul recalled its ambassador."),
    ("practice", "active", "The three navies carried out a drill."),
    ("practice", "active", "Shuttle diplomacy is alive and well."),
    ("practice", "paused", "The exercise was postponed."),
    ("practice", "paused", "Shuttle diplomacy is on hold."),
    ("practice", "ended", "The drills were discontinued."),
    ("practice", "ended", "Shuttle diplomacy is over."),
    ("membership", "interested", "Seoul has shown interest in the pact."),
    ("membership", "seeking", "Seoul is pursuing membership of the bloc."),
    ("membership", "applied", "Seoul formally applied to join the pact."),
    ("membership", "applied", "Seoul submitted its application."),
    ("membership", "negotiating", "Accession talks with Seoul are under way."),
    ("membership", "approved", "The members approved Seoul's entry."),
    ("membership", "joined", "Seoul joined the pact on Sunday."),
    ("membership", "joined", "Seoul became the 13th member of the pact."),
    ("membership", "withdrawn", "Seoul dropped its bid."),
    ("membership", "rejected", "The members turned down Seoul's bid."),
]


@pytest.mark.parametrize(("ladder", "rung", "sentence"), REACHED)
def test_reached(ladder, rung, sentence):
    cues = read_cues(sentence, "en", [ladder], is_title=not sentence.endswith("."))
    assert {c.rung for c in cues if c.certainty is Certainty.ASSERTED} == {rung}


A, N, P, D = Certainty.ASSERTED, Certainty.NEGATED, Certainty.PLANNED, Certainty.DEMANDED
CONSIDERED, DENIED, CONDITIONAL = Certainty.CONSIDERED, Certainty.DENIED, Certainty.CONDITIONAL
RUMOURED, BACKGROUND, OPINION = Certainty.RUMOURED, Certainty.BACKGROUND, Certainty.OPINION
QUESTION = Certainty.QUESTION
HOW_SURE = [
    (A, "Seoul has lifted the ban."),
    (A, "The ban was lifted, the ministry said."),
    (A, "Officials said Seoul had lifted the ban."),
    (A, "Seoul lifted the ban after Tokyo urged it to act."),
    (A, "Seoul has not failed to lift the ban."),
    (A, "Tokyo thanked Seoul for lifting the ban."),
    (N, "Seoul has not lifted the ban."),
    (N, "Seoul hasn't lifted the ban."),
    (N, "Seoul never lifted the ban."),
    (N, "Seoul has yet to lift the ban."),
    (N, "Seoul failed to lift the ban."),
    (N, "Seoul refused to lift the ban."),
    (N, "Seoul stopped short of lifting the ban."),
    (N, "Seoul ruled out lifting the ban."),
    (N, "Seoul has no plans to lift the ban."),
    (N, "Seoul is in no hurry to lift the ban."),
    (N, "The talks ended without the ban being lifted."),
    (N, "Neither side lifted the ban."),
    (N, "Seoul is not considering lifting the ban."),
    (N, "Seoul will not lift the ban."),
    (P, "Seoul will lift the ban."),
    (P, "Seoul plans to lift the ban."),
    (P, "Seoul is to lift the ban."),
    (P, "Seoul is set to lift the ban."),
    (P, "Seoul is poised to lift the ban."),
    (P, "The ban is due to be lifted."),
    (P, "Seoul decided to lift the ban."),
    (P, "Seoul said it would lift the ban."),
    (P, "Seoul lifts the ban next month."),
    (P, "Seoul is about to lift the ban."),
    (D, "Tokyo urged Seoul to lift the ban."),
    (D, "Tokyo called on Seoul to lift the ban."),
    (D, "Tokyo called for the lifting of the ban."),
    (D, "Tokyo demanded that Seoul lift the ban."),
    (D, "Seoul should lift the ban."),
    (D, "Lift the ban."),
    (D, "“Lift the ban,” the governor told the envoy."),
    (CONSIDERED, "Seoul is considering lifting the ban."),
    (CONSIDERED, "Seoul is mulling whether to lift the ban."),
    (CONSIDERED, "Seoul is looking at ways to lift the ban."),
    (CONSIDERED, "Lifting of the ban is under consideration."),
    (DENIED, "Seoul denied that it had lifted the ban."),
    (DENIED, "Seoul denied lifting the ban."),
    (DENIED, "Seoul dismissed reports that it had lifted the ban."),
    (DENIED, "Reports that Seoul lifted the ban are groundless."),
    (DENIED, "There is no truth in reports that Seoul lifted the ban."),
    (CONDITIONAL, "If trust returns, Seoul lifts the ban."),
    (CONDITIONAL, "Seoul could lift the ban."),
    (CONDITIONAL, "Seoul may lift the ban."),
    (CONDITIONAL, "Seoul would lift the ban."),
    (CONDITIONAL, "The ban stays unless it is lifted by Seoul."),
    (RUMOURED, "Seoul is rumoured to have lifted the ban."),
    (RUMOURED, "Seoul has reportedly lifted the ban."),
    (RUMOURED, "Unconfirmed reports say Seoul lifted the ban."),
    (RUMOURED, "Posts on X claimed Seoul had lifted the ban."),
    (BACKGROUND, "Seoul lifted the ban in 2019."),
    (BACKGROUND, "In March 2019 Seoul lifted the ban."),
    (BACKGROUND, "Seoul had lifted the ban."),
    (BACKGROUND, "Seoul lifted the ban four years ago."),
    (BACKGROUND, "Seoul lifted the ban last year."),
    (BACKGROUND, "An earlier version said Seoul lifted the ban."),
    (OPINION, "Critics believe Seoul lifted the ban too soon."),
    (OPINION, "In our view Seoul rightly lifted the ban."),
    (OPINION, "Lifting the ban would be wise."),
    (QUESTION, "Will Seoul lift the ban?"),
    (QUESTION, "Has Seoul lifted the ban?"),
    (QUESTION, "It is unclear whether Seoul lifted the ban."),
]


@pytest.mark.parametrize(("certainty", "sentence"), HOW_SURE)
def test_how_sure(certainty, sentence):
    cues = read_cues(sentence, "en", ["restriction"])
    assert [c.certainty for c in cues if c.rung == "lifted"] == [certainty]


@pytest.mark.parametrize(
    ("ladder", "rung", "flipped"),
    [
        ("pact", "in-force", "Seoul lifted the suspension of the pact."),
        ("practice", "active", "The allies ended the freeze on drills."),
        ("restriction", "lifted", "Beijing ended its halt on seafood imports."),
    ],
)
def test_ending_a_stop_is_a_start(ladder, rung, flipped):
    found = {c.rung for c in read_cues(flipped, "en", [ladder]) if c.certainty is A}
    assert found == {rung}


@pytest.mark.parametrize(
    ("ladder", "sentence"),
    [
        ("restriction", "The ban was the subject of the talks."),
        ("restriction", "Farmers spoke of the limits on imports."),
        ("practice", "The visits of the two leaders were praised."),
        ("membership", "The bid was the talk of the town."),
        ("dispute", "The two ministers dined in Nara."),
        ("pact", "The pact was signed by both ministers in the hall."),
    ],
)
def test_a_mere_mention_reaches_no_rung(ladder, sentence):
    assert [c for c in read_cues(sentence, "en", [ladder]) if c.certainty is A] == []


def test_a_governing_verb_is_no_rung_of_its_own():
    """To weigh an exit is no sign of interest in joining."""
    cues = read_cues("Seoul is mulling leaving the pact.", "en", ["membership"])
    assert [(c.rung, c.certainty) for c in cues] == [("withdrawn", CONSIDERED)]


def test_a_cue_explains_itself():
    """The rule names the pattern, the marker the words that decided."""
    sentence = "Tokyo urged Seoul to lift the ban."
    (cue,) = read_cues(sentence, "en", ["restriction"])
    assert sentence[cue.start : cue.end] == "lift"
    assert cue.marker == "urged"
    assert cue.rule.startswith("en/restriction/lifted: ")


@pytest.mark.parametrize(
    ("sentence", "words", "certainty"),
    [
        ("Japan summoned the ambassador.", "summoned the ambassador", A),
        ("Japan will summon the ambassador.", "summon the ambassador", P),
        ("Approval could fall to 55 percent.", "55 percent", CONDITIONAL),
        ("Seoul denied that 12 people had died.", "12 people", DENIED),
        ("Seoul denied that 12 people had died.", "", A),
    ],
)
def test_certainty_of_any_words(sentence, words, certainty):
    start = sentence.find(words)
    end = start + len(words)
    assert read_certainty(sentence, "en", start, end)[0] is certainty
