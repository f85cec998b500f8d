"""Korean numerals: native (`여덟`, `스물일곱`, `사흘`), Sino-Korean, and both mixed with digits."""

from __future__ import annotations

import re

from extractors.numbers import ARABIC, read_myriads

_ONES = {"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "석": 3, "서": 3, "네": 4, "넷": 4}
_ONES |= {"넉": 4, "너": 4, "다섯": 5, "댓": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70}
_TENS |= {"여든": 80, "아흔": 90}

DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8}
DAYS |= {"아흐레": 9, "열흘": 10, "열하루": 11, "열이틀": 12, "보름": 15}
"""Native words for spans of days."""


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


NATIVE = rf"(?:(?:{_any(_TENS)})(?:{_any(_ONES)})?|(?:{_any(_ONES)}))"
"""Regular expression of a native numeral, as a noun or before a counter."""

_SINO_ONES = "일이삼사오육칠팔구"
_SINO_UNITS = "십백천만억조"
_SINO_MORE = rf"[{_SINO_ONES}{_SINO_UNITS}]| (?=[{_SINO_ONES}]?[십백천])"
SINO = rf"(?:(?:[{_SINO_ONES}]?[십백천만]|[{_SINO_ONES}][억조])(?:{_SINO_MORE}){{0,8}})"
"""Regular expression of a Sino-Korean numeral of ten and more; 억 and 조 alone are syllables of names (조현)."""

_NEXT = rf"(?:{ARABIC}(?![\d년월일])|(?<=[만억조])\s\d[\d,]*(?=[십백천만억]|여?\s?[명원건대개척톤t달엔표곳석인]))"
MIXED = rf"(?:{ARABIC}(?:[십백천만억조]{{1,2}}{_NEXT}?)*)"
"""Regular expression of digits with or without units: `945만9천600`, `2만 6000`."""

NUMBER = rf"(?:{MIXED}|{SINO})"
DAY_WORD = rf"(?:{_any(DAYS)})"

_NATIVE_PARTS = re.compile(rf"({_any(_TENS)})?({_any(_ONES)})?")


def read_native(text: str) -> int | None:
    """Read a native numeral such as `예순세`, or None."""
    match = _NATIVE_PARTS.fullmatch(text)
    if match is None or not text:
        return None
    tens, ones = match.groups()
    return (_TENS[tens] if tens else 0) + (_ONES[ones] if ones else 0)


def read_numeral(text: str) -> float | None:
    """Read any Korean numeral, native first; None when it is none."""
    native = read_native(text.strip())
    return native if native is not None else read_myriads(text)
