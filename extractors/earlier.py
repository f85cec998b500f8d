"""What the text before a sentence told of times, for the words that hang on it: 'the same day', 同年, 이듬해."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Earlier:
    """Times told before a sentence.

    Attributes:
        anchor: the last date, which 'the same day' means.
        year: the last year told, which 'the following year' goes by.
    """

    anchor: date | None = None
    year: int | None = None


# Asked by the words themselves: one sentence in thirty has any, and only then the text before it need be read.
Told = Callable[[], Earlier]


def told_nothing() -> Earlier:
    """Stand for a sentence without a text before it."""
    return Earlier()
