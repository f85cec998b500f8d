"""The archive: pages come back as they were put, and other tools can read them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from extractors.model import Entry, Page, SourceKind
from flows.archive import Archive, Pruned
from flows.errors import ArchiveError

AT = datetime(2026, 11, 19, 3, 4, 5, 678901, tzinfo=UTC)
PAGE = Page(
    url="https://news.example/기사?idx=7",
    body="<p>한일 정상회담</p>".encode("euc-kr"),
    content_type="text/html; charset=euc-kr",
    fetched_at=AT,
    requested_url="https://news.example/r",
    headers=(("content-type", "text/html; charset=euc-kr"), ("content-encoding", "gzip")),
    request_headers=(("host", "news.example"), ("user-agent", "narawatch/0.1")),
    entry=Entry("https://news.example/r", "제목", AT, "Thu, 19 Nov 2026 12:04:05 KST", guid="7"),
    kind=SourceKind.RSS,
)


def test_a_page_comes_back_as_it_was_put(tmp_path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(PAGE)
    assert digest == hashlib.sha256(PAGE.body).hexdigest()
    assert archive.get(digest) == PAGE


def test_putting_it_again_changes_nothing(tmp_path) -> None:
    archive = Archive(tmp_path)
    archive.put(PAGE)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    archive.put(PAGE)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_one_body_from_two_places_is_stored_once(tmp_path) -> None:
    archive = Archive(tmp_path)
    other = replace(PAGE, url="https://copy.example/1", fetched_at=AT + timedelta(hours=1))
    digest = archive.put(PAGE)
    assert archive.put(other) == digest
    assert archive.get(digest) == other
    assert archive.get(digest, PAGE.url) == PAGE
    assert len(list(tmp_path.rglob("*.gz"))) == 1
    assert len(list(archive.pages())) == 2
    assert [page for _, page in archive.pages(since=AT + timedelta(minutes=1))] == [other]


def test_a_page_that_is_not_there_is_an_error(tmp_path) -> None:
    with pytest.raises(ArchiveError, match="no page"):
        Archive(tmp_path).get("0" * 64)
    with pytest.raises(ArchiveError, match="not a digest"):
        Archive(tmp_path).get("../../etc/passwd")


def test_a_damaged_body_is_noticed(tmp_path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(PAGE)
    (body,) = tmp_path.rglob("*.gz")
    body.write_bytes(body.read_bytes()[:-3])
    with pytest.raises(ArchiveError):
        archive.get(digest)


def test_a_damaged_body_is_mended_when_the_page_comes_again(tmp_path) -> None:
    archive = Archive(tmp_path)
    archive.put(PAGE)
    (body,) = tmp_path.rglob("*.gz")
    body.write_bytes(b"")
    assert archive.get(archive.put(PAGE)) == PAGE


def test_a_write_that_fails_leaves_nothing_half_done(tmp_path, monkeypatch) -> None:
    def fail(_self, _target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        Archive(tmp_path).put(PAGE)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_flush_syncs_what_was_put_once(tmp_path, monkeypatch) -> None:
    """Body, record and the note of them, and their folders; nothing the second time."""
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    archive = Archive(tmp_path)
    archive.put(PAGE)
    assert synced == []
    archive.flush()
    assert len(synced) == 5
    archive.flush()
    assert len(synced) == 5


def test_pages_without_a_time_are_refused(tmp_path) -> None:
    with pytest.raises(ArchiveError):
        Archive(tmp_path).put(replace(PAGE, fetched_at=None))


def test_warcio_reads_the_export(tmp_path) -> None:
    """Every record is found, every digest holds, body and headers are those of the page."""
    archive = Archive(tmp_path / "archive")
    archive.put(PAGE)
    archive.put(replace(PAGE, body=b"", headers=(), url="https://news.example/empty"))
    path = tmp_path / "out" / "pages.warc.gz"
    assert archive.export_warc(path) == 2
    with path.open("rb") as file:
        records = [
            (r.rec_type, r.rec_headers, r.http_headers, r.content_stream().read(), r.digest_checker)
            for r in ArchiveIterator(file, check_digests=True)
        ]
    assert [kind for kind, *_ in records] == ["warcinfo"] + ["response", "request"] * 2
    assert all(checker.passed is not False for *_, checker in records)
    (response,) = [r for r in records if r[0] == "response" and r[3]]
    assert response[3] == PAGE.body
    assert response[1].get_header("WARC-Target-URI") == PAGE.url
    assert response[1].get_header("WARC-Date") == "2026-11-19T03:04:05.678901Z"
    assert response[2].get_header("x-archive-orig-content-encoding") == "gzip"
    request = next(r for r in records if r[0] == "request")
    assert request[2].get_header("user-agent") == "narawatch/0.1"


def test_an_export_that_fails_leaves_no_file(tmp_path) -> None:
    archive = Archive(tmp_path / "archive")
    archive.put(PAGE)
    (body,) = tmp_path.rglob("*.gz")
    body.write_bytes(b"broken")
    with pytest.raises(ArchiveError):
        archive.export_warc(tmp_path / "out" / "pages.warc.gz")
    assert list((tmp_path / "out").iterdir()) == []


def test_retention_forgets_old_fetches_and_bodies_nobody_needs(tmp_path) -> None:
    archive = Archive(tmp_path)
    kept = archive.put(PAGE)
    archive.put(replace(PAGE, fetched_at=AT - timedelta(days=90)))
    gone = archive.put(replace(PAGE, body=b"old", fetched_at=AT - timedelta(days=90)))
    pruned = archive.prune(before=AT - timedelta(days=30))
    assert (pruned.records, pruned.bodies) == (2, 1)
    assert pruned.freed_bytes > 0
    assert archive.get(kept) == PAGE
    with pytest.raises(ArchiveError):
        archive.get(gone)
    assert archive.prune(before=AT - timedelta(days=30)) == Pruned(0, 0, 0)


def test_retention_looks_at_nothing_but_what_it_forgets(tmp_path, monkeypatch) -> None:
    """Once an archive is noted; one from before there were notes is looked through the first time."""
    archive = Archive(tmp_path)
    archive.prune(before=AT)

    def fail(_self) -> None:
        pytest.fail("the whole archive was listed")

    monkeypatch.setattr(Archive, "_records", fail)
    days = [
        archive.put(replace(PAGE, body=b"%d" % n, fetched_at=AT + timedelta(days=n)))
        for n in range(3)
    ]
    assert archive.prune(before=AT + timedelta(days=2)).records == 2
    assert archive.get(days[2])
    assert [path.name for path in (tmp_path / "days").glob("2026*")] == ["2026-11-21.txt"]


def test_an_archive_from_before_there_were_notes_is_pruned_too(tmp_path) -> None:
    archive = Archive(tmp_path)
    kept = archive.put(PAGE)
    archive.put(replace(PAGE, fetched_at=AT - timedelta(days=90)))
    archive.put(replace(PAGE, body=b"old", fetched_at=AT - timedelta(days=90)))
    for path in [*tmp_path.glob("days/*"), *tmp_path.rglob("*.names")]:
        path.unlink()
    pruned = archive.prune(before=AT - timedelta(days=30))
    assert (pruned.records, pruned.bodies) == (2, 1)
    assert archive.get(kept) == PAGE


def test_a_body_stays_as_long_as_any_fetch_of_it_does(tmp_path) -> None:
    """Also when it was damaged and mended in between, and when the clock was set back."""
    archive = Archive(tmp_path)
    for days in (0, 30, 10, 20):
        digest = archive.put(replace(PAGE, fetched_at=AT + timedelta(days=days)))
        next(tmp_path.rglob("*.gz")).write_bytes(b"")
    archive.put(replace(PAGE, fetched_at=AT + timedelta(days=20)))
    for days, bodies in ((5, 0), (15, 0), (25, 0), (35, 1)):
        assert archive.get(digest).body == PAGE.body
        pruned = archive.prune(before=AT + timedelta(days=days))
        assert (pruned.records, pruned.bodies) == (1, bodies)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["complete"]


def test_a_day_is_forgotten_when_it_is_over(tmp_path) -> None:
    archive = Archive(tmp_path)
    archive.put(PAGE)
    assert archive.prune(before=AT + timedelta(hours=20)).records == 0
    assert archive.prune(before=AT + timedelta(hours=21)).records == 1
