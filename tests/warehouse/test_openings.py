"""What is published while it is being opened is opened as one file or the other, by us and by any client."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest

from warehouse.db import attach, fetch, open_in_memory, open_readable
from warehouse.errors import DatabaseUnreadableError

OPENINGS = 60
FLIPPER = """
import itertools, os, random, shutil, sys, time
how, target, *others = sys.argv[1:]
put = {"file": shutil.copyfile, "link": os.symlink}[how]
print("begun", flush=True)
for other in itertools.cycle(others):
    put(other, target + ".new")
    os.replace(target + ".new", target)
    time.sleep(random.choice((0.001, 0.002, 0.003, 0.04)))
"""
ONE_OR_THE_OTHER = {((900, 899),), ((90_000, 89_999),)}


def _database(path: Path, rows: int) -> str:
    with duckdb.connect(str(path)) as connection:
        for table in range(1 + rows // 1000):
            connection.execute(f"CREATE TABLE t{table} AS SELECT range AS r FROM range({rows})")
    return str(path)


@contextmanager
def _flipping(folder: Path, how: str) -> Iterator[Path]:
    """A name that stands for another database every few milliseconds."""
    others = [_database(folder / "few", 900), _database(folder / "many", 90_000)]
    target = folder / "published"
    command = [sys.executable, "-c", FLIPPER, how, str(target), *others]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as flipper:
        assert flipper.stdout is not None
        flipper.stdout.readline()
        while not target.exists():
            assert flipper.poll() is None
        yield target
        flipper.kill()


def test_what_we_open_is_one_file(tmp_path: Path) -> None:
    found = set()
    with _flipping(tmp_path, "file") as published:
        for _ in range(OPENINGS):
            with closing(open_readable(published)) as connection:
                found.add(tuple(fetch(connection, "SELECT count(*), max(r) FROM t0")))
    assert found <= ONE_OR_THE_OTHER


def test_what_we_attach_is_one_file(tmp_path: Path) -> None:
    found = set()
    with _flipping(tmp_path, "file") as published:
        for _ in range(OPENINGS):
            with closing(open_in_memory()) as connection:
                attach(connection, published, "published", read_only=True)
                found.add(tuple(fetch(connection, "SELECT count(*), max(r) FROM published.t0")))
    assert found <= ONE_OR_THE_OTHER


def test_what_any_client_opens_through_a_link_is_one_file(tmp_path: Path) -> None:
    found = set()
    with _flipping(tmp_path, "link") as published:
        for _ in range(OPENINGS):
            with closing(duckdb.connect(str(published), read_only=True)) as connection:
                found.add(tuple(connection.execute("SELECT count(*), max(r) FROM t0").fetchall()))
    assert found <= ONE_OR_THE_OTHER


def test_a_file_that_stays_and_cannot_be_read_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    garbled, tries = tmp_path / "garbled", []
    garbled.write_bytes(b"no database" * 2000)
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda *a, **k: tries.append(a) or connect(*a, **k))
    with pytest.raises(DatabaseUnreadableError):
        open_readable(garbled)
    assert len(tries) == 1
