"""Typed values as JSON and back, and the best typed value a finding without one gives. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from warehouse.judging.model import ClaimValue, Finding

Names = Mapping[str, str]


def to_json(value: ClaimValue) -> str:
    """A value as a JSON object, without its empty fields."""
    return json.dumps({k: v for k, v in asdict(value).items() if v}, ensure_ascii=False)


def from_json(text: str) -> ClaimValue:
    """A value from the JSON that `to_json` made."""
    given = json.loads(text)
    return ClaimValue(
        kind=str(given.get("kind", "")),
        text=str(given.get("text", "")),
        number=given.get("number"),
        unit=str(given.get("unit", "")),
        first=str(given.get("first", "")),
        last=str(given.get("last", "")),
        also=tuple(given.get("also", ())),
        rung=str(given.get("rung", "")),
        entities=tuple(given.get("entities", ())),
        former=str(given.get("former", "")),
    )


def value_of(finding: Finding, before: ClaimValue, told_on: date, names: Names) -> ClaimValue:
    """The typed value that an acceptance of a finding makes the current one.

    Args:
        finding: the accepted finding.
        before: the claim's value in the baseline.
        told_on: local day of the article.
        names: entity ids of the names in the article, by spelling in lower case.

    Returns:
        the finding's own typed value; else the baseline's with what the finding's value key says instead.
    """
    if finding.new_value is not None:
        return finding.new_value
    kind, _, rest = finding.value_key.partition(":")
    said = rest.split("@")[0]
    if kind == "rung":
        return replace(before, text=finding.value, rung=said)
    if kind == "date":
        return replace(before, text=finding.value, first=said, last=said, also=())
    if kind == "place":
        return replace(before, text=finding.value, entities=_entity(said, names))
    if kind == "office":
        return _office(finding, before, said, told_on, names)
    try:
        return replace(before, text=finding.value, number=float(said))
    except ValueError:
        return replace(before, text=finding.value)


def _office(
    finding: Finding, before: ClaimValue, said: str, told_on: date, names: Names
) -> ClaimValue:
    """`since:2025-10` moves the holder's start; `EVENT:NAME` changes the holder, `EVENT:holder` does not yet."""
    event, _, who = said.partition(":")
    if event == "since":
        return replace(before, text=finding.value, first=f"{who}-01")
    if who == "holder":
        return replace(before, text=finding.value)
    former = before.entities[0] if before.entities else before.former
    first = told_on.isoformat()
    return replace(
        before, text=finding.value, first=first, entities=_entity(who, names), former=former
    )


def _entity(spelling: str, names: Names) -> tuple[str, ...]:
    found = names.get(spelling)
    return (found,) if found else ()
