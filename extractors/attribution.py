"""Who says what a sentence says; each language reads its own verbs of speech."""

from __future__ import annotations

from collections.abc import Callable

from extractors.lang.en import attribution as en
from extractors.lang.ja import attribution as ja
from extractors.lang.ko import attribution as ko
from extractors.model import Speaker

__all__ = ["Speaker", "read_asides", "read_speaker"]


def read_speaker(sentence: str, language: str) -> Speaker | None:
    """The source that a sentence names for what it states.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag; a language without rules names nobody.

    Returns:
        The outermost speaker, or None when the sentence speaks for itself.
    """
    reader = _READERS.get(language)
    return reader(sentence) if reader else None


def read_asides(sentence: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence names a source between commas: `It was, aides noted, the fourth`; English alone does so.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag.

    Returns:
        Offsets of such sources with their verbs.
    """
    return en.read_asides(sentence) if language == "en" else ()


_READERS: dict[str, Callable[[str], Speaker | None]] = {
    "en": en.read_speaker,
    "ja": ja.read_speaker,
    "ko": ko.read_speaker,
}
