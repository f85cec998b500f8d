"""The form of a pack as its README tells it."""

from __future__ import annotations

from warehouse.baseline import SHIPPED
from warehouse.packfile import ENTITY_KINDS, VALUE_KINDS

TEXT = (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_every_kind_is_told() -> None:
    assert {kind for kind in VALUE_KINDS if f"`{kind}`" not in TEXT} == set()
    line = next(line for line in TEXT.splitlines() if "kinds:" in line)
    assert set(line.split("kinds: ")[1].split(", ")) == ENTITY_KINDS


def test_every_file_of_the_shipped_pack_is_told() -> None:
    for path in (SHIPPED / "nara").rglob("*.yaml"):
        name = path.name if path.parent.name == "nara" else f"{path.parent.name}/*.yaml"
        assert f"`{name}`" in TEXT
