"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.formats.common import SUMMARY_CHARS, Listing, instant, plain, zone_for
from extractors.model import Entry
from extractors.urls import absolute

Values = Mapping[str, Any]


def read(listing: Listing, feed: Values) -> list[Entry]:
    """Read the items of a JSON Feed.

    Args:
        listing: where it came from.
        feed: the parsed JSON.
    """
    items = feed.get("items")
    if not isinstance(items, list):
        return []
    return [_entry(item, listing, feed) for item in items if isinstance(item, dict)]


def _entry(item: Values, listing: Listing, feed: Values) -> Entry:
    title = plain(_string(item, "title"), is_html=False)
    language = _string(item, "language") or _string(feed, "language")
    zone = zone_for(language, listing.url, title)
    raw = _string(item, "date_published")
    updated = _string(item, "date_modified")
    guid = _string(item, "id")
    link = _string(item, "url") or _string(item, "external_url")
    link = link or (guid if guid.startswith(("http://", "https://")) else "")
    summary = _string(item, "summary") or _string(item, "content_text")
    return Entry(
        url=absolute(listing.url, link) if link else "",
        title=title,
        published_at=instant(raw or updated, zone),
        published_raw=raw or updated,
        updated_at=instant(updated, zone),
        summary=(plain(summary, is_html=False) or plain(_string(item, "content_html")))[
            :SUMMARY_CHARS
        ],
        guid=guid,
        author=_author(item) or _author(feed),
        language=language,
        outlet=plain(_string(feed, "title"), is_html=False),
    )


def _string(values: Values, name: str) -> str:
    value = values.get(name)
    is_scalar = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if is_scalar else ""


def _author(values: Values) -> str:
    authors = values.get("authors")
    people = authors if isinstance(authors, list) else [values.get("author")]
    return ", ".join(
        name for person in people if isinstance(person, dict) and (name := _string(person, "name"))
    )
