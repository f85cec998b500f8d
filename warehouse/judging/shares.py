"""Shares of a hundred that are told without their sign: 'Gallup now has him at 47, down from 52'."""

from __future__ import annotations

import re

from extractors.model import Value, ValueKind
from warehouse.judging.case import Case
from warehouse.judging.reading import Line

_LEAD = re.compile(
    r"\b(?:at|to|on|of|from) (?:just |only |about |around |barely |a record |a mere )*$"
)
# What no count of people or things has behind it.
_END = re.compile(
    r"(?:[.,;:]? *$|[.,;:] | (?:from|in|after|among|with|against|to|now|this|last|and)\b)"
)
# Nobody who governs stands lower or higher; days of a month and rounds of a vote mostly do.
_LEAST, _MOST = 10, 95


def share_of_hundred(case: Case, line: Line, value: Value) -> float | None:
    """The share that a bare number is, among those who follow polls, or None.

    Args:
        case: a claim, whose measure may be a percentage.
        line: the sentence.
        value: one of its values.
    """
    is_asked = case.target.kind == "percent" and value.kind is ValueKind.NUMBER and not value.unit
    if not is_asked or line.language != "en" or not _LEAST <= (value.amount or 0) <= _MOST:
        return None
    lead = _LEAD.search(line.folded[: value.start])
    return value.amount if lead and _END.match(line.folded, value.end) else None
