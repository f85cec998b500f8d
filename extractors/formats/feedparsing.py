"""What RSS, RDF and Atom have in common; the only importer of feedparser.

feedparser is used for what it is unsurpassed at, reading broken feeds. Dates are read from the
strings as written: it takes KST and JST for UTC, and `2026年11月20日` for the first of November.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import feedparser

from extractors.errors import MalformedFeed, TooLarge
from extractors.formats.common import SUMMARY_CHARS, Listing, instant, plain, zone_for
from extractors.model import Entry
from extractors.page_bounds import bound_markup
from extractors.urls import absolute

# What feedparser and the parsers below it raise on mutated input (10,000 mutations).
CRASHES = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
    UnicodeError,
)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
DOCTYPE_START = re.compile(r"<!DOCTYPE", re.IGNORECASE)
PROLOG_CHARS = 4_000
# Tags in items' texts, written as `&lt;`, among them. A feed of 10,000 plain items has 80,000.
MAX_TAGS = 100_000
# In what says who wrote an item feedparser looks for an address of mail, again behind every letter.
AUTHOR = re.compile(
    r"(<(?:\w{1,20}:)?(?:author|creator|publisher|contributor|managingeditor|webmaster)\b[^<>]{0,200}>"
    r"(?:<!\[CDATA\[)?[^<]{300})[^<]++",
    re.IGNORECASE,
)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

type_of_pick = Callable[[Mapping[str, Any]], str]
_lock = threading.Lock()


def read_feed(listing: Listing, link_of: type_of_pick, dates: tuple[str, ...]) -> list[Entry]:
    """Read a feed.

    Args:
        listing: the feed.
        link_of: picks an item's link.
        dates: feedparser's names of the elements that hold the publication date, best first.

    Returns:
        One entry for each item, in the feed's order.

    Raises:
        MalformedFeed: feedparser gave up on it.
    """
    parsed = _parse(listing)
    head = _own(parsed, "feed") or {}
    language = str(_own(head, "language") or "")
    outlet = plain(str(_own(head, "title") or ""))
    return [
        _entry(item, listing.url, link_of, dates, language, outlet)
        for item in _own(parsed, "entries") or ()
    ]


def _parse(listing: Listing) -> Mapping[str, Any]:
    _bound(listing)
    text = AUTHOR.sub(r"\1", _without_doctype(DECLARATION.sub("", listing.text, count=1)))
    body = CONTROLS.sub("", text).encode("utf-8", "replace")
    headers = {
        "content-type": "application/xml; charset=utf-8",
        "content-location": listing.url,
    }
    try:
        with _lock:  # feedparser keeps settings in module state
            parsed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except CRASHES as error:
        detail = f"the feed cannot be read: {type(error).__name__}"
        raise MalformedFeed(detail, listing.url) from error
    return parsed  # type: ignore[no-any-return]  # feedparser ships no types


def _bound(listing: Listing) -> None:
    """Refuse a feed that would take feedparser, at 45 microseconds a tag, more than some seconds."""
    bound_markup(listing.text, listing.url)
    tags = listing.text.count("<") + listing.text.count("&lt;")
    if tags > MAX_TAGS:
        raise TooLarge(f"a feed of {tags} tags", listing.url)


def _without_doctype(text: str) -> str:
    """Drop the document type, which stands before the root."""
    found = DOCTYPE_START.search(text, 0, PROLOG_CHARS)
    match = DOCTYPE.match(text, found.start()) if found else None
    return text[: match.start()] + text[match.end() :] if match else text


def _own(mapping: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - feedparser's values are loose
    """A key as parsed: feedparser's own lookup answers `updated` with `published`, and warns."""
    return dict.get(mapping, name) if isinstance(mapping, dict) else None


def _entry(
    item: Mapping[str, Any],
    base: str,
    link_of: type_of_pick,
    dates: Iterable[str],
    language: str,
    outlet: str,
) -> Entry:
    title = _text(item, "title")
    own_language = _language(item) or language
    zone = zone_for(own_language, base, title)
    raw = next((str(value) for name in dates if (value := _own(item, name))), "")
    updated = str(_own(item, "updated") or "")
    source = _own(item, "source")
    own_outlet = plain(str(_own(source, "title") or "")) if source else ""
    return Entry(
        url=absolute(base, link_of(item)),
        title=title,
        published_at=instant(raw, zone),
        published_raw=raw,
        updated_at=instant(updated, zone),
        summary=_text(item, "summary")[:SUMMARY_CHARS],
        guid=str(_own(item, "id") or ""),
        author=plain(str(_own(item, "author") or "")),
        language=own_language,
        outlet=own_outlet or outlet,
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    detail = _own(item, f"{name}_detail") or {}
    value = str(_own(detail, "value") or _own(item, name) or "")
    return plain(value, is_html=_own(detail, "type") in HTML_TYPES or "&" in value)


def _language(item: Mapping[str, Any]) -> str:
    detail = _own(item, "title_detail") or {}
    return str(_own(item, "language") or _own(detail, "language") or "")
