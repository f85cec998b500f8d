"""No page hangs the reader: what is too large is refused, and what is just not is read in seconds."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from extractors.errors import NotAnArticle, TooLarge
from extractors.model import Page
from extractors.text import extract_article

LINE = "한국과 일본의 정상이 만났다고 대통령실이 밝혔다. "
BODY = f"<p>{LINE * 30}</p>"
LINK = f"<a href=/x>{LINE}</a>"
JSON = '<script type="application/json">{"content":"%s"}</script>'
# Of processor time, with room for a slow machine; before there were bounds each of these took minutes.
SECONDS = 15

TOO_LARGE = {
    "links in one article": f"<article>{BODY}{LINK * 20_000}</article>",
    "boxes within boxes": ("<div>" * 250 + LINE + "</div>" * 250) * 300,
    "inline elements": "<article><p>" + "<span>a</span> " * 60_000,
    "boxes that are each bearable": (f"<div>{'<b>a</b>' * 3_500}</div>") * 4,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{LINE * 30}",
    "attributes that hold brackets": "<p "
    + " ".join(f'a{n}="<>"' for n in range(100_000))
    + f">{LINE * 30}",
    "one text": f"<p>{LINE * 40_000}",
    "bytes": f"<p>{'&amp;' * 2_000_000}",
}
BEARABLE = {
    "links": f"<article>{BODY}{LINK * 5_500}</article>",
    "listed links": f"<ul>{f'<li>{LINK}</li>' * 5_500}</ul>",
    "teasers": f"<ul>{f'<li><h3>{LINK}</h3><p>{LINE}</p></li>' * 5_500}</ul>",
    "inline elements": "<article><p>" + "<span>a</span> " * 5_500,
    "items": f"<ul>{'<li>x</li>' * 1_300}</ul>" * 17,
    "tables": f"<table><tr><td>{LINE}</td></tr></table>" * 5_500,
    "captions in a script": JSON % ("<div class='caption'>" * 30_000 + LINE * 20),
    "scripts in a script": JSON % ("<figure>" * 30_000 + LINE * 20),
    "a long address": f'<link rel=canonical href="http://news.example.kr/?{"a=1&" * 1_000_000}">{BODY}',
    "an endless tag": f"{BODY}<p {'a ' * 4_000}",
}  # fmt: skip


def read(markup: str) -> None:
    extract_article(Page("http://news.example.kr/1", f"<html><body>{markup}".encode()))


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_page_beyond_all_articles_is_refused_at_once(name: str) -> None:
    began = time.process_time()
    with pytest.raises(TooLarge):
        read(TOO_LARGE[name])
    assert time.process_time() - began < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", BEARABLE)
def test_a_page_just_within_the_bounds_is_read_in_seconds(name: str) -> None:
    began = time.process_time()
    with suppress(NotAnArticle):
        read(BEARABLE[name])
    assert time.process_time() - began < SECONDS
