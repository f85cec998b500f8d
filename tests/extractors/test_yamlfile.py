"""YAML values that know their line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors import yamlfile
from extractors.yamlfile import YamlError

FILE = """\
# a comment
id: nara
when: 2026-01-13
quiet: no
share: 22.6
count: 42
empty:
names:
  ja: [奈良, "なら"]
  ko: 나라
rows:
  - id: one
  - id: two
"""


def node() -> yamlfile.Node:
    return yamlfile.load("pack.yaml", FILE)


def test_strings_stay_strings_until_asked() -> None:
    top = node()
    assert top.require_str("quiet") == "no"
    assert top.require_str("when") == "2026-01-13"
    assert top.require("quiet").truth() is False
    assert top.require("when").day() == date(2026, 1, 13)
    assert top.require("share").number() == 22.6
    assert top.require("count").integer() == 42


def test_every_value_knows_its_line() -> None:
    top = node()
    assert top.require("when").line == 3
    assert [row.line for row in top.require_list("rows")] == [12, 13]
    assert top.require("names").require("ko").line == 10


def test_absent_and_empty_are_alike() -> None:
    top = node()
    assert top.get("empty") is None
    assert top.optional_str("empty", "x") == "x"
    assert top.optional_list("empty") == ()
    assert top.optional_strings("nowhere") == ()


def test_one_or_more_takes_a_lone_value() -> None:
    names = node().require("names")
    assert names.require("ja").one_or_more() == ("奈良", "なら")
    assert names.require("ko").one_or_more() == ("나라",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not YAML"),
        ("b: 1\nb: 2\n", 2, "used twice"),
        ("- 1\n", 1, "expected keys"),
        ("a:\n  - x\n", 2, "expected one value, found a list"),
        ("a: ''\n", 1, "found nothing"),
        ("x: y\n", 1, "'a' is missing"),
    ],
)
def test_errors_name_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(YamlError, match=words) as caught:
        yamlfile.load("data/bad.yaml", text).require_str("a")
    assert (caught.value.path, caught.value.line) == ("data/bad.yaml", line)
    assert str(caught.value).startswith(f"data/bad.yaml:{line}: ")


@pytest.mark.parametrize(
    ("accessor", "words"),
    [
        ("number", "a number, found 'nara'"),
        ("integer", "a whole number"),
        ("truth", "true or false"),
        ("day", "YYYY-MM-DD"),
        ("mapping", "keys and values, found 'nara'"),
        ("strings", "a list"),
    ],
)
def test_wrong_types_say_what_was_expected(accessor: str, words: str) -> None:
    with pytest.raises(YamlError, match=words) as caught:
        getattr(node().require("id"), accessor)()
    assert caught.value.line == 2


def test_choice_lists_what_there_is() -> None:
    with pytest.raises(YamlError, match="'nara' is not one of busan, gyeongju"):
        node().require("id").choice({"gyeongju", "busan"})


def test_unknown_keys_are_refused_with_the_known_ones() -> None:
    rows = node().require_list("rows")
    rows[0].check_keys(required=("id",))
    with pytest.raises(YamlError, match="unknown key 'id'; there may be ids"):
        rows[1].check_keys(optional=("ids",))
    with pytest.raises(YamlError, match="'names' is missing"):
        rows[1].check_keys(required=("id", "names"))


@pytest.mark.parametrize("text", ["a: &x\n  b: *x\n", "a: &x [1, {b: [*x]}]\n"])
def test_an_alias_inside_itself_is_an_error(text: str) -> None:
    with pytest.raises(YamlError, match=r"loop\.yaml:\d: contains itself"):
        yamlfile.load("loop.yaml", text)


def test_other_aliases_are_fine() -> None:
    top = yamlfile.load("x.yaml", "a: &x {b: c}\nd: [*x, *x]\n")
    assert [item.require_str("b") for item in top.require_list("d")] == ["c", "c"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b"a: 1\nb: \xff\n", ":2: not UTF-8"),
        (b"a: 1\nb: \x01\n", ":2: not YAML"),
    ],
)
def test_unreadable_files(tmp_path: Path, body: bytes, words: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(body)
    with pytest.raises(YamlError, match=words):
        yamlfile.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(YamlError, match=r"nowhere\.yaml: No such file"):
        yamlfile.load(tmp_path / "nowhere.yaml")


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: nara\n")
    assert yamlfile.load(path).require_str("id") == "nara"
