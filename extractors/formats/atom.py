"""Atom 0.3 and 1.0."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.formats.common import Listing
from extractors.formats.feedparsing import read_feed
from extractors.model import Entry

ROOTS = frozenset({"feed", "entry"})


def read(listing: Listing) -> list[Entry]:
    """Read the entries of an Atom feed.

    Raises:
        MalformedFeed: it cannot be read even leniently.
    """
    return read_feed(listing, _link, ("published", "created", "updated"))


def _link(item: Mapping[str, Any]) -> str:
    """The alternate link; an entry without one is its first link that is no enclosure."""
    plain_item = dict(item)
    links = [dict(link) for link in plain_item.get("links") or ()]
    for wanted in ("alternate", "", "via", "related", "self"):
        for link in links:
            if str(link.get("rel") or "") == wanted and link.get("href"):
                return str(link["href"])
    return str(plain_item.get("link") or "")
