"""How long a visit lasted, in whatever form a sentence tells it: by its days, from when to when, or until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from extractors.model import Value, ValueKind
from extractors.stays import Journey, is_last_day, read_stays
from warehouse.judging.case import Case
from warehouse.judging.reading import Line
from warehouse.judging.times import is_bare_day

# A visit is told in days; a longer range is a season or a term of office.
LONG_STAY = timedelta(days=14)


def stays_in(case: Case, line: Line) -> list[Value]:
    """The stays that a sentence tells.

    Args:
        case: a claim whose value is a number of days; its set `range-of` names what a range of dates is of,
            `others` those whose stay is another; its wordings `there` name the place of the stay, `home` where the
            guest went back to.
        line: the sentence.

    Returns:
        Durations, and ranges of dates where they are of the visit.
    """
    is_range_of_stay = bool(line.spans(case.sets("range-of")))
    values = case.reading.values(line) if is_range_of_stay else ()
    ranges = [value for value in values if value.kind is ValueKind.DATE_RANGE]
    stays = [
        Value(ValueKind.DURATION, s.start, s.end, line.text[s.start : s.end], days=s.days)
        for s in read_stays(line.text, line.language, _journey(case))
    ]
    return [*stays, *ranges, *_until(case, line)]


def _journey(case: Case) -> Journey:
    return Journey(there=case.wordings("there"), home=case.wordings("home"))


def _until(case: Case, line: Line) -> Iterator[Value]:
    """'Stayed on until the 16th', 'flew home on Jan. 15': a stay told by its last day, from the event's first on."""
    if line.language != "en" or line.spans(case.sets("others")):
        return
    first = date.fromisoformat(case.target.first)
    for value in case.reading.dates(line):
        last = date.fromisoformat(value.first)
        days = last.day - first.day + 1
        is_near = is_bare_day(value) or last.month == first.month
        if value.kind is not ValueKind.DATE or value.is_month_only or not is_near:
            continue
        before = line.folded[: value.start]
        if 0 < days <= LONG_STAY.days and is_last_day(before, value.text, _journey(case)):
            yield Value(ValueKind.DURATION, value.start, value.end, value.text, days=days)
