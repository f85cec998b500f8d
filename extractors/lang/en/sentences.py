"""Where English sentences end: abbreviations, initials, decimals, and quotations that run on."""

from __future__ import annotations

import re

from extractors.newswire import report_start

Span = tuple[int, int]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A stop after these never ends a sentence: something always follows.
_TITLES = _words(
    "mr mrs ms messrs dr prof gen lt col maj capt cmdr adm sgt brig sen rep gov pres hon rev fr st mt ft"
    " supt det insp amb dep asst atty vs v no nos fig art vol pp p ch sec approx est ca cf viz eg ie al"
)
# A stop after these ends a sentence only when what follows looks like a new one.
_ABBREVIATIONS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " u.s u.k u.n e.u u.s.a u.a.e d.c a.m p.m a.d b.c etc inc corp co ltd bros plc llc jr sr ph.d m.p"
    " dept univ assn bn tn mln bln pct km kg sq hr hrs min gmt e.g i.e s n w e"
)
_STOP = re.compile(r"[.!?…]+(?P<close>[\"”’')\]]*)(?=\s|$)")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.]*$")
_NEXT = re.compile(r"\s+([\"“‘'(\[]*)(\S+)")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])[’'](?!\w)")
# Capitalised words that begin sentences far more often than they follow an abbreviation.
_OPENERS = _words(
    "the a an he she it they we i you this that these those his her its their our but and in on at as for"
    " after before when while if although however there meanwhile both some many no not officials"
    " under with by from since last"
)


def split_paragraph(paragraph: str) -> list[Span]:
    """Spans of the sentences of one paragraph; a dateline such as `SEOUL, Jan. 9 (Agency) --` is one of its own.

    Args:
        paragraph: plain text without line breaks.

    Returns:
        Spans that together cover the paragraph; surrounding space is the caller's to trim.
    """
    start = report_start(paragraph)
    spans = [(0, start)] if start else []
    for match in _STOP.finditer(paragraph, start):
        if _ends(paragraph, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(paragraph)))
    return spans


def find_quotes(paragraph: str) -> list[Span]:
    """Spans of direct quotations, marks included; one left open runs to the end of the paragraph.

    Curly and straight double marks count always; single marks only where they cannot be apostrophes.
    """
    double = [m.span() for m in re.finditer(r'“[^”]*(?:”|$)|"[^"]*(?:"|$)', paragraph)]
    return sorted(double + _single_quotes(paragraph, double))


def _single_quotes(paragraph: str, taken: list[Span]) -> list[Span]:
    found, position = [], 0
    while opening := _SINGLE_OPEN.search(paragraph, position):
        closing = _SINGLE_CLOSE.search(paragraph, opening.end())
        if closing is None:
            break
        position = closing.end()
        if not any(first <= opening.start() < last for first, last in taken):
            found.append((opening.start(), closing.end()))
    return found


def _ends(paragraph: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(paragraph, match.end())
    if following is None:
        return True
    opening, word = following.groups()
    if word[0].islower() and not opening:
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return not (match.group("close") and word[0].islower())
    before = _WORD_BEFORE.search(paragraph, 0, match.start())
    return before is None or _ends_after(before.group(), word, is_quote=bool(opening))


def _ends_after(before: str, word: str, *, is_quote: bool) -> bool:
    """Does a full stop after the word `before` end the sentence when `word` follows?"""
    known = before.lower()
    if known in _TITLES:
        return known == "no" and not word[0].isdigit()
    is_initial = len(before) == 1 and before.isupper() and before != "I"
    if known not in _ABBREVIATIONS and not is_initial and "." not in before:
        return True
    if word[0].isdigit():
        return False
    return is_quote or re.sub(r"\W+$", "", word).lower() in _OPENERS
