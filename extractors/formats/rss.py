"""RSS 0.90 to 2.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extractors.formats.common import Listing
from extractors.formats.feedparsing import read_feed
from extractors.model import Entry

ROOTS = frozenset({"rss", "channel"})
# Feeds of the AT Protocol add the record's address, which feedparser would take for the link.
LINK_URI = re.compile(r"(<link)\s+uri=\"[^\"<>]*\"(\s*>)")


def read(listing: Listing) -> list[Entry]:
    """Read the items of an RSS feed.

    Raises:
        MalformedFeed: it cannot be read even leniently.
    """
    listing = replace(listing, text=LINK_URI.sub(r"\1\2", listing.text))
    return read_feed(listing, _link, ("published", "created", "updated"))


def _link(item: Mapping[str, Any]) -> str:
    """The link, or a guid that is one: `isPermaLink` says so unless it says otherwise."""
    if link := dict.get(dict(item), "link"):
        return str(link)
    guid = str(dict.get(dict(item), "id") or "")
    return guid if guid.startswith(("http://", "https://")) else ""
