"""Who an English sentence takes its statement from."""

import pytest

from extractors.attribution import read_speaker

SPEAKERS = [
    (
        "The ban was lifted, the food safety ministry said.",
        "the food safety ministry",
        "institution",
        "said",
    ),
    ("Lee told reporters that the ban stays.", "Lee", "named", "said"),
    ("The ban stays, said Cho Hyun.", "Cho Hyun", "named", "said"),
    ("“The ban stays,” the minister told reporters.", "the minister", "named", "said"),
    (
        "A senior official in Seoul said the ban stays.",
        "A senior official in Seoul",
        "unnamed",
        "said",
    ),
    (
        "The ban stays, two sources familiar with the talks said.",
        "two sources familiar with the talks",
        "unnamed",
        "said",
    ),
    ("The Nikkei reported that the ban was lifted.", "The Nikkei", "media", "reported"),
    ("Kyodo, quoting officials, said the ban was lifted.", "Kyodo", "media", "said"),
    ("Seoul denied that it had lifted the ban.", "Seoul", "institution", "denied"),
    ("Tokyo urged Seoul to lift the ban.", "Tokyo", "institution", "urged"),
    (
        "The presidential office announced the lifting of the ban.",
        "The presidential office",
        "institution",
        "announced",
    ),
    ("According to a defector, the camp was closed.", "a defector", "unnamed", "said"),
    (
        "The ban will go, Japan's farm minister predicted.",
        "Japan's farm minister",
        "named",
        "predicted",
    ),
    ("An analyst argued that the ban was pointless.", "An analyst", "unnamed", "claimed"),
]


@pytest.mark.parametrize(("sentence", "text", "kind", "verb_kind"), SPEAKERS)
def test_speakers(sentence, text, kind, verb_kind):
    speaker = read_speaker(sentence, "en")
    assert speaker is not None
    assert (speaker.text, speaker.kind, speaker.verb_kind) == (text, kind, verb_kind)
    assert sentence[speaker.start : speaker.end] == text


@pytest.mark.parametrize("sentence", ["Seoul lifted the ban.", "The ban was lifted on Monday.", ""])
def test_nobody_speaks(sentence):
    assert read_speaker(sentence, "en") is None


def test_words_passed_on():
    """What a speaker has from somebody else is marked."""
    plain = read_speaker("The minister said that the drills were off.", "en")
    relayed = read_speaker("The minister said he had been told that the drills were off.", "en")
    assert plain
    assert relayed
    assert (plain.is_relayed, relayed.is_relayed) == (False, True)
