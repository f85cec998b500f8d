"""Pages to articles."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from extractors.model import DateSource, Page
from extractors.text import extract_article

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
BODY_KO = [
    "이재명 대통령은 20일 나라현을 다시 찾아 다카이치 총리와 오찬을 함께했다고 대통령실이 밝혔다.",
    "두 정상은 내년 봄에 서울에서 다시 만나기로 했으며, 구체적인 날짜는 외교 당국이 정하기로 했다.",
    "대통령실 관계자는 이번 만남이 셔틀 외교가 자리를 잡았음을 보여 준다고 평가했다.",
]
BODY_JA = [
    "政府は二十日、韓国による水産物の輸入規制について、実務者の協議を来月にも始めると発表した。",
    "対象となるのは八県の水産物で、検査証明書の扱いが焦点となる。外務省の担当者が記者団に語った。",
    "韓国側は国内の世論を見極めたうえで判断する考えを示している。",
]


def html(body: list[str], title: str, site: str = "", head: str = "", lang: str = "ko") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | {site}</title>'
        f'<meta property="og:site_name" content="{site}">{head}</head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


def test_a_korean_page_gives_text_title_date_and_language() -> None:
    head = '<meta property="article:published_time" content="2026-11-20T18:05:00+09:00">'
    page = Page(
        "https://news.example.kr/a/1?utm_source=x",
        html(BODY_KO, "두 정상 다시 만나", "나라신문", head),
        fetched_at=NOW,
    )
    article = extract_article(page)
    assert article.text == "\n\n".join(BODY_KO)
    assert article.title == "두 정상 다시 만나"
    assert article.language == "ko"
    assert article.published.at == datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    assert article.published.source is DateSource.META
    assert article.canonical_url == "https://news.example.kr/a/1"
    assert article.outlet == "나라신문"


def test_a_body_in_a_script_is_found() -> None:
    content = "".join(f"<p>{text}</p>" for text in BODY_KO)
    data = json.dumps({"props": {"pageProps": {"article": {"title": "x", "content": content}}}})
    body = (
        '<html><head><title>t</title></head><body><div id="__next"></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'
    )
    article = extract_article(Page("https://news.example.kr/a/2", body.encode()))
    assert article.text == "\n\n".join(BODY_KO)
    assert article.text_source == "script"


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc-jp"])
def test_a_japanese_page_is_read_in_any_encoding(encoding: str) -> None:
    body = html(BODY_JA, "輸入規制で協議へ", "奈良日報", lang="ja").decode().encode(encoding)
    article = extract_article(Page("https://example.jp/news/1", body, fetched_at=NOW))
    assert article.text == "\n\n".join(BODY_JA)
    assert article.language == "ja"
