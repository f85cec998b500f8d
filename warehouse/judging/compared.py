"""Numbers that mean what the words right around them make of them: rounded, counted from an event, beside others.

6割を保つ, 'for the third time since their summit', 'Fukushima and four of its neighbours'. Which of two figures is the
old one, `shifts` tells. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.model import Value
from warehouse.judging.reading import Line
from warehouse.judging.touch import Span

# Tenths are a round way to tell a percentage, unless it is held against them: 6割を保つ, but 6割を割り込む.
_TENTHS = re.compile(r"割$")
_ROUND = 5
_BELOW = re.compile(r"(?:の大台)?(?:を|に|には)?(?:割|切|下回|届か|満た|未満|足らず)")
_NEIGHBOURS = re.compile(
    r" (?:neighbou?ring|surrounding|nearby|adjacent|adjoining)\b"
    r"|(?: of)? its neighbou?rs\b"
    r"|(?: \w+)? (?:a?round|near|beside|bordering|adjoining|next to|close to) (?:it|them)\b"
)
# 'It will be her fourth meeting with him': the number of an occasion to come.
_TO_COME = re.compile(r"will\b|'ll\b|(?:is|are) (?:to|due|set|going)\b")
# A gauge is what somebody reckons: 'sixth among the world's economies, the fund reckons'.
_MEASURED = ("reckon", "estimat")
_MAY_BE = re.compile(r"\b(?:will|would|could|may|might|can|should|'ll)\b")
_AND = re.compile(r"(?:,? and|,? plus| with)(?: its| the)? $")
_COMMA = re.compile(r", (?:and )?$| and $")


def as_told(line: Line, value: Value, number: float, own: float | None) -> float:
    """A Japanese percentage told in tenths is the claim's own figure where that rounds to it.

    Args:
        line: the sentence.
        value: as read.
        number: what it counts.
        own: the claim's figure.
    """
    is_round = own is not None and line.language == "ja" and bool(_TENTHS.search(value.text))
    if not is_round or own is None or abs(number - own) >= _ROUND:
        return number
    return number if _BELOW.match(line.folded, value.end) else own


@cache
def _counted_from(events: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(("summit", "talks", "meeting", "visit", *events))
    return re.compile(rf"(?: [\w-]+){{0,2}}? since (?:[\w'’-]+ ){{0,3}}?(?:{names})\b")


def is_counted_from_it(line: Line, value: Value, events: tuple[str, ...]) -> bool:
    """Whether a row of occasions starts with the event itself: 'for the third time since their January summit'.

    Args:
        line: the sentence.
        value: the number.
        events: names of the event beside the common ones, in regular expressions.
    """
    return line.language == "en" and bool(_counted_from(events).match(line.folded, value.end))


def named_before(line: Line, value: Value, names: Iterable[Span]) -> int:
    """How many are named before a number of others around them: one in 'Fukushima and four of its neighbours'.

    Args:
        line: the sentence.
        value: the number.
        names: where those that are counted with it are named.

    Returns:
        Their number; 0 where the number counts no neighbours, or in other languages than English.
    """
    if line.language != "en" or not _NEIGHBOURS.match(line.folded, value.end):
        return 0
    link, at, count = _AND, value.start, 0
    for start, end in sorted(set(names), reverse=True):
        if end <= at and link.fullmatch(line.folded, end, at):
            link, at, count = _COMMA, start, count + 1
    return count


def is_to_come(marker: str) -> bool:
    """Whether the words that make a figure planned say that its occasion is ahead."""
    return bool(_TO_COME.match(marker.lower()))


def is_measured(line: Line, marker: str) -> bool:
    """Whether the words that make a figure an opinion are those of measuring, and nothing in the line is to come."""
    return marker.lower().startswith(_MEASURED) and not _MAY_BE.search(line.folded)
