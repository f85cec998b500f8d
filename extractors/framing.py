"""What kind of text is this? Quizzes, fiction, scenarios, satire and forecasts assert nothing.

Read from the title and the first sentences; the words are in `framing.yaml` of each language's folder. A note that
all of it is invented (`disclaimer`) may stand anywhere in the text.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.folding import fold
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
    heads, texts = fold(head), fold(text)
    for name, pattern in _frames(language):
        folded, original = (texts, text) if name == _ANYWHERE else (heads, head)
        match = pattern.search(folded.text)
        if match:
            return name, original[slice(*folded.original_span(*match.span()))]
    return None


@cache
def _frames(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    file = load(_FOLDER / language / "framing.yaml")
    return tuple(
        (name, re.compile("|".join(node.strings()))) for name, node in file.mapping().items()
    )
