"""The values of a Japanese sentence: dates first, then what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.earlier import Told, told_nothing
from extractors.lang.cjk import as_written
from extractors.lang.ja import amounts, dates
from extractors.model import Value
from extractors.numbers import fold


def read_dates(sentence: str, published: date, earlier: Told = told_nothing) -> Sequence[Value]:
    """Read the dates of a Japanese sentence; see `extractors.values`."""
    return dates.read_dates(sentence, dates.Context(fold(sentence), published, earlier=earlier))


def read_amounts(sentence: str, taken: Sequence[tuple[int, int]]) -> Sequence[Value]:
    """Read amounts, ordinals and durations of a Japanese sentence; see `extractors.values`."""
    return as_written(sentence, amounts.read_amounts(fold(sentence), list(taken)))
