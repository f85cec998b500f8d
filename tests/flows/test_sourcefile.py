"""A sources file is read whole or refused with file and line."""

from __future__ import annotations

import pytest

from extractors.model import Source, SourceKind
from flows.errors import SourcesError
from flows.sourcefile import load_sources

GOOD = """\
sources:
  - id: a-paper
    kind: rss
    url: https://a.example/rss?x=1
    language: ko
    outlet: A Paper
    owner: A Group
    enabled: no
  - id: b
    url: http://b.example/
    language: ja
"""


def test_rows_become_sources(tmp_path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert load_sources(file) == (
        Source(
            "a-paper",
            SourceKind.RSS,
            "https://a.example/rss?x=1",
            "ko",
            outlet="A Paper",
            owner="A Group",
            is_enabled=False,
        ),
        Source("b", SourceKind.AUTO, "http://b.example/", "ja"),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("- id: b", "- id: a-paper", 9, "stands already in line 2"),
        ("- id: b", "- id: B_1", 9, "small letters"),
        ("kind: rss", "kind: rdf", 3, "'rdf' is not one of"),
        ("http://b.example/", "ftp://b.example/", 10, "http or https"),
        ("http://b.example/", "http://[b/", 10, "no address"),
        ("    language: ja\n", "", 9, "'language' is missing"),
        ("enabled: no", "enabled: perhaps", 8, "true or false"),
        ("outlet: A Paper", "outlett: A Paper", 6, "unknown key 'outlett'"),
        ("owner: A Group", "link_pattern: '('", 7, "regular expression"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path, old, new, line, says) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SourcesError) as caught:
        load_sources(file)
    assert f"{file}:{line}:" in str(caught.value)
    assert says in str(caught.value)


def test_a_missing_file_is_told(tmp_path) -> None:
    with pytest.raises(SourcesError, match="No such file"):
        load_sources(tmp_path / "none.yaml")
