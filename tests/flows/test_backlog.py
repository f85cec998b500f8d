"""Fetching waits for reading, where pages are large."""

from __future__ import annotations

import asyncio
from pathlib import Path

from extractors.model import Entry
from flows.backlog import Backlog
from flows.http import FetchRequest
from flows.plan import Wanted
from tests.flows.loopback import answer, serving
from tests.flows.test_collecting import ARTICLE, SOURCE, collector


async def test_no_page_is_asked_for_while_too_much_waits_to_be_read() -> None:
    backlog = Backlog(most_bytes=100)
    pages = {"/1": answer(b"one"), "/rss": answer(b"listing")}
    async with serving(pages) as site, site.fetcher(backlog.room) as fetcher:
        with backlog.holding(60), backlog.holding(40):
            await fetcher.get(FetchRequest(f"{site.base}/rss", purpose="feed"))
            asking = asyncio.create_task(fetcher.get(FetchRequest(f"{site.base}/1")))
            await asyncio.sleep(0.2)
            assert site.paths == ["/robots.txt", "/rss"]
        page = await asking
    assert page.body == b"one"


async def test_pages_are_counted_until_they_are_read_and_no_longer(tmp_path: Path) -> None:
    """With room for one page at a time all of a batch come, whatever becomes of each."""
    backlog = Backlog(most_bytes=1)
    html = answer(ARTICLE.encode(), headers={"Content-Type": "text/html"})
    pages = {"/0": html, "/1": answer(b"no article"), "/3": html}
    async with serving(pages) as site, site.fetcher(backlog.room) as fetcher:
        at_work = collector(fetcher, tmp_path, backlog)
        urls = [f"{site.base}/{n}" for n in range(4)]
        async with at_work.pool, asyncio.timeout(30):
            brought = await at_work.bring_all(Wanted(SOURCE, Entry(url), url) for url in urls)
    assert [type(one.outcome).__name__ for one in brought] == [
        "Reading",
        "Failure",
        "Failure",
        "Reading",
    ]
