"""Since when something is in use, by language."""

from __future__ import annotations

from collections.abc import Callable

from extractors.lang.en import inception as en

_READERS: dict[str, Callable[[str], tuple[int, int] | None]] = {"en": en.read_inception}


def read_inception(sentence: str, language: str) -> tuple[int, int] | None:
    """Where a sentence says what is done from some time on; see `extractors.lang.en.inception`.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag; only English says it so.

    Returns:
        Start and end of the verb; None where nothing is said so.
    """
    read = _READERS.get(language)
    return read(sentence) if read else None
