"""Rules that read a sentence: patterns with their readers, of which a sentence needs few of many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractors.sieve import CharacterSieve, Sieve

ReaderT = TypeVar("ReaderT")


@dataclass(frozen=True, slots=True)
class Rules(Generic[ReaderT]):
    """Rules in order of precedence.

    Attributes:
        rows: patterns, compiled, each with what makes a value of its matches.
        sieve: tells which of the patterns can match.
        is_lowered: the sieve knows lower case alone.
    """

    rows: tuple[tuple[re.Pattern[str], ReaderT], ...]
    sieve: Sieve | CharacterSieve
    is_lowered: bool = False

    def applicable(self, text: str) -> list[tuple[re.Pattern[str], ReaderT]]:
        """The rules that can match in a text, in their order."""
        candidates = self.sieve.candidates(text.lower() if self.is_lowered else text)
        return [self.rows[index] for index in candidates]


def latin_rules(rows: Iterable[tuple[str, ReaderT]]) -> Rules[ReaderT]:
    """Compile rules for a language in Latin letters, which match in either case."""
    pairs = list(rows)
    compiled = tuple((re.compile(source, re.IGNORECASE), reader) for source, reader in pairs)
    sieve = Sieve([source for source, _ in pairs], is_lowered=True)
    return Rules(compiled, sieve, is_lowered=True)


def cjk_rules(rows: Iterable[tuple[str, ReaderT]]) -> Rules[ReaderT]:
    """Compile rules for Japanese or Korean."""
    pairs = list(rows)
    compiled = tuple((re.compile(source), reader) for source, reader in pairs)
    return Rules(compiled, CharacterSieve([source for source, _ in pairs]))
