"""Floors under the judge's quality on labelled articles, by language and kind.

The floors are in `floors.yaml` with the digest of the set they were measured on. They may be raised;
lowering one shows in the diff, and none may sink below what the project promises.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.yamlfile import Node
from extractors.yamlfile import load as load_yaml
from tests.judging import scoring

PROMISED = {"all": 0.90, "en": 0.87, "ja": 0.87, "ko": 0.87}
PROMISED_FALSE_ALARMS = 0.05
PROMISED_RELEVANCE = 0.95
FLOORS = load_yaml(Path(__file__).parent / "floors.yaml")


def floors(name: str) -> Node:
    return FLOORS.require(name)


def judged(name: str, group: str) -> list[scoring.Row]:
    languages = scoring.LANGUAGES if group == "all" else (group,)
    return [row for language in languages for row in scoring.rows(name, language)]


@pytest.mark.parametrize("name", FLOORS.mapping())
def test_the_set_is_the_one_measured(name: str) -> None:
    assert floors(name).require_str("digest") == scoring.digest(name)


@pytest.mark.parametrize("name", FLOORS.mapping())
@pytest.mark.parametrize("group", ["all", *scoring.LANGUAGES])
def test_alerts_hold_their_floor(name: str, group: str) -> None:
    rows = judged(name, group)
    floor = floors(name).require("alerts").require(group).number()
    assert scoring.alerts(rows).f1 >= floor, list(scoring.misses(rows))


@pytest.mark.parametrize("name", FLOORS.mapping())
@pytest.mark.parametrize("kind", ["contradiction", "development", "novel"])
def test_each_kind_holds_its_floor(name: str, kind: str) -> None:
    floor = floors(name).require("kinds").require(kind).number()
    assert scoring.alerts(judged(name, "all"), kind).f1 >= floor


@pytest.mark.parametrize("name", FLOORS.mapping())
def test_quiet_articles_stay_quiet(name: str) -> None:
    ceiling = floors(name).require("false_alarms").number()
    assert scoring.false_alarm_rate(judged(name, "all")) <= ceiling


@pytest.mark.parametrize("name", FLOORS.mapping())
def test_relevance_holds_its_floor(name: str) -> None:
    floor = floors(name).require("relevance").number()
    assert scoring.relevance(judged(name, "all")).f1 >= floor


def test_floors_do_not_sink_below_the_promise() -> None:
    dev = floors("dev")
    for group, promised in PROMISED.items():
        assert dev.require("alerts").require(group).number() >= promised
    assert dev.require("false_alarms").number() <= PROMISED_FALSE_ALARMS
    assert dev.require("relevance").number() >= PROMISED_RELEVANCE
