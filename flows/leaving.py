"""The last thing a process does."""

from __future__ import annotations

import atexit
import os
import sys


def hush_at_exit() -> None:
    """Have standard error closed when the exit handlers registered after this one are done.

    After a flow Prefect's daemon threads outlive the interpreter's modules, and DuckDB's bindings then print
    some sixty lines on objects that were not freed; nothing of ours speaks so late.
    """
    atexit.register(_hush)


def _hush() -> None:
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
