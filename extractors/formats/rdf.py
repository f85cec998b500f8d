"""RSS 1.0 (and 0.90), which is RDF: items stand beside the channel, dates are Dublin Core's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.formats.common import Listing
from extractors.formats.feedparsing import read_feed
from extractors.model import Entry

ROOTS = frozenset({"rdf"})


def read(listing: Listing) -> list[Entry]:
    """Read the items of an RDF feed.

    Raises:
        MalformedFeed: it cannot be read even leniently.
    """
    return read_feed(listing, _link, ("published", "created", "updated"))


def _link(item: Mapping[str, Any]) -> str:
    """The link, or what the item says it is about."""
    plain_item = dict(item)
    return str(plain_item.get("link") or plain_item.get("id") or "")
