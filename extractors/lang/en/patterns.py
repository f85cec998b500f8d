"""Patterns over the words of an English sentence: how the lexicons say what they look for.

A pattern is a row of items: `lift` a word, `lift|end` either, `~lift` a verb in any form, `~LIFT` any verb
of a class, `<ban>` a noun of a class, `..` up to six words within the clause. At its end `+<ban>` demands
a noun of the class within reach of the match, `-<flow>` forbids it; `+quota|cap` and `-talks` do so for words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.lang.en.inflect import Form, verb_forms
from extractors.lang.en.tokens import Tokens
from extractors.lang.en.words import noun_class, verb_class, word_set
from extractors.yamlfile import Node

GAP = 6
_RIGHT_REACH = 6
_LEFT_REACH = 9
_PARTICLES = frozenset({"off", "out", "up", "down", "back", "away", "aside"})
# What no passive puts first, the forms of `be` that tell of a deed done, and what makes it less than one.
_NO_OBJECTS = _PARTICLES | frozenset(
    [
        *(
            "on",
            "in",
            "to",
            "into",
            "under",
            "at",
            "from",
            "for",
            "over",
            "with",
            "behind",
            "by",
            "as",
        ),
        *("through", "a", "an", "the", "it", "its", "of", "not", "without"),
    ]
)
_BEEN = dict.fromkeys(["is", "are", "was", "were", "been"], Form.NONE)
_UNTOLD = word_set("modals") | word_set("negations") | {"to", "no"}
_PASSIVE_WORDS = 3
_SEPARABLE = 2  # a verb and its particle, and nothing else


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern.

    Attributes:
        forms: the words it matches with the verb forms they may be (none for other words).
        is_verb: written with `~`.
        is_gap: `..`, which matches up to six words.
    """

    forms: Mapping[str, Form]
    is_verb: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with what it stands for.

    Attributes:
        label: what a match means, the caller's own (`restriction.lifted`).
        source: as written in the lexicon.
        items: in order.
        near: a word of this set must be within reach; empty when nothing is demanded.
        far: no word of this set may be within reach.
        weight: how many of its items are words; the heavier of two overlapping matches wins.
        is_passive: the object leads (`the plug was pulled`): a statement of its own.
    """

    label: str
    source: str
    items: tuple[Item, ...]
    near: frozenset[str]
    far: frozenset[str]
    weight: float
    is_passive: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found.

    Attributes:
        pattern: which.
        first: index of its first word.
        last: index behind its last word.
        form: forms its first verb may be, or `NONE`.
        head: index of that verb, or of the first word.
    """

    pattern: Pattern
    first: int
    last: int
    form: Form
    head: int


class _Opened:
    """The patterns that one word can begin, by the words one of which must follow it somewhere.

    A word such as `has` begins hundreds of patterns; nearly all of them lack their second word.
    """

    def __init__(self) -> None:
        self._alone: dict[int, Pattern] = {}
        self._with: dict[str, dict[int, Pattern]] = {}

    def add(self, number: int, pattern: Pattern) -> None:
        second = next((item for item in pattern.items[1:] if not item.is_gap), None)
        if second is None:
            self._alone[number] = pattern
        for word in second.forms if second else ():
            self._with.setdefault(word, {})[number] = pattern

    def possible(self, present: frozenset[str]) -> list[Pattern]:
        """Those whose second word is in the sentence, in the order of the lexicon."""
        words = self._with.keys() & present
        if not words:
            return list(self._alone.values())
        found = self._alone.copy()
        for word in words:
            found |= self._with[word]
        return [found[number] for number in sorted(found)]


class Matcher:
    """All patterns of a lexicon, indexed by the words that can begin them.

    Attributes:
        verbs: every form of every verb that its patterns name.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._opened: dict[str, _Opened] = {}
        self.verbs: dict[str, Form] = {}
        for number, pattern in enumerate(patterns):
            self._learn(pattern)
            for word in pattern.items[0].forms:
                self._opened.setdefault(word, _Opened()).add(number, pattern)

    def _learn(self, pattern: Pattern) -> None:
        for item in pattern.items:
            if item.is_verb:
                for word, form in item.forms.items():
                    self.verbs[word] = self.verbs.get(word, Form.NONE) | form

    def find(self, tokens: Tokens) -> list[Match]:
        """Every match in a sentence, overlapping ones included, in the order of their beginnings."""
        present = frozenset(tokens.words)
        return [
            match
            for index, word in enumerate(tokens.words)
            if (opened := self._opened.get(word)) is not None
            for pattern in opened.possible(present)
            if (match := _match(pattern, tokens, index, present)) is not None
        ]


def read_patterns(node: Node, label: str) -> Iterator[Pattern]:
    """Read a block of patterns, separated by commas or line breaks.

    Args:
        node: the scalar that holds them.
        label: what a match of any of them means.

    Yields:
        Patterns; a class of verbs becomes one for its single words and one for each phrase.

    Raises:
        YamlError: a class does not exist or an item cannot be read; names file and line.
    """
    for line, text in enumerate(node.text().splitlines()):
        for source in filter(None, (part.strip() for part in text.split(","))):
            try:
                yield from compile_pattern(source, label)
            except ValueError as error:
                message = f"line {line + 1} of this block, {source!r}: {error}"
                raise node.error(message) from error


def compile_pattern(source: str, label: str) -> Iterator[Pattern]:
    """Make the patterns that one written pattern stands for."""
    words = source.split()
    near = _words_of([word[1:] for word in words if word.startswith("+")])
    far = _words_of([word[1:] for word in words if _is_veto(word)])
    row = [word for word in words if not word.startswith("+") and not _is_veto(word)]
    for expanded in itertools.product(*map(_spellings, row)):
        items = tuple(_item(word) for phrase in expanded for word in phrase)
        weight = sum(not item.is_gap for item in items) + 0.5 * bool(near) + 0.25 * bool(far)
        yield Pattern(label, source, items, near, far, weight)


def passive_of(pattern: Pattern) -> Pattern | None:
    """The passive of a verb with its object (`pull .. plug`): `plug .. was pulled`; None for other shapes."""
    verb, *rest = pattern.items
    rest = rest[1:] if rest and rest[0].is_gap else rest
    is_shape = verb.is_verb and "be" not in verb.forms and 0 < len(rest) <= _PASSIVE_WORDS
    if not is_shape or any(item.is_gap or item.is_verb for item in rest):
        return None
    participles = {word: Form.PAST for word, form in verb.forms.items() if form & Form.PARTICIPLE}
    if not participles or not _NO_OBJECTS.isdisjoint(rest[0].forms):
        return None
    items = (
        rest[0],
        Item({}, is_gap=True),
        Item(_BEEN),
        Item(participles, is_verb=True),
        *rest[1:],
    )
    return replace(pattern, items=items, weight=pattern.weight + 1, is_passive=True)


def _is_veto(word: str) -> bool:
    return word.startswith("-") and len(word) > 1


def _words_of(alternatives: Sequence[str]) -> frozenset[str]:
    """The words that `<ban>` or `quota|cap` stands for."""
    words: set[str] = set()
    for alternative in alternatives:
        for word in alternative.split("|"):
            words |= noun_class(word[1:-1]) if word.startswith("<") else {word}
    return frozenset(words)


def _spellings(word: str) -> list[tuple[str, ...]]:
    """One or more rows of items that a written item stands for."""
    if not (word.startswith("~") and word[1:].isupper()):
        return [(word,)]
    lemmas = verb_class(word[1:])
    single = "|".join(lemma for lemma in lemmas if " " not in lemma)
    phrases = [tuple(lemma.split()) for lemma in lemmas if " " in lemma]
    return [("~" + single,), *((f"~{verb}", *rest) for verb, *rest in phrases)]


def _item(word: str) -> Item:
    if word == "..":
        return Item({}, is_gap=True)
    if word.startswith("~"):
        forms: dict[str, Form] = {}
        for lemma in word[1:].split("|"):
            for spelt, form in verb_forms(lemma).items():
                forms[spelt] = forms.get(spelt, Form.NONE) | form
        return Item(forms, is_verb=True)
    return Item(dict.fromkeys(_words_of([word]), Form.NONE))


def _match(pattern: Pattern, tokens: Tokens, index: int, present: frozenset[str]) -> Match | None:
    rest = pattern.items[1:]
    for item in rest:
        if not item.is_gap and present.isdisjoint(item.forms):
            return None
    last = _end(rest, tokens, index + 1, is_separable=_is_separable(pattern.items))
    if last is None:
        return None
    if pattern.is_passive:
        if not _UNTOLD.isdisjoint(tokens.words[index:last]):
            return None
        match = Match(pattern, index, last, Form.PAST, index)
    else:
        match = Match(pattern, index, last, *_head(pattern, tokens, index))
    return match if _is_in_reach(match, tokens) else None


def _is_separable(items: Sequence[Item]) -> bool:
    verb = items[0]
    is_phrasal = len(items) == _SEPARABLE and verb.is_verb and "be" not in verb.forms
    return is_phrasal and not _PARTICLES.isdisjoint(items[1].forms)


def _end(
    items: Sequence[Item], tokens: Tokens, index: int, *, is_separable: bool = False
) -> int | None:
    """Index behind the last item when the items match from `index` on."""
    reach = GAP if is_separable else 0
    for position, item in enumerate(items):
        if item.is_gap:
            reach = GAP
            continue
        found = _seek(item, tokens, index, reach)
        if found is None:
            return None
        if position + 1 < len(items) and reach and not items[position + 1].is_gap:
            return _seek_rest(items[position:], tokens, index, reach)
        index, reach = found + 1, 0
    return index


def _seek(item: Item, tokens: Tokens, index: int, reach: int) -> int | None:
    """First place of an item at most `reach` words on, within the clause."""
    for place in range(index, min(index + reach + 1, len(tokens.words))):
        if tokens.words[place] in item.forms:
            return place
        if tokens.stops_gap(place):
            return None
    return None


def _seek_rest(items: Sequence[Item], tokens: Tokens, index: int, reach: int) -> int | None:
    """End of a row of items whose first may stand at several places behind a gap."""
    for place in range(index, index + reach + 1):
        end = _end(items, tokens, place)
        if end is not None:
            return end
        if place >= len(tokens.words) or tokens.stops_gap(place):
            return None
    return None


def _head(pattern: Pattern, tokens: Tokens, index: int) -> tuple[Form, int]:
    """Forms and place of the first verb, where only fixed words lead up to it (`formally applied`)."""
    for offset, item in enumerate(pattern.items):
        if item.is_verb:
            return item.forms[tokens.words[index + offset]], index + offset
        if item.is_gap:
            break
    return Form.NONE, index


def _is_in_reach(match: Match, tokens: Tokens) -> bool:
    pattern = match.pattern
    if not pattern.near and not pattern.far:
        return True
    right = _reach(tokens, range(match.last, match.last + _RIGHT_REACH))
    left = _reach(tokens, range(match.first - 1, match.first - 1 - _LEFT_REACH, -1))
    inside = tokens.words[match.first : match.last]
    if pattern.far and _is_near(pattern.far, right or left, inside):
        return False
    return not pattern.near or _is_near(pattern.near, [*right, *left], inside)


def _is_near(words: frozenset[str], around: Sequence[str], inside: Sequence[str]) -> bool:
    return not words.isdisjoint(around) or not words.isdisjoint(inside[1:])


def _reach(tokens: Tokens, indices: range) -> list[str]:
    """Words in a direction up to the end of the clause."""
    found = []
    for index in indices:
        if not 0 <= index < len(tokens.words) or tokens.bars(index):
            break
        found.append(tokens.words[index])
    return found
