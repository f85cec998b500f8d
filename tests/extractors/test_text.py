"""Pages to articles."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import (
    BinaryContent,
    ConsentWall,
    EmptyText,
    ErrorPage,
    ExtractionError,
    IndexPage,
    LoginPage,
    Mojibake,
    PaywallStub,
)
from extractors.language import detect_language
from extractors.model import Article, DateSource, Page
from extractors.text import extract_article
from extractors.text_credits import agency_of

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


def bare(title: str, body: str, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def walled(text: str) -> str:
    data = '{"@type": "NewsArticle", "isAccessibleForFree": false}'
    return f'<script type="application/ld+json">{data}</script><article><h1>x</h1><p>{text}</p></article>'


PASSWORD = "<form><input name=id><input type=password name=pw><button>OK</button></form>"


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (
            bare("404 Not Found", "<h1>404</h1><p>The page you requested cannot be found.</p>"),
            ErrorPage,
        ),
        (
            bare("알림", "<p>요청하신 페이지를 찾을 수 없습니다. 주소를 다시 확인해 주세요.</p>"),
            ErrorPage,
        ),
        (
            bare(
                "お知らせ",
                "<p>お探しのページは見つかりませんでした。掲載期間が終了した可能性があります。</p>",
            ),
            ErrorPage,
        ),
        (
            bare("Just a moment...", "<p>Checking your browser before accessing the site.</p>"),
            ErrorPage,
        ),
        (
            bare("로그인", f"<h1>회원 로그인</h1>{PASSWORD}<p>아이디와 비밀번호를 입력하세요.</p>"),
            LoginPage,
        ),
        (bare("ログイン", f"<p>会員の方はこちらから入ってください。</p>{PASSWORD}"), LoginPage),
        (
            bare("Sign in - The Desk", f"<p>Welcome back to the desk, please enter.</p>{PASSWORD}"),
            LoginPage,
        ),
        (
            bare(
                "Before you continue", "<p>We and our partners use cookies. Accept all cookies?</p>"
            ),
            ConsentWall,
        ),
        (
            bare(
                "クッキー",
                "<p>このサイトはクッキーを使用します。続行するには同意してください。</p>",
            ),
            ConsentWall,
        ),
        (
            bare(
                "首脳会談",
                walled("両首脳は昼食をともにした。この記事は有料会員限定です。残り 800文字"),
            ),
            PaywallStub,
        ),
        (
            bare(
                "정상회담",
                walled("두 정상은 오찬을 함께했다. 구독하시면 기사 전문을 계속 읽을 수 있습니다."),
            ),
            PaywallStub,
        ),
        (
            bare(
                "Summit", walled("The leaders had lunch. Subscribe to continue reading this story.")
            ),
            PaywallStub,
        ),
        (
            bare(
                "정치",
                "<p>정치 분야의 최신 기사를 모았습니다. 매일 갱신됩니다.</p>",
                '<script type="application/ld+json">{"@type": "CollectionPage"}</script>',
            ),
            IndexPage,
        ),
        (bare("x", "<div id=app></div>"), EmptyText),
        (b"", EmptyText),
        (b"%PDF-1.7 ...", BinaryContent),
        (
            html([text.encode().decode("cp1252", "replace") for text in BODY_JA], "x", lang="ja"),
            Mojibake,
        ),
    ],
)
def test_other_pages_are_refused(page: bytes, error: type[ExtractionError]) -> None:
    with pytest.raises(error):
        extract_article(Page("https://example.com/a/1", page, fetched_at=NOW))


def test_a_brief_is_no_stub_because_the_site_sells_subscriptions() -> None:
    nav = "<nav><a href=/pay>유료 회원 안내</a><a href=/login>로그인 후 기사 저장</a></nav>"
    page = html(BODY_KO, "두 정상").replace(b"<body>", f"<body>{nav}".encode())
    assert extract_article(Page("https://example.kr/a", page)).text == "\n\n".join(BODY_KO)


def test_an_article_about_such_pages_is_an_article() -> None:
    body = [
        "The ministry said its login page had been copied by fraudsters, who asked visitors for their password.",
        "The false site showed a page not found message and asked readers to accept all cookies, it said.",
        "Officials said the number of such pages, some of which ask people to subscribe to continue, had doubled.",
        "The ministry will meet the agencies of both countries next week to discuss the matter, it added.",
    ]
    article = extract_article(
        Page("https://example.com/a/1", html(body, "Ministry warns of a false login page"))
    )
    assert article.text.count("\n\n") == 3


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("두 정상 다시 만나", "나라신문", "두 정상 다시 만나"),
        ("두 정상 '나라 - 서울' 오간다", "나라신문", "두 정상 '나라 - 서울' 오간다"),
        (
            "首脳会談、奈良で再び　春に訪韓へ",
            "奈良日報オンライン",
            "首脳会談、奈良で再び　春に訪韓へ",
        ),
        ("Lunch in Nara: what was said", "The Desk", "Lunch in Nara: what was said"),
    ],
)
@pytest.mark.parametrize("separator", [" | ", " - ", " :: ", " – ", "｜", "：", ":"])
def test_titles_lose_the_name_of_the_site(
    title: str, site: str, separator: str, expected: str
) -> None:
    page = html(BODY_KO, title, site).replace(
        f"{title} | {site}".encode(), f"{title}{separator}{site}".encode()
    )
    page = page.replace(f"<h1>{title}</h1>".encode(), b"")
    assert extract_article(Page("https://www.example.kr/a/1", page)).title == expected


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("(서울=연합뉴스) 김기자 기자 = 두 정상은 오찬을 함께했다.", "Yonhap"),
        ("[서울=뉴시스] 김기자 기자 = 두 정상은 오찬을 함께했다.", "Newsis"),
        ("【ソウル共同】両首脳は昼食をともにした。", "Kyodo"),
        ("両首脳は昼食をともにした。（共同）", "Kyodo"),
        ("SEOUL (Reuters) - The two leaders had lunch.", "Reuters"),
        ("연합뉴스는 두 정상이 오찬을 함께했다고 전했다.", ""),
        ("The two leaders had lunch, Reuters reported, citing an official.", ""),
    ],
)
def test_agencies_are_credited_and_not_merely_quoted(text: str, agency: str) -> None:
    assert agency_of(text, "") == agency


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        (BODY_KO[0], "", "ko"),
        (BODY_JA[0], "", "ja"),
        ("日韓首脳会談", "ja-JP", "ja"),
        ("中日领导人在奈良举行会谈，双方同意保持沟通。", "", "zh"),
        ("The two leaders met in Nara and had lunch at the hotel.", "ko", "en"),
        ("Nara", "", "und"),
        ("", "ko", "ko"),
    ],
)
def test_the_language_is_that_of_the_text(text: str, hint: str, language: str) -> None:
    assert detect_language(text, hint) == language


def test_readings_in_ruby_do_not_break_a_sentence() -> None:
    body = BODY_JA[0].replace("政府", "<ruby>政府<rp>（</rp><rt>せいふ</rt><rp>）</rp></ruby>")
    article = extract_article(
        Page("https://example.jp/a", html([body, *BODY_JA[1:]], "協議へ", lang="ja"))
    )
    assert article.text == "\n\n".join(BODY_JA)


def test_furniture_at_the_ends_is_dropped() -> None:
    body = [*BODY_KO, "저작권자 ⓒ 나라신문, 무단 전재 및 재배포 금지", "관련 기사"]
    article = extract_article(Page("https://example.kr/a", html(body, "두 정상 다시 만나")))
    assert article.text == "\n\n".join(BODY_KO)


BODY_EN = [
    "South Korea will admit fish from Fukushima again, the oceans ministry in Sejong said on Friday after long talks.",
    "Eight prefectures had been shut out since 2013, and fishers on both coasts had long waited for the decision.",
]


@pytest.mark.parametrize(("body", "lang"), [(BODY_EN, "en"), (BODY_JA, "ja"), (BODY_KO, "ko")])
def test_a_menu_longer_than_the_article_is_no_text(body, lang) -> None:
    menu = "".join(
        f"<li><a href=/s/{n}>Section {n}: what our correspondents write, day by day</a>, daily"
        for n in range(200)
    )
    page = html(body, body[0][:20], lang=lang).replace(b"</nav>", f"<ul>{menu}</ul></nav>".encode())
    assert extract_article(Page("", page)).text == "\n\n".join(body)


@pytest.mark.parametrize(
    ("title", "text", "lang"),
    [
        ("[속보] 정부, 후쿠시마 수산물 수입 금지 해제", "(끝)이 아닌 시작.", "ko"),
        ("【速報】韓国、水産物の輸入規制を解除", "詳報は後ほど。", "ja"),
        ("Flash: Seoul lifts its ban", "More soon.", "en"),
    ],
)
def test_a_flash_with_hardly_a_word_is_an_article(title: str, text: str, lang: str) -> None:
    article = extract_article(Page("", html([text], title, lang=lang)))
    assert (article.title, article.text) == (title, text)


def test_an_article_within_the_navigation_is_read() -> None:
    page = html(BODY_EN, "Fish again", lang="en").replace(b"<article>", b"<nav><article>")
    page = page.replace(b"</article>", b"</article></nav>")
    assert extract_article(Page("", page)).text == "\n\n".join(BODY_EN)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Seoul will admit fish", "from <b>Fukushima</b>", "again."), "Seoul will admit fish from Fukushima again."),
        (("政府は二十日、", "韓国の<b>規制</b>を", "協議する。"), "政府は二十日、韓国の規制を協議する。"),
        (("이 대통령은 20일", "나라현을", "찾았다."), "이 대통령은 20일 나라현을 찾았다."),
    ],
)  # fmt: skip
def test_hard_wrapped_source_is_no_row_of_paragraphs(lines, text) -> None:
    paragraph = "\n      ".join(lines)
    wrapped = f"<div>{paragraph}</div><div>{paragraph}<br>{paragraph}</div>"
    body = "".join(f"<p>{line}</p>" for line in BODY_KO)
    page = html([], "두 정상 다시 만나").replace(
        b"</article>", f"{wrapped}{body}</article>".encode()
    )
    assert extract_article(Page("", page)).text.split("\n\n")[:3] == [text] * 3


def test_a_line_left_empty_is_the_end_of_a_paragraph() -> None:
    body = "<div>" + "\n\n".join(BODY_EN * 2) + "</div>"
    page = html([], "Fish again", lang="en").replace(b"</article>", f"{body}</article>".encode())
    assert extract_article(Page("", page)).text == "\n\n".join(BODY_EN * 2)


def test_errors_survive_the_way_back_from_a_worker_process() -> None:
    error = pickle.loads(pickle.dumps(ConsentWall("a wall", "https://example.com/")))
    assert (type(error), error.detail, error.url, error.retry) == (
        ConsentWall,
        "a wall",
        "https://example.com/",
        True,
    )


SEED = html(
    BODY_KO,
    "두 정상",
    "나라신문",
    '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12)), max_size=6),
    st.text(max_size=20),
)
@settings(max_examples=100, deadline=None)
def test_mutated_pages_give_an_article_or_an_error_of_the_tree(cuts, content_type) -> None:
    body = SEED
    for place, length, insert in cuts:
        at = int(place * len(body))
        body = body[:at] + insert + body[at + length :]
    article = None
    with suppress(ExtractionError):
        article = extract_article(Page("https://example.kr/a", body, content_type, fetched_at=NOW))
    assert article is None or (isinstance(article, Article) and article.text)


def section(count: int = 12) -> bytes:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/news/{number}">Minister number {number} answers parliament</a></h3>'
        f"<p>The minister spoke for {number} minutes about what the boats of port {number} may bring home.</p></div>"
        for number in range(count)
    )
    return f"<html><head><title>Politics</title></head><body><main>{teasers}</main></body></html>".encode()


def test_a_section_that_does_not_say_so_is_no_article() -> None:
    with pytest.raises(IndexPage, match="section's address"):
        extract_article(Page("https://example.com/politics/", section(), fetched_at=NOW))


@pytest.mark.parametrize("url", ["", "https://example.com/politics/20261120001"])
def test_headlines_at_an_articles_address_are_kept(url) -> None:
    assert extract_article(Page(url, section(), fetched_at=NOW)).text


def test_an_article_at_a_sections_address_is_kept() -> None:
    links = "".join(
        f"<li><a href='/{n}'>오늘의 다른 기사 제목은 여기에 {n}</a></li>" for n in range(20)
    )
    body = html(BODY_KO, "두 정상 다시 만나").replace(
        b"</body>", f"<ul>{links}</ul></body>".encode()
    )
    assert BODY_KO[0] in extract_article(Page("https://example.kr/politics/", body)).text


@pytest.mark.parametrize("half", ["&#xD83D;", "&#x0dfff", "&#55357;", "&#57343"])
def test_references_to_half_a_character_do_no_harm(half) -> None:
    body = html([f"{line}{half} " for line in BODY_KO], f"두 정상{half}")
    assert extract_article(Page("https://example.kr/a", body)).text.count("\n\n") == 2
