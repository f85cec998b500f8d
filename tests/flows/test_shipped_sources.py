"""The sources that ship, files that extend them, templates."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.model import SourceKind
from flows.errors import SourcesError
from flows.settings import Settings, shipped_sources
from flows.sourcefile import load_sources, load_templates, open_sources, user_file

SHIPPED = load_sources(shipped_sources())


def test_there_is_a_balanced_press() -> None:
    enabled = [source for source in SHIPPED if source.is_enabled]
    languages = Counter(source.language for source in enabled)
    assert len(enabled) >= 80
    assert min(languages[tag] for tag in ("en", "ja", "ko")) >= 25


def test_both_governments_and_gdelt_are_in_it() -> None:
    enabled = {source.id for source in SHIPPED if source.is_enabled}
    assert {"mofa-kr", "mofa-jp", "president-kr", "kantei", "gdelt-relations"} <= enabled


def test_every_row_says_how_sure_its_address_is() -> None:
    for source in SHIPPED:
        assert source.verified_how, source.id
        assert re.fullmatch(r"(\d{4}-\d\d(-\d\d)?)?", source.verified_on), source.id
        assert source.kind is not SourceKind.AUTO, source.id


def test_no_address_stands_twice() -> None:
    assert [url for url, count in Counter(s.url for s in SHIPPED).items() if count > 1] == []


def test_outlets_of_one_owner_are_spelled_alike() -> None:
    owners = {source.owner for source in SHIPPED}
    assert len({owner.casefold() for owner in owners}) == len(owners)
    by_outlet: dict[str, set[str]] = {}
    for source in SHIPPED:
        by_outlet.setdefault(source.outlet, set()).add(source.owner)
    assert {outlet: found for outlet, found in by_outlet.items() if len(found) > 1} == {}


def test_index_pages_have_a_pattern_for_their_links() -> None:
    pages = [source for source in SHIPPED if source.kind is SourceKind.HTML_INDEX]
    assert pages
    assert all(source.link_pattern for source in pages)


def write(tmp_path: Path, rows: str) -> Path:
    file = tmp_path / "sources.yaml"
    file.write_text(f"extends: shipped\nsources:\n{rows}", encoding="utf-8")
    return file


def test_a_file_may_hold_only_what_differs(tmp_path: Path) -> None:
    rows = (
        "  - {id: nhk, enabled: no}\n  - {id: mine, url: 'https://mine.example/f', language: ko}\n"
    )
    sources = {source.id: source for source in load_sources(write(tmp_path, rows))}
    shipped = {source.id: source for source in SHIPPED}
    assert len(sources) == len(shipped) + 1
    assert not sources["nhk"].is_enabled
    assert sources["nhk"].url == shipped["nhk"].url
    assert sources["mine"].language == "ko"


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("  - {id: mine, language: ko}\n", 3, "'url' is missing"),
        ("  - {id: nhk, enabled: no}\n  - {id: nhk, enabled: yes}\n", 4, "stands twice"),
        ("  - {id: nhk, colour: red}\n", 3, "unknown key 'colour'"),
        ("  - {enabled: no}\n", 3, "'id' is missing"),
    ],
)
def test_faults_of_such_a_file(tmp_path: Path, rows: str, line: int, says: str) -> None:
    with pytest.raises(SourcesError, match=re.escape(says)) as caught:
        load_sources(write(tmp_path, rows))
    assert caught.value.line == line


def test_only_the_shipped_sources_can_be_extended(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    file.write_text("extends: other\nsources: []\n")
    with pytest.raises(SourcesError, match=r"sources\.yaml:1: 'other' is not one of shipped"):
        load_sources(file)


def test_the_users_file_lies_in_the_home_folder_unless_named(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert open_sources(settings) == SHIPPED
    assert user_file(settings) == write(tmp_path, "  - {id: nhk, enabled: no}\n")
    assert open_sources(settings) != SHIPPED
    named = Settings(home=tmp_path, sources_file=tmp_path / "own.yaml")
    assert user_file(named) == tmp_path / "own.yaml"
    with pytest.raises(SourcesError, match=r"own\.yaml: No such file"):
        open_sources(named)


def test_templates_take_a_query() -> None:
    templates = load_templates()
    assert {"gdelt", "google-news-ko", "google-news-ja", "google-news-en"} <= templates.keys()
    source = templates["google-news-ja"].fill("search-1", "日韓 首脳&会談")
    assert source.id == "search-1"
    assert "q=%E6%97%A5%E9%9F%93%20%E9%A6%96%E8%84%B3%26%E4%BC%9A%E8%AB%87&hl=ja" in source.url
