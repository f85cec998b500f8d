"""Finding the feed behind a site's address, and looking at what a source brings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from extractors.decoding import decode_html
from extractors.entries import parse_entries
from extractors.errors import ExtractionError
from extractors.feedlinks import order_sitemaps, read_feed_links, usual_places
from extractors.language import detect_language
from extractors.model import Entry, Page, Source, SourceKind
from extractors.robots import parse_robots
from flows.addresses import safe_url
from flows.errors import FetchError, InputError
from flows.http import FetchRequest, NotModified
from flows.plan import newest_listings

# Every guess is a request to somebody's server: announced feeds are tried before, and this many in all.
MOST_TRIES = 24
MOST_INNER = 3
# Labels of host names that tell nothing about the outlet.
_DULL = re.compile(
    "www|rss|feeds?|news|m|en|jp|ja|ko|kr|english|japan|co|com|net|org|or|ne|go|ac|localhost"
)


class Getter(Protocol):
    """What of a fetcher is needed here."""

    async def get(self, request: FetchRequest) -> Page | NotModified:
        """Fetch one address; raises FetchError."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answered with entries.

    Attributes:
        url: its address after redirects.
        kind: how it is read.
        title: title of the site that announced it, or empty.
        language: tag of the language of its titles, or empty.
        entries: what it has now; for a sitemap index, what its newest sitemap has.
        others: more feeds that the site announces.
    """

    url: str
    kind: SourceKind
    title: str
    language: str
    entries: tuple[Entry, ...]
    others: tuple[str, ...] = ()

    @property
    def newest_at(self) -> datetime | None:
        """Time of its newest entry, when any has one."""
        return max((e.published_at for e in self.entries if e.published_at), default=None)


async def find_feed(fetcher: Getter, url: str) -> Found:
    """Find a feed from the address of a feed or of any page of a site.

    Args:
        fetcher: asks, politely.
        url: http or https.

    Returns:
        The first that answers with entries: the address itself, one the page announces or links to, a sitemap for
        news that robots.txt names, one at a usual place, any sitemap.

    Raises:
        FetchError: the address itself does not answer.
        InputError: nothing that was tried is a feed; the message lists what was tried.
    """
    page = await _page(fetcher, url)
    itself = await entries_of(fetcher, page)
    if itself:
        return _found(page, itself, "", "")
    text, _ = decode_html(page.body, page.content_type)
    links = read_feed_links(text, page.url)
    news, sitemaps = order_sitemaps(await _sitemaps(fetcher, page.url))
    told = (*links.feeds, *links.links, *news)
    places = tuple(dict.fromkeys((*told, *usual_places(page.url), *sitemaps)))[:MOST_TRIES]
    for place in places:
        try:
            answer = await _page(fetcher, place)
        except FetchError:
            continue
        entries = await entries_of(fetcher, answer)
        if entries:
            others = tuple(feed for feed in links.feeds if feed not in (place, answer.url))
            return replace(_found(answer, entries, links.title, links.language), others=others)
    tried = "".join(f"\n  {safe_url(place)}" for place in places)
    raise InputError(f"no feed found behind {safe_url(url)} ({why_none(page)}); tried{tried}")


async def open_source(fetcher: Getter, source: Source) -> Found:
    """Ask a source for its listing; raises FetchError, or ExtractionError when it is none."""
    request = FetchRequest(
        source.url,
        purpose="feed",
        kind=source.kind,
        link_pattern=source.link_pattern,
        user_agent=source.user_agent,
    )
    page = await _answer(fetcher, request)
    entries = await _unfolded(fetcher, parse_entries(page), source.user_agent)
    return _found(page, entries, source.outlet, source.language)


async def entries_of(fetcher: Getter, page: Page) -> list[Entry]:
    """What a page has when it is read as a listing; nothing when it is none."""
    return await _unfolded(fetcher, look(page))


async def _unfolded(fetcher: Getter, entries: list[Entry], user_agent: str = "") -> list[Entry]:
    """For a sitemap index, the entries of its newest sitemap that can be read."""
    for entry in newest_listings(entries, MOST_INNER):
        request = FetchRequest(entry.url, purpose="feed", user_agent=user_agent)
        try:
            found = look(await _answer(fetcher, request))
        except FetchError:
            continue
        if articles := [one for one in found if not one.is_listing]:
            return articles
    return [entry for entry in entries if not entry.is_listing]


async def _sitemaps(fetcher: Getter, url: str) -> list[str]:
    """The sitemaps that the robots.txt of a page's site names."""
    address = urljoin(url, "/robots.txt")
    try:
        page = await fetcher.get(FetchRequest(address, purpose="robots"))
    except FetchError:
        return []
    return list(parse_robots(page.body).sitemaps()) if isinstance(page, Page) else []


def why_none(page: Page) -> str:
    """Why a page is no listing, in words."""
    try:
        parse_entries(page)
    except ExtractionError as error:
        return error.detail
    return "it lists nothing"


def look(page: Page) -> list[Entry]:
    """Read a page as a listing; nothing when it is none."""
    try:
        return parse_entries(page)
    except ExtractionError:
        return []


def name_source(url: str, taken: Collection[str]) -> str:
    """Make an id from a host's telling part (`https://www.my-paper.co.kr/rss` is `my-paper`), not among `taken`."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    telling = [label for label in labels if not _DULL.fullmatch(label)] or labels[:1]
    base = re.sub(r"[^a-z0-9]+", "-", telling[0]).strip("-") or "source"
    return next(name for name in _numbered(base) if name not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


async def _page(fetcher: Getter, url: str) -> Page:
    return await _answer(fetcher, FetchRequest(url, purpose="feed"))


async def _answer(fetcher: Getter, request: FetchRequest) -> Page:
    answer = await fetcher.get(request)
    if isinstance(answer, NotModified):
        raise FetchError(f"{safe_url(request.url)} answered 304 without having been asked")
    return answer


def _found(page: Page, entries: list[Entry], title: str, language: str) -> Found:
    titles = " ".join(entry.title for entry in entries[:20])
    detected = detect_language(titles) if titles.strip() else ""
    is_known = detected not in ("", "und")
    return Found(page.url, page.kind, title, detected if is_known else language, tuple(entries))
