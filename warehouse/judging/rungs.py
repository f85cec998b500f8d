"""The rungs that a line speaks of, by its claim's own words and by those of the ladder, and how sure it is of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractors.cues import read_certainty
from extractors.model import Certainty, Cue
from warehouse.judging.background import had_come_about, is_set_before, told_before
from warehouse.judging.case import Case, certainty_of
from warehouse.judging.matters import is_matter
from warehouse.judging.model import Weight
from warehouse.judging.reading import Line, overlaps
from warehouse.judging.touch import Span

_LAUNCHED = "launched"
# What goes on for a while: 'was stalled in April' does not say that it still is.
_STATES = frozenset(
    {
        "stalled",
        "paused",
        "in-talks",
        "under-discussion",
        "planned",
        "negotiating",
        "seeking",
        "unresolved",
    }
)
_RESTRICTION = "restriction"
# What a deed is done to right behind it: 'ending the export curbs that had squeezed chipmakers' ends no cooperation.
_CURB = re.compile(
    r" (?:(?!(?:in|on|of|over|with|for|to|by|at|after|amid|as|and|under|from)\b)[\w'’-]+ ){0,3}"
    r"(?:curbs?|bans?|embargo(?:es)?|restrictions?|sanctions?|tariffs?|controls)\b"
)
# What somebody drops or ends of his own, and no matter between states: 'dropped his caution over seafood'.
_ATTITUDE = re.compile(
    r" (?:(?:his|her|its|their|the|all|any|long-held|earlier|usual|previous|own) ){1,3}"
    r"(?:caution|reserve|reservations?|hesitation|reluctance|objections?|opposition|resistance|guard|scepticism"
    r"|skepticism|reticence|insistence|doubts?|silence|neutrality|positions?|stance|line|views?)\b"
)
# Languages whose quotations name the speaker behind the closing mark, and what hangs on who it is.
_RUN_ON = frozenset({"en"})
_BY_SPEAKER = (Certainty.OPINION, Certainty.RUMOURED)
# 'Since noon', 'from 9 a.m.': of the article's own day.
_TODAY = re.compile(
    r"(?:since|from|as of|starting|beginning) (?:this )?(?:early |late )?"
    r"(?:noon|midnight|midday|dawn|daybreak|sunrise|morning|afternoon|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b)"
)


@dataclass(frozen=True, slots=True)
class RungRead:
    """A rung that a sentence speaks of, with its certainty and place, and the words that decided on that."""

    rung: str
    span: Span
    certainty: Certainty
    rule: str
    weight: Weight = Weight.MAJOR
    marker: str = ""


def rungs_read(case: Case, line: Line) -> list[RungRead]:
    """Rungs that a line speaks of: the claim's own cues first, then the ladder's."""
    own = [*_own_rungs(case, line), *own_words(case, line)]
    ladder = [
        _ladder_rung(case, line, cue)
        for cue in line.cues(case.claim.ladder)
        if cue.rung not in case.words("own-only")
        and not _is_done_to_another_thing(case, line, cue)
        and not any(overlaps((cue.start, cue.end), o.span) for o in own)
    ]
    read = own + ladder
    begun = None if any(r.rung == _LAUNCHED for r in read) else _begun(case, line)
    return [*read, begun] if begun else read


def _is_done_to_another_thing(case: Case, line: Line, cue: Cue) -> bool:
    """Whether right behind the deed stands another thing, a curb or an attitude: 'dropped the ban', of a pact."""
    if line.language != "en":
        return False
    is_curb = case.claim.ladder != _RESTRICTION and bool(_CURB.match(line.folded, cue.end))
    return is_curb or bool(_ATTITUDE.match(line.folded, cue.end))


def _begun(case: Case, line: Line) -> RungRead | None:
    """'Since Wednesday the two have been drawing on one store': what is in use since then has begun."""
    if _LAUNCHED not in case.watchlist.paths.get(case.claim.ladder, ()):
        return None
    span = line.inception
    if span is None:
        return None
    is_fresh = bool(_TODAY.match(line.folded)) or any(
        value.end < span[0] and case.as_of < date.fromisoformat(value.first) <= case.reading.day
        for value in case.reading.dates(line)
    )
    return RungRead(_LAUNCHED, span, Certainty.ASSERTED, "in use since") if is_fresh else None


def _own_rungs(case: Case, line: Line) -> Iterator[RungRead]:
    for cue in case.watch.cues_in(line.folded, line.language):
        for match in cue.pattern.compiled.finditer(line.folded):
            if is_matter(line, match.span()):
                continue
            certainty, marker = certainty_of(line, *match.span(), cue.pattern.source)
            certainty = _freshened(case, line, match.span(), certainty, marker, cue.rung)
            certainty = _as_quoted(case, line, match.span(), certainty)
            weight = Weight(cue.weight)
            yield RungRead(cue.rung, match.span(), certainty, f"own:{cue.rung}", weight, marker)


def own_words(case: Case, line: Line) -> Iterator[RungRead]:
    """Rungs that the pack's words for this one claim speak of, where its language reads such words."""
    open_reader = case.watchlist.own_words.get(line.language)
    if open_reader is None:
        return
    for cue in open_reader().read(line.text, (case.claim.id,), is_title=line.is_title):
        if cue.rule.endswith(" mention") or is_matter(line, (cue.start, cue.end)):
            continue
        read = _ladder_rung(case, line, cue)
        yield replace(read, rule=f"own:{read.rung}")


def _ladder_rung(case: Case, line: Line, cue: Cue) -> RungRead:
    span = (cue.start, cue.end)
    certainty = _freshened(case, line, span, cue.certainty, cue.marker, cue.rung)
    certainty = _as_quoted(case, line, span, certainty)
    return RungRead(cue.rung, span, certainty, cue.rule or f"cue:{cue.rung}", marker=cue.marker)


def _freshened(
    case: Case, line: Line, span: Span, certainty: Certainty, marker: str, rung: str
) -> Certainty:
    """A year makes a sentence background only when it lies before the baseline, `had` only before the news."""
    if certainty is not Certainty.BACKGROUND or not marker:
        return certainty
    told = told_before(case.reading, line, span, marker)
    if told is not None:
        return told
    if rung not in _STATES and had_come_about(case.reading, line, span, marker, case.as_of):
        return Certainty.ASSERTED
    return (
        certainty
        if is_set_before(case.reading, line, span, marker, case.as_of)
        else Certainty.ASSERTED
    )


def _as_quoted(case: Case, line: Line, span: Span, certainty: Certainty) -> Certainty:
    """What a quotation says is as sure as its speaker, who may be named only sentences later."""
    is_asked = certainty is Certainty.ASSERTED and line.language in _RUN_ON
    if not is_asked or not (attribution := case.reading.attribution(line)):
        return certainty
    whole = f"{line.text.rstrip('.')},{attribution}"
    told, _ = read_certainty(whole, line.language, *span)
    return told if told in _BY_SPEAKER else certainty
