"""Sitemaps, in XML or plain text, sitemap indexes, and the news extension."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from extractors.errors import MalformedFeed
from extractors.formats.common import Listing, instant, plain, zone_for
from extractors.formats.xmltree import child_text, children, local, parse
from extractors.model import Entry
from extractors.urls import absolute

ROOTS = frozenset({"urlset", "sitemapindex"})
# The protocol allows no more.
MOST_ENTRIES = 50_000
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def read(listing: Listing) -> list[Entry]:
    """Read the addresses of a sitemap.

    The members of an index come back as entries with `is_listing`: they are to be fetched and
    read by the same function. A plain sitemap's `lastmod` is an update, not a publication.

    Raises:
        MalformedFeed: it cannot be read even leniently.
    """
    root = parse(listing.text)
    if root is None:
        raise MalformedFeed("the sitemap cannot be read", listing.url)
    entries = []
    for element in root.iter():
        name = local(element)
        if name in {"url", "sitemap"} and (child_text(element, "loc")):
            entries.append(_entry(element, listing, is_listing=name == "sitemap"))
        if len(entries) == MOST_ENTRIES:
            break
    return entries


def read_lines(listing: Listing) -> list[Entry]:
    """Read a sitemap in plain text, one address a line; nothing else may stand in it, or it is none."""
    lines = list(islice(filter(None, map(str.strip, listing.text.splitlines())), MOST_ENTRIES))
    if not all(ADDRESS.fullmatch(line) for line in lines):
        return []
    return [Entry(url=absolute(listing.url, line)) for line in lines]


def _entry(element: etree._Element, listing: Listing, *, is_listing: bool) -> Entry:
    news = next(children(element, "news"), None)
    title = plain(child_text(news, "title")) if news is not None else ""
    publication = next(children(news, "publication"), None) if news is not None else None
    language = child_text(publication, "language") if publication is not None else ""
    zone = zone_for(language, listing.url, title)
    raw = child_text(news, "publication_date") if news is not None else ""
    return Entry(
        url=absolute(listing.url, child_text(element, "loc")),
        title=title,
        published_at=instant(raw, zone),
        published_raw=raw,
        updated_at=instant(child_text(element, "lastmod"), zone),
        language=language,
        outlet=plain(child_text(publication, "name")) if publication is not None else "",
        is_listing=is_listing,
    )
