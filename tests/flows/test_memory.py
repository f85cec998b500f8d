"""What a process keeps of the memory it has freed."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Pages between which something small stays: what lies on the heap cannot be given back.
KEPT = """
import re, sys
from pathlib import Path
from flows.memory import be_thrifty

if sys.argv[1] == "thrifty":
    be_thrifty()
pages, small = [], []
for number in range(500):
    pages.append(bytearray(100_000))
    small.append(bytearray(2_000))
pages.clear()
status = Path("/proc/self/status").read_text(encoding="ascii")
print(int(re.search(r"VmRSS:\\s+(\\d+)", status)[1]) // 1024)
"""


def kept_mb(how: str) -> int:
    command = [sys.executable, "-c", KEPT, how]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other libraries have no mallopt")
def test_freed_pages_are_given_back() -> None:
    assert kept_mb("thrifty") < kept_mb("as usual") - 30
