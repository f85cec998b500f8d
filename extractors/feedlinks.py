"""Feeds that a web page points to, and addresses where sites of a kind usually have one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from extractors.markup import parsable

FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json+feed",
        "text/xml+rss",
    }
)
# Content systems keep their feeds at the same place everywhere: WordPress, the common Korean and Japanese
# newspaper systems, Arc. In order of how often a newspaper's site has one there.
USUAL_PLACES = (
    "feed/",
    "rss",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "index.rdf",
    "rss/allArticle.xml",
    "list/feed/rss",
    "sitemap/latest-articles",
    "arc/outboundfeeds/rss/?outputType=xml",
    "sitemap-news.xml",
    "news-sitemap.xml",
    "sitemap_news.xml",
)


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """What a page says about itself and its feeds.

    Attributes:
        title: the page's title, or empty.
        language: primary tag of its language as it says, or empty.
        feeds: absolute addresses it announces, in its order; comment feeds are left out.
    """

    title: str
    language: str
    feeds: tuple[str, ...]


def read_feed_links(text: str, url: str) -> FeedLinks:
    """Read the announcements in a page's head.

    Args:
        text: HTML.
        url: its address, for relative links.

    Returns:
        What was found; empty values for a page that cannot be parsed.
    """
    try:
        tree = lxml.html.document_fromstring(parsable(text))
    except (lxml.etree.LxmlError, ValueError):
        return FeedLinks("", "", ())
    found: dict[str, None] = {}
    for link in tree.iterfind(".//link"):
        relations = (link.get("rel") or "").lower().split()
        address = (link.get("href") or "").strip()
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if "alternate" in relations and kind in FEED_TYPES and address:
            absolute = urljoin(url, address)
            if urlsplit(absolute).scheme in ("http", "https") and "comment" not in absolute.lower():
                found.setdefault(absolute)
    title = " ".join((tree.findtext(".//title") or "").split())
    language = (tree.get("lang") or "").split("-")[0].lower()
    return FeedLinks(title, language, tuple(found))


def usual_places(url: str) -> tuple[str, ...]:
    """Give the addresses on a page's host where a feed often is, likeliest first."""
    parts = urlsplit(url)
    return tuple(urljoin(f"{parts.scheme}://{parts.netloc}/", place) for place in USUAL_PLACES)
