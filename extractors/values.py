"""Dates, numbers, money, ordinals and durations in a sentence, whatever its language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from extractors.earlier import Earlier, Told, told_nothing
from extractors.lang.en import values as en
from extractors.lang.ja import values as ja
from extractors.lang.ko import values as ko
from extractors.model import Value

Span = tuple[int, int]


class ValueReader(Protocol):
    """What every `extractors/lang/XX/values.py` offers."""

    def read_dates(
        self, sentence: str, published: date, earlier: Told = told_nothing
    ) -> Sequence[Value]:
        """Read the dates of one sentence; see `read_dates` below."""

    def read_amounts(self, sentence: str, taken: Sequence[Span]) -> Sequence[Value]:
        """Read what is counted or lasts, outside the spans that are taken; see `read_amounts` below."""


_READERS: Mapping[str, ValueReader] = {"en": en, "ja": ja, "ko": ko}


def read_values(
    sentence: str, language: str, published: date, *, anchor: date | None = None
) -> tuple[Value, ...]:
    """Read every date, number, percentage, amount of money, ordinal and duration of a sentence.

    Args:
        sentence: plain text.
        language: primary tag; a language without a reader has no values.
        published: local date of the article; dates without a year or month are resolved against it.
        anchor: last date that the text before this sentence named; 同日, 이날 or 'that day' mean it.

    Returns:
        Values in the order of the text; no two of them overlap.
    """
    dates = read_dates(sentence, language, published, lambda: Earlier(anchor))
    return with_amounts(sentence, language, dates)


def read_dates(
    sentence: str, language: str, published: date, earlier: Told = told_nothing
) -> tuple[Value, ...]:
    """Read the dates of a sentence alone, of which most sentences are asked for nothing else; as `read_values`.

    `earlier` is asked for what the text before told, where a word hangs on that.
    """
    reader = _READERS.get(language)
    if reader is None:
        return ()
    return tuple(reader.read_dates(sentence, published, earlier))


def with_amounts(sentence: str, language: str, dates: Sequence[Value]) -> tuple[Value, ...]:
    """Put to the dates of a sentence what else it counts.

    Args:
        sentence: plain text.
        language: primary tag.
        dates: from `read_dates`; nothing is read where they stand.

    Returns:
        as from `read_values`.
    """
    reader = _READERS.get(language)
    if reader is None:
        return tuple(dates)
    amounts = reader.read_amounts(sentence, [(value.start, value.end) for value in dates])
    return tuple(sorted([*dates, *amounts], key=lambda value: value.start))
