"""Every value of a Korean sentence: dates first, then what is counted."""

from __future__ import annotations

from datetime import date

from extractors.lang.cjk import merge_values
from extractors.lang.ko.amounts import read_amounts
from extractors.lang.ko.dates import Context, read_dates
from extractors.model import Value
from extractors.numbers import fold


def read_values(sentence: str, published: date, *, anchor: date | None = None) -> tuple[Value, ...]:
    """Read dates, amounts, ordinals and durations of a Korean sentence; see `extractors.values`."""
    text = fold(sentence)
    dates = read_dates(sentence, Context(text, published, anchor))
    return merge_values(sentence, text, dates, read_amounts)
