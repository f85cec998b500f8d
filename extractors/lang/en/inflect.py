"""English verbs in all their forms, from a lemma and short tables of the irregular ones."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag
from functools import cache

from extractors.lang.en.words import doubling, irregular

_VOWELS = "aeiou"


class Form(IntFlag):
    """Forms of a verb; a word may be several at once (`cut`, `lifted`)."""

    NONE = 0
    BASE = 1
    PRESENT = 2
    PAST = 4
    PARTICIPLE = 8
    ING = 16
    FINITE = 6


_BE = {
    "be": Form.BASE,
    "am": Form.PRESENT,
    "is": Form.PRESENT,
    "are": Form.PRESENT,
    "'s": Form.PRESENT,
    "'re": Form.PRESENT,
    "'m": Form.PRESENT,
    "was": Form.PAST,
    "were": Form.PAST,
    "been": Form.PARTICIPLE,
    "being": Form.ING,
}
_HAVE = {
    "have": Form.BASE | Form.PRESENT,
    "has": Form.PRESENT,
    "'ve": Form.PRESENT,
    "had": Form.PAST | Form.PARTICIPLE,
    "having": Form.ING,
}
_IRREGULAR_PRESENT = {"do": "does", "go": "goes", "undergo": "undergoes", "forgo": "forgoes"}


@cache
def verb_forms(lemma: str) -> Mapping[str, Form]:
    """Every form of a verb with what it may be.

    Args:
        lemma: the base form, lower case; a hyphenated prefix is kept (`re-open`).

    Returns:
        Word to forms; British and American doublings are both there (`cancelled`, `canceled`).
    """
    if lemma == "be":
        return _BE
    if lemma == "have":
        return _HAVE
    found: dict[str, Form] = {}
    _add(found, lemma, Form.BASE)
    _add(found, _IRREGULAR_PRESENT.get(lemma) or _with_s(lemma), Form.PRESENT)
    for stem in _stems(lemma):
        _add(found, _with_ing(stem), Form.ING)
    past, participle = irregular().get(lemma, ("", ""))
    for word in [past] if past else [_with_ed(stem) for stem in _stems(lemma)]:
        _add(found, word, Form.PAST if past else Form.PAST | Form.PARTICIPLE)
    if past:
        _add(found, participle, Form.PARTICIPLE)
    return found


def _add(found: dict[str, Form], word: str, form: Form) -> None:
    found[word] = found.get(word, Form.NONE) | form


def _stems(lemma: str) -> tuple[str, ...]:
    """The lemma, its last letter doubled, or both where usage differs (`cancel`)."""
    if lemma not in doubling():
        return (lemma,)
    doubled = lemma + lemma[-1]
    return (doubled, lemma) if lemma.endswith("l") or lemma == "ax" else (doubled,)


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _with_ed(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _with_ing(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"
