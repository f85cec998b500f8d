"""The same report in another house's style raises the same alerts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from warehouse.baseline import shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
JUDGE = Judge(shipped_pack("nara"))
Style = Callable[[str], str]


def _all(*changes: tuple[str, str]) -> Style:
    def put(text: str) -> str:
        for wanted, given in changes:
            text = re.sub(wanted, given, text, flags=re.MULTILINE)
        return text

    return put


STYLES: dict[str, dict[str, Style]] = {
    "en": {
        "dateline": _all((r"\A", "HANOI, Nov. 19 (AP) -- ")),
        "byline": _all((r"\A", "By Kim Ji-yeon and Ken Sato\n\n")),
        "single quotes": _all((r"[\"“]([^\"”\n]*)[\"”]", r"‘\1’")),
        "S. Korea": _all((r"South Korea(n?)\b", r"S. Korea\1")),
        "the percent sign": _all((r" per ?cent\b", "%")),
    },
    "ja": {
        "dateline": _all((r"\A", "【ソウル＝共同】")),
        "wide commas": _all(("、", "，")),
        "polite endings": _all(
            ("([しれ])た。$", r"\1ました。"), ("ている。", "ています。"), ("する。", "します。")
        ),
        "韓日": _all(("日韓", "韓日")),
        "indented paragraphs": _all(("^(?=.)", "　")),
    },
    "ko": {
        "dateline": _all((r"\A", "(서울=연합뉴스) 김지연 기자 = ")),
        "polite endings": _all((r"([했됐었았였])다\.", r"\1습니다."), (r"한다\.", "합니다.")),
        "curly quotes": _all((r"\"([^\"\n]*)\"", r"“\1”")),
        "other middle dots": _all(("·", "・")),
        "퍼센트": _all(("%", "퍼센트")),
    },
}


@cache
def _articles(language: str) -> list[ArticleText]:
    rows = map(json.loads, (ARTICLES / f"dev-{language}.jsonl").read_text("utf-8").splitlines())
    return [
        ArticleText(
            r["id"], r["title"], r["text"], datetime.fromisoformat(r["published"]), language
        )
        for r in rows
    ]


@cache
def _alerts(article: ArticleText) -> set[str]:
    return {f.claim or f.topic for f in JUDGE.judge(article).findings if f.is_alerting}


@pytest.mark.parametrize(
    ("language", "style"), [(language, style) for language in STYLES for style in STYLES[language]]
)
def test_style_is_no_news(language: str, style: str) -> None:
    put, changed = STYLES[language][style], 0
    for article in _articles(language):
        other = replace(article, text=put(article.text))
        changed += other.text != article.text
        assert _alerts(other) == _alerts(article), article.id
    assert changed > 0
