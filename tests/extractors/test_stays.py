"""Lengths of stay, told and shown, in the three languages."""

from __future__ import annotations

import pytest

from extractors.stays import read_stays

READ = [
    ("en", "three nights in Nara", [4]),
    ("en", "He was home the same night.", [1]),
    ("en", "The visit lasted 72 hours.", [3]),
    ("en", "He did not stay overnight.", [1]),
    ("en", "the fourth and last day", [4]),
    ("en", "four days later, after 90 minutes of talks", []),
    ("ja", "2泊3日の日程、二泊の予定", [3, 3]),
    ("ja", "その夜のうちに関西空港を飛び立ち", [1]),
    ("ja", "日帰りで、五時間の滞在", [1, 1]),
    ("ja", "3年間の任期", []),
    ("ko", "3박 4일 일정", [4]),
    ("ko", "이틀 밤을 묵었다", [3]),
    ("ko", "당일치기로 다녀왔다", [1]),
    ("ko", "4년 임기", []),
    ("zh", "两天", []),
]


@pytest.mark.parametrize(("language", "text", "days"), READ)
def test_stays_are_read(language: str, text: str, days: list[int]) -> None:
    assert [stay.days for stay in read_stays(text, language)] == days


def test_offsets_point_into_the_sentence() -> None:
    text = "奈良には２泊３日の日程で訪れた。"
    (stay,) = read_stays(text, "ja")
    assert text[stay.start : stay.end] == "２泊３日"
