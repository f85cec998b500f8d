"""OPML in and out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.model import Source, SourceKind
from flows.errors import InputError
from flows.opml import read_opml, write_opml

SOURCES = [
    Source("a", SourceKind.RSS, "https://a.example/?x=1&y=2", "ko", "KR", "가 <신문>", "A"),
    Source(
        "b",
        SourceKind.HTML_INDEX,
        "https://b.example/",
        "ja",
        link_pattern=r"/\d+",
        is_enabled=False,
        user_agent="X/1",
    ),
]
FOREIGN = b"""<opml version="1.0"><body><outline text="Folder">
<outline text="Paper" xmlUrl="https://www.paper.example/feed" htmlUrl="https://www.paper.example/"/>
<outline title="Again" xmlUrl="https://www.paper.example/feed"/>
<outline text="Odd" xmlUrl="ftp://x"/>
<outline text="Old" xmlUrl="feed://old.example/a"/><outline text="Own" narawatchId="B 1" xmlUrl="https://own.example/"/>
</outline></body></opml>"""


def test_what_goes_out_comes_back() -> None:
    read = read_opml(write_opml(SOURCES), taken=())
    assert read == [SOURCES[0], replace(SOURCES[1], outlet="b")]


def test_ids_that_are_taken_are_replaced() -> None:
    assert [source.id for source in read_opml(write_opml(SOURCES), taken={"a"})] == ["a-2", "b"]


def test_other_programs_files_need_a_language() -> None:
    read = read_opml(FOREIGN, taken=(), language="en-GB")
    assert [(s.id, s.kind, s.language, s.outlet) for s in read] == [
        ("paper", SourceKind.AUTO, "en", "Paper"),
        ("old", SourceKind.AUTO, "en", "Old"),
        ("own", SourceKind.AUTO, "en", "Own"),
    ]
    assert read[1].url == "http://old.example/a"
    with pytest.raises(InputError, match="has no language"):
        read_opml(FOREIGN, taken=())


BOMB = b"""<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>
<outline text="&x;&b;" xmlUrl="https://a.example/" language="ko"/></body></opml>"""


def test_entities_are_harmless() -> None:
    try:
        found = read_opml(BOMB, taken=())
    except InputError:
        return
    assert all("root:" not in source.outlet for source in found)


@pytest.mark.parametrize("body", [b"", b"<html/>", b"not xml", b"<opml>"])
def test_what_is_no_opml(body: bytes) -> None:
    with pytest.raises(InputError, match="no OPML"):
        read_opml(body, taken=())
