"""Feeds that a web page points to, and addresses where sites of a kind usually have one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from extractors.markup import parsable
from extractors.urls import absolute

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


# Links in the page that lead to a feed, as Korean papers have them: the whole address tells, not the words.
FEED_ADDRESS = re.compile(
    r"(?:[/.](?:rss|rdf|atom)\b|/feeds?(?:/|$)|/feed\.json$)[^#]*$|\.(?:rss|rdf|atom)$|/[^/]*rss[^/]*\.xml$|"
    r"/[^/]*news[^/]*\.xml$",
    re.IGNORECASE,
)
MOST_PLAIN_LINKS = 6
NEWS_SITEMAP = re.compile(r"news|latest|recent|google", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """What a page says about itself and its feeds.

    Attributes:
        title: the page's title, or empty.
        language: primary tag of its language as it says, or empty.
        feeds: absolute addresses it announces, in its order; comment feeds are left out.
        links: addresses of plain links that look like a feed's, the first few.
    """

    title: str
    language: str
    feeds: tuple[str, ...]
    links: tuple[str, ...] = ()


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
    base = urljoin(url, next((element.get("href") or "" for element in tree.iter("base")), ""))
    title = " ".join((tree.findtext(".//title") or "").split())
    language = (tree.get("lang") or "").split("-")[0].lower()
    announced = _unique(_announced(tree), base)
    plain = _unique((link.get("href") or "" for link in tree.iter("a")), base)
    links = [link for link in plain if FEED_ADDRESS.search(link.partition("://")[2])]
    return FeedLinks(title, language, announced, tuple(links[:MOST_PLAIN_LINKS]))


def _announced(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for link in tree.iterfind(".//link"):
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in FEED_TYPES:
            yield link.get("href") or ""


def _unique(links: Iterable[str], base: str) -> tuple[str, ...]:
    """Absolute addresses, each once; comments have feeds too, which bring no articles."""
    found = (absolute(base, link) for link in links if link.strip())
    return tuple(dict.fromkeys(link for link in found if link and "comment" not in link.lower()))


def order_sitemaps(sitemaps: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sitemaps that a robots.txt names as those for news by their names, and the others."""
    named = tuple(dict.fromkeys(sitemaps))
    news = tuple(url for url in named if NEWS_SITEMAP.search(urlsplit(url).path))
    return news, tuple(url for url in named if url not in news)


def usual_places(url: str) -> tuple[str, ...]:
    """Give the addresses on a page's host where a feed often is, likeliest first."""
    parts = urlsplit(url)
    return tuple(urljoin(f"{parts.scheme}://{parts.netloc}/", place) for place in USUAL_PLACES)
