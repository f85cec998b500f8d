"""One article, one address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.urls import absolute, canonical_url, identity, site, twins
from extractors.yamlfile import load


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "HTTPS://News.Example.COM:443/a/B?utm_source=rss&id=7#top",
            "https://news.example.com/a/B?id=7",
        ),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://example.com/a?fbclid=x&gclid=y&from=rss", "https://example.com/a"),
        ("https://example.com/a?ref=20261120", "https://example.com/a?ref=20261120"),
        ("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2"),
        ("https://m.example.co.kr/view?idxno=12", "https://www.example.co.kr/view?idxno=12"),
        ("https://m.sports.example.com/a", "https://sports.example.com/a"),
        ("https://amp.example.com/story", "https://www.example.com/story"),
        ("https://m.jp/a", "https://m.jp/a"),
        ("https://www.example.com/story/amp/", "https://www.example.com/story"),
        ("https://www.example.com/story.amp.html", "https://www.example.com/story.html"),
        ("https://www.example.com/story?outputType=amp", "https://www.example.com/story"),
        ("https://www.google.com/amp/s/www.example.com/a/amp", "https://www.example.com/a"),
        (
            "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a",
            "https://www.example.com/a",
        ),
        ("https://한국.example/기사", "https://xn--3e0b707e.example/%EA%B8%B0%EC%82%AC"),
        ("https://example.com/%7euser/%ea%b8%b0", "https://example.com/~user/%EA%B8%B0"),
        ("https://example.com/a%2Fb", "https://example.com/a%2Fb"),
        ("https://example.com/100%", "https://example.com/100%25"),
        (" https://example.com/a\n b ", "https://example.com/ab"),
        ("mailto:desk@example.com", "mailto:desk@example.com"),
        ("https://[::1", "https://[::1"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("http://user:secret@example.com/a", "http://example.com/a"),
        ("http:// /", "http:///"),
    ],
)
def test_canonical_form(url: str, expected: str) -> None:
    assert canonical_url(url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "name", ["oid", "aid", "idx", "idxno", "no", "id", "newsId", "news_seq_no", "article_id", "p"]
)
def test_ids_stay(name: str) -> None:
    assert canonical_url(f"https://example.kr/view?{name}=123&utm_medium=x").endswith(
        f"?{name}=123"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://n.news.naver.com/mnews/article/001/0015000001?sid=100",
        "https://n.news.naver.com/article/001/0015000001",
        "https://m.news.naver.com/read.naver?oid=001&aid=0015000001",
        "https://news.naver.com/main/read.naver?mode=LSD&mid=sec&sid1=100&oid=001&aid=0015000001",
    ],
)
def test_naver_has_one_address_for_an_article(url: str) -> None:
    assert canonical_url(url) == "https://n.news.naver.com/article/001/0015000001"


ADDRESSES = load(Path(__file__).parents[1] / "data" / "addresses.yaml")
SAME = [group.strings() for group in ADDRESSES.require_list("same")]
APART = [group.strings() for group in ADDRESSES.require_list("apart")]


@pytest.mark.parametrize("group", SAME, ids=lambda group: group[0])
def test_the_press_writes_one_article_in_many_ways(group: tuple[str, ...]) -> None:
    assert {url: canonical_url(url) for url in group} == dict.fromkeys(group, group[0])


@pytest.mark.parametrize("group", APART, ids=lambda group: group[0])
def test_other_articles_stay_apart(group: tuple[str, ...]) -> None:
    assert len({identity(url) for url in group}) == len(group)


def test_the_table_of_addresses_is_as_wide_as_it_should_be() -> None:
    assert sum(map(len, SAME)) >= 100


@given(st.text(max_size=80) | st.from_regex(r"https?://[^\x00]{0,60}", fullmatch=True))
@settings(max_examples=300)
def test_canonical_form_is_stable_for_any_text(text: str) -> None:
    once = canonical_url(text)
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/a", "https://example.com/a"),
        ("b?x=1", "https://example.com/news/b?x=1"),
        ("//other.example/c", "https://other.example/c"),
        ("javascript:void(0)", ""),
        ("http://[", ""),
    ],
)
def test_links_are_resolved(link: str, expected: str) -> None:
    assert absolute("https://example.com/news/", link) == expected


def test_twins_differ_in_scheme_www_and_last_slash_alone() -> None:
    group = twins("http://www.example.com/a?id=1/")
    assert group[0] == "http://www.example.com/a?id=1/"
    assert set(group) >= {"https://example.com/a/?id=1/", "https://www.example.com/a?id=1/"}
    assert len(group) == 8
    assert {identity(url) for url in group} == {"example.com/a?id=1/"}
    assert twins("mailto:desk@example.com") == ("mailto:desk@example.com",)


def test_a_site_is_its_host_without_labels_for_readers() -> None:
    assert site("https://m.example.co.kr/a") == site("http://www.example.co.kr/") == "example.co.kr"
