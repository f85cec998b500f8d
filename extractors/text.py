"""A page's bytes to an article; the only importer of trafilatura."""

from __future__ import annotations

import re
from dataclasses import replace

import trafilatura
from lxml.etree import XPath
from lxml.html import HtmlElement

from extractors.decoding import decode_html, garbled_share
from extractors.errors import BinaryContent, EmptyText, Mojibake, TooLarge
from extractors.language import detect_language
from extractors.markup import parsable
from extractors.model import Article, Page
from extractors.page_bounds import MAX_PAGE_BYTES, MAX_TEXT_CHARS, bound_markup, bound_tree
from extractors.page_dates import read_dates
from extractors.page_tree import PageTree, read_tree
from extractors.signatures import binary_kind
from extractors.text_boxes import BESIDE, mark_boxes
from extractors.text_cleaning import (
    drop_readings,
    unwrap_lines,
    without_furniture,
    wrap_loose_text,
)
from extractors.text_credits import agency_of, byline_of
from extractors.text_kinds import refuse_other_kinds, weight_of
from extractors.text_scripts import json_ld_body, script_body
from extractors.text_titles import site_name, title_of
from extractors.urls import absolute, canonical_url, site

# Of 1,171 pages of public benchmarks the worst readable one, English with its quotation marks
# encoded twice, has 1.4 %; Japanese and Korean read in a wrong encoding have half and more.
MAX_GARBLED = 0.1
# Below this the page's own HTML is doubted, and its scripts are asked.
DOUBTED_CHARS = 400
# A headline with a sentence: below it even the surest text is nothing.
SURE_CHARS = 120
# A flash has hardly a word under its headline. Of 1,555 pages of public sets two give fewer than 20 characters, and
# those are all they have to say.
EMPTY_CHARS = 3
# By so many characters two readings of a text are known for one.
SAMPLE_CHARS = 20
FULLER = 1.5
# Browsers and servers give up on longer addresses.
MAX_LINK_CHARS = 8_000
# What other extractors make of a page is asked only below so many elements, as one of them needs time that grows with
# the square of the paragraphs. Of 2,815 pages of public sets three have more.
MOST_COMPARED = 7_000
# Nobody's text, in some pages half the elements, over which trafilatura and what it compares itself with would go.
MENUS = "//nav[not(.//p or .//article)]"
# What Korean and Japanese sites write under pictures that stand inside the text.
CAPTIONS = "//*[{}]".format(
    " or ".join(
        f"contains(@class, '{name}')"
        for name in (
            "img_desc",
            "photo_org",
            "photo_desc",
            "photo_caption",
            "PhotoCaption",
            "img_caption",
        )
    )
)
IS_CROWDED = XPath(f"count(//*) > {MOST_COMPARED}")

EAST_ASIAN = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# What it raises on mutated pages.
TRAFILATURA_CRASHES = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
)
NOISE = re.compile(r"[\W_]+")
LINE = re.compile(r"\s*\n\s*")


def extract_article(page: Page) -> Article:
    """Extract the article of a page.

    Args:
        page: as received; `entry` adds evidence for title, date and author, `fetched_at` bounds
            the dates.

    Returns:
        The article. Its date says where it was read; see `Stamp.is_guessed`.

    Raises:
        UnreadableBytes: binary, garbled or too large.
        NotAnArticle: a consent wall, paywall stub, login page, error page or index page, or a
            page without text.
    """
    markup, encoding = _decoded(page)
    bound_markup(markup, page.url)
    root = _parsed(markup)
    if root is None:
        raise EmptyText("no HTML", page.url)
    bound_tree(root, markup, page.url)
    drop_readings(root)
    unwrap_lines(root)
    tree = read_tree(page, root)
    title = title_of(tree)
    if _is_east_asian(tree, title):
        mark_boxes(root)
        wrap_loose_text(root)
    text, source = _body(tree, title)
    if len(text) > MAX_TEXT_CHARS:
        raise TooLarge(f"a text of {len(text)} characters", page.url)
    signed, text = text, without_furniture(text, title)
    refuse_other_kinds(tree, title, text)
    if len(text) < EMPTY_CHARS:
        raise EmptyText("no text in the page or its scripts", page.url)
    if (share := garbled_share(f"{title}\n{text}")) > MAX_GARBLED:
        raise Mojibake(f"{share:.0%} of the letters are garbled (read as {encoding})", page.url)
    byline = byline_of(tree, signed)
    article = _article(tree, title, text, encoding, source)
    return replace(article, byline=byline, agency=agency_of(signed, byline))


def _article(tree: PageTree, title: str, text: str, encoding: str, source: str) -> Article:
    entry = tree.page.entry
    claimed = tree.attribute("lang") or tree.meta("content-language", "og:locale")
    language = detect_language(f"{title}\n{text}", claimed or (entry.language if entry else ""))
    dates = read_dates(tree, language)
    return Article(
        url=tree.page.url,
        canonical_url=canonical_url(_canonical_link(tree)),
        title=title,
        text=text,
        language=language,
        published=dates.published,
        updated_at=dates.updated_at,
        outlet=site_name(tree) or (entry.outlet if entry else ""),
        encoding=encoding,
        text_source=source,
    )


def _decoded(page: Page) -> tuple[str, str]:
    if len(page.body) > MAX_PAGE_BYTES:
        raise TooLarge(f"a page of {len(page.body)} bytes", page.url)
    if kind := binary_kind(page.body):
        raise BinaryContent(f"an article was expected, and {kind} came", page.url)
    text, encoding = decode_html(page.body, page.content_type)
    return parsable(text), encoding


def _parsed(markup: str) -> HtmlElement | None:
    try:
        root: HtmlElement | None = trafilatura.load_html(markup)
    except TRAFILATURA_CRASHES:
        return None
    return root


def _body(tree: PageTree, title: str) -> tuple[str, str]:
    """The article's text and where it was: the page, its JSON-LD, or a script."""
    text = _from_html(tree, title)
    if weight_of(text) >= DOUBTED_CHARS:
        declared = json_ld_body(tree, longer_than=int(FULLER * len(text)))
        return (declared, "json-ld") if _is_fuller(declared, text) else (text, "html")
    for body, source in ((json_ld_body(tree), "json-ld"), (script_body(tree), "script")):
        if len(body) > 2 * len(text):
            return body, source
    return text, "html"


def _is_fuller(declared: str, text: str) -> bool:
    """Whether the text that a page declares is the extracted one and half as much again: boxes split some articles.

    It has to have its paragraphs: without them it is often several articles in a row.
    """
    is_longer = len(declared) > FULLER * len(text) and declared.count("\n") >= text.count("\n")
    return is_longer and _sample(text) in _letters(declared)


def _sample(text: str) -> str:
    """Letters from the middle, where no headline, byline or notice stands."""
    letters = _letters(text)
    return letters[len(letters) // 2 :][:SAMPLE_CHARS]


def _letters(text: str) -> str:
    return NOISE.sub("", text)


def _is_east_asian(tree: PageTree, title: str) -> bool:
    return EAST_ASIAN.search(title or tree.meta("og:description", "description")) is not None


def _from_html(tree: PageTree, title: str) -> str:
    """The text in paragraphs: with precision where the headline is East Asian, balanced elsewhere.

    From pages of fewer than 250 characters trafilatura's balanced mode falls back to all text there
    is, headline, date and buttons in one line with it; what it is surest of still comes in paragraphs.
    """
    if _is_east_asian(tree, title):
        asides = (CAPTIONS, BESIDE)
        surest = _trafilatura(tree, *asides, precision=True)
        if weight_of(surest) >= DOUBTED_CHARS:
            return surest
        other = _trafilatura(tree, *asides, precision=False)
        is_sure = weight_of(surest) >= SURE_CHARS and _sample(surest) in _letters(other)
        return surest if is_sure else max(surest, other, key=len)
    text = _trafilatura(tree, precision=False)
    if not text or "\n" in text or len(text) >= DOUBTED_CHARS:
        return text
    surest = _trafilatura(tree, precision=True)
    return surest if weight_of(surest) * 2 >= weight_of(text) else text


def _trafilatura(tree: PageTree, *asides: str, precision: bool) -> str:
    """The text without menus and without what these paths lead to."""
    try:
        text = trafilatura.extract(
            tree.root,
            url=tree.page.url or None,
            include_comments=False,
            favor_precision=precision,
            prune_xpath=[MENUS, *asides],
            fast=bool(IS_CROWDED(tree.root)),
        )
    except TRAFILATURA_CRASHES:
        return ""
    return LINE.sub("\n\n", (text or "").strip())


def _canonical_link(tree: PageTree) -> str:
    """The page's canonical link, unless it points to another site or to a front page."""
    links = tree.root.iter("link")
    canonical = [link for link in links if (link.get("rel") or "").strip().lower() == "canonical"]
    declared = [*(link.get("href") or "" for link in canonical), tree.meta("og:url")]
    for link in declared:
        url = absolute(tree.page.url, link) if 0 < len(link) <= MAX_LINK_CHARS else ""
        is_home = url.partition("//")[2].partition("/")[2] == ""
        if url and not is_home and site(url) == site(tree.page.url):
            return url
    return tree.page.url
