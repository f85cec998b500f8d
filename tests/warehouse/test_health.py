"""How sources fare, against their own habit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from extractors.model import Source, SourceKind
from tests.warehouse.making import BRIDGE, NOW, new_article, store
from warehouse.errors import NoWarehouseError
from warehouse.health import (
    Condition,
    Diagnosis,
    SourceFacts,
    diagnose,
    is_overdue,
    merge,
    recovered,
    worsened,
)
from warehouse.health_facts import read_facts, read_finished_runs
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.records import FetchRecord, SourceState
from warehouse.writer import writing


def every(hours: float, times: int, until_hours_ago: float = 1):
    """Item times at even steps, the last so many hours before NOW."""
    return tuple(NOW - timedelta(hours=until_hours_ago + hours * n) for n in reversed(range(times)))


WELL = SourceFacts("a", "ko", last_success_at=NOW, item_times=every(2, 40), articles=40, pages=40)


@pytest.mark.parametrize(
    ("facts", "condition", "says"),
    [
        (WELL, Condition.WELL, "newest item 1 hours ago"),
        (replace(WELL, is_enabled=False), Condition.OFF, "switched off"),
        (replace(WELL, item_times=every(2, 9)), Condition.NEW, "9 items so far"),
        (replace(WELL, item_times=()), Condition.NEW, "0 items"),
        (replace(WELL, item_times=(), failures=1, last_error="HTTP 503"), Condition.NEW, "in a row: HTTP 503"),
        # silence is measured against the source's own longest gap, and a day at least
        (replace(WELL, item_times=every(2, 40, 23)), Condition.WELL, "23 hours ago"),
        (replace(WELL, item_times=every(2, 40, 25)), Condition.SILENT, "never before for 2 hours"),
        (replace(WELL, item_times=every(60, 12, 110)), Condition.WELL, "5 days ago"),
        (replace(WELL, item_times=every(60, 12, 130)), Condition.SILENT, "nothing new for 5 days"),
        # failures kill only after a day, and after more than one
        (replace(WELL, failures=9, last_error="no route"), Condition.WELL, "failing, 9 in a row: no route"),
        (
            replace(WELL, failures=3, last_error="403", last_success_at=NOW - timedelta(hours=25)),
            Condition.DEAD,
            "3 failures: 403",
        ),
        (replace(WELL, failures=2, last_success_at=NOW - timedelta(days=3)), Condition.WELL, ""),
        (replace(WELL, failures=3, last_success_at=None), Condition.DEAD, "never answered, 3 failures"),
        # half of the pages useless, however new the source is
        (replace(WELL, unusable={"EmptyText": 12, "Paywall": 8}), Condition.UNREADABLE, "most: EmptyText"),
        (replace(WELL, unusable={"EmptyText": 12}), Condition.WELL, ""),
        (
            SourceFacts("a", "ko", last_success_at=NOW, pages=10, unusable={"PaywallStub": 10}),
            Condition.UNREADABLE,
            "10 of 10",
        ),
        (replace(WELL, pages=9, unusable={"EmptyText": 9}), Condition.WELL, ""),
    ],
)  # fmt: skip
def test_conditions(facts: SourceFacts, condition: Condition, says: str) -> None:
    found = diagnose(facts, NOW)
    assert found.condition is condition, found.reason
    assert says in found.reason


def test_shares_have_their_own_wholes() -> None:
    facts = replace(
        WELL,
        articles=20,
        undated=5,
        unusable={"Mojibake": 4, "PaywallStub": 2, "LoginPage": 2, "EmptyText": 1, "IndexPage": 1},
    )
    found = diagnose(facts, NOW)
    assert (found.garbled, found.paywalled, found.empty, found.undated) == (0.1, 0.1, 0.05, 0.25)


def test_languages_add_up_their_sources() -> None:
    ja = SourceFacts("j", "ja", last_success_at=NOW, item_times=every(1, 20))
    off = replace(WELL, source_id="o", is_enabled=False)
    found = merge(
        [WELL, replace(WELL, source_id="b", failures=7, unusable={"Paywall": 1}), ja, off]
    )
    assert list(found) == ["ja", "ko"]
    assert (found["ko"].pages, found["ko"].failures, found["ko"].count()) == (80, 0, 1)
    assert found["ko"].item_times == tuple(sorted(WELL.item_times * 2))


def at(condition: Condition) -> list[Diagnosis]:
    return [Diagnosis("a", "ko", condition, "")]


def test_only_changes_are_news() -> None:
    assert worsened({}, at(Condition.DEAD))
    assert worsened({"a": "silent"}, at(Condition.DEAD))
    assert not worsened({"a": "dead"}, at(Condition.DEAD))
    assert not worsened({}, at(Condition.OFF))
    assert recovered({"a": "silent"}, at(Condition.WELL))
    assert not recovered({"a": "new"}, at(Condition.WELL))
    assert not recovered({}, at(Condition.WELL))


@pytest.mark.parametrize(
    ("minutes", "expected"), [(None, False), (74, False), (75, False), (76, True)]
)
def test_the_dead_mans_switch(minutes: int | None, expected: bool) -> None:
    last = None if minutes is None else NOW - timedelta(minutes=minutes)
    assert is_overdue(last, timedelta(minutes=15), 4, NOW) is expected


def test_facts_come_from_the_published_copy(home: Home) -> None:
    with pytest.raises(NoWarehouseError):
        read_facts(home, NOW)
    source = Source("source", SourceKind.RSS, "https://a.example/rss", "en")
    other = Source("other", SourceKind.RSS, "https://b.example/rss", "ja", is_enabled=False)
    with writing(home, who="test") as writer:
        run = writer.start_run(NOW, "test")
        writer.sync_sources([source, other], NOW)
        writer.set_source_states(
            [SourceState(source, failures=2, last_error="late", last_success_at=NOW)]
        )
        pages = [
            ("page", ""),
            ("unreadable", "Paywall: pay"),
            ("error", "404"),
            ("unreadable", "Paywall: x"),
        ]
        writer.record_fetches(
            [
                FetchRecord(
                    run, "source", f"https://a.example/{n}", "page", NOW, outcome, error=error
                )
                for n, (outcome, error) in enumerate(pages)
            ]
        )
        store(writer, new_article("https://a.example/1"), run_id=run)
        undated = new_article("https://a.example/2", BRIDGE[50:], published=None)
        store(writer, undated, run_id=run)
        writer.finish_run(run, NOW, "done", {})
    publish(home, NOW)
    off, found = read_facts(home, NOW + timedelta(hours=1))
    assert found == SourceFacts(
        "source", "en", last_success_at=NOW, failures=2, last_error="late", item_times=(NOW,), articles=2,
        undated=1, pages=3, unusable={"Paywall": 2},
    )  # fmt: skip
    assert (off.source_id, off.is_enabled, off.pages) == ("other", False, 0)
    assert read_finished_runs(home) == [NOW]
    assert read_facts(home, NOW + timedelta(days=90))[1].item_times == ()
