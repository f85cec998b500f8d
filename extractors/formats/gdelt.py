"""Answers of the GDELT DOC API in its `ArtList` mode, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.date_strings import read_instant
from extractors.formats.common import Listing, plain
from extractors.model import Entry
from extractors.urls import absolute

LANGUAGES = {"English": "en", "Japanese": "ja", "Korean": "ko", "Chinese": "zh"}


def read(listing: Listing, answer: Mapping[str, Any]) -> list[Entry]:
    """Read the articles of an answer.

    GDELT says when it saw an article, not when it was published; so the time is given as
    `updated_at` and never as the publication date.

    Args:
        listing: where it came from.
        answer: the parsed JSON.
    """
    articles = answer.get("articles")
    if not isinstance(articles, list):
        return []
    return [_entry(article, listing) for article in articles if isinstance(article, dict)]


def _entry(article: Mapping[str, Any], listing: Listing) -> Entry:
    seen = read_instant(str(article.get("seendate") or ""))
    language = str(article.get("language") or "")
    return Entry(
        url=absolute(listing.url, str(article.get("url") or "")),
        title=plain(str(article.get("title") or "")),
        updated_at=seen.at if seen else None,
        language=LANGUAGES.get(language, ""),
        outlet=str(article.get("domain") or ""),
    )
