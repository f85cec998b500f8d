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
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.patterns import Expression, PatternError
from extractors.sieve import Sieve

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


_START, _END = attrgetter("start"), attrgetter("end")
# Of plain words and of exceptions.
_Names = tuple[list[str], list[str]]


@dataclass(slots=True)
class _Spelling:
    """Letters that stand for words of several sets, looked for once.

    Attributes:
        starts_latin: no Latin letter may stand before them.
        ends_latin: one behind them cuts a word short, which only `open` words suffer.
        is_short_kana: they must stand free.
        names: sets with such a word, and those with an exception, each as it was added.
        open_names: those of the names whose words may go on.
    """

    starts_latin: bool
    ends_latin: bool
    is_short_kana: bool
    names: _Names = field(default_factory=lambda: ([], []))
    open_names: _Names = field(default_factory=lambda: ([], []))


_LATIN = frozenset(string.ascii_letters + string.digits)


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
        spelling = spellings.get(text)
        if spelling is None:
            is_kana = _SHORT_KANA.fullmatch(text) is not None
            spelling = _Spelling(text[0] in _LATIN, text[-1] in _LATIN, is_kana)
            spellings[text] = spelling
        spelling.names[is_exception].append(name)
        if is_open:
            spelling.open_names[is_exception].append(name)

    def find(self, folded: str) -> tuple[Hit, ...]:
        """All hits in a text that `fold` has been through, in order of their start, the longest first."""
        hits, covers = self._plain(_spaced(folded))
        if covers:
            hits = [hit for hit in hits if not _is_covered(hit, covers)]
        for index in self._sieve.candidates(folded):
            name, pattern = self._regexes[index]
            hits += [Hit(name, *m.span()) for m in pattern.compiled.finditer(folded)]
        # Two stable sorts by C code take half the time of one by a key in Python.
        hits.sort(key=_END, reverse=True)
        hits.sort(key=_START)
        return tuple(hits)

    def _plain(self, spaced: str) -> tuple[list[Hit], list[Hit]]:
        """Hits of plain words and of exceptions. Latin words must not be parts of longer Latin words."""
        hits: list[Hit] = []
        covers: list[Hit] = []
        if self._automaton is None:
            return hits, covers
        padded = f"{spaced} "
        for index, start, end in self._automaton.find_matches_as_indexes(spaced, overlapping=True):
            spelling = self._spellings[index]
            if spelling.starts_latin and start and spaced[start - 1] in _LATIN:
                continue
            is_cut = spelling.ends_latin and padded[end] in _LATIN
            names, exceptions = spelling.open_names if is_cut else spelling.names
            if names and not (spelling.is_short_kana and _is_within_kana(spaced, start, end)):
                hits += [Hit(name, start, end) for name in names]
            if exceptions:
                covers += [Hit(name, start, end) for name in exceptions]
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
