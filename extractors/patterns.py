"""Patterns of the lexicons: a small regular language, found fast through the literals it cannot do without.

A pattern is a regular expression with two additions:

* ` .. ` (spaces included) is a gap: up to `gap` characters of the same sentence; ` ..25 ` sets another bound;
* `<name>` stands for one of the lexicon's own word lists.

Gaps are the only capturing groups, so that the words that a match is made of can be weighed without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.sieve import Sieve, required_literals

_GAP = re.compile(r" \.\.(\d*) ")
_NAME = re.compile(r"<([a-z][a-z0-9-]*)>")


class PatternError(ValueError):
    """A pattern that cannot be compiled or offers no literal to look for."""

    retry = False


class Expression:
    """A regular expression that is compiled when it is first used: most of a pack's never are in one language.

    Args:
        source: in the syntax of `re`.
        error: makes the error that a faulty one raises at its first use out of what is wrong with it.

    Attributes:
        source: as given.
    """

    __slots__ = ("_compiled", "_error", "source")

    def __init__(self, source: str, error: Callable[[str], Exception] = PatternError) -> None:
        self.source = source
        self._error = error
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern; raises what `error` makes."""
        if self._compiled is None:
            try:
                self._compiled = re.compile(self.source)
            except re.error as error:
                raise self._error(f"not a regular expression: {error}") from error
        return self._compiled


def expand(source: str, words: Mapping[str, Sequence[str]], gap: int) -> str:
    """Turn a lexicon's pattern into a regular expression.

    Args:
        source: the pattern as written in the lexicon.
        words: word lists by name; their members may use other lists.
        gap: characters that an unnumbered gap may span.

    Returns:
        A regular expression in the syntax of `re`.

    Raises:
        PatternError: when a `<name>` is unknown.
    """

    def list_of(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise PatternError(f"unknown word list <{found[1]}> in {source!r}")
        return f"(?:{'|'.join(expand(word, words, gap) for word in words[found[1]])})"

    def gap_of(found: re.Match[str]) -> str:
        return f"([^。\\n]{{0,{found[1] or gap}}}?)"

    return _GAP.sub(gap_of, _NAME.sub(list_of, source))


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Many regular expressions, of which only the few that can match are tried.

    Expressions are compiled when first tried: compiling a thousand takes longer than reading an article.

    Attributes:
        sources: the expressions, in the order given to `compile_patterns`.
        sieve: tells which of them a text can match.
    """

    sources: tuple[str, ...]
    sieve: Sieve
    _compiled: dict[int, re.Pattern[str]] = field(default_factory=dict, repr=False)

    def candidates(self, text: str) -> list[int]:
        """Indexes of the patterns that may match somewhere in `text`, in ascending order."""
        return self.sieve.candidates(text)

    def expression(self, index: int) -> re.Pattern[str]:
        """Give the pattern of an index, compiled."""
        compiled = self._compiled.get(index)
        if compiled is None:
            compiled = self._compiled[index] = re.compile(self.sources[index])
        return compiled

    def finditer(
        self, text: str, accepts: Callable[[int], bool] | None = None
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """All matches of all patterns (those that `accepts`) in `text`, as (index, match)."""
        for index in self.candidates(text):
            if accepts is not None and not accepts(index):
                continue
            for match in self.expression(index).finditer(text):
                yield index, match


def check(expression: str) -> None:
    """Compile an expression to see that it can be used.

    Raises:
        PatternError: it is malformed, or has no literal to look for.
    """
    try:
        re.compile(expression)
    except re.error as error:
        raise PatternError(f"{error} in {expression!r}") from error
    literals_of(expression)


def literals_of(expression: str) -> frozenset[str]:
    """Give `required_literals`, of which there must be some.

    Raises:
        PatternError: there are none, or the brackets do not close.
    """
    try:
        literals = required_literals(expression)
    except (IndexError, ValueError) as error:
        raise PatternError(f"unbalanced brackets in {expression!r}") from error
    if not literals or "" in literals:
        raise PatternError(f"no literal to look for in {expression!r}")
    return literals


def compile_patterns(expressions: Sequence[str]) -> PatternSet:
    """Build the prefilter of many regular expressions.

    Args:
        expressions: as `expand` gives them; each must contain a literal it cannot match without.

    Returns:
        The set, ready to search.

    Raises:
        PatternError: when an expression has no required literal.
    """
    for expression in expressions:
        literals_of(expression)
    return PatternSet(tuple(expressions), Sieve(expressions))
