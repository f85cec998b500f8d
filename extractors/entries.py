"""A listing's page to its entries: looks at the bytes, and picks the format."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from extractors.decoding import decode_html
from extractors.errors import (
    BadCompression,
    BinaryContent,
    NotAFeed,
    TooLarge,
)
from extractors.formats import atom, gdelt, html_index, json_feed, rdf, rss, sitemap
from extractors.formats.common import Listing
from extractors.formats.xmltree import root_name
from extractors.model import Entry, Page, SourceKind
from extractors.signatures import binary_kind

# The sitemap protocol's own limit; no feed comes near it.
MAX_LISTING_BYTES = 52_428_800
# Feeds are read by a lenient and slow parser; the largest real one seen had 3 MB.
MAX_FEED_CHARS = 10_000_000
MAX_ENTRIES = 50_000

GZIP = b"\x1f\x8b"
READERS: dict[str, Callable[[Listing], list[Entry]]] = {
    **dict.fromkeys(rss.ROOTS, rss.read),
    **dict.fromkeys(rdf.ROOTS, rdf.read),
    **dict.fromkeys(atom.ROOTS, atom.read),
    **dict.fromkeys(sitemap.ROOTS, sitemap.read),
}
FEED_INSIDE = re.compile(
    r"<(?:[\w-]+:)?(rss|rdf|feed|urlset|sitemapindex|channel)[\s>]", re.IGNORECASE
)
# How far into a page a feed may begin behind warnings and blank lines of a broken generator.
PREAMBLE_CHARS = 2000
# JSON handed to a function (JSONP), as GDELT and others answer when a page's script asks.
WRAPPED_JSON = re.compile(r"(?:/\*\*/\s*)?[\w$.]{1,100}\s*\(\s*([{\[].*[}\]])\s*\)\s*;?", re.DOTALL)
# A backslash that begins no escape of JSON, behind those that do.
NO_ESCAPE = re.compile(r"\\(?!u[0-9A-Fa-f]{4})([^\"\\/bfnrt])")
HTML_ROOTS = frozenset({"html", "head", "body", "div", "script", "main", "meta"})


def parse_entries(page: Page) -> list[Entry]:
    """Read the entries of a listing.

    The bytes decide which format it is; `page.kind` decides only between a listing of links and
    an ordinary page, which look alike.

    Args:
        page: RSS, RDF, Atom, JSON Feed, sitemap or sitemap index (XML or one address a line, plain or gzip), HTML
            index, or an answer of GDELT (bare or as JSONP).

    Returns:
        Entries in the listing's order. An empty list is a listing without items. Entries with
        `is_listing` are listings themselves, to be fetched and read likewise.

    Raises:
        NotAFeed: it is something else.
        MalformedFeed: it cannot be read even leniently.
        UnreadableBytes: binary, too large or wrongly compressed.
    """
    body = _inflated(page.body, page.url)
    if kind := binary_kind(body):
        raise BinaryContent(f"a listing was expected, and {kind} came", page.url)
    text, _ = decode_html(body, page.content_type)
    listing = Listing(text.lstrip("\ufeff \t\r\n"), page.url, page.link_pattern)
    if wrapped := WRAPPED_JSON.fullmatch(listing.text.rstrip()):
        listing = replace(listing, text=wrapped[1])
    if listing.text.startswith(("{", "[")):
        return _read_json(listing)[:MAX_ENTRIES]
    return _read_markup(listing, page.kind)[:MAX_ENTRIES]


def _inflated(body: bytes, url: str) -> bytes:
    """Gunzip what is gzip; a truncated stream gives what arrived of it."""
    if len(body) > MAX_LISTING_BYTES:
        raise TooLarge(f"a listing of {len(body)} bytes", url)
    if not body.startswith(GZIP):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(body, MAX_LISTING_BYTES + 1)
    except zlib.error as error:
        raise BadCompression("wrong gzip data", url) from error
    if not plain:
        raise BadCompression("gzip data that inflates to nothing", url)
    if len(plain) > MAX_LISTING_BYTES:
        raise TooLarge(f"a listing that inflates beyond {MAX_LISTING_BYTES} bytes", url)
    return plain


def _load_json(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """Read JSON, also with escapes that there are not: GDELT copies headlines into its answers as they are."""
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(NO_ESCAPE.sub(r"\\\\\1", text), strict=False)


def _read_json(listing: Listing) -> list[Entry]:
    try:
        value = _load_json(listing.text)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("JSON that cannot be read", listing.url) from error
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        return gdelt.read(listing, value)
    is_feed = isinstance(value, dict) and (
        "items" in value or "jsonfeed" in str(value.get("version"))
    )
    if is_feed:
        return json_feed.read(listing, value)
    if value == {}:
        return []  # GDELT's answer when nothing matches
    raise NotAFeed("JSON that is neither a feed nor an answer of GDELT", listing.url)


def _read_markup(listing: Listing, kind: SourceKind) -> list[Entry]:
    name = root_name(listing.text)
    if reader := READERS.get(name):
        if len(listing.text) > MAX_FEED_CHARS and name not in sitemap.ROOTS:
            raise TooLarge(f"a feed of {len(listing.text)} characters", listing.url)
        return reader(listing)
    if kind is SourceKind.HTML_INDEX or listing.link_pattern:
        return html_index.read(listing)
    if name not in HTML_ROOTS and (inside := FEED_INSIDE.search(listing.text, 0, PREAMBLE_CHARS)):
        return _read_markup(replace(listing, text=listing.text[inside.start() :]), kind)
    if entries := sitemap.read_lines(listing):
        return entries
    what = "a web page" if name in HTML_ROOTS else "neither XML, JSON nor HTML"
    raise NotAFeed(f"a listing was expected, and {what} came", listing.url)
