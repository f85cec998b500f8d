"""No page hangs the reader: what is too large is refused, and what is just not is read in seconds."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from extractors.entries import parse_entries
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


ITEM = "<item><title>x</title><link>http://news.example.kr/1</link>%s</item>"
FEEDS = {
    "items without end": "<item/>" * 200_000,
    "tags in an item's text": ITEM % f"<description>{'&lt;b&gt;' * 200_000}</description>",
    "attributes": "<item " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>",
    "an author's address": ITEM % f"<author>{'a.' * 500_000}@</author>",
    "document types": ITEM % "" + "<!DOCTYPE [ " * 90_000,
}


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


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_that_keeps_its_reader_busy_is_refused_or_read_in_seconds(name: str) -> None:
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{FEEDS[name]}'
    began = time.process_time()
    with suppress(TooLarge):
        assert len(parse_entries(Page("http://news.example.kr/rss", text.encode()))) == 1
    assert time.process_time() - began < SECONDS


def test_an_author_keeps_the_name_when_the_rest_is_cut() -> None:
    text = f"<rss version='2.0'><channel>{ITEM % f'<author>Kim {chr(97) * 999}</author>'}</channel></rss>"
    [entry] = parse_entries(Page("http://news.example.kr/rss", text.encode()))
    assert entry.author.startswith("Kim aaa")
    assert len(entry.author) < 400
