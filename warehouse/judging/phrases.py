"""Stances and facts whose value is a deed or a saying: the pack words what contradicts them.

The pack gives classes of words for all languages, and patterns for single ones, by outcome; here they are
held against who speaks, how sure the sentence is, and when it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.cues import read_certainty
from extractors.model import Certainty, Value, ValueKind
from warehouse.judging.background import PLUPERFECT, tells_of_the_day
from warehouse.judging.case import SURE, Case, certainty_of, certainty_of_fact
from warehouse.judging.events import is_starting_point
from warehouse.judging.model import Finding, FindingKind, Weight
from warehouse.judging.reading import Line, overlaps
from warehouse.judging.sayings import deeds, is_told_by
from warehouse.judging.terms import fold
from warehouse.judging.times import date_of, is_before, is_of_a_noun, is_reference, names_its_year
from warehouse.judging.touch import Span, touch

_OUTCOMES = {
    "contradicts": FindingKind.CONTRADICTION,
    "develops": FindingKind.DEVELOPMENT,
    "repeats": FindingKind.RESTATEMENT,
}
# A stance is about what an actor will do, so a declared intention reverses it; and it is qualified by
# naming a condition, so a condition there is the news itself.
_ACCEPTED = {
    FindingKind.CONTRADICTION: (Certainty.ASSERTED, Certainty.PLANNED),
    FindingKind.DEVELOPMENT: (Certainty.ASSERTED, Certainty.CONDITIONAL, Certainty.PLANNED),
}
_QUOTED = re.compile(r"(?<!\w)[\"“'‘](\w)")
_HELD = (Certainty.DEMANDED, Certainty.OPINION, Certainty.CONSIDERED)
_ABLE = frozenset({"can", "can be"})
_TOLD = (Certainty.ASSERTED, Certainty.BACKGROUND)
# What a summit brought is told on its day and in the week after it; later days are of other business.
AFTERMATH = timedelta(days=7)
_NEITHER = re.compile(r"\b(?:neither|nor) (?:\w+ )?$")
# What may stand between a deed and its own day.
_SAME_CLAUSE = re.compile(r"(?:(?!\b(?:said|says|told|that|as|when|after|before)\b)[^,.;:])*")
# How far (in characters) in front of a deed the year stands that is its own.
_BY_ITS_YEAR = 24
# News is told on its day or in the weekly press.
THESE_WEEKS = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class _Told:
    """Words of a line that say something of the claim: its outcome, its weight, and where they stand.

    What the holder of a stance demands or thinks (`is_own`) is the stance.
    """

    rung: str
    weight: str
    span: Span
    is_own: bool = False


def detect(case: Case) -> Iterator[Finding]:
    """Findings from the pack's own words, at most one for each line."""
    for line in case.reading.lines:
        if touch(case.reading, line, case.watch.subjects) is None:
            continue
        found = _strongest(case, line)
        if found is not None:
            finding = _judge(case, line, found)
            if finding is not None:
                yield finding


def _said(case: Case, line: Line) -> Iterator[_Told]:
    for saying in case.watch.says:
        for deed in deeds(line, saying):
            yield _Told(saying.rung, saying.weight, deed, is_own=is_told_by(line, saying.by))
    for cue in case.watch.cues_in(line.folded, line.language):
        match = cue.pattern.compiled.search(line.folded)
        if match is None:
            continue
        if case.claim.type != "fact" or not _is_in_scare_quotes(line, match.span()):
            yield _Told(cue.rung, cue.weight, match.span())


def _strongest(case: Case, line: Line) -> _Told | None:
    """The first words that contradict or develop and are told as so, else some that repeat.

    Where the pack says `repeats: first`, a repetition on the same words wins ('signed no treaty').
    """
    found = list(_said(case, line))
    repeats = [told for told in found if told.rung == "repeats"]
    stronger = repeats if "first" in case.words("repeats") else []
    moves = [
        told
        for told in found
        if told.rung != "repeats" and not any(overlaps(told.span, o.span) for o in stronger)
    ]
    sure = (
        told for told in moves if _is_accepted(case, told, _certainty(case, line, told.span)[0])
    )
    return next(sure, next(iter(moves or repeats), None))


def _is_in_scare_quotes(line: Line, span: Span) -> bool:
    """Whether English words in quotation marks are no title of anything: 'their “music diplomacy” on drums'."""
    quoted = _QUOTED.search(line.text, *span) if line.language == "en" else None
    return quoted is not None and quoted[1].islower()


def _certainty(case: Case, line: Line, span: Span) -> tuple[Certainty, str]:
    """How sure the line is; of a stance, 'it can be done this year' is itself the reversal."""
    certainty, marker = certainty_of(line, *span)
    if line.language == "en" and _NEITHER.search(line.folded[: span[0]]):
        return Certainty.NEGATED, "neither"
    if case.claim.type == "fact" or certainty is Certainty.CONDITIONAL:
        certainty, marker = certainty_of_fact(line, *span)
    if case.claim.type == "stance" and marker in _ABLE and certainty is Certainty.CONDITIONAL:
        return Certainty.ASSERTED, ""
    return certainty, marker


def _is_accepted(case: Case, told: _Told, certainty: Certainty) -> bool:
    if case.claim.type == "office":
        return certainty is Certainty.ASSERTED  # who may yet go is still there
    if told.is_own and certainty in _HELD:
        return True
    return certainty in (_TOLD if case.claim.type == "fact" else _ACCEPTED[_OUTCOMES[told.rung]])


def _judge(case: Case, line: Line, told: _Told) -> Finding | None:
    kind, span = _OUTCOMES[told.rung], told.span
    certainty, marker = _certainty(case, line, span)
    if kind is FindingKind.RESTATEMENT:
        return _repeat(case, line, certainty)
    if certainty is Certainty.NEGATED or certainty is Certainty.DENIED:
        return _repeat(case, line, certainty)
    is_shifted = marker in PLUPERFECT and _is_reported(line, span)
    if certainty is Certainty.BACKGROUND and (
        is_shifted or _is_of_the_stance(line, marker) or _is_of_the_saying(case, line, span, marker)
    ):
        certainty = Certainty.ASSERTED
    when = _news_day(case, line) or date_of(
        line.text, span, case.reading.dates(line), line.language
    )
    if case.claim.type == "fact" and (
        _is_of_later(case, line, when)
        or _is_of_earlier(case, line, span)
        or _is_done_later(case, line, span)
        or _is_taken_back(line, span)
    ):
        return None
    is_old = (
        when is not None
        and is_before(when, case.as_of)
        and names_its_year(when)
        and not is_of_a_noun(line.text, when, line.language)
    )
    is_old = is_old or tells_of_the_day(line, case.sets("then"), when, case.as_of)
    if case.claim.type != "fact" and (is_old or not case.is_after):
        return None
    weight = Weight(told.weight)
    is_told = _is_accepted(case, told, certainty)
    if not is_told:
        kind, weight = FindingKind.UNDECIDED, Weight.MINOR
    return case.finding(
        kind,
        line,
        value=line.text[slice(*span)],
        key=told.rung,
        rule=f"phrase.{told.rung}",
        weight=weight,
        certainty=certainty,
        confidence=SURE - (0.1 if line.is_title else 0.0),
        reason=f"the words '{line.text[slice(*span)]}'" + (f", but '{marker}'" if marker else ""),
    )


def _news_day(case: Case, line: Line) -> Value | None:
    """The day of these weeks that a sentence names; older dates beside it belong to nouns: 9일 지난해 답변을 거뒀다."""
    today = case.reading.day
    return next(
        (
            value
            for value in case.reading.dates(line)
            if value.kind is ValueKind.DATE
            and not value.is_month_only
            and today - THESE_WEEKS <= date.fromisoformat(value.first) <= today
            and not is_reference(line.text, value, line.language)
        ),
        None,
    )


def _is_of_later(case: Case, line: Line, when: Value | None) -> bool:
    """Whether a sentence that does not name the event of a fact tells of a day after it."""
    event = case.sets("event")
    if not event or line.spans(event):
        return False
    when = when or _day_told_before(case, line, event)
    return when is not None and date.fromisoformat(when.first) > case.claim.as_of + AFTERMATH


def _is_of_earlier(case: Case, line: Line, span: Span) -> bool:
    """Whether a year long before the event of a fact stands right before the deed: '1998년 서명한 공동선언'."""
    return bool(case.sets("event")) and any(
        0 <= span[0] - value.end <= _BY_ITS_YEAR
        and names_its_year(value)
        and int((value.last or value.first)[:4]) < case.claim.as_of.year - 1
        for value in case.reading.dates(line)
    )


def _day_told_before(case: Case, line: Line, event: tuple[str, ...]) -> Value | None:
    """The day that a sentence without one goes on from; a title has that of the sentence below it.

    None where the event itself is named in between, as more than what came before ('the first since Nara').
    """
    lines = case.reading.lines
    for other in lines[1:2] if line.is_title else reversed(lines[1 : line.index]):
        if any(not is_starting_point(other, span) for span in other.spans(event)):
            return None
        days = [
            value
            for value in case.reading.dates(other)
            if not is_reference(other.text, value, other.language)
        ]
        if days:
            return days[-1]
    return None


def _is_done_later(case: Case, line: Line, span: Span) -> bool:
    """Whether an English deed is dated after the event right behind it: 'Nara signed an accord on Friday'."""
    if line.language != "en" or not case.sets("event"):
        return False
    return any(
        value.kind is ValueKind.DATE
        and not value.is_month_only
        and date.fromisoformat(value.first) > case.claim.as_of + AFTERMATH
        and value.start >= span[1]
        and bool(_SAME_CLAUSE.fullmatch(line.folded, span[1], value.start))
        for value in case.reading.dates(line)
    )


def _is_taken_back(line: Line, span: Span) -> bool:
    """'Tokyo rejected the suggestion that it had picked Nara': a denial that the pattern reaches across."""
    start, end = span
    middle = (start + end) // 2
    ends = [(start, start + 1), (middle, middle + 1), (end - 1, end)]
    return any(
        read_certainty(line.text, line.language, *part, is_title=line.is_title)[0]
        is Certainty.DENIED
        for part in ends
    )


def _is_of_the_stance(line: Line, marker: str) -> bool:
    """Whether the words of time belong to the stance itself: 'withdrew her remark of last year'."""
    return bool(marker) and f" of {fold(marker)}" in line.folded


def _is_of_the_saying(case: Case, line: Line, span: Span, marker: str) -> bool:
    """Whether the words of time date what was said, and the deed is of these weeks: 'disowned on Friday what …'."""
    if line.language != "en" or _news_day(case, line) is None:
        return False
    return "ago" in marker and line.folded.find(fold(marker)) >= span[1]


def _is_reported(line: Line, span: Span) -> bool:
    """Whether words stand in what a sentence reports: 'she conceded that it had been an error' is of now."""
    speaker = line.speaker
    return speaker is not None and speaker.end <= span[0] and bool(speaker.verb_kind)


def _repeat(case: Case, line: Line, certainty: Certainty) -> Finding:
    return case.finding(
        FindingKind.RESTATEMENT,
        line,
        value=case.target.text,
        key="same",
        rule="phrase.repeats",
        certainty=certainty,
        reason="says the same, or that the opposite is not so",
    )
