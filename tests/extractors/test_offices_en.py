"""English sentences about posts: who gains, keeps, loses or holds one."""

import pytest

from extractors.model import Certainty
from extractors.offices import read_office_events

EVENTS = [
    ("Takaichi resigned as prime minister on Monday.", "resigned", "Takaichi", "prime minister"),
    (
        "Prime Minister Sanae Takaichi stepped down on Monday.",
        "resigned",
        "Sanae Takaichi",
        "Prime Minister",
    ),
    ("The prime minister resigned on Monday.", "resigned", "", "prime minister"),
    (
        "Parliament elected Yoshimasa Hayashi prime minister.",
        "elected",
        "Yoshimasa Hayashi",
        "prime minister",
    ),
    (
        "Hayashi Yoshimasa was elected prime minister.",
        "elected",
        "Hayashi Yoshimasa",
        "prime minister",
    ),
    ("Takaichi was re-elected LDP president.", "re-elected", "Takaichi", "president"),
    ("Koizumi was sworn in as prime minister.", "sworn-in", "Koizumi", "prime minister"),
    (
        "Lee named Wi Sung-lac his national security adviser.",
        "appointed",
        "Wi Sung-lac",
        "national security adviser",
    ),
    (
        "The National Assembly impeached President Lee Jae Myung.",
        "impeached",
        "Lee Jae Myung",
        "President",
    ),
    (
        "The agriculture minister was sacked over his remark.",
        "dismissed",
        "",
        "agriculture minister",
    ),
    ("Acting President Kim Min-seok met the envoy.", "acting", "Kim Min-seok", "Acting President"),
    ("Former Prime Minister Shigeru Ishiba spoke.", "held", "Shigeru Ishiba", "Prime Minister"),
    ("Ex-President Moon Jae-in testified.", "held", "Moon Jae-in", "President"),
    (
        "Japan's Prime Minister Shinjiro Koizumi arrived.",
        "holds",
        "Shinjiro Koizumi",
        "Prime Minister",
    ),
    ("Cho Hyun, the foreign minister, arrived.", "holds", "Cho Hyun", "foreign minister"),
    ("Hirokazu Matsui is mayor of Hiroshima.", "holds", "Hirokazu Matsui", "mayor of Hiroshima"),
    ("Choe Son-hui stays foreign minister.", "retained", "Choe Son-hui", "foreign minister"),
    ("The speaker died on Monday.", "died", "", "speaker"),
    ("Lee was removed from office by the court.", "dismissed", "Lee", ""),
]


@pytest.mark.parametrize(("sentence", "event", "person", "post"), EVENTS)
def test_events(sentence, event, person, post):
    found = [e for e in read_office_events(sentence, "en") if e.event == event]
    assert [(e.person, e.post) for e in found] == [(person, post)]
    assert found[0].certainty is Certainty.ASSERTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Police named the suspect as Kim.",
        "The singer died in Nara on Monday, the mayor said.",
        "The minister chose a gift for the president.",
        "Prices dropped again.",
        "The talks became heated.",
        "Lee remains opposed to the plan of the minister.",
    ],
)
def test_no_change_of_a_post(sentence):
    changes = [e for e in read_office_events(sentence, "en") if e.event not in {"holds", "held"}]
    assert changes == []


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Takaichi will step down as prime minister.", Certainty.PLANNED),
        ("Takaichi denied she would step down as prime minister.", Certainty.DENIED),
        ("Takaichi may resign as prime minister.", Certainty.CONDITIONAL),
        ("Takaichi has not resigned as prime minister.", Certainty.NEGATED),
        ("Protesters urged the prime minister to resign.", Certainty.DEMANDED),
        ("Will the prime minister resign?", Certainty.QUESTION),
        ("The prime minister is rumoured to have resigned.", Certainty.RUMOURED),
        ("Ishiba resigned as prime minister in 2025.", Certainty.BACKGROUND),
    ],
)
def test_how_sure(sentence, certainty):
    found = [e for e in read_office_events(sentence, "en") if e.event == "resigned"]
    assert [e.certainty for e in found] == [certainty]


def test_predecessor_and_since():
    """Who went before, and since when, stand in `extra`."""
    (event,) = read_office_events("Hayashi succeeds Takaichi as prime minister", "en")
    assert (event.event, event.extra) == ("appointed", (("predecessor", "Takaichi"),))
    (event,) = read_office_events("Sanae Takaichi, prime minister since October 2025, spoke.", "en")
    assert event.extra == (("since", "since October 2025"),)
