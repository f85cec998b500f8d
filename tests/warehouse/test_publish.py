"""The read copy is patched out of the copy before it, and nobody who still reads that one notices."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.making import APPLES, NOW, new_article, store
from warehouse import copier
from warehouse.care import compact, prune
from warehouse.db import fetch
from warehouse.errors import PublishError
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query, reading
from warehouse.writer import writing


def run(home: Home, number: int) -> int:
    """Store an article and publish; the inode of the copy."""
    with writing(home, who="test") as writer:
        store(writer, new_article(f"https://a.example/{number}", f"{APPLES} It is {number}."))
    publish(home, NOW)
    assert query(home, "SELECT count(*) FROM v_articles").rows == ((number,),)
    assert home.published.read_bytes() == home.database.read_bytes()
    return home.published.stat().st_ino


CLIENT = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
sys.stdin.readline()
print(*connection.execute("SELECT count(DISTINCT text) FROM v_texts").fetchone())
"""


def test_clients_of_duckdb_1_2_and_later_can_open_the_copy(home: Home) -> None:
    """The number of the storage form stands behind checksum and magic word; 65 is that of 1.2."""
    run(home, 1)
    head = home.published.read_bytes()[8:20]
    assert head[:4] == b"DUCK"
    assert int.from_bytes(head[4:], "little") == 65


def test_two_files_take_turns(home: Home) -> None:
    inodes = [run(home, number) for number in range(1, 6)]
    assert inodes[:2] * 2 == inodes[:4]
    assert len(set(inodes)) == 2
    assert sorted(home.root.glob(".*")) == sorted(home.copies)


def test_only_what_differs_is_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    source, spare, target = (home.root / name for name in ("source", "spare", "target"))
    home.make()
    data = bytearray(os.urandom(9 * 1024 * 1024))
    spare.write_bytes(data)
    data[5_000_000:5_000_003] = b"new"
    source.write_bytes(data + b"more")
    written: list[tuple[int, int]] = []
    pwrite = os.pwrite

    def noting(descriptor: int, piece: bytes, start: int) -> int:
        written.append((start, len(piece)))
        return pwrite(descriptor, piece, start)

    monkeypatch.setattr(os, "pwrite", noting)
    copier.main(source, target, spare)
    assert target.read_bytes() == source.read_bytes()
    assert sum(size for _, size in written) < 2 * 65_536 + 10


def test_who_reads_an_old_copy_goes_on_reading_it(home: Home) -> None:
    """A client that keeps a connection, and one that copies the file as `cp` does, a piece at a time."""
    run(home, 1)
    client = subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(home.published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout
    assert client.stdout.readline() == "open\n"
    with home.published.open("rb") as copying:
        before = home.published.read_bytes()
        for number in range(2, 6):
            run(home, number)
        assert copying.read() == before
    answer, _ = client.communicate("ask\n")
    assert answer == "1\n"


def test_threads_of_one_process_read_at_once(home: Home) -> None:
    run(home, 1)
    with reading(home) as one, reading(home) as other:
        assert fetch(one, "SELECT 1") == fetch(other, "SELECT 1")


def test_a_copy_that_somebody_gave_another_name_is_left_alone(home: Home) -> None:
    run(home, 1)
    kept = home.root / "mine.duckdb"
    os.link(home.published.resolve(), kept)
    before = kept.read_bytes()
    for number in range(2, 5):
        run(home, number)
    assert kept.read_bytes() == before


def test_the_copy_shrinks_with_the_database(home: Home) -> None:
    for number in range(1, 6):
        run(home, number)
    for path in home.copies:
        with path.open("ab") as file:
            file.write(b"x" * 1_000_000)
    publish(home, NOW)
    assert home.published.read_bytes() == home.database.read_bytes()
    prune(home, NOW)
    compact(home)
    publish(home, NOW)
    assert home.published.read_bytes() == home.database.read_bytes()


def half_patched(source: Path, target: Path, spare: Path) -> None:
    """A copier that is killed over its work."""
    spare.rename(target)
    with target.open("r+b") as writer:
        writer.write(source.read_bytes()[:1000])
    raise OSError("the copying process was killed by signal 9")


def left_unlinked(source: Path, target: Path, spare: Path) -> None:
    """A publisher that is killed between the copy and the link."""
    spare.write_bytes(source.read_bytes())
    target.with_name(".narawatch.duckdb.link").symlink_to(spare.name)
    raise OSError("the publisher was killed")


@pytest.mark.parametrize("harm", [half_patched, left_unlinked])
def test_a_kill_at_any_step_harms_no_copy(
    home: Home, harm: Callable[[Path, Path, Path], None]
) -> None:
    for number in range(1, 4):
        run(home, number)
    before = home.published.read_bytes()
    (spare,) = (path for path in home.copies if not path.samefile(home.published))
    with pytest.raises(PublishError, match=r"narawatch\.duckdb, the old copy stays"):
        publish(home, NOW, copy=lambda source, target: harm(source, target, spare))
    assert home.published.read_bytes() == before
    for number in range(4, 7):
        run(home, number)


def test_a_copy_that_is_no_link_is_replaced_by_one(home: Home) -> None:
    home.make()
    home.published.write_bytes(b"the copy of an earlier version")
    run(home, 1)
    assert home.published.is_symlink()


def test_without_links_every_copy_is_a_whole_one(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    for number in range(1, 4):
        run(home, number)
    assert not home.published.is_symlink()
    assert not any(path.exists() for path in home.copies)
