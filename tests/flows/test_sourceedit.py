"""Changes to a user's sources file leave everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model import Source, SourceKind
from flows.errors import SourcesError
from flows.sourceedit import add_source, render_row, switch_source
from flows.sourcefile import load_sources

OWN = """\
# mine
sources:   # the list
    - id: a            # first
      url: https://a.example/rss
      language: ko
      enabled: true    # for now
    - id: b
      url: https://b.example/rss
      language: ja
templates: []
"""
NEW = Source(
    "c", SourceKind.RSS, "https://c.example/?a=1&b=#2", "ko", outlet="그 신문: 사회", owner="C"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_first_row_makes_a_file_that_extends_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "new/sources.yaml"
    add_source(path, NEW)
    assert load_sources(path)[-1] == NEW
    assert len(load_sources(path)) > 100
    assert path.read_text(encoding="utf-8").startswith("# My sources")


def test_rows_are_added_as_the_file_is_indented(file: Path) -> None:
    add_source(file, NEW)
    assert {source.id for source in load_sources(file)} == {"a", "b", "c"}
    text = file.read_text(encoding="utf-8")
    assert "    - id: c\n      kind: rss\n" in text
    assert all(line in text.splitlines() for line in OWN.splitlines()[2:])


def test_every_value_comes_back_as_it_went_in(tmp_path: Path) -> None:
    odd = Source(
        "d", SourceKind.HTML_INDEX, "https://d.example/", "ja", "JP", "A \"B\" 'C' # D", "no",
        r"/\d+\.html", is_enabled=False, verified_on="2026-11-20", verified_how="- me: *", user_agent="x/1",
    )  # fmt: skip
    path = tmp_path / "sources.yaml"
    path.write_text("sources:\n" + render_row(odd), encoding="utf-8")
    assert load_sources(path) == (odd,)


def test_switching_changes_one_line(file: Path) -> None:
    switch_source(file, "a", is_enabled=False)
    assert file.read_text(encoding="utf-8") == OWN.replace("true    # for now", "false")
    switch_source(file, "b", is_enabled=False)
    assert [source.is_enabled for source in load_sources(file)] == [False, False]
    assert "      enabled: false\n      url: https://b.example/rss" in file.read_text(
        encoding="utf-8"
    )


def test_a_shipped_source_is_switched_in_the_users_file(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    for is_enabled in (False, True, False):
        switch_source(path, "nhk", is_enabled=is_enabled)
        [nhk] = [source for source in load_sources(path) if source.id == "nhk"]
        assert nhk.is_enabled is is_enabled
    assert path.read_text(encoding="utf-8").count("nhk") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OWN.replace("id: b", "id: c"), "already a source 'c'"),
        ("sources: [{id: x, url: 'https://x.example', language: ko}]\n", "in one line"),
        (OWN.replace("language: ja", "tongue: ja"), "unknown key 'tongue'"),
    ],
)
def test_nothing_is_written_when_it_does_not_fit(file: Path, text: str, says: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError, match=says):
        add_source(file, NEW)
    assert file.read_text(encoding="utf-8") == text


def test_an_unknown_source_cannot_be_switched(file: Path) -> None:
    with pytest.raises(SourcesError, match="there is no source 'z'"):
        switch_source(file, "z", is_enabled=False)
    assert file.read_text(encoding="utf-8") == OWN
