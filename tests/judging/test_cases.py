"""A table of short articles for each claim and language: what must be told, and what must not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from extractors.yamlfile import Node, load
from warehouse.baseline import shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText

FOLDER = Path(__file__).parents[1] / "data" / "cases"
CASES = [
    pytest.param(path.stem.split("-")[0], case, id=f"{path.stem}-{case.line}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in load(path).items()
]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shipped_pack("nara"))


@pytest.mark.parametrize(("language", "case"), CASES)
def test_alerts(judge: Judge, language: str, case: Node) -> None:
    published = datetime.fromisoformat(f"{case.require_str('day')}T18:00:00+09:00")
    article = ArticleText(
        "case", case.require_str("title"), case.require_str("text"), published, language
    )
    found = [f for f in judge.judge(article).findings if f.is_alerting]
    assert {f"{f.kind} {f.claim}".strip() for f in found} == set(case.require("alerts").strings())
