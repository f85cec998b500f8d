"""The baseline pack that the settings name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from warehouse.baseline import load_pack, shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.pack import Pack


@lru_cache(maxsize=4)
def open_pack(name: str) -> Pack:
    """A shipped pack by name, or a folder (anything with a slash).

    Raises:
        YamlError: no such pack, or a fault in it, with file and line.
    """
    return load_pack(Path(name)) if "/" in name else shipped_pack(name)


@lru_cache(maxsize=4)
def open_judge(name: str) -> Judge:
    """The judge for a pack, built once in a process: compiling a pack's words costs more than judging with them.

    Raises:
        YamlError: no such pack, or a fault in it, with file and line.
    """
    return Judge(open_pack(name))
