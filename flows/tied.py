"""Runs a module that is to end with its parent: `python -m flows.tied PARENT MODULE ARGUMENTS…`.

Who is killed outright cannot stop what he has started; on Linux the kernel does it for him.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

_PR_SET_PDEATHSIG = 1  # prctl(2)


def command(module: str, *arguments: str) -> list[str]:
    """What to start so that a module ends with this process."""
    return [sys.executable, "-m", "flows.tied", str(os.getpid()), module, *arguments]


def tie(parent: int) -> None:
    """Have this process get SIGTERM when its parent ends, or end at once when that has happened."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(f"process {parent}, which this one was to end with, is gone")


if __name__ == "__main__":
    tie(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
