"""Pages of links to articles, for outlets without a feed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from extractors.date_strings import read_instant
from extractors.formats.common import Listing, plain, zone_for
from extractors.markup import parsable
from extractors.model import Entry
from extractors.urls import absolute, canonical_url, site

# Without a pattern, an article's link is one on the same site with a number of four digits or
# more or a slug of four words in it, and a headline as its text.
ARTICLE_PATH = re.compile(r"\d{4,}|[a-z0-9]+(?:-[a-z0-9]+){3,}", re.IGNORECASE)
HEADLINE_CHARS = 12
HEADLINE_CHARS_CJK = 8
# How far above a link its date may stand: `<li><div><h3><a>` and a little more.
DATE_LEVELS = 4
DATE_CHARS = 400
DATE = re.compile(
    r"\d{4}\s*[-./年년]\s*\d{1,2}\s*[-./月월]\s*\d{1,2}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
    r"|(?<!\d)\d{1,2} [A-Z][a-z]{2,8} \d{4}"
)


def read(listing: Listing) -> list[Entry]:
    """Read the article links of a page, each once, with the text and date beside them.

    Args:
        listing: the page; its `link_pattern` is searched in the absolute address.

    Returns:
        Entries in the page's order; none when no link looks like an article's.
    """
    try:
        root = html.document_fromstring(parsable(listing.text) or "<html/>")
    except (etree.LxmlError, ValueError):
        return []
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    found: dict[str, Entry] = {}
    for link in root.iter("a"):
        entry = _entry(link, listing, absolute(listing.url, base) or listing.url)
        if entry is None:
            continue
        key = canonical_url(entry.url)
        if key not in found or len(found[key].title) < len(entry.title):
            found[key] = entry
    return list(found.values())


def _entry(link: html.HtmlElement, listing: Listing, base: str) -> Entry | None:
    url = absolute(base, link.get("href") or "")
    title = plain(_title(link), is_html=False)
    if not url or not _is_article(url, title, listing):
        return None
    raw = next(_dates_near(link), "")
    found = read_instant(raw, zone_for("", listing.url, title)) if raw else None
    return Entry(url=url, title=title, published_at=found.at if found else None, published_raw=raw)


def _title(link: html.HtmlElement) -> str:
    for heading in link.iter("h1", "h2", "h3", "h4", "strong"):
        if text := heading.text_content().strip():
            return str(text)
    return str(link.text_content().strip() or link.get("title") or "")


def _is_article(url: str, title: str, listing: Listing) -> bool:
    if listing.link_pattern:
        return re.search(listing.link_pattern, url) is not None
    if site(url) != site(listing.url) or canonical_url(url) == canonical_url(listing.url):
        return False
    enough = HEADLINE_CHARS if title.isascii() else HEADLINE_CHARS_CJK
    return len(title) >= enough and ARTICLE_PATH.search(url.partition("//")[2]) is not None


def _dates_near(link: html.HtmlElement) -> Iterator[str]:
    """Dates in the boxes around a link, as long as a box holds no other headline."""
    box = link
    for _ in range(DATE_LEVELS):
        for time in box.iter("time"):
            yield str(time.get("datetime") or time.text_content())
        text = box.text_content()
        if len(text) > DATE_CHARS:
            return
        if match := DATE.search(text):
            yield text[match.start() : match.end() + 20]
        parent = box.getparent()
        if parent is None or sum(1 for other in parent.iter("a") if other is not link) > 1:
            return
        box = parent
