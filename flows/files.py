"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that readers see the old one or the new one, never a part; `sync` makes it last.

    Args:
        path: where; missing folders are made.
        data: the content.
    """
    part = path.with_name(f".{path.name[:80]}.{os.getpid()}-{threading.get_ident()}")
    try:
        try:
            part.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sync(paths: Iterable[Path]) -> None:
    """Flush files and the folders they stand in to the disk, so that they survive a power cut.

    Files that are gone by now are left out.
    """
    folders = set()
    for path in paths:
        try:
            _fsync(path)
        except FileNotFoundError:
            continue
        folders.add(path.parent)
    for folder in folders:
        _fsync(folder)


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
