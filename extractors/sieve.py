"""Which of many regular expressions can match a text? Told, before any is tried, by what none can match without.

Every match of `(?:ban|curb)s? (?:was|were) lifted` holds one of `ban` and `curb`, one of `was` and `were`, and
` lifted`. Such requirements are read off the expressions, so that nobody has to keep hints for them up to date.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick

# Plain characters, but not one that a quantifier stands behind.
_PLAIN = re.compile(r"[^\\.^$|?*+()\[\]{}]+(?![?*+{])")
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
# Quantifiers with which nothing at all may stand there.
_MAY_LACK = ("?", "*", "{0", "{,")
_GROUP_START = re.compile(r"\((\?(?::|=|!|<=|<!|P<\w+>|P=\w+|-i:))?(?!\?)")
_AROUND = frozenset({"?=", "?!", "?<=", "?<!"})
_CLASS = re.compile(r"\[(\^?\]?(?:\\.|[^\]\\])*)\]")
_MEMBER = re.compile(r"\\?(.)(?:-\\?(.))?", re.DOTALL)
_NAMED_CLASS = re.compile(r"\\[a-zA-Z]")
_DIGITS = "0-9"
_RARER = 2
# One of so many characters stands in every text.
_MOST_MEMBERS = 40

# Sets of strings, of each of which every match holds at least one.
Requirements = list[frozenset[str]]


def required_literals(expression: str) -> frozenset[str]:
    """Find strings of which every match of `expression` contains at least one.

    Args:
        expression: a regular expression in the syntax of `re`, without conditions and flags for groups.

    Returns:
        The strings, the more selective choice where there are several; empty when there are none.

    Raises:
        ValueError: a group or class that does not close or is of an unknown kind; so does `IndexError`.
    """
    found, _ = _Parser(expression, with_classes=False).alternation(0)
    return max(found, key=_selectivity, default=frozenset())


def _selectivity(strings: frozenset[str]) -> tuple[int, int]:
    return (min(map(_worth, strings), default=0), -len(strings))


def _worth(string: str) -> int:
    """How rare a string is: in print a figure, a syllable or an ideograph is as rare as three Latin letters."""
    is_letter = string.isascii() and not string.isdecimal()
    return len(string) + (0 if is_letter else _RARER)


class _Parser:
    """Reads the requirements off an expression; each method is given an offset and returns the one behind it."""

    def __init__(self, expression: str, *, with_classes: bool) -> None:
        r"""Keep the expression; `with_classes` takes the members of small classes (`[春夏秋冬]`, `\\d`) for strings."""
        self._expression = expression
        self._with_classes = with_classes

    def alternation(self, at: int) -> tuple[Requirements, int]:
        """Requirements of branches up to the closing parenthesis or the end.

        Of several branches each gives its best set, and what any of them holds will do.
        """
        branches: list[Requirements] = []
        while True:
            branch, at = self._sequence(at)
            branches.append(branch)
            if at >= len(self._expression) or self._expression[at] == ")":
                break
            at += 1
        if len(branches) == 1:
            return branches[0], at
        if not all(branches):
            return [], at
        return [frozenset().union(*(max(sets, key=_selectivity) for sets in branches))], at

    def _sequence(self, at: int) -> tuple[Requirements, int]:
        """Requirements of one branch up to the `|`, `)` or end behind it."""
        expression = self._expression
        found: Requirements = []
        run = ""
        while at < len(expression) and expression[at] not in "|)":
            plain = _PLAIN.match(expression, at)
            if plain:
                run, at = run + plain[0], plain.end()
                continue
            literal, inner, at = self._atom(at)
            quantifier = _QUANTIFIER.match(expression, at)
            if quantifier:
                at = quantifier.end()
                at += expression[at : at + 1] == "?"
            is_optional = quantifier is not None and quantifier[0].startswith(_MAY_LACK)
            if literal and not quantifier:
                run += literal
                continue
            found += [frozenset({run})] if run else []
            run = ""
            if not is_optional:
                found += [frozenset({literal})] if literal else inner
        found += [frozenset({run})] if run else []
        return found, at

    def _atom(self, at: int) -> tuple[str, Requirements, int]:
        """One character, class or group: its literal, or the requirements inside it."""
        char = self._expression[at]
        if char == "(":
            start = _GROUP_START.match(self._expression, at)
            if start is None:
                raise ValueError(f"unknown kind of group at {at}")
            inner, end = self.alternation(start.end())
            return "", [] if start[1] in _AROUND else inner, end + 1
        if char == "[":
            found = _CLASS.match(self._expression, at)
            if found is None:
                raise ValueError(f"open class at {at}")
            return "", self._members(found[1]), found.end()
        if char == "\\":
            escaped = self._expression[at + 1]
            members = self._members(_DIGITS) if escaped == "d" else []
            return ("" if escaped.isalnum() else escaped), members, at + 2
        return ("" if char in ".^$" else char), [], at + 1

    def _members(self, inside: str) -> Requirements:
        inside = inside.replace(r"\d", _DIGITS)
        if not self._with_classes or inside.startswith("^") or _NAMED_CLASS.search(inside):
            return []
        spans = [(ord(first), ord(last or first)) for first, last in _MEMBER.findall(inside)]
        if sum(last - first for first, last in spans) > _MOST_MEMBERS:
            return []
        return [frozenset(chr(code) for first, last in spans for code in range(first, last + 1))]


def _requirements(expression: str) -> Requirements:
    """What every match holds; nothing for an expression that is written in a way the parser does not know."""
    try:
        found, _ = _Parser(expression, with_classes=True).alternation(0)
    except (IndexError, ValueError):
        return []
    return [strings for strings in found if "" not in strings]


# Further literals that are asked for; shorter ones stand in every other sentence and part nothing.
_TELLING = 3


class Sieve:
    """Tells which of many regular expressions can match a text, in one pass over it.

    An automaton finds the best literals of each expression, and for Latin ones further literals as well, of which
    the text must hold one of each set: of the English candidates that leaves 2 in 5. The search for a Japanese
    or Korean pattern costs less than asking would. An expression of which nothing is known is a candidate for
    every text.
    """

    def __init__(self, expressions: Sequence[str], *, is_lowered: bool = False) -> None:
        """Build the automaton of the literals that the expressions need.

        Args:
            expressions: in the syntax of `re`.
            is_lowered: the expressions ignore case, and `candidates` is given texts in lower case.
        """
        ids: dict[str, int] = defaultdict(lambda: len(ids))
        owners: dict[int, list[int]] = defaultdict(list)
        self._others: dict[int, list[frozenset[int]]] = {}
        self._always: list[int] = []
        for index, expression in enumerate(expressions):
            found = _requirements(expression)
            if is_lowered:
                found = [frozenset(map(str.lower, strings)) for strings in found]
            best = max(found, key=_selectivity, default=frozenset())
            for literal in best:
                owners[ids[literal]].append(index)
            if not best:
                self._always.append(index)
            others = [one for one in found if one is not best and _is_telling(one)]
            if others:
                self._others[index] = [frozenset(map(ids.__getitem__, one)) for one in others]
        self._owners = [owners[id_] for id_ in range(len(ids))]
        self._automaton = AhoCorasick(list(ids)) if ids else None

    def candidates(self, text: str) -> list[int]:
        """Indexes of the expressions that may match somewhere in the text, in ascending order."""
        if self._automaton is None:
            return self._always
        found = {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        wanted = {index for literal in found for index in self._owners[literal]}
        for index in wanted & self._others.keys():
            for one in self._others[index]:
                if found.isdisjoint(one):
                    wanted.discard(index)
                    break
        return sorted(wanted.union(self._always))


def _is_telling(literals: frozenset[str]) -> bool:
    return all(len(literal) >= _TELLING and literal.isascii() for literal in literals)


class CharacterSieve:
    """Tells which of some tens of expressions can match a text, by its characters alone.

    Where every character is a letter of thousands, that tells as much as whole literals do, at a quarter of
    the price of a pass of an automaton. Of each literal that character is asked for which most of the
    alternatives share.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        """Read off the characters that the expressions need."""
        self._needs = [
            (index, sorted(map(_characters, _requirements(expression)), key=len))
            for index, expression in enumerate(expressions)
        ]

    def candidates(self, text: str) -> list[int]:
        """Indexes of the expressions that may match somewhere in the text, in ascending order."""
        held = set(text)
        found: list[int] = []
        for index, needs in self._needs:
            for need in needs:
                if held.isdisjoint(need):
                    break
            else:
                found.append(index)
        return found


def _characters(strings: frozenset[str]) -> frozenset[str]:
    """Few characters one of which each of the strings holds."""
    shared = Counter(char for string in strings for char in set(string))
    return frozenset(max(string, key=lambda char: (shared[char], char)) for string in strings)
