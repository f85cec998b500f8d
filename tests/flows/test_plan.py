"""What a run decides to fetch."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from extractors.model import Entry, Source, SourceKind
from flows.plan import (
    Polled,
    Wanted,
    addresses,
    after_poll,
    batches,
    choose,
    newest_listings,
    with_revisits,
)
from flows.run import Plan, Run
from flows.settings import Settings
from warehouse.records import KnownArticle, PageHistory, Revisit, SourceState

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def polled(source_id: str, error: str = "") -> Polled:
    source = Source(source_id, SourceKind.RSS, f"https://{source_id}.example/rss", "en")
    return Polled(SourceState(source), is_unchanged=True, error=error)


def test_silent_edits_are_looked_for_where_the_listing_has_not_changed() -> None:
    """A source that failed, or was not asked, is left alone; what was listed stays as it was listed."""
    fine, broken = polled("fine"), polled("broken", error="HTTP 500")
    listed = {
        "https://fine.example/1": Wanted(fine.state.source, Entry("x"), "https://fine.example/1")
    }
    revisits = [
        Revisit(f"https://{name}.example/{number}", name, Entry(f"https://{name}.example/{number}"))
        for name in ("fine", "broken", "unasked")
        for number in (1, 2)
    ]
    found = with_revisits(listed, [fine, broken], revisits)
    assert list(found) == ["https://fine.example/1", "https://fine.example/2"]
    assert found["https://fine.example/1"].entry == Entry("x")
    assert found["https://fine.example/2"].source == fine.state.source


def test_a_page_is_not_looked_at_twice_because_it_was_listed_without_https() -> None:
    fine = polled("fine")
    listed = {
        "http://fine.example/1": Wanted(fine.state.source, Entry("x"), "http://fine.example/1")
    }
    due = Revisit("https://www.fine.example/1", "fine", Entry("https://www.fine.example/1"))
    assert list(with_revisits(listed, [fine], [due])) == ["http://fine.example/1"]


SETTINGS = Settings(home=Path("nowhere"))
LISTED = {
    f"https://fine.example/{n}": Wanted(
        polled("fine").state.source,
        Entry(f"https://fine.example/{n}?from=rss"),
        f"https://fine.example/{n}",
    )
    for n in range(3)
}
ONE = {url: wanted for url, wanted in LISTED.items() if url.endswith("/0")}
ASKED = "https://fine.example/0?from=rss"


def ago(**span):
    return NOW - timedelta(**span)


def chosen(listed, *, known=None, histories=None, settings=SETTINGS):
    choice = choose(listed, known or {}, histories or {}, NOW, settings)
    return [wanted.url for wanted in choice.wanted], choice.cut


def test_a_page_listed_with_and_without_www_or_https_is_wanted_once() -> None:
    urls = ("https://www.a.example/1", "http://a.example/1", "https://a.example/2")
    answers = [
        replace(polled(name), entries=(Entry(url),))
        for name, url in zip(("one", "two", "three"), urls, strict=True)
    ]
    assert list(addresses(answers)) == [urls[0], urls[2]]


def test_what_a_search_finds_belongs_to_the_outlet_whose_site_it_is_on() -> None:
    """Outlets count as origins; the service that found the page is none. A site that carries many is nobody's."""
    search = polled("search")
    paper = Source(
        "paper", SourceKind.RSS, "https://rss.paper.co.kr/all", "ko", "KR", "한 신문", "Paper Group"
    )
    portal = [
        replace(paper, id=name, url="https://news.portal.example/rss", owner=name) for name in "ab"
    ] + [replace(paper, url="https://news.yahoo.co.jp/rss/media/paper/all.xml")]
    listed = [
        "https://www.paper.co.kr/1", "https://www.paper.co.kr/2", "https://news.portal.example/3",
        "https://news.yahoo.co.jp/articles/4",
    ]  # fmt: skip
    answers = [
        replace(search, entries=tuple(map(Entry, listed))),
        replace(polled("paper"), state=SourceState(paper), entries=(Entry(listed[0]),)),
    ]
    found = {url: one.source for url, one in addresses(answers, [paper, *portal]).items()}
    assert found[listed[0]] == paper
    assert (found[listed[1]].id, found[listed[1]].owner) == ("search", "Paper Group")
    assert (found[listed[1]].outlet, found[listed[1]].country) == ("한 신문", "KR")
    assert found[listed[2]] == found[listed[3]] == search.state.source


def test_the_newest_of_a_sitemaps_members_come_first() -> None:
    """By their date of change, or by the day or month in their names; numbers alone say nothing."""
    base = "https://a.example/sitemap"
    urls = [f"{base}-2025-12.xml", f"{base}-2026-11.xml", f"{base}-20261120.xml", f"{base}-1.xml"]
    found = newest_listings([Entry(url, is_listing=True) for url in urls] + [Entry("x")], 3)
    assert [entry.url for entry in found] == [urls[2], urls[1], urls[0]]
    changed = Entry(urls[3], is_listing=True, updated_at=NOW + timedelta(days=9))
    assert newest_listings([Entry(urls[2], is_listing=True), changed], 1) == [changed]


@pytest.mark.parametrize(
    ("tried", "updated", "is_fetched"),
    [(None, None, True), (ago(minutes=5), None, False), (ago(minutes=5), ago(minutes=9), False),
     (ago(minutes=5), ago(minutes=2), True), (ago(hours=2), None, True)],
)  # fmt: skip
def test_a_known_page_that_is_gone_is_not_asked_for_in_every_run(
    tried, updated, is_fetched
) -> None:
    [(url, wanted)] = ONE.items()
    known = KnownArticle(uuid4(), url, uuid4(), 1, ago(minutes=70), ago(minutes=70))
    histories = {ASKED: PageHistory(is_read=True, failures=1, last_at=tried)} if tried else {}
    listed = {url: replace(wanted, entry=replace(wanted.entry, updated_at=updated))}
    assert bool(chosen(listed, known={url: known}, histories=histories)[0]) is is_fetched


def test_what_is_not_known_is_fetched() -> None:
    assert chosen(LISTED) == (list(LISTED), frozenset())


def test_a_page_known_by_another_address_is_not_fetched_again() -> None:
    """A redirect or a canonical link: the listing's address itself is in no article's row."""
    histories = {ASKED: PageHistory(is_read=True, failures=0, last_at=ago(hours=1))}
    assert chosen(ONE, histories=histories) == ([], frozenset())


def test_an_update_told_by_the_listing_is_fetched_though_known_by_another_address() -> None:
    [(url, wanted)] = ONE.items()
    updated = {url: replace(wanted, entry=replace(wanted.entry, updated_at=ago(minutes=5)))}
    histories = {ASKED: PageHistory(is_read=True, failures=0, last_at=ago(hours=1))}
    assert chosen(updated, histories=histories)[0] == [url]


@pytest.mark.parametrize(
    ("failures", "since", "is_fetched", "is_put_off"),
    [
        (1, timedelta(minutes=4), False, True),
        (1, timedelta(minutes=6), True, False),
        (3, timedelta(minutes=19), False, True),
        (3, timedelta(minutes=21), True, False),
        (9, timedelta(hours=20), False, False),
        (20, timedelta(hours=25), True, False),
    ],
)
def test_a_page_that_gave_nothing_rests_longer_each_time(
    failures, since, is_fetched, is_put_off
) -> None:
    """While it may come soon its listing is asked in full; later the listing's word is enough."""
    histories = {ASKED: PageHistory(is_read=False, failures=failures, last_at=NOW - since)}
    urls, cut = chosen(ONE, histories=histories)
    assert (bool(urls), bool(cut)) == (is_fetched, is_put_off)


def test_more_than_a_run_takes_comes_next_time() -> None:
    urls, cut = chosen(LISTED, settings=replace(SETTINGS, entries_per_poll=2))
    assert len(urls) == 2
    assert cut == {"fine"}


@pytest.mark.parametrize(
    ("first_seen", "last_checked", "is_due"),
    [
        (ago(minutes=50), ago(minutes=50), False),
        (ago(minutes=70), ago(minutes=70), True),
        (ago(minutes=70), ago(minutes=5), False),
        (ago(hours=7), ago(hours=5), True),
        (ago(days=30), ago(days=20), False),
    ],
)
def test_known_articles_are_looked_at_again_less_and_less(first_seen, last_checked, is_due) -> None:
    row = KnownArticle(uuid4(), "", uuid4(), 1, first_seen, last_checked)
    urls, _cut = chosen(ONE, known=dict.fromkeys(ONE, row))
    assert bool(urls) is is_due


def test_batches_mix_hosts() -> None:
    sources = {name: polled(name).state.source for name in ("a", "b")}
    wanted = [
        Wanted(sources[name], Entry(f"{name}{n}"), f"{name}{n}") for name in "ab" for n in range(3)
    ]
    assert [[one.url for one in batch] for batch in batches(wanted, 4)] == [
        ["a0", "b0", "a1", "b1"],
        ["a2", "b2"],
    ]


def test_the_last_batches_are_small() -> None:
    source = polled("a").state.source
    wanted = [Wanted(source, Entry(str(n)), str(n)) for n in range(620)]
    assert [len(batch) for batch in batches(wanted, 200)] == [200, 200, 110, 55, 50, 5]


def settled(answer, *, has_news=False, is_complete=True, rest_s=0.0):
    return after_poll(
        answer, NOW, SETTINGS, has_news=has_news, is_complete=is_complete, rest_s=rest_s
    )


def test_validators_are_kept_only_when_everything_was_dealt_with() -> None:
    answer = replace(polled("fine"), is_unchanged=False, etag="x", last_modified="y", body_hash="z")
    complete, incomplete = settled(answer), settled(answer, is_complete=False)
    assert (complete.etag, complete.last_modified, complete.body_hash) == ("x", "y", "z")
    assert (incomplete.etag, incomplete.last_modified, incomplete.body_hash) == ("", "", "")


def test_a_quiet_source_is_asked_less_often_and_a_lively_one_more() -> None:
    state = SourceState(
        polled("fine").state.source,
        next_due_at=NOW,
        last_success_at=ago(minutes=60),
        not_modified_streak=3,
    )
    answer = replace(polled("fine"), state=state)
    quiet, lively = settled(answer), settled(replace(answer, is_unchanged=False), has_news=True)
    assert quiet.next_due_at == NOW + timedelta(minutes=90)
    assert lively.next_due_at == NOW + timedelta(minutes=30)
    assert (quiet.not_modified_streak, lively.not_modified_streak) == (4, 0)


def test_a_site_that_asked_for_rest_is_left_alone_up_to_a_day() -> None:
    """Its listing came, then a page was answered with 429: the listing is on the same site."""
    answer = polled("fine")
    assert settled(answer, rest_s=3600).next_due_at == NOW + timedelta(hours=1)
    assert settled(answer, rest_s=1e9).next_due_at == NOW + timedelta(days=1)
    assert settled(answer, rest_s=1).next_due_at == settled(answer).next_due_at


def test_a_failure_keeps_the_validators_and_waits_twice_as_long_each_time() -> None:
    state = SourceState(polled("fine").state.source, etag="x", failures=2)
    failed = settled(replace(polled("fine", error="HTTP 500"), state=state))
    assert (failed.etag, failed.failures, failed.last_error) == ("x", 3, "HTTP 500")
    assert failed.next_due_at == NOW + timedelta(minutes=20)


def test_a_servers_wish_for_rest_is_obeyed() -> None:
    failed = settled(replace(polled("fine", error="HTTP 429"), retry_after_s=7200.0))
    assert failed.next_due_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("failures", "error", "expected"),
    [
        (0, "", False),
        (0, "HTTP 500", True),
        (2, "HTTP 500", True),
        (3, "HTTP 500", False),
        (3, "", True),
    ],
)
def test_the_copy_is_renewed_until_it_shows_that_a_source_is_dead(
    tmp_path, failures, error, expected
) -> None:
    """`pulse` judges by the copy: were it renewed at the first failure alone, it would never learn of the third."""
    run = Run(Plan(Settings(home=tmp_path), (), None, {}), NOW, tell=print)
    one = polled("a", error=error)
    run.tallies.polled = [replace(one, state=replace(one.state, failures=failures))]
    assert run.has_changed_anything is expected
