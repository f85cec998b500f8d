"""Backfill: which listings and articles, quietly, and again where it stopped."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.model import Entry, Source, SourceKind
from flows import backfill
from flows.backfill import (
    PROGRESS,
    choose_sources,
    day_of,
    gdelt_days,
    may_reach,
    quiet_plan,
    within,
)
from flows.errors import InputError
from flows.packs import open_pack
from flows.report import render_summary
from flows.run import Plan
from flows.settings import HttpSettings, Settings
from tests.flows.loopback import Loopback, answer, serving
from warehouse.home import Home
from warehouse.reader import query

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SINCE = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        (
            Entry("https://a.example/1", published_at=datetime(2026, 11, 3, tzinfo=UTC)),
            date(2026, 11, 3),
        ),
        (Entry("https://a.example/2026/11/04/x"), date(2026, 11, 4)),
        (Entry("https://a.example/20261105-abc.html"), date(2026, 11, 5)),
        (Entry("https://a.example/x?date=2026-11-06"), date(2026, 11, 6)),
        (Entry("https://a.example/2026/02/30/x"), None),
        (Entry("https://a.example/123202611071"), None),
        (
            Entry("https://a.example/x", updated_at=datetime(2026, 11, 8, tzinfo=UTC)),
            date(2026, 11, 8),
        ),
        # the address says when it was published, the change when it was edited
        (Entry("https://a.example/2019/01/02/x", updated_at=NOW), date(2019, 1, 2)),
        (Entry("https://a.example/x"), None),
    ],
)
def test_the_day_of_an_article(entry: Entry, day: date | None) -> None:
    assert day_of(entry) == day


def test_only_dated_articles_of_the_time_are_wanted() -> None:
    urls = ["2026/10/31/a", "2026/11/01/b", "2026/11/20/c", "2026/12/24/d", "about"]
    entries = [Entry(f"https://a.example/{url}") for url in urls]
    entries.append(Entry("https://a.example/2026/11/02/map.xml", is_listing=True))
    assert [entry.url[-1] for entry in within(entries, SINCE, NOW)] == ["b", "c"]


@pytest.mark.parametrize(
    ("name", "changed", "expected"),
    [
        ("sitemap-2026-10-31.xml", None, False),
        ("sitemap-2026-11-01.xml", None, True),
        ("sitemap-202610.xml", None, False),
        ("sitemap?yyyymm=202611", None, True),
        ("sitemap-7.xml", None, True),
        ("sitemap-7.xml", datetime(2026, 9, 1, tzinfo=UTC), False),
    ],
)
def test_sitemaps_that_cannot_have_it_are_left_out(name: str, changed, expected: bool) -> None:
    entry = Entry(f"https://a.example/{name}", updated_at=changed, is_listing=True)
    assert may_reach(entry, SINCE) is expected


def test_gdelt_is_asked_day_by_day_as_far_as_it_reaches() -> None:
    url = "https://g.example/doc?query=x&mode=artlist&timespan=1d"
    days = list(gdelt_days(url, date(2026, 11, 19), date(2026, 11, 20)))
    assert days == [
        "https://g.example/doc?query=x&mode=artlist&startdatetime=20261120000000&enddatetime=20261120235959",
        "https://g.example/doc?query=x&mode=artlist&startdatetime=20261119000000&enddatetime=20261119235959",
    ]
    assert len(list(gdelt_days(url, date(2020, 1, 1), date(2026, 11, 20)))) == 91


def test_sources_are_chosen_by_id() -> None:
    on = Source("on", SourceKind.RSS, "https://a.example/", "en")
    off = Source("off", SourceKind.RSS, "https://b.example/", "en", is_enabled=False)
    assert choose_sources([on, off], ()) == [on]
    assert choose_sources([on, off], ("off",)) == [off]
    with pytest.raises(InputError, match="no source 'x'"):
        choose_sources([on], ("x",))


STORY = (
    "South Korea has lifted its ban on seafood from eight Japanese prefectures, the oceans ministry in Seoul said on "
    "Friday, ending restrictions that had been in force since 2013. Shops may sell the first catches next week, and "
    "Tokyo welcomed the step. "
)


def page(number: int, day: str) -> bytes:
    html = f"""<html lang="en"><head><title>Seoul lifts seafood ban {number}</title>
    <meta property="article:published_time" content="2026-11-{day}T09:00:00+09:00"></head><body><article>
    <h1>Seoul lifts seafood ban {number}</h1><p>{STORY}</p><p>Report {number}: {STORY[::-1]}</p>
    </article></body></html>"""
    return answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def listing(base: str, paths: list[str], kind: str = "url") -> bytes:
    root = "urlset" if kind == "url" else "sitemapindex"
    rows = "".join(f"<{kind}><loc>{base}{path}</loc></{kind}>" for path in paths)
    body = f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'
    return answer(body.encode(), headers={"Content-Type": "application/xml"})


def pages(base: str) -> dict[str, bytes]:
    index = listing(base, ["/map-202610.xml", "/map-202611.xml", "/map-gone-202611.xml"], "sitemap")
    news = listing(base, ["/2026/11/04/one", "/2026/11/05/two", "/2026/10/30/old", "/about"])
    return {
        "/robots.txt": answer(f"User-agent: *\nSitemap: {base}/index.xml\n".encode()),
        "/index.xml": index,
        "/map-202611.xml": news,
        "/2026/11/04/one": page(1, "04"),
        "/2026/11/05/two": page(2, "05"),
    }


def make(site: Loopback, home: Path) -> Plan:
    http = HttpSettings(allow_hosts=(f"127.0.0.1:{site.port}",), host_spacing_s=0.0)
    settings = Settings(home=home, http=http, workers=1)
    source = Source("paper", SourceKind.RSS, f"{site.base}/rss", "en", outlet="Paper")
    return quiet_plan(Plan(settings, (source,), open_pack("nara"), {}))


async def test_sitemaps_bring_the_articles_quietly(tmp_path: Path) -> None:
    steps: list[str] = []
    answers: dict[str, bytes] = {}
    async with serving(answers) as site:
        answers |= pages(site.base)
        plan = make(site, tmp_path)
        report = await backfill.backfill(
            plan, SINCE, NOW, tell=lambda *step: steps.append(f"{step[0]}/{step[1]}")
        )
        assert report.new == 2
        assert report.failed_sources == {"paper": f"HTTP 404 from {site.base}/map-gone-202611.xml"}
        assert "stored quietly" in render_summary(report)
        assert "/map-202610.xml" not in site.paths
        assert "/2026/10/30/old" not in site.paths
        asked = len(site.paths)
        again = await backfill.backfill(plan, SINCE, NOW, tell=lambda *_step: None)
        assert again.new == 0
        assert not any(path.startswith("/2026/") for path in site.paths[asked:])
    home = Home(tmp_path)
    silences = query(home, "SELECT DISTINCT silence FROM findings WHERE is_alerting").rows
    assert silences == (("backfill",),)
    assert query(home, "SELECT count(*) FROM alerts").rows == ((0,),)
    assert not (tmp_path / PROGRESS).exists()
    assert steps
    asked = query(home, "SELECT count(*) FROM fetches WHERE url LIKE '%map-%' GROUP BY url").rows
    assert asked == ((2,), (2,))


async def test_a_source_that_names_too_many_listings_is_cut_and_the_others_are_not(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(backfill, "MOST_LISTINGS", 1)
    answers: dict[str, bytes] = {}
    async with serving(answers) as site:
        answers |= pages(site.base)
        plan = make(site, tmp_path)
        (trap,) = plan.sources
        paper = replace(
            trap, id="other", kind=SourceKind.SITEMAP, url=f"{site.base}/map-202611.xml"
        )
        plan = replace(plan, sources=(replace(trap, id="trap"), paper))
        report = await backfill.backfill(plan, SINCE, NOW, tell=lambda *_step: None)
    assert report.new == 2
    assert "more than 1 listings" in report.failed_sources["trap"]


async def test_a_day_to_come_is_an_error(tmp_path: Path) -> None:
    async with serving({}) as site:
        with pytest.raises(InputError, match="still to come"):
            await backfill.backfill(make(site, tmp_path), date(2031, 1, 1), NOW, tell=print)


async def test_an_interrupted_backfill_goes_on_where_it_stopped(tmp_path: Path) -> None:
    answers: dict[str, bytes] = {}
    async with serving(answers) as site:
        answers |= pages(site.base)
        plan = make(site, tmp_path)

        def stop_at_the_end(_done: int, _total: int, text: str) -> None:
            if "gone" in text:
                raise asyncio.CancelledError

        with pytest.raises(asyncio.CancelledError):
            await backfill.backfill(plan, SINCE, NOW, tell=stop_at_the_end)
        done = backfill.recall(Home(tmp_path), SINCE)
        assert f"{site.base}/map-202611.xml" in done
        assert backfill.recall(Home(tmp_path), date(2020, 1, 1)) == set()
        report = await backfill.backfill(plan, SINCE, NOW, tell=lambda *_step: None)
        assert (report.outcome, report.new, report.listed) == ("done", 0, 0)
    outcomes = query(Home(tmp_path), "SELECT outcome FROM runs ORDER BY outcome").rows
    assert outcomes == (("done",), ("interrupted",))
