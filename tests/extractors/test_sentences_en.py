"""English sentences: what ends one and what does not."""

import pytest

from extractors.sentences import split

WHOLE = [
    "CPTPP – South Korea's next aim – has twelve members.",
    "Mr. Lee met Ms. Takaichi in Nara.",
    "The visit began on Jan. 13 and ended on Jan. 14.",
    "Talks opened at 9 a.m. Tuesday.",
    "The U.S. Treasury and the U.N. Security Council agreed.",
    "S. Korea lifts ban on seafood",
    "J. D. Vance called on Lt. Gen. Kim at No. 10.",
    "Exports rose 3.5 percent to $1.52 billion.",
    "Hyundai Motor Co. and Toyota Motor Corp. declined to comment.",
    '"Will you lift it?" she asked.',
    '"We have lifted it!" he said.',
    "The U.S. Embassy in Seoul closed.",
    "Article 5. of the pact is silent ... or so it seems.",
    "He spoke vs. Japan in the final.",
    "Dr. K. Tanaka of Kyoto Univ. Hospital spoke.",
]
TWO = [
    ("SEOUL, Jan. 13 (Yonhap) --", "South Korea lifted the ban."),
    ("TOKYO —", "The ministry — which oversees ports — agreed."),
    ("The ban was lifted.", "Fishermen cheered."),
    ("Talks ended at 6 p.m.", "The ministers then dined."),
    ("He returned to the U.S.", "The ban stays."),
    ('"It is over."', "He left."),
    ("Is it over?", "No one knows."),
    ("He said no.", "Seoul said yes."),
    ("Prices rose 3.5 percent.", "Wages fell."),
    ("It works at Toyota Motor Corp.", "The firm is pleased."),
    ("They met on Jan. 13.", "On Jan. 14 they parted."),
    ("So it goes …", "The talks continue."),
    ("“We agreed,” he said.", "“We will sign.”"),
    ("The plan was his (and hers).", "Both liked it."),
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_one_sentence(sentence):
    assert [s.text for s in split(sentence, "en")] == [sentence]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_sentences(first, second):
    assert [s.text for s in split(f"{first} {second}", "en")] == [first, second]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we agree" twice.', ['"we agree"']),
        ("He said “we agree.", ["“we agree."]),
        ("Seoul's 'no' to Tokyo's 'plan'", ["'no'", "'plan'"]),
        ("The ministers' plan is Lee's.", []),
        ("It’s ‘over’, she said.", ["‘over’"]),
        ("“It is ‘over’ now.”", ["“It is ‘over’ now.”"]),
    ],
)
def test_quotations(text, quoted):
    (sentence,) = split(text, "en")
    assert [sentence.text[a:b] for a, b in sentence.quotes] == quoted


def test_quotation_over_two_sentences():
    """Both halves of a quotation that spans a stop are marked."""
    first, second = split("“We agreed. We shall sign,” Lee said.", "en")
    assert first.text[slice(*first.quotes[0])] == "“We agreed."
    assert second.text[slice(*second.quotes[0])] == "We shall sign,”"
