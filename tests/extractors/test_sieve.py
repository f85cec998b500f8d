"""A rule is tried only where one of its words stands, and always where it names none."""

from collections.abc import Sequence
from typing import Any

import pytest

from extractors.lang.en import amounts, dates
from extractors.lang.en.sieve import Rule, applicable, rule


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Early in the 19th CENTURY", ["century", "any"]),
        ("Two days ago", ["ago", "any"]),
        ("Nothing of the kind", ["any"]),
    ],
)
def test_only_rules_whose_words_stand_in_the_text_are_tried(text: str, names: list[str]) -> None:
    rules = (rule("x", "century", ("century",)), rule("x", "ago", (" ago",)), rule("x", "any"))

    assert [tried.reader for tried in applicable(rules, text)] == names


@pytest.mark.parametrize("rules", [dates._rules(), amounts._rules()], ids=["dates", "amounts"])
def test_hints_are_lower_case_because_the_text_is_lowered(rules: Sequence[Rule[Any]]) -> None:
    hints = [hint for tried in rules for hint in tried.hints]

    assert hints
    assert [hint for hint in hints if hint != hint.lower()] == []
