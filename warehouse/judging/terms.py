"""Named sets of words, found in one pass over a text whatever their number.

A pack says what a claim is about in terms of named sets ('seafood', 'import-curb'); each set
lists its words by language. All words of a language go into one Aho–Corasick automaton, so that
asking 'which sets does this sentence touch' costs the same for ten claims and for a thousand.

How a word is written in a pack:

- `seafood`: the word itself; Latin letters stand on word boundaries, any case, any width, and a hyphen is as
  good as a space (`supply chain`, `supply-chain`);
- `prefectur*`: the beginning of a word;
- `!東京都`: an exception: a place covered by it is not a hit of a shorter word of the same set;
- `/five[- ]year/`: a regular expression, on the folded text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.patterns import Expression, PatternError, required_literals

# Full-width ASCII and the ideographic space become their narrow forms, one for one, so that
# offsets stay true; quotation marks and dashes are made alike for the same reason.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x2018: 0x27,
    0x2019: 0x27,
    0x201C: 0x22,
    0x201D: 0x22,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2013: 0x2D,
    0x2014: 0x2D,
    0x00B7: 0x30FB,
    0x318D: 0x30FB,
    0xFF65: 0x30FB,
}


def fold(text: str) -> str:
    """The text in lower case and narrow width, of the same length in code points."""
    lowered = text.translate(_FOLD).lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters (İ) grow when lowered; keep those as they are.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLD))


# Katakana is written without spaces as well, but its words begin and end where other letters stand; short ones
# are parts of so many longer words (`ブリ` of `ブリーフィング`) that they must stand free.
_KANA = re.compile("[ァ-ヶー]")
_SHORT_KANA = re.compile("[ァ-ヶー]{2,3}")


class Hit(NamedTuple):
    """A word of a set in a text: offsets in code points."""

    name: str
    start: int
    end: int


# Which regular expressions a text can match at all is told by literals that they cannot do without; one that
# offers none, or is written in a way that the search for literals does not know, is tried on every text.
def _literals(expression: str) -> frozenset[str]:
    try:
        found = required_literals(expression)
    except (IndexError, ValueError):
        return frozenset()
    return frozenset() if "" in found else found


@dataclass(frozen=True, slots=True)
class _Word:
    name: str
    is_open: bool
    is_exception: bool
    is_short_kana: bool


@dataclass(slots=True)
class _Spelling:
    """Letters that stand for words of several sets, looked for once."""

    starts_latin: bool
    ends_latin: bool
    words: list[_Word] = field(default_factory=list)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


class Sieve:
    """Tells which of many regular expressions can match a text, in one pass over it."""

    def __init__(self, expressions: Sequence[str]) -> None:
        """Build the automaton of the literals that the expressions need."""
        self._owners: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for index, expression in enumerate(expressions):
            literals = _literals(expression)
            for literal in literals:
                self._owners[literal].append(index)
            if not literals:
                self._always.append(index)
        self._literals = list(self._owners)
        self._automaton = AhoCorasick(self._literals) if self._literals else None

    def candidates(self, text: str) -> list[int]:
        """Indexes of the expressions that may match somewhere in the text, in order."""
        if self._automaton is None:
            return self._always
        found = {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        wanted = {index for hit in found for index in self._owners[self._literals[hit]]}
        return sorted(wanted.union(self._always))


class TermIndex:
    """Finds the words of many named sets in one language."""

    def __init__(self, sets: Mapping[str, Iterable[str]]) -> None:
        """Build the automaton.

        Args:
            sets: words by set name, written as the module's docstring says.
        """
        spellings: dict[str, _Spelling] = {}
        self._regexes: list[tuple[str, Expression]] = []
        for name, words in sets.items():
            for word in words:
                self._add(name, word, spellings)
        self._spellings = list(spellings.values())
        self._automaton = AhoCorasick(list(spellings)) if spellings else None
        self._sieve = Sieve([pattern.source for _, pattern in self._regexes])

    def _add(self, name: str, word: str, spellings: dict[str, _Spelling]) -> None:
        expression = as_expression(word)
        if expression is not None:
            self._regexes.append((name, expression))
            return
        is_exception = word.startswith("!")
        text = _spaced(fold(word.removeprefix("!")))
        is_open = text.endswith("*")
        text = text.removesuffix("*")
        is_short_kana = not is_exception and _SHORT_KANA.fullmatch(text) is not None
        spelling = spellings.setdefault(text, _Spelling(_is_latin(text[0]), _is_latin(text[-1])))
        spelling.words.append(_Word(name, is_open, is_exception, is_short_kana))

    def find(self, folded: str) -> tuple[Hit, ...]:
        """All hits in a text that `fold` has been through, in order of their start."""
        hits, covers = self._plain(_spaced(folded))
        hits = [hit for hit in hits if not _is_covered(hit, covers)]
        for index in self._sieve.candidates(folded):
            name, pattern = self._regexes[index]
            hits += [Hit(name, m.start(), m.end()) for m in pattern.compiled.finditer(folded)]
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))

    def _plain(self, spaced: str) -> tuple[list[Hit], list[Hit]]:
        """Hits of plain words and of exceptions. Latin words must not be parts of longer Latin words."""
        hits: list[Hit] = []
        covers: list[Hit] = []
        if self._automaton is None:
            return hits, covers
        padded = f"{spaced} "
        for index, start, end in self._automaton.find_matches_as_indexes(spaced, overlapping=True):
            spelling = self._spellings[index]
            if spelling.starts_latin and start and _is_latin(spaced[start - 1]):
                continue
            is_cut = spelling.ends_latin and _is_latin(padded[end])
            for word in spelling.words:
                if is_cut and not word.is_open:
                    continue
                if word.is_short_kana and _is_within_kana(spaced, start, end):
                    continue
                (covers if word.is_exception else hits).append(Hit(word.name, start, end))
        return hits, covers


def as_expression(word: str, error: Callable[[str], Exception] = PatternError) -> Expression | None:
    """The regular expression between the slashes of a word, to be compiled at its first use; None for a plain word.

    Args:
        word: as a pack writes it.
        error: see `Expression`.
    """
    if word.startswith("/") and word.endswith("/") and word.strip("/"):
        return Expression(word[1:-1], error)
    return None


def _spaced(folded: str) -> str:
    return folded.replace("-", " ")


def _is_within_kana(text: str, start: int, end: int) -> bool:
    return bool(_KANA.match(text, end)) or (start > 0 and bool(_KANA.match(text, start - 1)))


def _is_covered(hit: Hit, covers: Iterable[Hit]) -> bool:
    return any(
        cover.name == hit.name and cover.start <= hit.start and hit.end <= cover.end
        for cover in covers
    )
