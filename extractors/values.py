"""Dates, numbers, money, ordinals and durations in a sentence, whatever its language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from extractors.lang.en import values as en
from extractors.lang.ja import values as ja
from extractors.lang.ko import values as ko
from extractors.model import Value


class ValueReader(Protocol):
    """What every `extractors/lang/XX/values.py` offers as `read_values`."""

    def __call__(
        self, sentence: str, published: date, *, anchor: date | None = None
    ) -> tuple[Value, ...]:
        """Read the values of one sentence; see `read_values` below."""


_READERS: Mapping[str, ValueReader] = {
    "en": en.read_values,
    "ja": ja.read_values,
    "ko": ko.read_values,
}


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
    reader = _READERS.get(language)
    return () if reader is None else reader(sentence, published, anchor=anchor)
