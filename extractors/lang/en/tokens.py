"""English words with their offsets, and where one clause stops governing the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.lang.en.words import word_set

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|\d[\d,.]*\d|\d"
    r"|[^\W\d_]+(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|ll|ve|re|d|m)\b"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|--|[^\w\s]"
)
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}
# The month, told apart from the modal verb.
MAY = "may."
_DATE_LEADS = frozenset(
    [
        "in",
        "on",
        "since",
        "until",
        "till",
        "by",
        "of",
        "last",
        "next",
        "from",
        "early",
        "late",
        "mid",
    ]
)
_HARD = frozenset(
    {";", ":", "—", "–", "--", "(", ")", "but", "while", "whereas", "although", "though"}
)
_SOFT = frozenset(
    {"because", "after", "since", "following", "amid", "until", "despite", "yet", "without"}
)


# A member of an enumeration is a noun with what little stands before it: no verb group, no clause.
_MEMBER_WORDS = 3
_NO_MEMBERS = _HARD | _SOFT | word_set("no-members")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a sentence.

    Attributes:
        text: the sentence.
        words: lower case, with straight apostrophes; `n't` and `'s` stand alone.
        starts: offset of each word.
        ends: offset behind each word.
        joints: indices of the commas and of the `and` within an enumeration.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    joints: frozenset[int] = frozenset()

    def is_capital(self, index: int) -> bool:
        """Does the word begin with a capital letter?"""
        return self.text[self.starts[index]].isupper()

    def stops_gap(self, index: int) -> bool:
        """May the words of one pattern not reach across this word?"""
        return self.words[index] in _GAP_STOPS and index not in self.joints

    def bars(self, index: int) -> bool:
        """Does a marker before this word no longer govern what comes behind it?"""
        word = self.words[index]
        if word in _HARD or word in _SOFT:
            return True
        return word == "," and index not in self.joints and self._comma_bars(index)

    def _comma_bars(self, index: int) -> bool:
        """A comma bars unless the complement goes on behind it (`, to lift`, `, that it`)."""
        following = self.words[index + 1 : index + 2]
        return not following or following[0] not in _GOES_ON


_GOES_ON = frozenset({"to", "that", "whether", "or", "including", "'", '"', "“", "”", "if"})
_GAP_STOPS = _HARD | _SOFT | {",", ".", "?", "!", "and", "that", "which", "who"}


def _is_month(sentence: str, words: list[str], starts: list[int], index: int) -> bool:
    """Is `May` the month: a capital, with a figure or a preposition beside it?"""
    beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    is_dated = any(word[0].isdigit() or word in _DATE_LEADS for word in beside)
    return sentence[starts[index]] == "M" and is_dated


@lru_cache(maxsize=128)  # a sentence is read for one ladder after another
def tokenise(sentence: str) -> Tokens:
    """Cut a sentence into words, numbers and marks."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(sentence):
        word = match.group().lower().replace("’", "'")
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    for index, word in enumerate(words):
        if words[index + 1 : index + 2] == ["n't"]:
            words[index] = _CONTRACTED.get(word, word)
        if word == "may" and _is_month(sentence, words, starts, index):
            words[index] = MAY
    return Tokens(sentence, tuple(words), tuple(starts), tuple(ends), _joints(words))


def _joints(words: list[str]) -> frozenset[int]:
    """Commas and the last `and` or `or` of enumerations (`samarium, yttrium and their oxides`)."""
    found: set[int] = set()
    if "," not in words:
        return frozenset()
    for index, word in enumerate(words):
        if word not in {"and", "or"}:
            continue
        has_comma = words[index - 1] == ","
        row, end = [], index - has_comma
        while (comma := _comma_before(words, end)) is not None:
            row.append(comma)
            end = comma
        if row and words[index + 1 : index + 2] and words[index + 1] not in _NO_MEMBERS:
            found.update([*row, *range(index - has_comma, index + 1)])
    return frozenset(found)


def _comma_before(words: list[str], end: int) -> int | None:
    """The comma in front of the one to three plain words that stand before `end`."""
    for place in range(end - 1, max(-1, end - 2 - _MEMBER_WORDS), -1):
        if words[place] == ",":
            return place if place + 1 < end else None
        if words[place] in _NO_MEMBERS or not words[place][0].isalpha():
            return None
    return None
