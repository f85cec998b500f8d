from __future__ import annotations

import random

import pytest

from tests.bench import synthetic
from tests.warehouse.making import APPLES, BRIDGE
from warehouse.near import THRESHOLD, fingerprints, jaccard, new_spans, sentence_keys, similarity


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. It stopped! Why?", ["It rained.", "It stopped!", "Why?"]),
        ("The U.S. paid 1.24 dollars.", ["The U.S.", "paid 1.24 dollars."]),
        ("雨が降った。止んだ。", ["雨が降った。", "止んだ。"]),
        ("비가 왔다. 그쳤다.\n\n끝", ["비가 왔다.", "그쳤다.", "끝"]),
        ("「行く。」と言った。", ["「行く。」と言った。"]),
        ("", []),
        ("…\n---\n", []),
    ],
)
def test_texts_are_cut_at_stops_and_line_ends(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end, _ in sentence_keys(text)] == parts


def test_only_letters_and_digits_make_a_sentence_another_one() -> None:
    said = {key for _, _, key in sentence_keys("The dam broke. Ｎｏｂｏｄｙ was hurt.")}
    assert new_spans("THE DAM BROKE!  Nobody, was hurt.", said) == ()
    assert new_spans("The dam broke. Two were hurt.", said) == ((15, 29),)


@pytest.mark.parametrize("language", synthetic.LANGUAGES)
def test_sketches_estimate_likeness_and_bands_find_it(language: str) -> None:
    dice = random.Random(language)
    for _ in range(20):
        parts = synthetic.sentences(dice, language)
        one, other = synthetic.joined(parts, language), synthetic.plant(dice, parts, language).text
        first, second = fingerprints([one, other])
        truth = jaccard(one, other)
        assert similarity(first.sketch, second.sketch) == pytest.approx(truth, abs=0.16)
        if truth >= 0.6:
            assert len(set(first.bands) & set(second.bands)) >= 2


def test_texts_of_different_events_are_far_apart() -> None:
    one, other = fingerprints([BRIDGE, APPLES])
    assert similarity(one.sketch, other.sketch) < THRESHOLD / 2
    assert not set(one.bands) & set(other.bands)


def test_a_text_too_short_to_compare_has_no_bands() -> None:
    (made,) = fingerprints(["Photo: Yonhap"])
    assert made.bands == ()
