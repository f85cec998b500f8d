"""A baseline about quite another subject: nothing in the code is tied to the one that ships."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.gazetteer import Gazetteer
from warehouse.baseline import load_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText
from warehouse.judging.pack import names_of

HERRING = Path(__file__).parents[1] / "data/packs/herring"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(load_pack(HERRING))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Norvania and Estmark have lifted the ban on drift nets in the Skar Strait.",
            {("development", "netting-ban.status", "lifted")},
        ),
        (
            "en",
            "Estmark has terminated the herring treaty with Norvania, its government said on Tuesday.",
            {("development", "treaty.status", "terminated")},
        ),
        (
            "en",
            "Estmark will not terminate the herring treaty with Norvania, the ministry said.",
            set(),
        ),
        (
            "en",
            "Estmark and Norvania signed an agreement on the joint hatchery on Monday.",
            {("development", "hatchery.project", "signed")},
        ),
        (
            "en",
            "The drift net ban in the Skar Strait covers five zones, Norvania and Estmark said.",
            {("contradiction", "netting-ban.scope", "5 zones")},
        ),
        (
            "en",
            "The herring quota shared by Estmark and Norvania was raised to 45,000 tonnes for 2031.",
            {("development", "quota.herring", "45000 tonnes")},
        ),
        (
            "en",
            "Norvania boarded and seized an Estmarkian trawler on Friday.",
            {("novel", "", "boarded")},
        ),
        ("en", "The football match between Norvania and Estmark ended 2-2.", set()),
        (
            "ja",
            "エストマルクとノルヴァニアは10日、スカル海峡の流し網の禁止を解除した。",
            {("development", "netting-ban.status", "lifted")},
        ),
        ("ja", "エストマルクはノルヴァニアとのニシン条約を破棄しない方針だ。", set()),
        (
            "ko",
            "에스트마르크와 노르바니아는 스카르 해협의 유자망 금지를 해제했다.",
            {("development", "netting-ban.status", "lifted")},
        ),
        (
            "ko",
            "에스트마르크는 노르바니아와의 청어 조약을 파기했다.",
            {("development", "treaty.status", "terminated")},
        ),
        (
            "en",
            "The premier of Norvania spent his 72 hours in Skarholm as a guest of Estmark.",
            {("contradiction", "skarholm.duration", "3 days")},
        ),
        (
            "en",
            "The premier of Norvania left Skarholm on May 4, 2030, Estmark said.",
            {("contradiction", "skarholm.duration", "4 days")},
        ),
        (
            "ja",
            "エストマルクに招かれたノルヴァニア首相は、72時間のスカルホルムを満喫した。",
            {("contradiction", "skarholm.duration", "3 days")},
        ),
        (
            "ko",
            "노르바니아 총리는 사흘간 스카르홀름에서 에스트마르크의 손님이었다.",
            {("contradiction", "skarholm.duration", "3 days")},
        ),
        ("ko", "노르바니아는 유자망 금지 해제를 요구했다. 에스트마르크는 답하지 않았다.", set()),
    ],
)
def test_alerts(
    judge: Judge, language: str, text: str, expected: set[tuple[str, str, str]]
) -> None:
    article = ArticleText("x", text, text, datetime(2030, 6, 12, 9, tzinfo=UTC), language)
    found = judge.judge(article).findings
    alerts = {(f.kind.value, f.claim, f.value.split(" (")[0]) for f in found if f.is_alerting}
    assert alerts == expected


def test_its_names_are_found() -> None:
    gazetteer = Gazetteer(names_of(load_pack(HERRING).entities))
    mentions = gazetteer.mentions("Ulla Brandt of Estmark spoke. Brandt left.", "en")
    assert [one.entity for one in mentions] == ["person.brandt", "country.estmark", "person.brandt"]
