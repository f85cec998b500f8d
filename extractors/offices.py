"""Who gains, keeps, loses or holds a post; each language reads its own verbs of office."""

from __future__ import annotations

from collections.abc import Callable

from extractors.lang.en import offices as en
from extractors.lang.ja import offices as ja
from extractors.lang.ko import offices as ko
from extractors.model import OfficeEvent


def read_office_events(sentence: str, language: str) -> tuple[OfficeEvent, ...]:
    """The changes and holders of posts that a sentence tells of, in order.

    Args:
        sentence: one sentence, plain text.
        language: BCP 47 primary tag; a language without rules tells of none.

    Returns:
        Events with the person and post as written and how sure they are; `extra` may hold
        `since` and `on` (date words), `predecessor` and `successor`.
    """
    reader = _READERS.get(language)
    return reader(sentence) if reader else ()


_READERS: dict[str, Callable[[str], tuple[OfficeEvent, ...]]] = {
    "en": en.read_office_events,
    "ja": ja.read_office_events,
    "ko": ko.read_office_events,
}
