"""Finding the feed behind a site's address, and looking at what a source brings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from extractors.decoding import decode_html
from extractors.entries import parse_entries
from extractors.errors import ExtractionError
from extractors.feedlinks import read_feed_links, usual_places
from extractors.language import detect_language
from extractors.model import Entry, Page, Source, SourceKind
from flows.errors import FetchError, InputError
from flows.http import FetchRequest, NotModified

# Every guess is a request to somebody's server: announced feeds are tried before, and this many in all.
MOST_TRIES = 16
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
        entries: what it has now.
    """

    url: str
    kind: SourceKind
    title: str
    language: str
    entries: tuple[Entry, ...]

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
        The first that answers with entries: the address itself, one the page announces, or one at a usual place.

    Raises:
        FetchError: the address itself does not answer.
        InputError: nothing that was tried is a feed; the message lists what was tried.
    """
    page = await _page(fetcher, url)
    itself = look(page)
    if itself:
        return _found(page, itself, "", "")
    text, _ = decode_html(page.body, page.content_type)
    links = read_feed_links(text, page.url)
    places = list(dict.fromkeys((*links.feeds, *usual_places(page.url))))[:MOST_TRIES]
    for place in places:
        try:
            answer = await _page(fetcher, place)
        except FetchError:
            continue
        entries = look(answer)
        if entries:
            return _found(answer, entries, links.title, links.language)
    tried = "".join(f"\n  {place}" for place in places)
    raise InputError(f"no feed found behind {url}; tried{tried}")


async def open_source(fetcher: Getter, source: Source) -> Found:
    """Ask a source for its listing; raises FetchError, or ExtractionError when it is none."""
    request = FetchRequest(
        source.url,
        purpose="feed",
        kind=source.kind,
        link_pattern=source.link_pattern,
        user_agent=source.user_agent,
    )
    page = await fetcher.get(request)
    if isinstance(page, NotModified):
        raise FetchError(f"{source.url} answered 304 without having been asked")
    return _found(page, parse_entries(page), source.outlet, source.language)


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
    answer = await fetcher.get(FetchRequest(url, purpose="feed"))
    if isinstance(answer, NotModified):
        raise FetchError(f"{url} answered 304 without having been asked")
    return answer


def _found(page: Page, entries: list[Entry], title: str, language: str) -> Found:
    titles = " ".join(entry.title for entry in entries[:20])
    detected = detect_language(titles) if titles.strip() else ""
    is_known = detected not in ("", "und")
    return Found(page.url, page.kind, title, detected if is_known else language, tuple(entries))
