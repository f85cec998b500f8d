from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from extractors.model import Entry, Source, SourceKind
from tests.warehouse.making import APPLES, BRIDGE, NOW, finding, later, new_article, store
from warehouse.care import check
from warehouse.errors import FeedbackError, NoWarehouseError, QueryError, UnknownIdError
from warehouse.home import Home
from warehouse.judging.model import FindingKind, Weight
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.records import Arrival, FetchRecord
from warehouse.writer import log_bytes, writing


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    publish(home, NOW)
    return list(query(home, sql).rows)


def test_storing_twice_changes_nothing(home: Home) -> None:
    article = new_article("https://a.example/1")
    with writing(home, who="test") as writer:
        first = store(writer, article, findings=[finding()])
        again = store(writer, article, findings=[finding()])
    assert (first.new_articles, first.findings, len(first.alerts)) == (1, 1, 1)
    assert (again.new_articles, again.findings, again.alerts, again.attached) == (0, 0, (), 0)
    counted = rows(
        home,
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM revisions), "
        "(SELECT count(*) FROM assertions), (SELECT count(*) FROM deliveries)",
    )
    assert counted == [(1, 1, 1, 1)]


def test_a_note_is_not_worked_into_the_file_and_yet_is_there(home: Home) -> None:
    """For the next writer and for readers; working in 40 rows would write half a megabyte."""
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"))
    before = home.database.read_bytes()
    with writing(home, who="test", is_note=True) as writer:
        writer.start_run(NOW, "noted")
    assert home.database.read_bytes() == before
    assert 0 < log_bytes(home) < 4_000
    with writing(home, who="test", is_note=True) as writer:
        writer.start_run(NOW, "noted")
    assert rows(home, "SELECT count(*) FROM runs WHERE trigger = 'noted'") == [(2,)]
    assert log_bytes(home) == 0


def test_a_log_that_has_grown_is_worked_in(home: Home, monkeypatch) -> None:
    monkeypatch.setattr("warehouse.writer.MOST_LOG_BYTES", 2_000)
    sizes = []
    for _ in range(20):
        with writing(home, who="test", is_note=True) as writer:
            writer.start_run(NOW, "noted")
        sizes.append(log_bytes(home))
    assert 0 in sizes[1:]
    assert max(sizes[1:]) < 4_000


def test_sources_that_the_file_gives_unchanged_are_not_written_again(home: Home) -> None:
    first, second = (
        Source(name, SourceKind.RSS, f"https://{name}.example/", "en") for name in "ab"
    )
    with writing(home, who="test") as writer:
        writer.sync_sources([first, second], NOW)
    with writing(home, who="test") as writer:
        writer.sync_sources([first, replace(second, outlet="B")], later(days=1))
    with writing(home, who="test") as writer:
        writer.sync_sources([second], later(days=2))
        writer.sync_sources([first, second], later(days=3))
    assert rows(home, "SELECT id, outlet, added_at, removed_at FROM sources ORDER BY id") == [
        ("a", "", NOW, None),
        ("b", "", NOW, None),
    ]


def test_known_tells_what_was_stored(home: Home) -> None:
    article = new_article("https://a.example/1")
    with writing(home, who="test") as writer:
        store(writer, article)
        found = writer.known(["https://a.example/1", "https://a.example/2"])
    assert list(found) == ["https://a.example/1"]
    assert found["https://a.example/1"].revision == 1
    assert found["https://a.example/1"].first_seen_at == NOW


@pytest.mark.parametrize("url", ["http://a.example/1", "https://www.a.example/1"])
def test_an_article_is_known_with_and_without_https_and_www(home: Home, url: str) -> None:
    """Listings disagree about these from one run to the next; the address it was stored under stays."""
    first = "https://a.example/1"
    with writing(home, who="test") as writer:
        store(writer, new_article(first))
        assert writer.known([url])[url].canonical_url == first
        (same,) = writer.place([new_article(url)])
        assert same.arrival is Arrival.UNCHANGED
        edited = BRIDGE + " Two more pillars were found to be damaged."
        store(writer, new_article(url, edited, seen_at=later(hours=1)))
    assert rows(home, "SELECT canonical_url, revision FROM articles") == [(first, 2)]
    assert check(home) == []


def test_one_batch_may_bring_an_article_with_and_without_https(home: Home) -> None:
    with writing(home, who="test") as writer:
        stored = store(
            writer, new_article("https://a.example/1"), new_article("http://a.example/1")
        )
    assert stored.new_articles == 1
    assert rows(home, "SELECT canonical_url FROM articles") == [("https://a.example/1",)]


def test_articles_fall_due_for_another_look_once_at_each_age(home: Home) -> None:
    """Not before the age is reached, not again after a look, and again at the next age."""
    ages = [timedelta(hours=1), timedelta(hours=6)]
    at = [NOW + timedelta(minutes=minutes) for minutes in (30, 70, 80, 400)]
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1", title="Bridge"))
        assert writer.due_revisits(at[0], ages) == []
        (due,) = writer.due_revisits(at[1], ages)
        store(writer, new_article("https://a.example/1", title="Bridge", seen_at=at[1]))
        assert writer.due_revisits(at[2], ages) == []
        assert [again.canonical_url for again in writer.due_revisits(at[3], ages)] == [
            due.entry.url
        ]
    assert due.source_id == "source"
    assert due.entry == Entry("https://a.example/1", "Bridge", published_at=NOW)


def test_old_articles_are_not_looked_at_again(home: Home) -> None:
    """What a backfill brings was edited long ago; what nobody could look at for a month is past."""
    ages = [timedelta(hours=1), timedelta(days=3)]
    with writing(home, who="test") as writer:
        for name, published in (("old", later(days=-4)), ("new", later(days=-2)), ("bare", None)):
            store(writer, new_article(f"https://a.example/{name}", published=published))
        due = writer.due_revisits(later(hours=2), ages)
        assert {one.canonical_url.rpartition("/")[2] for one in due} == {"new", "bare"}
        assert len(writer.due_revisits(later(days=32), ages)) == 2
        assert writer.due_revisits(later(days=34), ages) == []
        assert writer.due_revisits(later(hours=2), []) == []


def test_an_edit_is_a_revision_and_only_its_new_sentence_is_new(home: Home) -> None:
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"))
        edited = BRIDGE + " Two more pillars were found to be damaged."
        (place,) = writer.place([new_article("https://a.example/1", edited)])
        assert place.arrival is Arrival.REVISED
        assert [edited[a:b] for a, b in place.new_spans] == [
            "Two more pillars were found to be damaged."
        ]
        store(writer, new_article("https://a.example/1", edited, seen_at=later(hours=1)))
    assert rows(home, "SELECT revision, first_seen_at, last_checked_at FROM articles") == [
        (2, NOW, later(hours=1))
    ]
    assert len(rows(home, "SELECT * FROM v_texts")) == 2


def test_copies_are_grouped_and_an_update_shows_what_is_new(home: Home) -> None:
    update = BRIDGE.replace("eleven weeks", "fourteen weeks")
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1", outlet="A"))
        copy, changed, other = writer.place(
            [
                new_article("https://b.example/1", BRIDGE, outlet="B", published=later(hours=1)),
                new_article("https://c.example/1", update, outlet="C", published=later(hours=2)),
                new_article("https://d.example/1", APPLES, outlet="D", published=later(hours=2)),
            ]
        )
    assert copy.group_id == changed.group_id != other.group_id
    assert copy.new_spans == ()
    assert [update[a:b] for a, b in changed.new_spans] == [
        "The city said repairs would take fourteen weeks and cost 4.2 billion won."
    ]
    assert copy.origin == changed.origin == "outlet:a"
    assert (copy.origin_reason, other.origin) == ("copy", "outlet:d")
    assert copy.story_id == changed.story_id != other.story_id


def test_one_alert_for_one_news(home: Home) -> None:
    """Five outlets report it in their own words; the alert is one and counts their origins."""
    dice = random.Random(1)
    articles = [
        new_article(
            f"https://{n}.example/1",
            "The bridge is closed. " + "".join(dice.choices("abcdefghij ", k=600)),
            outlet=f"Outlet {n}",
        )
        for n in range(5)
    ]
    with writing(home, who="test") as writer:
        first = store(writer, articles[0], findings=[finding("The bridge is closed. ")])
        rest = store(writer, *articles[1:], findings=[finding("The bridge is closed. ")])
        (pending,) = writer.pending_deliveries(NOW)
    assert (len(first.alerts), rest.alerts, rest.attached) == (1, (), 4)
    assert (pending.origins, pending.articles) == (5, 5)
    assert pending.outlets == tuple(f"Outlet {n}" for n in range(5))
    assert pending.finding == finding("The bridge is closed. ")


def test_silent_findings_are_stored_with_their_reason(home: Home) -> None:
    silent = [
        finding(kind=FindingKind.RESTATEMENT),
        finding(kind=FindingKind.UNDECIDED),
        finding(weight=Weight.MINOR, value_key="rung:hinted"),
    ]
    with writing(home, who="test") as writer:
        stored = store(writer, new_article("https://a.example/1"), findings=silent)
        store(writer, new_article("https://b.example/1", published=None), findings=[finding()])
    assert (stored.findings, stored.alerts) == (3, ())
    assert rows(home, "SELECT silence FROM v_findings ORDER BY 1") == [
        ("cannot-tell",), ("date-guessed",), ("minor",), ("restatement",)
    ]  # fmt: skip


def test_a_delivery_is_tried_until_it_is_taken(home: Home) -> None:
    with writing(home, who="test") as writer:
        (alert,) = store(
            writer,
            new_article("https://a.example/1"),
            findings=[finding()],
            targets=("mail", "chat"),
        ).alerts
        assert [p.target for p in writer.pending_deliveries(NOW)] == ["chat", "mail"]
        writer.record_delivery(alert, "chat", NOW, is_taken=True, detail="200")
        writer.record_delivery(alert, "mail", NOW, is_taken=False, detail="refused")
        assert writer.pending_deliveries(NOW) == []
        (again,) = writer.pending_deliveries(later(minutes=1))
        assert (again.target, again.attempts) == ("mail", 1)


def test_dismissing_silences_claim_and_value_until_undone(home: Home) -> None:
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"), findings=[finding()])
        (pending,) = writer.pending_deliveries(NOW)
        writer.dismiss(pending.finding_id, "a drill", "kim", NOW)
        assert writer.feedback().dismissed == {("bridge.status", "rung:closed")}
        assert writer.pending_deliveries(NOW) == []
        later_report = new_article("https://b.example/1", BRIDGE + " It stays so.", outlet="B")
        assert store(writer, later_report, findings=[finding()]).attached == 0
        writer.undo(pending.finding_id, "kim", later(hours=1))
        assert writer.feedback().dismissed == frozenset()
        (again,) = writer.pending_deliveries(later(hours=1))
        assert again.articles == 2
        with pytest.raises(FeedbackError):
            writer.undo(pending.finding_id, "kim", later(hours=1))


def test_accepting_makes_the_value_current_from_its_day(home: Home) -> None:
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"), findings=[finding()])
        (pending,) = writer.pending_deliveries(NOW)
        prefix = str(pending.finding_id)[:6]
        writer.accept(writer.find(prefix), "kim", NOW)
        current = writer.feedback().current["bridge.status"]
        assert (current.value.rung, current.from_day) == ("closed", NOW.date())
        with pytest.raises(UnknownIdError):
            writer.find("zz")


def test_questions_change_nothing_and_reach_no_file(home: Home, tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        query(home, "SELECT 1")
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"))
    publish(home, NOW)
    for sql in (
        "DELETE FROM articles",
        f"COPY articles TO '{tmp_path}/x.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SET enable_external_access = true",
        "SELECT nothing",
    ):
        with pytest.raises(QueryError):
            query(home, sql)
    assert query(home, "SELECT count(*) FROM articles WHERE outlet = ?", ["a.example"]).rows == (
        (1,),
    )


def test_a_page_is_offered_for_comparison_until_it_was_found_unchanged(home: Home) -> None:
    url = "https://a.example/1"
    asked = FetchRecord(uuid4(), "paper", url, "page", NOW, "page", 200, page_digest="d1")
    answers = {
        "page": asked,
        "not-modified": replace(asked, outcome="not-modified", status=304, page_digest=""),
        "error": replace(asked, outcome="error", status=503, page_digest="", error="busy"),
    }
    told = []
    with writing(home, who="test") as writer:
        for hours, outcome in enumerate(("page", "not-modified", "page", "error")):
            writer.record_fetches([replace(answers[outcome], fetched_at=later(hours=hours))])
            history = writer.page_histories([url], NOW)[url]
            told.append((history.page_digest, history.failures, history.is_read))
    assert told == [("d1", 0, True), ("", 0, True), ("d1", 0, True), ("", 1, True)]
