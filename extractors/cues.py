"""Which rungs of a ladder a sentence speaks of, and how sure it is of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol

from extractors.lang.en import cues as en
from extractors.lang.ja import cues as ja
from extractors.lang.ko import cues as ko
from extractors.model import Certainty, Cue
from extractors.yamlfile import Node


class CueReader(Protocol):
    """What each language's `cues.make_reader` gives."""

    def read(
        self, sentence: str, ladders: Collection[str] | None = None, *, is_title: bool = False
    ) -> tuple[Cue, ...]:
        """Read the cues of a sentence; see `read_cues`."""

    def certainty(
        self, sentence: str, start: int, end: int, *, is_title: bool = False
    ) -> tuple[Certainty, str]:
        """How sure a span of a sentence is; see `read_certainty`."""


_READERS: dict[str, Callable[[], CueReader]] = {
    "en": cache(en.make_reader),
    "ja": cache(ja.make_reader),
    "ko": cache(ko.make_reader),
}
OWN_READERS: dict[str, Callable[[Mapping[str, Sequence[tuple[Node, Node]]]], CueReader]] = {
    "ko": ko.make_own_reader,
}


def read_cues(
    sentence: str,
    language: str,
    ladders: Collection[str] | None = None,
    *,
    is_title: bool = False,
) -> tuple[Cue, ...]:
    """The rung cues of one sentence, with their certainty, in order.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag; a language without a lexicon has no cues.
        ladders: names of the ladders to look for; None for all of them.
        is_title: the sentence is a headline (verbs may be missing, English tense shifts).

    Returns:
        Cues; `asserted` only where the sentence, as news, says that the rung is reached or holds.
        The first call for a language loads its lexicon (tens of milliseconds).
    """
    make = _READERS.get(language)
    return make().read(sentence, ladders, is_title=is_title) if make else ()


def own_reader(language: str, files: Mapping[str, Sequence[tuple[Node, Node]]]) -> CueReader:
    """A reader for words that speak of a rung of one subject only.

    Args:
        language: one of `OWN_READERS`; the others read no such words.
        files: see `extractors.lexicon.lexicon_of`; the reader's `ladders` are its keys.

    Returns:
        The reader, to be kept.

    Raises:
        YamlError: a pattern that cannot be used.
    """
    return OWN_READERS[language](files)


@lru_cache(maxsize=256)  # one claim after another asks for the same words of a sentence
def read_certainty(
    sentence: str, language: str, start: int, end: int, *, is_title: bool = False
) -> tuple[Certainty, str]:
    """How sure a sentence is of some of its words.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag; a language without a lexicon asserts everything.
        start: offset of the words, code points.
        end: offset behind them.
        is_title: the sentence is a headline.

    Returns:
        The certainty, and the words that decided it (empty when plainly asserted).
    """
    make = _READERS.get(language)
    if make is None:
        return Certainty.ASSERTED, ""
    return make().certainty(sentence, start, end, is_title=is_title)
