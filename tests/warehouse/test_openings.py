"""A file that another takes the place of while it is being opened is opened as one file or the other."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.db import attach, fetch, open_in_memory, open_readable
from warehouse.errors import DatabaseUnreadableError

OPENINGS = 100
SWAPPER = """
import itertools, os, random, shutil, sys, time
target, *others = sys.argv[1:]
print("begun", flush=True)
for other in itertools.cycle(others):
    shutil.copyfile(other, target + ".new")
    os.replace(target + ".new", target)
    time.sleep(random.choice((0.001, 0.002, 0.003, 0.04)))
"""


def _database(path: Path, rows: int) -> str:
    with duckdb.connect(str(path)) as connection:
        for table in range(1 + rows // 1000):
            connection.execute(f"CREATE TABLE t{table} AS SELECT range AS r FROM range({rows})")
    return str(path)


@pytest.fixture
def swapped(tmp_path: Path) -> Iterator[Path]:
    """The name of a file that is another one every few milliseconds."""
    others = [_database(tmp_path / "few", 900), _database(tmp_path / "many", 90_000)]
    target = tmp_path / "published"
    command = [sys.executable, "-c", SWAPPER, str(target), *others]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as swapper:
        assert swapper.stdout is not None
        swapper.stdout.readline()
        while not target.exists():
            assert swapper.poll() is None
        yield target
        swapper.kill()


def test_what_is_opened_is_one_file(swapped: Path) -> None:
    found = set()
    for _ in range(OPENINGS):
        with contextlib.closing(open_readable(swapped)) as connection:
            found.add(tuple(fetch(connection, "SELECT count(*), max(r) FROM t0")))
    assert found <= {((900, 899),), ((90_000, 89_999),)}


def test_what_is_attached_is_one_file(swapped: Path) -> None:
    found = set()
    for _ in range(OPENINGS):
        with contextlib.closing(open_in_memory()) as connection:
            attach(connection, swapped, "published", read_only=True)
            found.add(tuple(fetch(connection, "SELECT count(*), max(r) FROM published.t0")))
    assert found <= {((900, 899),), ((90_000, 89_999),)}


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
