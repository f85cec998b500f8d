"""Walls in front of articles, and articles that speak of such walls."""

from __future__ import annotations

import pytest

from extractors.errors import ConsentWall, ErrorPage
from extractors.model import Page
from extractors.text import extract_article


def page(title: str, text: str, *, head: str = "") -> Page:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    html = (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"
    )
    return Page("https://a.example/2026/11/20/1", html.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("title", "text", "error"),
    [
        (
            "Checking your browser before accessing a.example",
            "This process is automatic. Your browser will redirect to the content you asked for shortly.",
            ErrorPage,
        ),
        (
            "Verify you are human",
            "a.example needs to review the security of your connection first.",
            ErrorPage,
        ),
        ("私はロボットではありません", "続けるには下の欄にチェックを入れてください。", ErrorPage),
        (
            "ただいまアクセスが集中しています",
            "しばらくたってからもう一度お試しください。",
            ErrorPage,
        ),
        (
            "자동 접속 방지",
            "아래 그림에 보이는 문자를 입력하시면 계속 이용하실 수 있습니다.",
            ErrorPage,
        ),
        (
            "Before you continue",
            "We use cookies and data to deliver our services and to measure how they are used.",
            ConsentWall,
        ),
        (
            "Willkommen",
            "Mit Werbung und Tracking kostenlos weiterlesen, oder ein Abonnement abschließen.",
            ConsentWall,
        ),
        (
            "ようこそ",
            "当サイトはクッキーを利用しています。続けるには同意するを押してください。",
            ConsentWall,
        ),
    ],
)
def test_walls_are_no_articles(title: str, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        extract_article(page(title, text))


ARTICLE = '<meta property="og:type" content="article">'


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "We use cookies less, big retailers say",
            (
                "We use cookies on fewer pages than last year, three large retailers told the ministry on Friday.\n"
                "The new law takes effect in March and asks for consent in plain words."
            ),
        ),
        (
            "ネット通販、ロボット購入に対策",
            (
                "大手三社は二十日、転売目的の自動購入を防ぐ仕組みを来月から導入すると発表した。\n"
                "画面の文字を読み取らせる方式は廃止する。利用者からは歓迎の声が上がっている。"
            ),
        ),
        (
            "정부, 매크로 예매 막는 법안 발의",
            (
                "정부가 20일 자동 프로그램으로 표를 사들이는 행위를 금지하는 법안을 국회에 냈다.\n"
                "공연장들은 예매 창에 그림 문자를 넣는 방안도 함께 검토하고 있다."
            ),
        ),
    ],
)
def test_articles_about_walls_are_articles(title: str, text: str) -> None:
    assert text.split("\n")[1] in extract_article(page(title, text, head=ARTICLE)).text
