"""What a reader can take in: no file of code or rules over 500 lines, no function over 60."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "warehouse", "flows")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 500, 60
# A list with an entry for each outlet, in which nobody reads on from one to the next.
LISTS = {"flows/sources.yaml"}
FILES = sorted(
    path.relative_to(ROOT)
    for room in ROOMS
    for suffix in ("py", "yaml")
    for path in (ROOT / room).rglob(f"*.{suffix}")
)
MODULES = [path for path in FILES if path.suffix == ".py"]


def test_there_is_something_to_measure() -> None:
    assert {path.suffix for path in FILES} == {".py", ".yaml"}
    assert {str(path) for path in FILES} >= LISTS


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_is_too_long(room: str) -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in FILES
        if path.parts[0] == room and str(path) not in LISTS
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_function_is_too_long(room: str) -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in MODULES
        if path.parts[0] == room
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []
