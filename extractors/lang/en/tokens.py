"""English words with their offsets, and where one clause stops governing the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|\d[\d,.]*\d|\d"
    r"|[^\W\d_]+(?=n['’]t\b)|n['’]t\b"
    r"|['’](?:s|ll|ve|re|d|m)\b"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|--|[^\w\s]"
)
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}
_HARD = frozenset(
    {";", ":", "—", "–", "--", "(", ")", "but", "while", "whereas", "although", "though"}
)
_SOFT = frozenset(
    {"because", "after", "since", "following", "amid", "until", "despite", "yet", "without"}
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a sentence.

    Attributes:
        text: the sentence.
        words: lower case, with straight apostrophes; `n't` and `'s` stand alone.
        starts: offset of each word.
        ends: offset behind each word.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def is_capital(self, index: int) -> bool:
        """Does the word begin with a capital letter?"""
        return self.text[self.starts[index]].isupper()

    def stops_gap(self, index: int) -> bool:
        """May the words of one pattern not reach across this word?"""
        return self.words[index] in _GAP_STOPS

    def bars(self, index: int) -> bool:
        """Does a marker before this word no longer govern what comes behind it?"""
        word = self.words[index]
        if word in _HARD or word in _SOFT:
            return True
        return word == "," and self._comma_bars(index)

    def _comma_bars(self, index: int) -> bool:
        """A comma bars unless the complement goes on behind it (`, to lift`, `, that it`)."""
        following = self.words[index + 1 : index + 2]
        return not following or following[0] not in _GOES_ON


_GOES_ON = frozenset({"to", "that", "whether", "or", "including", "'", '"', "“", "”", "if"})
_GAP_STOPS = _HARD | _SOFT | {",", ".", "?", "!", "and", "that", "which", "who"}


def tokenise(sentence: str) -> Tokens:
    """Cut a sentence into words, numbers and marks."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(sentence):
        word = match.group().lower().replace("’", "'")
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    for index, word in enumerate(words[:-1]):
        if words[index + 1] == "n't":
            words[index] = _CONTRACTED.get(word, word)
    return Tokens(sentence, tuple(words), tuple(starts), tuple(ends))
