"""From a site's address to its feed, over a real loopback socket."""

from __future__ import annotations

import pytest

from extractors.errors import ExtractionError
from extractors.model import Source, SourceKind
from flows.discover import find_feed, name_source, open_source
from flows.errors import FetchError, InputError
from tests.flows.loopback import answer, serving

FEED = answer(
    "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title>"
    "<item><title>한국과 일본이 정상회담을 열었다</title><link>https://paper.example/1</link>"
    "<pubDate>Fri, 20 Nov 2026 09:00:00 +0900</pubDate></item></channel></rss>".encode(),
    headers={"Content-Type": "application/rss+xml"},
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
PLAIN = answer(b"<html><head><title>Paper</title></head><body>Hello</body></html>", headers=HTML)


async def test_a_feeds_own_address_is_the_feed() -> None:
    async with serving({"/rss": FEED}) as site, site.fetcher() as fetcher:
        found = await find_feed(fetcher, f"{site.base}/rss")
    assert found.url == f"{site.base}/rss"
    assert found.language == "ko"
    assert found.newest_at.isoformat() == "2026-11-20T00:00:00+00:00"


async def test_an_announced_feed_is_found() -> None:
    page = answer(
        b"<html><head><title>Paper</title><link rel='alternate' type='application/rss+xml' "
        b"href='/deep/feed.xml'></head><body></body></html>",
        headers=HTML,
    )
    async with serving({"/": page, "/deep/feed.xml": FEED}) as site, site.fetcher() as fetcher:
        found = await find_feed(fetcher, f"{site.base}/")
    assert (found.url, found.title) == (f"{site.base}/deep/feed.xml", "Paper")


async def test_a_feed_at_a_usual_place_is_found() -> None:
    pages = {"/": PLAIN, "/feed/": PLAIN, "/rss.xml": FEED}
    async with serving(pages) as site, site.fetcher() as fetcher:
        found = await find_feed(fetcher, f"{site.base}/")
        assert found.url == f"{site.base}/rss.xml"
        assert "/list/feed/rss" not in site.paths


async def test_nothing_found_lists_what_was_tried() -> None:
    async with serving({"/": PLAIN}) as site, site.fetcher() as fetcher:
        with pytest.raises(InputError, match="no feed found") as caught:
            await find_feed(fetcher, f"{site.base}/")
        assert f"{site.base}/feed/" in str(caught.value)


async def test_an_address_that_does_not_answer_says_so() -> None:
    async with serving({"/": PLAIN}) as site, site.fetcher() as fetcher:
        with pytest.raises(FetchError):
            await find_feed(fetcher, f"{site.base}/missing")


async def test_a_source_is_opened_as_it_is_polled() -> None:
    async with serving({"/rss": FEED, "/page": PLAIN}) as site, site.fetcher() as fetcher:
        source = Source("a", SourceKind.RSS, f"{site.base}/rss", "ko", outlet="Paper")
        found = await open_source(fetcher, source)
        assert [entry.url for entry in found.entries] == ["https://paper.example/1"]
        page = Source("b", SourceKind.RSS, f"{site.base}/page", "ko")
        with pytest.raises(ExtractionError):
            await open_source(fetcher, page)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.my-paper.co.kr/rss", "my-paper"),
        ("https://rss.news.example.com/", "example"),
        ("https://news.kr/", "news"),
        ("https://taken.example/", "taken-2"),
    ],
)
def test_names_come_from_hosts(url: str, name: str) -> None:
    assert name_source(url, {"taken"}) == name
