"""Japanese numbers: `15億2千万`, `千四百二十万`, `21・8`, and the qualifiers around them."""

from __future__ import annotations

import re

from extractors.numbers import read_myriads

_DECIMAL = r"\d[\d,]*(?:[.・]\d+)?"
_KANJI = "〇一二三四五六七八九十百千"
NUMBER = rf"(?:{_DECIMAL}|[{_KANJI}]+)(?:[十百千万億兆]+(?:{_DECIMAL}|[{_KANJI}]+)?)*"
"""Regular expression of a number, on text folded by `extractors.numbers.fold`."""

SMALL = rf"(?:\d+|[{_KANJI}]+)"
"""A whole number without myriads."""

_BEFORE_MEANS = {
    "about": ("約", "およそ", "おおよそ", "ほぼ", "推定"),
    "at-least": ("少なくとも", "最低"),
    "at-most": ("最大", "最高"),
}
_AFTER_MEANS = {
    "more-than": ("を超え", "を上回", "あまり", "余り", "超", "余", "強"),
    "at-least": ("を下らない", "以上"),
    "less-than": ("に満たない", "を下回", "足らず", "未満"),
    "at-most": ("以下",),
    "nearly": ("に迫", "近く", "弱"),
    "about": ("程度", "前後", "ほど", "ぐらい", "くらい", "台"),
}


def read_number(text: str) -> float | None:
    """Read a number as `NUMBER` finds it, or None when it is none."""
    return read_myriads(text.replace("・", ".").replace(",", ""))


def qualifier(before: str, after: str) -> str:
    """Tell how exact a number is from the words around it.

    Args:
        before: text up to the number; its last words count.
        after: text from the end of number and counter on; its first words count.

    Returns:
        A qualifier of `extractors.model.Value`, or an empty string.
    """
    for meaning, words in _AFTER_MEANS.items():
        if after.startswith(words):
            return meaning
    for meaning, words in _BEFORE_MEANS.items():
        if before.rstrip().endswith(words):
            return meaning
    return ""


IS_KANJI = re.compile(rf"[{_KANJI}]")
