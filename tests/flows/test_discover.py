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


async def test_a_feed_that_the_page_only_links_to_is_found() -> None:
    page = answer(
        b"<html><head><base href='/kr/'></head><body><a href=a>A</a> <a href='xml/rss_all.xml'>RSS</a></body>",
        headers=HTML,
    )
    async with serving({"/": page, "/kr/xml/rss_all.xml": FEED}) as site, site.fetcher() as fetcher:
        found = await find_feed(fetcher, f"{site.base}/")
    assert found.url == f"{site.base}/kr/xml/rss_all.xml"


async def test_the_sitemap_for_news_that_robots_names_is_found() -> None:
    """Before any guess; its index is looked into."""

    async def respond(loopback, path, writer) -> None:
        sitemap = "<{0}><{1}><loc>{2}{3}</loc></{1}></{0}>"
        bodies = {
            "/": "<html><head><title>Paper</title></head></html>",
            "/google-news.xml": sitemap.format(
                "sitemapindex", "sitemap", loopback.base, "/new.xml"
            ),
            "/new.xml": sitemap.format("urlset", "url", loopback.base, "/article/20261120001"),
        }
        body = bodies.get(path)
        writer.write(answer((body or "").encode(), "200 OK" if body else "404 Not Found"))

    robots = {}
    async with serving(respond) as site:
        lines = f"Sitemap: {site.base}/all.xml\nSitemap: {site.base}/google-news.xml\n"
        robots["/robots.txt"] = answer(lines.encode())
        site.fixed = robots
        async with site.fetcher() as fetcher:
            found = await find_feed(fetcher, f"{site.base}/")
        assert "/feed/" not in site.paths
    assert found.url == f"{site.base}/google-news.xml"
    assert [entry.url for entry in found.entries] == [f"{site.base}/article/20261120001"]


async def test_other_feeds_that_the_site_announces_are_told() -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='{}'>"
    page = answer("".join(map(link.format, ("/empty", "/all", "/more"))).encode(), headers=HTML)
    empty = answer(b"<rss version='2.0'><channel><title>T</title></channel></rss>")
    pages = {"/": page, "/empty": empty, "/all": FEED}
    async with serving(pages) as site, site.fetcher() as fetcher:
        found = await find_feed(fetcher, f"{site.base}/")
    assert found.url == f"{site.base}/all"
    assert found.others == (f"{site.base}/empty", f"{site.base}/more")


async def test_what_the_address_has_instead_of_a_feed_is_told() -> None:
    pages = {"/report": answer(b"%PDF-1.7\n" + bytes(range(256)))}
    async with serving(pages) as site, site.fetcher() as fetcher:
        with pytest.raises(InputError, match="a PDF came"):
            await find_feed(fetcher, f"{site.base}/report")
