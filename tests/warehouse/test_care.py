from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.warehouse.making import APPLES, BRIDGE, NOW, finding, later, new_article, store
from warehouse.care import backup, check, compact, prune, restore
from warehouse.db import open_readable, open_writable
from warehouse.errors import DatabaseUnreadableError, NoWarehouseError, PublishError
from warehouse.export import export_parquet
from warehouse.home import Home
from warehouse.publish import copy_by_child, publish
from warehouse.reader import query
from warehouse.writer import writing


@pytest.fixture
def filled(home: Home) -> Home:
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"), findings=[finding()])
        store(writer, new_article("https://b.example/1", APPLES, seen_at=later(days=1)))
    publish(home, NOW)
    return home


def count(home: Home, table: str = "articles") -> object:
    ((number,),) = query(home, f"SELECT count(*) FROM {table}").rows
    return number


def test_what_stands_in_the_log_alone_is_in_backups_and_in_what_a_restore_puts_aside(
    filled: Home, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.duckdb"
    with writing(filled, who="test", is_note=True) as writer:
        writer.start_run(NOW, "noted")
    backup(filled, kept)
    with writing(filled, who="test", is_note=True) as writer:
        writer.start_run(NOW, "noted")
    aside = restore(filled, kept)
    publish(filled, NOW)
    assert noted_runs(filled.published) == 1
    assert aside is not None
    assert noted_runs(aside) == 2
    with writing(filled, who="test", is_note=True) as writer:
        writer.start_run(NOW, "noted")
    compact(filled)
    publish(filled, NOW)
    assert noted_runs(filled.published) == 2


def noted_runs(file: Path) -> object:
    connection = open_readable(file)
    try:
        ((found,),) = connection.execute(
            "SELECT count(*) FROM runs WHERE trigger = 'noted'"
        ).fetchall()
    finally:
        connection.close()
    return found


def test_a_sound_warehouse_has_nothing_to_tell(filled: Home) -> None:
    assert check(filled) == []


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        ("DELETE FROM assertions", "a finding has one row"),
        ("UPDATE assertions SET evidence = 'never said'", "the evidence"),
        ("DELETE FROM revisions WHERE title LIKE 'Growers%'", "current version"),
        ("UPDATE deliveries SET alert_id = uuid()", "agree"),
        ("DELETE FROM alert_findings", "part of an alert"),
        ("DELETE FROM stories", "a story that stands"),
        ("UPDATE stories SET origins = 7", "counted of a story"),
        ("UPDATE story_members SET position = 7", "counted of a story"),
        ("DELETE FROM story_origins", "counted of a story"),
        ("INSERT INTO origins SELECT * FROM origins", "one origin"),
        ("UPDATE deliveries SET state = 'delivered'", "agree"),
    ],
)  # fmt: skip
def test_harm_is_found(filled: Home, harm: str, rule: str) -> None:
    connection = open_writable(filled.database)
    connection.execute(harm)
    connection.close()
    assert any(rule in broken.rule for broken in check(filled))


def test_backup_and_restore_give_back_what_was(filled: Home, tmp_path: Path) -> None:
    assert backup(filled, tmp_path / "kept.duckdb") > 0
    with writing(filled, who="test") as writer:
        store(writer, new_article("https://c.example/1", BRIDGE + " More."))
    aside = restore(filled, tmp_path / "kept.duckdb")
    publish(filled, NOW)
    assert count(filled) == 2
    assert aside is not None
    restore(filled, aside)
    publish(filled, NOW)
    assert count(filled) == 3
    with pytest.raises(NoWarehouseError):
        restore(filled, tmp_path / "none.duckdb")
    (tmp_path / "junk").write_bytes(b"junk" * 5000)
    with pytest.raises(DatabaseUnreadableError):
        restore(filled, tmp_path / "junk")


def test_prune_keeps_findings_and_their_evidence(filled: Home) -> None:
    taken = prune(filled, later(days=30))
    assert taken.articles == 1
    publish(filled, NOW)
    assert query(filled, "SELECT url, evidence IS NOT NULL FROM v_findings").rows == (
        ("https://a.example/1", True),
    )
    assert check(filled) == []


def test_compact_keeps_every_row_and_comment(filled: Home) -> None:
    before = query(filled, "SELECT * FROM v_articles ORDER BY 1").rows
    compact(filled)
    publish(filled, NOW)
    assert query(filled, "SELECT * FROM v_articles ORDER BY 1").rows == before
    assert count(filled, "duckdb_tables() WHERE NOT internal AND comment IS NULL") == 0
    assert check(filled) == []


def test_export_writes_only_what_is_new(filled: Home, tmp_path: Path) -> None:
    first = export_parquet(filled, tmp_path / "out")
    assert "articles/day=2026-11-20/part.parquet" in first.written
    assert export_parquet(filled, tmp_path / "out").written == ()
    with writing(filled, who="test") as writer:
        store(writer, new_article("https://c.example/1", APPLES + " More.", seen_at=later(days=9)))
    publish(filled, NOW)
    again = export_parquet(filled, tmp_path / "out")
    assert "articles/day=2026-11-29/part.parquet" in again.written
    assert "articles/day=2026-11-20/part.parquet" not in again.written
    connection = open_writable(tmp_path / "other.duckdb")
    read = f"read_parquet('{tmp_path}/out/articles/*/*.parquet', hive_partitioning = true)"
    assert connection.execute(f"SELECT count(*) FROM {read}").fetchall() == [(3,)]
    connection.close()
    assert json.loads((tmp_path / "out" / "state.json").read_text())


def test_export_tells_of_an_older_version_that_it_is_no_longer_current(
    filled: Home, tmp_path: Path
) -> None:
    first = new_article("https://e.example/1", APPLES)
    edited = new_article("https://e.example/1", APPLES + " Or not.", seen_at=later(days=9))
    for new in (first, edited):
        with writing(filled, who="test") as writer:
            store(writer, new)
        publish(filled, NOW)
        export_parquet(filled, tmp_path / "out")
    connection = open_writable(tmp_path / "other.duckdb")
    read = f"read_parquet('{tmp_path}/out/revisions/*/*.parquet', hive_partitioning = true)"
    current = f"SELECT count(*), max(revision) FROM {read} WHERE is_current"
    articles = f"SELECT count(DISTINCT article_id), 2 FROM {read}"
    assert connection.execute(current).fetchall() == connection.execute(articles).fetchall()
    connection.close()


def full_disk(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:1000])
    raise OSError(28, "No space left on device")


def killed(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes()[:1000])
    raise OSError(f"the copying process was killed by signal {signal.SIGKILL:d}")


@pytest.mark.parametrize(("harm", "words"), [(full_disk, "No space left"), (killed, "signal 9")])
def test_a_failed_copy_leaves_the_old_one(filled: Home, harm: object, words: str) -> None:
    with pytest.raises(PublishError, match=words):
        publish(filled, NOW, copy=harm)  # type: ignore[arg-type]
    assert count(filled) == 2
    assert [path.name for path in filled.root.glob(".*new")] == []


def test_the_copying_child_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        copy_by_child(tmp_path / "none", tmp_path / "copy")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_really_full_disk_is_an_error_of_ours(filled: Home) -> None:
    with pytest.raises(PublishError, match="No space left"):
        publish(filled, NOW, copy=lambda source, _: copy_by_child(source, Path("/dev/full")))
    assert count(filled) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_an_error_of_ours(filled: Home) -> None:
    filled.root.chmod(0o500)
    with pytest.raises(PublishError):
        publish(filled, NOW)
    filled.root.chmod(0o700)
