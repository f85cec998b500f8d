"""One writer at a time, across processes: a lock on a side file that says who holds it.

The database file itself is never locked by us: DuckDB does that, and opening the file for any other purpose in
the process that holds it would drop DuckDB's lock.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from warehouse.errors import LockTimeoutError, StorageError


@contextmanager
def writers_lock(path: Path, *, who: str, wait_seconds: float) -> Iterator[None]:
    """Hold the lock.

    Args:
        path: the side file; made when missing.
        who: what we are, for the message that others get while they wait (`run`, `accept`).
        wait_seconds: how long to queue.

    Raises:
        LockTimeoutError: names the holder's pid, what it is and since when.
        StorageError: the side file cannot be made.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageError(f"cannot make the lock file {path}: {error.strerror}") from error
    if not _acquire(descriptor, wait_seconds):
        raise LockTimeoutError(path, wait_seconds, holder(path))
    try:
        _sign(descriptor, who)
        yield
    finally:
        os.close(descriptor)


def holder(path: Path) -> str:
    """Who signed the lock file last, in words."""
    try:
        signed = json.loads(path.read_text(encoding="utf-8"))
        return f"pid {signed['pid']} ({signed['who']}) since {signed['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has not signed yet"


def _sign(descriptor: int, who: str) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    signature = json.dumps({"pid": os.getpid(), "who": who, "since": since}, ensure_ascii=False)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, signature.encode(), 0)
    except OSError:
        # A full disk must not keep anybody from freeing space; the lock itself holds.
        return


def _acquire(descriptor: int, wait_seconds: float) -> bool:
    """Queue in the kernel, which is fair to those who wait; polling is not."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _Waiter(descriptor).wait(wait_seconds)
    return True


class _Waiter:
    """A thread that blocks in flock for us, so that we may stop waiting."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._guard = threading.Lock()
        self._is_abandoned = False
        self._has_lock = threading.Event()

    def wait(self, seconds: float) -> bool:
        threading.Thread(target=self._block, daemon=True, name="warehouse-lock").start()
        if self._has_lock.wait(seconds):
            return True
        with self._guard:
            self._is_abandoned = not self._has_lock.is_set()
        return not self._is_abandoned

    def _block(self) -> None:
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        with self._guard:
            if self._is_abandoned:
                os.close(self._descriptor)
            else:
                self._has_lock.set()
