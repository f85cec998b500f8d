"""The event that a baseline is drawn from: what its own reports say that it brought is the baseline, and no news.

In the days of a summit every paper tells what the leaders agreed on, raised and heard; the claims were drawn from
just such reports. A change of these days is one that a report sets apart from the event: by a later date, or as
told so many days after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from extractors.model import ValueKind
from warehouse.judging.case import quietly
from warehouse.judging.model import Finding, FindingKind
from warehouse.judging.reading import Line, Reading
from warehouse.judging.times import is_reference
from warehouse.judging.touch import touch
from warehouse.judging.watch import OccasionWatch

_NEWS = frozenset({FindingKind.DEVELOPMENT, FindingKind.NOVEL})
# A baseline is drawn up when its event ends, and a state visit takes three days.
_EVENT = timedelta(days=2)
_APART = ("amount.", "office.")
_REASON = (
    "reports of the event that the baseline is drawn from tell what it brought, which is no change"
)
_AFTERWARDS = {
    "en": re.compile(
        r"\b(?:days?|week) (?:after|since|following)\b|\bsince the (?:summit|talks)\b"
    ),
    "ja": re.compile(
        r"(?:会談|訪日|首脳会談)(?:の翌々?日|から[0-9一二三四五六数]+日|の?[0-9一二三四五六数]+日後)"
    ),
    "ko": re.compile(
        r"(?:회담|방일)(?:이 (?:끝난|있은))? ?(?:이틀|사흘|나흘|닷새|엿새|며칠|[0-9]일) ?(?:만|뒤|후)"
    ),
}


def heed_occasion(
    reading: Reading, occasion: OccasionWatch | None, as_of: date, findings: Iterable[Finding]
) -> list[Finding]:
    """Silence what reports of the event tell of its own outcome.

    Args:
        reading: the article.
        occasion: the event and how long its reports go on; None where the pack names none.
        as_of: the baseline's day.
        findings: of claims or novel events.

    Returns:
        The findings; developments and novel events that are the event's own cannot tell, nor can those in a
        sentence that tells, rightly or wrongly, of its outcome. Figures and posts that change in these days
        (`amount`, `office`) change without it.
    """
    found = list(findings)
    if occasion is None or reading.day < as_of:
        return found
    lines = {line.evidence(): line for line in reading.lines}
    outcomes = {
        f.evidence
        for f in found
        if f.kind is FindingKind.CONTRADICTION and f.claim in occasion.outcomes
    }
    is_fresh = reading.day <= as_of + timedelta(days=occasion.days)
    is_report = is_fresh and any(
        touch(reading, line, occasion.subjects) for line in reading.head_lines(2)
    )
    return [
        quietly(f, _REASON)
        if f.kind in _NEWS
        and not f.rule.startswith(_APART)
        and (line := lines.get(f.evidence)) is not None
        and (
            f.evidence in outcomes
            or (
                (is_fresh or _is_dated_by_it(reading, line, as_of))
                and _is_of_event(reading, line, occasion, as_of, is_report)
            )
        )
        else f
        for f in found
    ]


def _is_dated_by_it(reading: Reading, line: Line, as_of: date) -> bool:
    """Whether a line of a later report gives the event's own days alone: 'agreed at the talks of 13 January'."""
    days = [
        value
        for value in reading.dates(line)
        if value.kind is ValueKind.DATE and not value.is_month_only
    ]
    first = as_of - _EVENT
    return bool(days) and all(
        first.isoformat() <= value.first <= as_of.isoformat() for value in days
    )


def _is_of_event(
    reading: Reading, line: Line, occasion: OccasionWatch, as_of: date, is_report: bool
) -> bool:
    """Whether a line tells of the event: it names it, or stands in a report of it, and no later day is named."""
    if not (is_report or touch(reading, line, occasion.subjects)):
        return False
    later = any(
        as_of.isoformat() < value.first <= reading.day.isoformat()
        and not is_reference(line.text, value, line.language)
        for value in reading.dates(line)
    )
    return not later and not _AFTERWARDS[line.language].search(line.folded)
