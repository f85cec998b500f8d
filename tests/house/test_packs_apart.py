"""Another pack needs no code: nothing that the code looks for in a text is one of the shipped pack's own names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse.baseline import SHIPPED, load_pack
from warehouse.judging.terms import fold

ROOT = Path(__file__).parents[2]
# One town among many that datelines name, and a title that stands for a name.
SHARED = {("extractors/newswire.py", "nara"), ("extractors/lang/ko/offices.py", "일왕")}
_ESCAPE = re.compile(r"\\[a-zA-Z]")


def names_of(folder: Path) -> set[str]:
    """What only this pack is about: its id, its claims, persons by their full names, the place it is called after."""
    pack = load_pack(folder)
    owners = [
        entity
        for entity in pack.entities.values()
        if entity.kind == "person" or entity.id == f"place.{pack.id}"
    ]
    spelt = {fold(name) for owner in owners for names in owner.names.values() for name in names}
    return {pack.id, *pack.claims, *spelt}


def texts(path: Path) -> Iterator[str]:
    """The string literals of a module that are no docstrings, without the letters of escapes (`\\bnara`)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield fold(_ESCAPE.sub(" ", node.value))


def pattern_of(names: set[str]) -> re.Pattern[str]:
    found = (rf"(?<!\w){re.escape(n)}(?!\w)" if n.isascii() else re.escape(n) for n in names)
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


@pytest.mark.parametrize("room", ["extractors", "warehouse"])
def test_no_name_of_a_shipped_pack_stands_in_the_code(room: str) -> None:
    packs = [path.parent for path in SHIPPED.glob("*/pack.yaml")]
    wanted = pattern_of({name for folder in packs for name in names_of(folder)})
    found = {
        (str(path.relative_to(ROOT)), match[0])
        for path in sorted((ROOT / room).rglob("*.py"))
        for text in texts(path)
        for match in wanted.finditer(text)
    }
    assert found - SHARED == set()


def test_a_name_in_the_code_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "engine.py"
    module.write_text('"""Nara in a docstring."""\nPLACE = r"\\bnara|奈良"\n', encoding="utf-8")
    wanted = pattern_of(names_of(SHIPPED / "nara"))
    assert [m[0] for text in texts(module) for m in wanted.finditer(text)] == ["nara", "奈良"]
