"""The read copy: made whole beside the old one, then put in its place.

The writer's file is checkpointed and closed first, then a child process copies it (`copier.py`). Two files take turns,
and a link names the one to read; the other is renewed by writing what has changed, once its last reader has left it.
A link, because DuckDB (2.0.0) opens a file several times on its way into it: it follows a link once, so that all it
opens is one file; of a name that is replaced meanwhile it would read the head of one file and the body of another.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warehouse.db import storage_errors, transaction
from warehouse.errors import NoWarehouseError, PublishError
from warehouse.home import Home
from warehouse.likeness import forget_old
from warehouse.lock import writers_lock
from warehouse.writer import database

_COPIER = Path(__file__).with_name("copier.py")


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What publishing came to.

    Attributes:
        path: the read copy.
        published_at: the run's clock.
        size_bytes: its size.
        seconds: how long it took.
    """

    path: Path
    published_at: datetime
    size_bytes: int
    seconds: float


def publish(
    home: Home,
    now: datetime,
    *,
    wait_seconds: float = 60,
    copy: Callable[[Path, Path], None] | None = None,
) -> PublishResult:
    """Renew the read copy. Call it outside of `writing`.

    Args:
        home: the data directory.
        now: aware UTC.
        wait_seconds: how long to queue for the writer's lock.
        copy: another way to copy a file, for tests.

    Returns:
        what it came to.

    Raises:
        NoWarehouseError: nothing was written yet.
        LockTimeoutError: somebody else is writing; names the holder.
        PublishError: the disk refused or the copy was killed; the old read copy is as it was.
    """
    if not home.database.exists():
        raise NoWarehouseError(home.database)
    started = time.monotonic()
    with writers_lock(home.lock, who="publish", wait_seconds=wait_seconds):
        with database(home) as connection, storage_errors():
            with transaction(connection):
                forget_old(connection, now)
            connection.execute("CHECKPOINT")
        _renew(home, copy)
    size = home.published.stat().st_size
    return PublishResult(home.published, now, size, time.monotonic() - started)


def _renew(home: Home, copy: Callable[[Path, Path], None] | None) -> None:
    """Renew the file that readers are not sent to, then send them there."""
    current = home.published.resolve()
    other = next(path for path in home.copies if path.resolve() != current)
    with _naming(home.published):
        _replace(home.database, other, copy or functools.partial(copy_by_child, spare=other))
        _point(home.published, other)
        _sync_folder(home.root)


def _point(link: Path, target: Path) -> None:
    """Let a name stand for a file from now on; where there are no links, the file itself takes the name."""
    beside = link.with_name(f".{link.name}.link")
    beside.unlink(missing_ok=True)
    try:
        beside.symlink_to(target.name)
    except OSError:
        target.replace(link)
    else:
        beside.replace(link)


def replace_with_copy(source: Path, target: Path, copy: Callable[[Path, Path], None]) -> None:
    """Put a copy of a file in the place of another, whole or not at all.

    Args:
        source: the file.
        target: what is replaced, if it exists.
        copy: how to copy a file.

    Raises:
        PublishError: the target is as it was.
    """
    with _naming(target):
        _replace(source, target, copy)


def _replace(source: Path, target: Path, copy: Callable[[Path, Path], None]) -> None:
    # A name of our own: the copier of a run that was killed may still be at work on another.
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        for left in target.parent.glob(f".{target.name}.*.new"):
            left.unlink(missing_ok=True)
        copy(source, beside)
        beside.replace(target)
        _sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Let the system's errors come out as what they mean for a file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        kept = ", the old copy stays" if target.exists() else ""
        raise PublishError(f"could not write {target}{kept}: {reason}") from error


def copy_by_child(source: Path, target: Path, spare: Path | None = None) -> None:
    """Copy and sync a file in a child process.

    Args:
        source: a database that nobody has open.
        target: made or overwritten.
        spare: an earlier copy, which becomes the target if nobody uses it any more.

    Raises:
        OSError: with the child's last words.
    """
    paths = [str(path) for path in (source, target, spare) if path]
    command = [sys.executable, "-I", "-S", str(_COPIER), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 – our own words
    if done.returncode < 0:
        raise OSError(f"the copying process was killed by signal {-done.returncode}")
    if done.returncode:
        last = done.stderr.strip().rsplit("\n", 1)[-1]
        raise OSError(last.removeprefix("OSError: ").rpartition("] ")[2])


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
