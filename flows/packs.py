"""The baseline pack that the settings name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from warehouse.baseline import load_pack, shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.pack import Pack
from warehouse.watchfile import check_watch


@lru_cache(maxsize=4)
def open_pack(name: str) -> Pack:
    """A shipped pack by name, or a folder (anything with a slash).

    Raises:
        YamlError: no such pack, or a fault in it, with file and line.
    """
    return load_pack(Path(name)) if is_own(name) else shipped_pack(name)


@lru_cache(maxsize=4)
def open_judge(name: str) -> Judge:
    """The judge for a pack, built once in a process.

    Raises:
        YamlError: no such pack, or a fault in it, with file and line.
    """
    check_pack(name)
    return Judge(open_pack(name))


@lru_cache(maxsize=4)
def check_pack(name: str) -> None:
    """Try every pattern of a pack of one's own; those of a shipped one have been tried by its tests.

    Compiling them all takes a second; in reading, each is compiled when its words are first met.

    Raises:
        YamlError: a fault, with file and line.
    """
    if is_own(name):
        pack = open_pack(name)
        check_watch(pack.watch, pack.languages, pack.ladders)


def is_own(name: str) -> bool:
    """Whether a pack is a folder of the user's."""
    return "/" in name
