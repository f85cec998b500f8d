"""Names nobody listed."""

from __future__ import annotations

import pytest

from extractors.candidates import find_candidates
from extractors.model import Mention


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The plaintiff, Yang Geum-deok, wept.", ["person:Yang Geum-deok"]),
        ("en", "He met Vice Minister Park Yoonjoo on Monday.", ["person:Park Yoonjoo"]),
        ("en", "So said Taro Kono, a former minister.", ["person:Taro Kono"]),
        ("en", "In Ulaanbaatar, a Mongolian host", []),
        ("en", "The Daejeon District Court ruled.", ["organisation:Daejeon District Court"]),
        ("en", "the ministry and a court", []),
        ("ja", "丸山達也知事は会見で", ["person:丸山達也"]),
        ("ja", "ケビン・キム代表が", ["person:ケビン・キム"]),
        ("ja", "両首脳と韓国大統領", []),
        ("ja", "国立科学捜査研究院によると", ["organisation:国立科学捜査研究院"]),
        ("ko", "박윤주 차관은 최영삼 전 차관과", ["person:박윤주", "person:최영삼"]),
        ("ko", "이 모 씨와 신임 대표", []),
        (
            "ko",
            "한국무역협회는 동북아역사재단과",
            ["organisation:한국무역협회", "organisation:동북아역사재단"],
        ),
        ("fr", "Le président Jean Dupont", []),
    ],
)
def test_a_sign_beside_them_makes_names(language: str, text: str, expected: list[str]) -> None:
    found = find_candidates(text, language)
    assert [f"{one.kind}:{one.text}" for one in found] == expected
    assert all(text[one.start : one.end] == one.text and not one.entity for one in found)


def test_what_is_known_is_no_candidate() -> None:
    text = "丸山達也知事は会見で"
    assert find_candidates(text, "ja", [Mention("person.x", "person", 0, 4, "丸山達也")]) == ()
