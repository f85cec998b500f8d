"""From sources to readings, against a server whose every byte the test decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from extractors.model import Entry, Source, SourceKind
from flows.archive import Archive
from flows.collecting import Collector
from flows.plan import Wanted
from flows.pool import ReadingPool
from flows.settings import Settings
from tests.flows.loopback import answer, serving
from warehouse.judging.model import Feedback
from warehouse.records import SourceState

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SOURCE = Source("paper", SourceKind.RSS, "", "en")


def collector(fetcher, folder: Path) -> Collector:
    return Collector(
        fetcher,
        Archive(folder / "archive"),
        ReadingPool(1),
        Settings(home=folder),
        uuid4(),
        Feedback(),
        lambda: NOW,
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
