"""Feeds that a page announces."""

from __future__ import annotations

from extractors.feedlinks import FeedLinks, read_feed_links, usual_places

PAGE = """<!doctype html><html lang="ko-KR"><head><title> 한 신문
</title>
<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/rss/all.xml">
<link rel="Alternate" type="application/atom+xml" href="https://other.example/atom">
<link rel="alternate" type="application/rss+xml" href="/rss/all.xml">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="text/html" hreflang="ja" href="/ja">
<link rel="alternate" type="application/rss+xml" href="javascript:void(0)">
<link rel="stylesheet" href="/x.css"></head><body></body></html>"""


def test_announced_feeds_come_absolute_and_once() -> None:
    found = read_feed_links(PAGE, "https://paper.example/index.html")
    assert found == FeedLinks(
        "한 신문", "ko", ("https://paper.example/rss/all.xml", "https://other.example/atom")
    )


def test_a_page_that_is_none_has_no_feeds() -> None:
    assert read_feed_links("", "https://paper.example/") == FeedLinks("", "", ())
    assert read_feed_links("<", "https://paper.example/").feeds == ()


def test_usual_places_are_on_the_same_host() -> None:
    places = usual_places("https://paper.example/a/b?c")
    assert places[0] == "https://paper.example/feed/"
    assert all(place.startswith("https://paper.example/") for place in places)
