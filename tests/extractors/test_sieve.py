"""A pattern is tried only where what it cannot match without stands, and wherever it matches."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from extractors.lang.en import amounts as en_amounts
from extractors.lang.en import dates as en_dates
from extractors.lang.ja import amounts as ja_amounts
from extractors.lang.ja import dates as ja_dates
from extractors.lang.ko import amounts as ko_amounts
from extractors.lang.ko import dates as ko_dates
from extractors.numbers import fold
from extractors.rules import Rules, latin_rules
from extractors.sieve import CharacterSieve, Sieve

PHRASES = Path(__file__).parents[1] / "data" / "phrases"
TABLES = {
    "en-dates": en_dates._rules,
    "en-amounts": en_amounts._rules,
    "ja-dates": ja_dates._rules,
    "ja-amounts": ja_amounts._rules,
    "ko-dates": ko_dates._rules,
    "ko-amounts": ko_amounts._rules,
}


def test_only_rules_whose_words_stand_in_the_text_are_tried() -> None:
    rules = latin_rules(
        [("19th century", "century"), (r"(?P<n>\w+) days ago", "ago"), (".", "any")]
    )

    assert [reader for _, reader in rules.applicable("Early in the 19th CENTURY")] == [
        "century",
        "any",
    ]
    assert [reader for _, reader in rules.applicable("Two days ago")] == ["ago", "any"]
    assert [reader for _, reader in rules.applicable("Many days")] == ["any"]


@pytest.mark.parametrize(
    ("expression", "text", "is_candidate"),
    [
        ("(?:lift|end)ed the ban", "ended a ban", False),
        ("(?:lift|end)ed the ban", "he lifted the ban", True),
        ("(?P<verb>lift)s? .*(?:ban|curb)", "lift nothing", False),
        ("ban(?! lifted)", "ban", True),
        ("lift(?:ed)?", "lift", True),
        (r"[^\]]x+", "[]x", True),
        (r"\d+ times", "ten times", True),
        ("(?>lift)", "anything", True),
    ],
)
def test_latin_candidates(expression: str, text: str, is_candidate: bool) -> None:
    assert Sieve([expression]).candidates(text) == [0] * is_candidate


@pytest.mark.parametrize(
    ("expression", "text", "is_candidate"),
    [
        ("[春夏秋冬]に", "去年に", False),
        ("[春夏秋冬]に", "春に", True),
        (r"(?P<d>\d+)日(?:間|後)", "3日前", False),
        (r"(?P<d>\d+)日(?:間|後)", "日後の3", True),
        ("(?:先月|来月|今月)", "月", True),
        ("[^月]日", "日", True),
        ("[一-龥]日", "日", True),
    ],
)
def test_candidates_by_characters(expression: str, text: str, is_candidate: bool) -> None:
    assert CharacterSieve([expression]).candidates(text) == [0] * is_candidate


@pytest.mark.parametrize("table", TABLES)
def test_no_rule_is_kept_from_what_it_matches(table: str) -> None:
    rules: Rules[Any] = TABLES[table]()
    lines = (PHRASES / f"{table[:2]}-values.jsonl").read_text(encoding="utf-8").splitlines()
    matched: set[re.Pattern[str]] = set()
    for line in lines:
        text = fold(json.loads(line)["text"])  # as the readers of Japanese and Korean are given it
        tried = {pattern for pattern, _ in rules.applicable(text)}
        hits = {pattern for pattern, _ in rules.rows if pattern.search(text)}
        assert hits <= tried
        matched |= hits
    assert matched
