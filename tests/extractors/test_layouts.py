"""How Korean and Japanese sites lay out an article, and what is left of each layout: the article."""

from __future__ import annotations

import json

import pytest

from extractors.model import Page
from extractors.text import extract_article

KO = (
    "이재명 대통령은 20일 나라현을 다시 찾아 다카이치 총리와 오찬을 함께했다고 대통령실이 밝혔다.",
    "두 정상은 내년 봄에 서울에서 다시 만나기로 했으며, 구체적인 날짜는 외교 당국이 정하기로 했다.",
    "대통령실 관계자는 이번 만남이 셔틀 외교가 자리를 잡았음을 보여 준다고 평가했다.",
    "일본 정부는 이에 대해 별도의 설명을 내놓지 않았다.",
)
JA = (
    "政府は二十日、韓国による水産物の輸入規制について、実務者の協議を来月にも始めると発表した。",
    "対象となるのは八県の水産物で、検査証明書の扱いが焦点となる。外務省の担当者が記者団に語った。",
    "韓国側は国内の世論を見極めたうえで判断する考えを示している。",
    "次回の協議は東京で開かれる見通しだ。",
)
TITLE_KO, TITLE_JA = "두 정상 다시 만나", "輸入規制で協議へ"
RELATED = (
    "<div class=related><h3>관련기사</h3><ul>"
    "<li><a href=/1>여야, 예산안 처리 놓고 이틀째 대치</a><li><a href=/2>첫눈 내린 설악산에 등산객 몰려</a></ul></div>"
)
LAYOUTS = {
    "portal, lines in one article": (
        KO,
        (
            f"<h2><span>{TITLE_KO}</span></h2><div><span>2026.11.20. 오후 6:05</span></div><div class=newsct_article>"
            "<article id=dic_area><span class=end_photo_org><img src=x.jpg>"
            "<em class=img_desc>악수하는 두 정상</em></span>"
            f"{'<br><br>'.join(KO)}<br><br>홍길동 기자(hong@news.example.kr)</article></div>"
            "<p>Copyright ⓒ 나라신문. All rights reserved. 무단 전재 및 재배포, AI학습 및 활용 금지.</p>"
            f"<p>이 기사는 언론사에서 정치 섹션으로 분류했습니다.</p>{RELATED}"
        ),
    ),
    "portal, paragraphs": (
        KO,
        (
            f"<article><h3>{TITLE_KO}</h3><div><span>홍길동</span><span>입력 2026. 11. 20. 18:05</span></div>"
            f"<section>{''.join(f'<p>{line}</p>' for line in KO)}<p>hong@news.example.kr</p></section>"
            f"<p>Copyright © 나라신문. 무단전재 및 재배포 금지.</p></article>{RELATED}"
        ),
    ),
    "bare text with an advertisement in it": (
        KO,
        (
            f"<h1>{TITLE_KO}</h1><p class=date>입력 2026.11.20 18:05</p><div id=articleBody>{KO[0]}<br>{KO[1]}<br>"
            f"<div class=ad><script>x()</script></div>{KO[2]}<p></p>{KO[3]}<br><br>홍길동 기자 hong@news.example.kr<br>"
            f"&lt;저작권자 ⓒ 나라신문, 무단 전재 및 재배포 금지&gt;</div>{RELATED}"
        ),
    ),
    "agency, address at the end": (
        KO,
        (
            f"<main><article><h1>{TITLE_KO}</h1>{''.join(f'<p>{line}</p>' for line in KO)}<p>hong@news.example.kr</p>"
            f"<p>&lt;저작권자(c) 나라통신, 무단 전재-재배포 금지&gt; 2026/11/20 18:05 송고</p>"
            f"</article></main>{RELATED}"
        ),
    ),
    "portal, related articles behind": (
        JA,
        (
            f"<article><header><h1>{TITLE_JA}</h1><time>11/20(金) 18:05</time><p>配信</p></header>"
            "<div class=article_body>"
            f"<p>{'<br><br>　'.join(JA)}</p></div><section><h2>【関連記事】</h2><ul><li><a href=/1>台風、沖縄に接近</a>"
            "</ul></section><p>最終更新:<time>11/20(金) 18:05</time></p><p>奈良日報</p></article>"
        ),
    ),
    "caption above the text": (
        JA,
        (
            f"<div><h1>{TITLE_JA}</h1><p>2026年11月20日18時05分</p><div class=ArticleText><div class=ArticleFigure>"
            "<div class=PhotoCaption>会見する担当者＝20日、東京・霞が関</div></div>"
            f"{''.join(f'<p>　{line}</p>' for line in JA)}</div><div>[PR]</div></div>"
        ),
    ),
    "the writer introduced behind": (
        JA,
        (
            f"<main><h1>{TITLE_JA}</h1><p>奈良太郎　2026年11月20日 18時05分</p><div>"
            f"{''.join(f'<p>　{line}</p>' for line in JA)}</div><div>この記事を書いた人</div><div><p>奈良太郎</p>"
            "<p>専門・関心分野 外交、日韓関係、食の安全、地域の話題</p></div></main>"
        ),
    ),
    "portal, a summary and buttons before lines parted by breaks": (
        KO,
        (
            f"<div><h2>{TITLE_KO}</h2><div class=autosummary><a>요약봇</a><div><strong>AI 요약</strong><p>{KO[0]}</p>"
            "<p>주요 문장을 골라 보여 줍니다.</p></div></div><div class=layer-font><strong>글자크기 설정</strong>"
            "<p>글자 크기를 고를 수 있습니다.</p></div><div class=layer-share><strong>기사 공유하기</strong>"
            "<p>주소 복사</p>"
            f"</div><div><article id=dic_area>{'<br><br>'.join(KO)}<br><br>홍길동 기자 hong@news.example.kr</article>"
            "</div><div class=ofhe><h3>나라신문 헤드라인</h3><ul><li><a href=/1>첫눈 내린 설악산에 등산객</a></ul>"
            "</div></div>"
        ),
    ),
    "a summary at the head of the text": (
        KO,
        (
            f"<article><h1>{TITLE_KO}</h1><div class=article_body><div class=ab_summary><strong>AI 요약</strong>"
            "<ul><li>두 정상이 다시 만난다.<li>날짜는 아직 없다.</ul></div>"
            f"{''.join(f'<p>{line}</p>' for line in KO)}</div></article>{RELATED}"
        ),
    ),
    "broadcaster, where to send news": (
        KO,
        (
            f"<h4>{TITLE_KO}</h4><div id=cont_newstext class='detail-body font-size'>{'<br><br>'.join(KO)}<br><br>"
            "촬영기자:김철수/영상편집:이영희<br><br>■ 제보하기<br>▷ 전화 : 02-000-0000<br>"
            "▷ 카카오톡 : '나라제보' 검색<br>▷ 네이버, 유튜브에서 나라뉴스를 구독해주세요!</div>"
            "<div><p>hong@news.example.kr</p><p>홍길동 기자의 기사 모음</p>"
            "<p>이 기사에 대한 의견을 남겨주세요.</p></div>"
        ),
    ),
    "links to other articles between the paragraphs": (
        KO,
        (
            f"<h1>{TITLE_KO}</h1><div class=art_body><p>{KO[0]}</p><p>{KO[1]}</p>"
            f"<a href=/1>[관련기사] 첫눈 내린 설악산</a><p>{KO[2]}</p>"
            f"<p><a href=/2>여야, 예산안 놓고 대치</a></p><p>{KO[3]}</p></div>"
        ),
    ),
    "points before, comments behind": (
        JA,
        (
            f"<article><h1>{TITLE_JA}</h1><div class=topics><h2>ざっくり言うと</h2><ul><li>協議を来月にも始める"
            f"<li>対象は八県</ul></div><div>{'<br><br>　'.join(JA)}</div></article><section><h2>コメント12件</h2>"
            "<div><p>奈良花子</p><p>検査の結果を互いに認めるかどうかが鍵になります。</p></div></section>"
        ),
    ),
    "offers behind": (
        JA,
        (
            f"<main><h1>{TITLE_JA}</h1><section>{''.join(f'<p>　{line}</p>' for line in JA)}</section>"
            "<section><h2>ひとこと解説</h2><p>多様な観点からニュースを考える</p></section>"
            "<div><p>前へ</p><p>1/1ページ</p></div><p>Published 2026/11/20 18:05 (JST)</p></main>"
        ),
    ),
}


def page(title: str, body: str) -> Page:
    head = f'<head><title>{title}</title><meta property="og:title" content="{title}"></head>'
    markup = f"<html>{head}<body><nav><a href=/>홈</a></nav>{body}<footer>© 나라신문</footer>"
    return Page("https://news.example.kr/article/0012345", markup.encode())


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_each_layout_the_article_is_left(name: str) -> None:
    lines, body = LAYOUTS[name]
    title = TITLE_KO if lines is KO else TITLE_JA
    assert extract_article(page(title, body)).text.split("\n\n") == list(lines)


def test_a_credit_that_is_cut_from_the_text_is_still_credited() -> None:
    credit = "<p>&lt;저작권자(c) 연합뉴스, 무단 전재-재배포 금지&gt;</p>"
    paragraphs = "".join(f"<p>{line}</p>" for line in KO)
    body = f"<article><h1>{TITLE_KO}</h1>{paragraphs}<p>홍길동 기자 hong@news.example.kr</p>{credit}</article>"
    article = extract_article(page(TITLE_KO, body))
    assert (article.byline, article.agency) == ("홍길동 기자", "Yonhap")
    assert article.text.endswith(KO[-1])


def test_an_article_in_several_boxes_is_read_from_what_the_page_declares() -> None:
    lines = [f"{number}日、{line}" for number in range(1, 9) for line in JA]
    declared = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(lines)})
    shown = "".join(f"<p>{line}</p>" for line in lines[:10])
    script = f'<script type="application/ld+json">{declared}</script>'
    article = extract_article(
        page(TITLE_JA, f"<article><h1>{TITLE_JA}</h1>{shown}</article>{script}")
    )
    assert article.text.split("\n\n") == lines
    assert article.text_source == "json-ld"
