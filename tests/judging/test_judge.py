"""The judge on short articles: one verdict each, in three languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from warehouse.baseline import shipped_pack
from warehouse.judging.choosing import with_news
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText

PUBLISHED = datetime.fromisoformat("2026-11-12T18:00:00+09:00")
CASES = [
    (
        "정부, 후쿠시마 등 8개 현 수산물 수입금지 해제",
        "한국 정부는 12일 일본 후쿠시마 등 8개 현에서 나는 수산물의 수입금지 조치를 해제했다고 밝혔다.",
        {("development", "seafood-ban.status")},
    ),
    (
        "정부, 수산물 수입금지 해제 검토 부인",
        "한국 정부는 12일 일본 후쿠시마 등 8개 현 수산물의 수입금지를 해제하지 않았다고 밝혔다.",
        set(),
    ),
    (
        "韓国、８県の水産物禁輸を解除",
        "韓国政府は１２日、福島など８県の水産物の輸入禁止措置を解除したと発表した。",
        {("development", "seafood-ban.status")},
    ),
    (
        "日本、韓国に水産物禁輸の解除求める",
        "日本政府は１２日、福島など８県の水産物の輸入禁止措置を解除するよう韓国に求めた。",
        set(),
    ),
]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shipped_pack("nara"))


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_verdicts(judge: Judge, title: str, text: str, expected: set[tuple[str, str]]) -> None:
    judgement = judge.judge(ArticleText("a", title, text, PUBLISHED))
    assert judgement.is_relevant
    assert {(str(f.kind), f.claim) for f in judgement.findings if f.is_alerting} == expected


def test_part_of_a_change_is_no_correction_in_an_update_either(judge: Judge) -> None:
    """Three of eight prefectures are freed: judged by itself, the sentence with the three corrects nothing."""
    eased = "정부는 2013년부터 이어 온 일본산 수산물 수입금지 조치를 완화했다. 후쿠시마 등 8개 현이 대상이었다."
    freed = "아오모리, 도치기, 군마 3개 현에서 잡히거나 가공된 수산물은 방사능 검사증명서를 내면 들여올 수 있게 됐다."
    text = f"{eased} {freed}"
    at = datetime.fromisoformat("2026-11-20T08:41:00+09:00")
    judgement = judge.judge(ArticleText("update", "수산물 수입금지 완화", text, at, "ko"))
    told = with_news(judgement, [(len(eased) + 1, len(text))])
    assert {f.claim for f in told.findings if f.is_alerting} == {"seafood-ban.status"}
