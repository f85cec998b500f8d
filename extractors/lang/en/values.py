"""The values of an English sentence: dates first, then what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.earlier import Told, told_nothing
from extractors.lang.en import amounts, dates
from extractors.lang.en.date_readers import Context
from extractors.model import Value


def read_dates(sentence: str, published: date, earlier: Told = told_nothing) -> Sequence[Value]:
    """Read the dates of an English sentence; see `extractors.values`."""
    return dates.read_dates(Context(sentence, published, earlier))


def read_amounts(sentence: str, taken: Sequence[tuple[int, int]]) -> Sequence[Value]:
    """Read amounts, ordinals and durations of an English sentence; see `extractors.values`."""
    return amounts.read_amounts(sentence, list(taken))
