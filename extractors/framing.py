"""What kind of text is this? Quizzes, fiction, scenarios, satire and forecasts assert nothing.

Read from the title and the first sentences; the words are in `framing.yaml` of each language's folder. A note that
all of it is invented (`disclaimer`) may stand anywhere in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from extractors.folding import fold
from extractors.patterns import PatternSet, compile_patterns
from extractors.yamlfile import load

_LANGUAGES = ("en", "ja", "ko")
_ANYWHERE = "disclaimer"
_FOLDER = Path(__file__).parent / "lang"


def read_framing(head: str, language: str, text: str = "") -> tuple[str, str] | None:
    """The frame that makes a text unreal, if its head shows one.

    Args:
        head: the title and the first sentences, as one text.
        language: BCP 47 primary tag; others have no frames.
        text: the whole text, where a note may say that nothing of it is so.

    Returns:
        Name of the frame (`quiz`, `fiction`, `scenario`, `satire`, …) and the words that show it, or None.
    """
    if language not in _LANGUAGES:
        return None
    heads, notes = _frames(language)
    return heads.first(head) or (notes.first(text) if notes.names else None)


def frame_sources(language: str) -> tuple[str, ...]:
    """Every pattern of a language's frames, for a check: in use each is compiled when its words are first met."""
    return tuple(source for frames in _frames(language) for source in frames.patterns.sources)


@dataclass(frozen=True, slots=True)
class _Frames:
    """Patterns of frames, those of one frame side by side, and the frame of each."""

    names: tuple[str, ...]
    patterns: PatternSet

    def first(self, text: str) -> tuple[str, str] | None:
        """The first frame of the file that the text shows, and the words that come first in it."""
        folded = fold(text)
        candidates = self.patterns.candidates(folded.text)
        for name, indexes in groupby(candidates, key=self.names.__getitem__):
            found = [self.patterns.expression(index).search(folded.text) for index in indexes]
            spans = [match.span() for match in found if match]
            if spans:
                span = min(spans, key=lambda span: span[0])
                return name, text[slice(*folded.original_span(*span))]
        return None


@cache
def _frames(language: str) -> tuple[_Frames, _Frames]:
    """What shows in the head of a text, and what may be noted anywhere in it."""
    file = load(_FOLDER / language / "framing.yaml")
    rows = [(name, source) for name, node in file.mapping().items() for source in node.strings()]
    heads = [row for row in rows if row[0] != _ANYWHERE]
    notes = [row for row in rows if row[0] == _ANYWHERE]
    return _compiled(heads), _compiled(notes)


def _compiled(rows: list[tuple[str, str]]) -> _Frames:
    return _Frames(tuple(name for name, _ in rows), compile_patterns([row[1] for row in rows]))
