"""Whether a figure is of its claim's own time: a poll of the same days, a sum of the whole year. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.model import Value
from warehouse.judging.case import Case
from warehouse.judging.reading import Line

# A poll of the start or the end of the month is none of its middle, when the baseline was drawn up.
_SAME_WEEK = timedelta(days=7)
_NEARLY_A_YEAR = timedelta(days=360)
_PARTS = {
    "en": re.compile(
        r"\b(?:half|halves|quarters?|semester|so far|year to date|first \w+ months"
        r"|(?:through|until|up to|to the end of) (?:january|february|march|april|may|june|july|august|september"
        r"|october|november))\b"
    ),
    "ja": re.compile(
        r"[上下]半期|[上下]期|四半期|半年|累計|1 ?[〜～~\-–から]{1,2} ?(?:[2-9]|1[01])月|までの"
    ),
    "ko": re.compile(
        r"[상하]반기|분기|누적|누계|1월?(?: ?[~∼〜\-–] ?|부터 )(?:[2-9]|1[01])월|까지"
    ),
}


def is_of_the_same(case: Case, when: Value) -> bool:
    """Whether a time falls into the claim's own (`first` to `last`), as a poll of the same days does.

    Days must stand near the baseline's as well.

    Args:
        case: the claim, whose option `period` says that its figure sums up a whole period.
        when: the time of another figure.
    """
    if not _lies_within(case, when):
        return False
    begins, ends = date.fromisoformat(when.first), date.fromisoformat(when.last or when.first)
    is_of_days = not when.is_month_only and not case.words("period")
    nearest = case.as_of - _SAME_WEEK if is_of_days else date.min
    return nearest <= ends and begins <= case.as_of + _SAME_WEEK


def _lies_within(case: Case, when: Value) -> bool:
    """Whether a time lies in the claim's own; of one without days, whether it has begun on the baseline's day."""
    first, last = case.target.first, case.target.last or case.target.first
    if not first:
        return when.first <= case.as_of.isoformat()
    return first <= when.first and (when.last or when.first) <= last


def is_of_a_part(case: Case, line: Line, value: Value, when: Value) -> bool:
    """Whether a figure sums up only a part of its claim's period: 올해 1월~11월 누적, 'in the first half of 2025'.

    Args:
        case: the claim.
        line: the sentence.
        value: the figure in it.
        when: the time that goes with the figure.
    """
    if not case.words("period"):
        return False
    whole = (when, *case.reading.dates(line))
    return bool(_PARTS[line.language].search(line.folded, 0, value.start)) or not any(
        date.fromisoformat(d.last or d.first) - date.fromisoformat(d.first) >= _NEARLY_A_YEAR
        for d in whole
    )
