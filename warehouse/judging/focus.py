"""What a text is speaking of, sentence by sentence.

A newsroom names an event once ('the January summit in Nara') and goes on: 'he stayed two days', 'the two met
for the second time', その夜, 두 사람은. Those sentences are about the event until another one is named. The pack
says in which words its events are named; each sentence that speaks of one bears the event's name like the name
of any other set of words, so that the subject of a claim can ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from extractors.model import Value
from warehouse.judging.reading import Line, Reading
from warehouse.judging.times import names_its_year, value_names_month
from warehouse.judging.touch import is_hit, is_in_play, is_near, touch
from warehouse.judging.watch import Focus

# Sentences that an event named once is understood without being meant by the title as well: two
# paragraphs of print. Longer on, unread articles had turned to other business without saying so.
LASTS = 6
# Dates so far around the event still tell of it (how it was prepared, what came of it the week after).
_AROUND = timedelta(days=20)
_A_MONTH = timedelta(days=31)


def follow(reading: Reading, focuses: Iterable[Focus]) -> None:
    """Give each sentence of an article the names of the pack's events that it speaks of."""
    for focus in focuses:
        if is_in_play(reading, focus.opens):
            for line in list(_speaking_of(reading, focus)):
                line.names |= {focus.name}
                reading.names |= {focus.name}


def _speaking_of(reading: Reading, focus: Focus) -> Iterator[Line]:
    named: Line | None = None
    for line in reading.lines:
        if _names(reading, line, focus):
            named = line
        elif named is None:
            continue
        elif _names_another(line, focus):
            named = None
            continue
        elif not _goes_on(line, named, focus):
            continue
        elif _is_of_another_time(reading, line, focus):
            named = None
            continue
        yield line


def _names(reading: Reading, line: Line, focus: Focus) -> bool:
    """Whether a sentence names the event: by all the words it takes, or by its first with its paragraph's help."""
    found = touch(reading, line, focus.opens)
    if found is not None and (not found.subject.is_dated or _is_dated(reading, line, focus)):
        return True
    openings = [s for s in focus.opens if is_hit(line.names, s.within[0])]
    if not openings:
        return False
    around = frozenset(name for other in reading.paragraph(line) for name in other.names)
    return any(
        not subject.is_dated
        and line.names.isdisjoint(subject.without)
        and all(is_hit(around, group) for group in subject.within)
        and all(is_near(reading, line, group) or is_hit(around, group) for group in subject.near)
        for subject in openings
    )


def _is_dated(reading: Reading, line: Line, focus: Focus) -> bool:
    """Whether the sentence gives a day or month of the event."""
    spans = [
        (date.fromisoformat(d.first), date.fromisoformat(d.last or d.first))
        for d in reading.dates(line)
    ]
    return any(a <= focus.last and focus.first <= b and b - a <= _A_MONTH for a, b in spans)


def _goes_on(line: Line, named: Line, focus: Focus) -> bool:
    """Whether an event named before is still meant: in its paragraph, and later where words refer to it."""
    if line.sentence.paragraph == named.sentence.paragraph:
        return True
    is_near = named.is_title or line.index - named.index <= LASTS
    return is_near and not line.names.isdisjoint(focus.again)


def _names_another(line: Line, focus: Focus) -> bool:
    """Whether the sentence names another event."""
    return line.names.isdisjoint(focus.keeps) and not line.names.isdisjoint(focus.closes)


def _is_of_another_time(reading: Reading, line: Line, focus: Focus) -> bool:
    """Whether the sentence gives a time that is not the event's."""
    if not line.names.isdisjoint(focus.keeps):
        return False
    dates = [d for d in reading.dates(line) if value_names_month(d) or names_its_year(d)]
    return bool(dates) and not any(_is_around(value, focus) for value in dates)


def _is_around(value: Value, focus: Focus) -> bool:
    first, last = date.fromisoformat(value.first), date.fromisoformat(value.last or value.first)
    return first <= focus.last + _AROUND and focus.first - _AROUND <= last
