"""Counts and ordinals of occasions, in the three languages."""

from __future__ import annotations

import pytest

from extractors.tallies import read_tallies

READ = [
    ("en", "It was their fourth summit.", [(4, True)]),
    ("en", "That made it five, with eight summits in all.", [(5, True), (8, False)]),
    ("en", "They had met twice before.", [(3, False)]),
    ("en", "They had never held talks until that day.", [(1, True)]),
    ("en", "Summit number four came on January 13th.", [(4, True)]),
    ("en", "The talks ran for two days and three hours.", []),
    ("ja", "両首脳の会談は七番目、対面は五たび目だ。", [(7, True), (5, True)]),
    ("ja", "それまでに二度会っていた。", [(3, False)]),
    ("ja", "年初の会談と初の首脳会談", [(1, True)]),
    ("ja", "気温は30度だった。", [(30, False)]),
    ("ko", "네 번째 회담, 다섯 차례 만남", [(4, True), (5, False)]),
    ("ko", "앞선 두 차례 회담에 이어", [(3, False)]),
    ("ko", "첫 정상회담과 3차 회담", [(1, True), (3, True)]),
    ("ko", "4차 산업혁명과 13일", []),
    ("zh", "第四次会谈", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_tallies_are_read(language: str, text: str, wanted: list[tuple[int, bool]]) -> None:
    assert [(t.number, t.is_ordinal) for t in read_tallies(text, language)] == wanted


def test_offsets_point_into_the_sentence() -> None:
    text = "奈良は通算５回目の会談だった。"
    (tally,) = read_tallies(text, "ja")
    assert text[tally.start : tally.end] == "５回目"
