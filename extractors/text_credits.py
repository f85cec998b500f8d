"""Who wrote an article, and which agency it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.formats.common import plain
from extractors.page_tree import PageTree, string_of

# How agencies sign: in brackets before the text, behind it, or in a byline.
AGENCIES = (
    ("Yonhap", r"연합뉴스|聯合ニュース|\bYonhap\b"),
    ("Newsis", r"뉴시스|\bNewsis\b"),
    ("News1", r"뉴스1|\bNews1\b"),
    ("Kyodo", r"共同通信|\bKyodo\b|교도(?:통신)?|共同(?=[)）】\]＝=])"),
    ("Jiji", r"時事通信|時事(?=[)）】])|\bJiji\b|지지통신"),
    ("AP", r"\bAP\b(?:通信)?|AP통신|Associated Press"),
    ("Reuters", r"\bReuters\b|ロイター|로이터"),
    ("AFP", r"\bAFP\b|AFP時事"),
    ("Bloomberg", r"\bBloomberg\b|ブルームバーグ|블룸버그"),
    ("Xinhua", r"\bXinhua\b|新華社|신화통신|신화사"),
    ("TASS", r"\bTASS\b|タス通信|타스"),
    ("EPA", r"\bEPA\b"),
)
AGENCY = tuple((name, re.compile(pattern)) for name, pattern in AGENCIES)
# Where a credit may stand: bracketed or dashed at the head, bracketed at the end.
HEAD_CREDIT = re.compile(
    r"^\s*(?:[(\[（［【〔][^)\]）］】〕]{2,40}[)\]）］】〕]"
    r"|[A-Z][\w .,'’]{2,40}\((?:AP|Reuters|AFP|Kyodo|Jiji)[^)]{0,20}\))"
)
INNER_CREDIT = re.compile(r"[(（\[【＝=]\s*([^()（）\[\]【】＝=]{2,25}?)\s*[)）\]】＝=]")
COPYRIGHT = re.compile(r"(?:저작권자|ⓒ|©|Copyright|著作権)[^\n]{0,60}", re.IGNORECASE)
HEAD_CHARS = 80
TAIL_CHARS = 200

BYLINE_KO = re.compile(
    r"(?:^|[\s=(\[(/])((?:[가-힣]{2,4}\s*[·,ㆍ]\s*)*[가-힣]{2,4}\s?(?:선임|전문|수습)?\s?(?:기자|특파원|논설위원|편집위원))(?=[\s=\])\]]|$)"
)
BYLINE_JA = re.compile(r"【[^】]*?[=＝・]?([一-龥々ァ-ヶー]{2,8}\s?(?:記者|特派員)?)】")
BYLINE_EN = re.compile(
    r"^\s*By\s+([A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}(?:(?:,| and)\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3})*)\b"
)
BYLINE_CHARS = 120
URL_LIKE = re.compile(r"^https?://")


def byline_of(tree: PageTree, text: str) -> str:
    """Give the authors as written, or empty.

    JSON-LD and meta elements first, then the listing, then the signature in the text.
    """
    for name in _declared(tree):
        cleaned = plain(name)[:BYLINE_CHARS]
        if cleaned and not URL_LIKE.match(cleaned):
            return cleaned
    for pattern in (BYLINE_EN, BYLINE_KO, BYLINE_JA):
        if match := pattern.search(text[:HEAD_CHARS]) or pattern.search(text[-TAIL_CHARS:]):
            return match[1].strip()
    return ""


def agency_of(text: str, byline: str) -> str:
    """Name the agency credited at the head or the end of a text or in its byline, or empty.

    An agency that the text merely quotes is no credit: only bracketed and set-off places count.
    """
    for place in _credits(text, byline):
        for name, pattern in AGENCY:
            if pattern.search(place):
                return name
    return ""


def _declared(tree: PageTree) -> Iterator[str]:
    for node in tree.articles():
        authors = node.get("author")
        people = authors if isinstance(authors, list) else [authors]
        yield ", ".join(name for person in people if (name := string_of(person)))
    yield tree.meta(
        "author", "article:author", "dable:author", "byl", "parsely-author", "dc.creator"
    )
    yield tree.page.entry.author if tree.page.entry else ""


def _credits(text: str, byline: str) -> Iterator[str]:
    if match := HEAD_CREDIT.match(text):
        yield match[0]
    yield byline
    for part in (text[:HEAD_CHARS], text[-TAIL_CHARS:]):
        yield from (f"({match[1]})" for match in INNER_CREDIT.finditer(part))
    yield from (match[0] for match in COPYRIGHT.finditer(text[-TAIL_CHARS:]))
