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

from ahocorasick_rs import AhoCorasick

_GAP = re.compile(r" \.\.(\d*) ")
_NAME = re.compile(r"<([a-z][a-z0-9-]*)>")
# Plain characters, but not one that a quantifier stands behind.
_PLAIN = re.compile(r"[^\\.^$|?*+()\[\]{}]+(?![?*+{])")
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
_GROUP_START = re.compile(r"\((\?:|\?=|\?!|\?<=|\?<!)?")


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


def required_literals(expression: str) -> frozenset[str]:
    """Find strings of which every match of `expression` contains at least one.

    Args:
        expression: a regular expression, as `expand` gives it.

    Returns:
        The strings, the more selective choice where there are several; empty when there are none.
    """
    return max(_requirements(expression), key=_selectivity, default=frozenset())


def _requirements(expression: str) -> list[frozenset[str]]:
    """Sets of strings: every match of `expression` contains at least one of each."""
    found, _ = _alternation(expression, 0)
    return found


def _alternation(expression: str, at: int) -> tuple[list[frozenset[str]], int]:
    """Requirements of branches up to the closing parenthesis or the end, and where that is.

    Of several branches each gives its best set, and what any of them holds will do.
    """
    branches: list[list[frozenset[str]]] = []
    while True:
        branch, at = _sequence(expression, at)
        branches.append(branch)
        if at >= len(expression) or expression[at] == ")":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [frozenset().union(*(max(sets, key=_selectivity) for sets in branches))], at


def _sequence(expression: str, at: int) -> tuple[list[frozenset[str]], int]:
    """Requirements of one branch, and the offset of the `|`, `)` or end behind it."""
    found: list[frozenset[str]] = []
    run = ""
    while at < len(expression) and expression[at] not in "|)":
        plain = _PLAIN.match(expression, at)
        if plain:
            run, at = run + plain[0], plain.end()
            continue
        literal, inner, at = _atom(expression, at)
        quantifier = _QUANTIFIER.match(expression, at)
        if quantifier:
            at = quantifier.end()
            at += expression[at : at + 1] == "?"
        is_optional = quantifier is not None and quantifier[0][:2] not in {"+", "{1", "{2", "{3"}
        if literal and not quantifier:
            run += literal
            continue
        found += [frozenset({run})] if run else []
        run = ""
        if not is_optional:
            found += [frozenset({literal})] if literal else inner
    found += [frozenset({run})] if run else []
    return found, at


def _atom(expression: str, at: int) -> tuple[str, list[frozenset[str]], int]:
    """One character, class or group: its literal, or the requirements inside it, and where it ends."""
    char = expression[at]
    if char == "(":
        start = _GROUP_START.match(expression, at)
        kind, begin = (start[1], start.end()) if start else (None, at + 1)
        inner, end = _alternation(expression, begin)
        is_around = kind is not None and kind != "?:"
        return "", [] if is_around else inner, end + 1
    if char == "[":
        closing = expression.index("]", at + 2)
        return "", [], closing + 1
    if char == "\\":
        escaped = expression[at + 1]
        return ("" if escaped.isalnum() else escaped), [], at + 2
    return ("" if char in ".^$" else char), [], at + 1


def _selectivity(literals: frozenset[str]) -> tuple[int, int]:
    return (min(map(len, literals), default=0), -len(literals))


# Further literals that are asked for; shorter ones stand in every other sentence and part nothing.
_TELLING = 3


class Sieve:
    """Tells which of many regular expressions can match a text, in one pass over it.

    An automaton finds the best literals of each expression, and for Latin ones further literals as well, of which
    the text must hold one of each set: of the English candidates that leaves 2 in 5. The search for a Japanese
    or Korean pattern costs less than asking would. An expression that offers no literals, or is written in a way
    that the search for literals does not know, is a candidate for every text.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        """Build the automaton of the literals that the expressions need."""
        ids: dict[str, int] = {}
        self._owners: dict[int, list[int]] = {}
        self._others: dict[int, list[frozenset[int]]] = {}
        self._always: list[int] = []
        for index, expression in enumerate(expressions):
            found = _known_requirements(expression)
            best = max(found, key=_selectivity, default=frozenset())
            for literal in best:
                self._owners.setdefault(ids.setdefault(literal, len(ids)), []).append(index)
            if not best:
                self._always.append(index)
            others = [one for one in found if one is not best and _is_telling(one)]
            if others:
                self._others[index] = [
                    frozenset(ids.setdefault(literal, len(ids)) for literal in one)
                    for one in others
                ]
        self._automaton = AhoCorasick(list(ids)) if ids else None

    def candidates(self, text: str) -> list[int]:
        """Indexes of the expressions that may match somewhere in the text, in ascending order."""
        if self._automaton is None:
            return self._always
        found = {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        owners = self._owners
        wanted = {index for literal in found if literal in owners for index in owners[literal]}
        for index in wanted & self._others.keys():
            for one in self._others[index]:
                if found.isdisjoint(one):
                    wanted.discard(index)
                    break
        return sorted(wanted.union(self._always))


def _known_requirements(expression: str) -> list[frozenset[str]]:
    try:
        found = _requirements(expression)
    except (IndexError, ValueError):
        return []
    return [literals for literals in found if "" not in literals]


def _is_telling(literals: frozenset[str]) -> bool:
    return all(len(literal) >= _TELLING and literal.isascii() for literal in literals)


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
