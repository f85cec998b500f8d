"""The memory of this process and of all it started, shared pages counted once."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

EVERY_S = 0.5
PARENT = re.compile(r"^PPid:\s+(\d+)", re.MULTILINE)
SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class TreePeak:
    """Looks twice a second; a context manager.

    Args:
        but: a child that is not counted, nor what it started.

    Attributes:
        peak_mb: the most so far.
    """

    def __init__(self, but: int) -> None:
        self.peak_mb = 0.0
        self._but = but
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(EVERY_S):
            shares = (_number(process, "smaps_rollup", SHARE) for process in _tree(self._but))
            self.peak_mb = max(self.peak_mb, sum(shares) / 1024)


def _tree(but: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        process = int(folder.name)
        children.setdefault(_number(process, "status", PARENT), []).append(process)
    found, waiting = [], [os.getpid()]
    while waiting:
        process = waiting.pop()
        if process != but:
            found.append(process)
            waiting += children.get(process, [])
    return found


def _number(process: int, file: str, pattern: re.Pattern[str]) -> int:
    """A number in a file of the system's about a process; 0 when the process has ended."""
    try:
        match = pattern.search(Path(f"/proc/{process}/{file}").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(match[1]) if match else 0
