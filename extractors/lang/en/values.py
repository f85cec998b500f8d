"""Every value of an English sentence: dates first, then what is counted."""

from __future__ import annotations

from datetime import date

from extractors.lang.en.amounts import read_amounts
from extractors.lang.en.date_readers import Context
from extractors.lang.en.dates import read_dates
from extractors.model import Value


def read_values(sentence: str, published: date, *, anchor: date | None = None) -> tuple[Value, ...]:
    """Read dates, amounts, ordinals and durations of an English sentence; see `extractors.values`."""
    dates = read_dates(Context(sentence, published, anchor))
    amounts = read_amounts(sentence, [(value.start, value.end) for value in dates])
    return tuple(sorted([*dates, *amounts], key=lambda value: value.start))
