"""From sources to readings, against a server whose every byte the test decides."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from extractors.model import Entry, Source, SourceKind
from flows.archive import Archive
from flows.backlog import Backlog
from flows.collecting import Collector
from flows.plan import Wanted
from flows.pool import ReadingPool
from flows.settings import Settings
from tests.flows.loopback import Loopback, answer, serving
from warehouse.judging.model import Feedback
from warehouse.records import SourceState

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SOURCE = Source("paper", SourceKind.RSS, "", "en")


def collector(fetcher, folder: Path, backlog: Backlog | None = None) -> Collector:
    return Collector(
        fetcher,
        Archive(folder / "archive"),
        ReadingPool(1),
        Settings(home=folder),
        uuid4(),
        Feedback(),
        lambda: NOW,
        backlog or Backlog(),
    )


async def test_the_rest_that_a_page_asks_for_is_kept_for_its_source(tmp_path: Path) -> None:
    busy = answer(status="429 Slow down", headers={"Retry-After": "3600"})
    async with serving({"/1": busy}) as site, site.fetcher() as fetcher:
        at_work = collector(fetcher, tmp_path)
        url = f"{site.base}/1"
        brought = await at_work.bring(Wanted(SOURCE, Entry(url), url))
    assert brought.outcome.reason == "TransientHttpStatusError"
    assert at_work.rests == {"paper": 3600.0}


async def test_keys_in_a_listings_address_are_not_recorded(tmp_path: Path) -> None:
    async with serving({}) as site, site.fetcher() as fetcher:
        at_work = collector(fetcher, tmp_path)
        source = replace(SOURCE, url=f"{site.base}/rss?q=japan&api_key=s3cret")
        polled = await at_work.poll(SourceState(source))
    [record] = at_work.take_records()
    assert record.url == f"{site.base}/rss?q=japan&api_key=***"
    assert "s3cret" not in polled.error + record.error


ARTICLE = "<html><head><title>The strait</title></head><body><article>{}</article></body></html>".format(
    "<p>The two ministers met on Friday and agreed to meet again before the end of the year.</p>"
    * 5
)


async def guarded(loopback: Loopback, _path: str, writer: asyncio.StreamWriter) -> None:
    """An article behind an ETag."""
    is_known = 'if-none-match: "v1"' in loopback.heads[-1].lower()
    etag = {"ETag": '"v1"', "Content-Type": "text/html"}
    known, full = (
        answer(status="304 Not Modified", headers=etag),
        answer(ARTICLE.encode(), headers=etag),
    )
    writer.write(known if is_known else full)


async def test_a_page_seen_before_is_asked_for_with_its_validators(tmp_path: Path) -> None:
    """A 304 means what the archive holds: the article is read again, as of now, and nothing else is kept."""
    async with serving(guarded) as site, site.fetcher() as fetcher:
        at_work = collector(fetcher, tmp_path)
        async with at_work.pool:
            wanted = Wanted(SOURCE, Entry(f"{site.base}/1"), f"{site.base}/1")
            first = await at_work.bring(wanted)
            digest = first.records[0].page_digest
            again = await at_work.bring(replace(wanted, page_digest=digest))
            lost = await at_work.bring(replace(wanted, page_digest="0" * 64))
    assert [one.records[0].outcome for one in (first, again, lost)] == [
        "page",
        "not-modified",
        "page",
    ]
    assert again.outcome.new.article.text == first.outcome.new.article.text
    assert again.outcome.new.seen_at > first.outcome.new.seen_at
    assert len(list((tmp_path / "archive").glob("??/*.gz"))) == 1
