"""The read copy: made whole beside the old one, then put in its place.

The writer's file is checkpointed and closed first, then a child process copies it: opening that file here, while
DuckDB had it open, would drop DuckDB's lock on it.
"""

from __future__ import annotations

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

# Copies and syncs in a process of its own. Room is taken first, where the file system can: a full disk is found before
# anything is copied, and the copy goes three times as fast.
_COPIER = """
import errno, os, sys
source, target = sys.argv[1:]
with open(source, "rb", buffering=0) as reader, open(target, "wb", buffering=0) as writer:
    try:
        os.posix_fallocate(writer.fileno(), 0, os.fstat(reader.fileno()).st_size)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
    buffer = memoryview(bytearray(1 << 22))
    while size := reader.readinto(buffer):
        written = 0
        while written < size:
            written += writer.write(buffer[written:size])
    os.fsync(writer.fileno())
"""


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
        replace_with_copy(home.database, home.published, copy or copy_by_child)
    size = home.published.stat().st_size
    return PublishResult(home.published, now, size, time.monotonic() - started)


def replace_with_copy(source: Path, target: Path, copy: Callable[[Path, Path], None]) -> None:
    """Put a copy of a file in the place of another, whole or not at all.

    Raises:
        PublishError: the target is as it was.
    """
    # A name of our own: the copier of a run that was killed may still be at work on another.
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        for left in target.parent.glob(f".{target.name}.*.new"):
            left.unlink(missing_ok=True)
        copy(source, beside)
        beside.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(f"could not renew {target}, the old copy stays: {reason}") from error
    finally:
        beside.unlink(missing_ok=True)


def copy_by_child(source: Path, target: Path) -> None:
    """Copy and sync a file in a child process.

    Raises:
        OSError: with the child's last words.
    """
    command = [sys.executable, "-I", "-S", "-c", _COPIER, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 – our own words
    if done.returncode < 0:
        raise OSError(f"the copying process was killed by signal {-done.returncode}")
    if done.returncode:
        raise OSError(done.stderr.strip().rsplit("\n", 1)[-1])


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
