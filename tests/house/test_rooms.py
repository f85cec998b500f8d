"""The rooms of the house: which may import which, and who owns which library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAY_IMPORT = {
    "extractors": {"extractors"},
    "warehouse": {"warehouse", "extractors"},
    "flows": {"flows", "warehouse", "extractors"},
}
# Each of these has one module (or one package) that imports it; everyone else goes through that.
OWNERS = {
    "duckdb": {"warehouse/db.py"},
    # Pages come through the polite fetcher; a model is the user's own server, and asked without any of that.
    "httpx": {"flows/http.py", "flows/chat.py"},
    "apprise": {"flows/notify.py"},
    "prefect": {"flows/watch.py", "flows/serve.py"},
    "trafilatura": {"extractors/text.py"},
}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_arrows_run_one_way(room: str) -> None:
    paths = modules(room)
    assert paths
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imported(path)
        if name.split(".")[0] in MAY_IMPORT and name.split(".")[0] not in MAY_IMPORT[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("library", OWNERS)
def test_each_library_has_one_owner(library: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for room in MAY_IMPORT
        for path in modules(room)
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= OWNERS[library]


def test_only_settings_reads_the_environment() -> None:
    users = [
        str(path.relative_to(ROOT))
        for room in MAY_IMPORT
        for path in modules(room)
        if "os.environ" in (text := path.read_text(encoding="utf-8")) or "os.getenv" in text
    ]
    assert set(users) <= {"flows/settings.py"}
