"""Hangul arithmetic: the final consonant of a syllable carries Korean tense and mood."""

from __future__ import annotations

_FIRST, _LAST = ord("가"), ord("힣")
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


def final(char: str) -> str:
    """Return the final consonant (받침) of a syllable, empty when it has none or is no syllable."""
    code = ord(char)
    return _FINALS[(code - _FIRST) % 28] if _FIRST <= code <= _LAST else ""


def syllables(final_consonant: str) -> str:
    """Return a regular expression class of all syllables that end in this consonant."""
    chars = [chr(code) for code in range(_FIRST, _LAST + 1) if final(chr(code)) == final_consonant]
    return f"[{''.join(chars)}]"
