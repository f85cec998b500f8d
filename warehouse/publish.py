"""The read copy: made whole beside the old one, then put in its place.

The writer's file is checkpointed and closed first, then a child process copies it (`copier.py`). The copy that it
replaces is kept: the next one is made of it, by writing what has changed, once the last reader has left it.
"""

from __future__ import annotations

import contextlib
import functools
import os
import subprocess
import sys
import time
from collections.abc import Callable
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
        renew(home.database, home.published, home.spare, copy)
    size = home.published.stat().st_size
    return PublishResult(home.published, now, size, time.monotonic() - started)


def renew(
    source: Path, target: Path, spare: Path, copy: Callable[[Path, Path], None] | None = None
) -> None:
    """Replace a copy and keep the replaced one, of which the next is made.

    Args:
        source: a database that nobody has open.
        target: the copy that readers open.
        spare: where the copy before it is kept.
        copy: another way to copy a file, for tests.

    Raises:
        PublishError: the target is as it was.
    """
    replace_with_copy(
        source, target, copy or functools.partial(copy_by_child, spare=spare), keep_as=spare
    )


def replace_with_copy(
    source: Path,
    target: Path,
    copy: Callable[[Path, Path], None],
    keep_as: Path | None = None,
) -> None:
    """Put a copy of a file in the place of another, whole or not at all.

    Args:
        source: the file.
        target: what is replaced, if it exists.
        copy: how to copy a file.
        keep_as: another name for what is replaced.

    Raises:
        PublishError: the target is as it was.
    """
    # A name of our own: the copier of a run that was killed may still be at work on another.
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        for left in target.parent.glob(f".{target.name}.*.new"):
            left.unlink(missing_ok=True)
        copy(source, beside)
        if keep_as:
            _keep(target, keep_as)
        beside.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        kept = ", the old copy stays" if target.exists() else ""
        raise PublishError(f"could not write {target}{kept}: {reason}") from error
    finally:
        beside.unlink(missing_ok=True)


def _keep(path: Path, name: Path) -> None:
    """Give a file another name, if it exists and the file system lets it have two."""
    name.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        os.link(path, name)


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
