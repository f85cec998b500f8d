"""English numbers: digits with scales (`1.52 billion`, `5tn`), words (`forty-eight`), ordinals (`21st`)."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_ONES = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_SMALL = {word: value for value, word in enumerate(_ONES.split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SMALL |= {"a": 1, "an": 1, "dozen": 12}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_ONES.split())}
_ORDINALS |= {word: 10 * value for value, word in enumerate(_ORDINAL_TENS.split(), 2)}
_SPECIAL_DOZENS = frozenset(["half", "baker's", "baker’s"])
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_SHORT_SCALE = r"(?:k|mn|mln|m|bn|bln|b|tn|trn)"
_UNIT_WORD = (
    "(?:" + "|".join(sorted([*_ONES.split()[1:], *_TENS.split()], key=len, reverse=True)) + ")"
)
_DOZEN = r"(?:half[- ]an?|an? half|half)[- ]dozen|(?:an? )?baker['’]s dozen"
WORDS = (
    rf"(?:{_DOZEN}|{_UNIT_WORD} dozen|(?:{_UNIT_WORD}|an?(?=[ -]{SCALE}))"
    rf"(?:[ -](?:and[ -])?(?:{SCALE}|{_UNIT_WORD})\b)*"
    rf"|an? dozen|dozen|zero)"
)
NUMBER = (
    rf"(?:{DIGITS}(?:[ -]?{SCALE}\b|{_SHORT_SCALE}\b)?(?:(?<=\d) ?{_SHORT_SCALE}\b)?|\b{WORDS}\b)"
)
"""Regular expression (to be used ignoring case) of a number in digits or words, with its scale."""

_ORDINAL_WORD = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
ORDINAL_IN_WORDS = rf"\b(?:{_UNIT_WORD}[ -])?{_ORDINAL_WORD}\b"
ORDINAL = rf"(?:\d+(?:,\d{{3}})*(?:st|nd|rd|th)\b|{ORDINAL_IN_WORDS})"
"""Regular expression (to be used ignoring case) of an ordinal in digits or words."""

_PARTS = re.compile(rf"({DIGITS})[ -]?([a-z]*)", re.IGNORECASE)


def read_number(text: str) -> float | None:
    """Read a number that `NUMBER` matched.

    Args:
        text: `1.52 billion`, `15.2bn`, `forty-eight`, `a hundred million`, `one hundred and three`.

    Returns:
        The number, or None when the words make none.
    """
    parts = _PARTS.fullmatch(text.strip())
    if parts:
        scale = parts.group(2).lower()
        factor = _SCALES.get(scale) or _SHORT.get(scale, 1)
        return round(float(parts.group(1).replace(",", "")) * factor, 6)
    words = re.split(r"[ -]+", text.strip().lower())
    if words[-1] == "dozen" and not _SPECIAL_DOZENS.isdisjoint(words):
        return 6.0 if "half" in words else 13.0
    return _read_words(words)


def _read_words(words: list[str]) -> float | None:
    total = section = 0
    for word in words:
        if word in {"and", ""}:
            continue
        if word == "dozen":
            section = (section or 1) * 12
        elif word in _SMALL:
            section += _SMALL[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in _SCALES:
            total += (section or 1) * _SCALES[word]
            section = 0
        else:
            return None
    return float(total + section)


def read_ordinal(text: str) -> int | None:
    """Read an ordinal that `ORDINAL` matched: `21st`, `fifth`, `twenty-first`."""
    digits = re.match(r"[\d,]+", text)
    if digits:
        return int(digits.group().replace(",", ""))
    *tens, last = re.split(r"[ -]+", text.lower())
    value = _ORDINALS.get(last)
    return None if value is None else value + sum(_SMALL.get(word, 0) for word in tens)
