"""Rules that are tried only on sentences holding one of their literal words.

Some eighty patterns read English dates and amounts, and a sentence needs few of them: looking for
`century` before trying the pattern of centuries saves half the time of reading values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

ReaderT = TypeVar("ReaderT")
Hints = tuple[str, ...]

MONTHS: Hints = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Hints = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DIGITS: Hints = tuple("0123456789")
# The ends of ordinals: 'the twenty-first of May'.
IN_WORDS: Hints = ("first of ", "second of ", "third of ", "th of ")


@dataclass(frozen=True, slots=True)
class Rule(Generic[ReaderT]):
    """A pattern with its reader.

    Attributes:
        pattern: what is looked for in the sentence as written.
        reader: makes a value of a match.
        hints: lower-case strings one of which every match holds; none means always tried.
    """

    pattern: re.Pattern[str]
    reader: ReaderT
    hints: Hints = ()


def rule(pattern: str, reader: ReaderT, hints: Hints = ()) -> Rule[ReaderT]:
    """Compile a rule; letters match in either case."""
    return Rule(re.compile(pattern, re.IGNORECASE), reader, hints)


def applicable(rules: Iterable[Rule[ReaderT]], text: str) -> Iterator[Rule[ReaderT]]:
    """The rules that can match in a text, in their order."""
    lowered = text.lower()
    known: dict[Hints, bool] = {(): True}
    for candidate in rules:
        hints = candidate.hints
        if hints not in known:
            known[hints] = any(hint in lowered for hint in hints)
        if known[hints]:
            yield candidate
