"""Listings of every format to entries."""

from __future__ import annotations

import gzip
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.entries import parse_entries
from extractors.errors import BadCompression, BinaryContent, ExtractionError, NotAFeed
from extractors.model import Entry, Page, SourceKind

URL = "https://www.example.kr/feed"
NINE = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>나라신문</title>
<language>ko</language>
<item><title><![CDATA[두 정상 &lt;나라&gt;서 만나]]></title><link>/a/1</link><guid isPermaLink="false">x1</guid>
<pubDate>{date}</pubDate><description>&lt;p&gt;요약&lt;/p&gt;</description><author>김기자</author></item>
</channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://www.example.jp/"><title>奈良日報</title></channel>
<item rdf:about="https://www.example.jp/n/1"><title>首脳会談</title><link>https://www.example.jp/n/1</link>
<dc:date>2026-11-20T09:00:00+09:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><title type="html">A &amp;amp; B</title>
<link rel="enclosure" href="/x.mp3"/><link rel="alternate" href="/n/2"/><id>tag:1</id>
<published>2026-11-20T00:00:00Z</published><updated>2026-11-20T01:00:00Z</updated></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": [
{"id": "1", "url": "https://example.com/a", "title": "One <two>", "date_published": "2026-11-20T09:00:00+09:00",
 "authors": [{"name": "Kim"}], "content_html": "<p>Hello</p>"}]}"""
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://www.example.kr/a/3</loc>
<lastmod>2026-11-20T10:00:00+09:00</lastmod><news:news><news:publication><news:name>나라신문</news:name>
<news:language>ko</news:language></news:publication><news:publication_date>2026-11-20 09:00</news:publication_date>
<news:title>두 정상</news:title></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://www.example.kr/sitemap-1.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>"""
GDELT = """{"articles": [{"url": "https://example.com/a", "title": "Summit &amp; trade", "seendate": "20261120T000000Z",
"domain": "example.com", "language": "Korean", "sourcecountry": "South Korea"}]}"""
HTML = """<html><body><nav><a href="/">Home</a><a href="/about-us">About our company and its history</a></nav><ul>
<li><a href="/news/20261120001">두 정상, 나라에서 다시 만나기로 합의</a><span>2026.11.20 09:00</span></li>
<li><a href="/news/20261120002">수산물 규제 협의 재개, 다음 달 실무 회담</a></li>
<li><a href="/news/20261120001"><img src="x.jpg"></a></li></ul></body></html>"""


def only(body: str | bytes, **page: object) -> Entry:
    raw = body.encode() if isinstance(body, str) else body
    entries = parse_entries(Page(URL, raw, **page))  # type: ignore[arg-type]
    assert len(entries) == 1
    return entries[0]


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 20 Nov 2026 09:00:00 KST",
        "Fri, 20 Nov 2026 09:00:00 +0900",
        "Fri, 20 Nov 2026 00:00:00 GMT",
        "2026-11-20T09:00:00+09:00",
        "2026-11-20 09:00:00",
        "2026.11.20 09:00",
        "2026년 11월 20일 오전 9:00",
        "2026年11月20日 9時00分",
        "20261120090000",
        "Fri,20 Nov  2026 09:00:00 +0900",
        "20 11 2026 09:00",
        "금, 20 11월 2026 09:00:00 +0900",
    ],
)
def test_dates_in_feeds_are_read_as_written(date: str) -> None:
    entry = only(RSS.format(date=date))
    assert entry.published_at == NINE
    assert entry.published_raw == date


def test_rss() -> None:
    entry = only(RSS.format(date=""))
    assert (entry.url, entry.title) == ("https://www.example.kr/a/1", "두 정상 <나라>서 만나")
    assert (entry.summary, entry.guid, entry.author) == ("요약", "x1", "김기자")
    assert (entry.language, entry.outlet, entry.published_at) == ("ko", "나라신문", None)


def test_a_permanent_guid_is_a_link() -> None:
    entry = only(
        "<rss version='2.0'><channel><item><guid>https://example.com/g</guid></item></channel></rss>"
    )
    assert entry.url == "https://example.com/g"


def test_a_link_with_the_address_of_a_record_is_still_the_link() -> None:
    item = '<item><link uri="at://did:plc:1/app.post/2">https://example.com/a</link></item>'
    assert (
        only(f"<rss version='2.0'><channel>{item}</channel></rss>").url == "https://example.com/a"
    )


@pytest.mark.parametrize("encoding", ["euc-kr", "utf-16", "utf-8-sig"])
def test_feeds_are_decoded(encoding: str) -> None:
    body = RSS.format(date="").replace("utf-8", encoding.removesuffix("-sig")).encode(encoding)
    assert only(body).title == "두 정상 <나라>서 만나"


def test_rdf() -> None:
    entry = only(RDF)
    assert (entry.url, entry.title, entry.published_at) == (
        "https://www.example.jp/n/1",
        "首脳会談",
        NINE,
    )


def test_atom() -> None:
    entry = only(ATOM)
    assert (entry.url, entry.title, entry.guid) == ("https://www.example.kr/n/2", "A & B", "tag:1")
    assert (entry.published_at, entry.updated_at) == (NINE, datetime(2026, 11, 20, 1, tzinfo=UTC))


def test_json_feed() -> None:
    entry = only(JSON_FEED, content_type="application/feed+json")
    assert (entry.url, entry.title) == ("https://example.com/a", "One <two>")
    assert (entry.published_at, entry.author, entry.summary) == (NINE, "Kim", "Hello")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_news_sitemap(pack) -> None:
    entry = only(pack(NEWS.encode()))
    assert (entry.url, entry.title, entry.outlet) == (
        "https://www.example.kr/a/3",
        "두 정상",
        "나라신문",
    )
    assert (entry.published_at, entry.updated_at) == (NINE, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert not entry.is_listing


def test_the_members_of_a_sitemap_index_are_listings() -> None:
    entry = only(INDEX)
    assert (entry.url, entry.is_listing) == ("https://www.example.kr/sitemap-1.xml.gz", True)


def test_gdelt_tells_when_it_saw_an_article_and_not_when_it_was_published() -> None:
    entry = only(GDELT)
    assert (entry.title, entry.language, entry.outlet) == ("Summit & trade", "ko", "example.com")
    assert (entry.published_at, entry.updated_at) == (None, NINE)


def test_gdelt_answers_are_read_though_their_escapes_are_none() -> None:
    entry = only(
        GDELT.replace("Summit &amp; trade", r"Summit \x26 \u26 \"trade\"").replace(
            "Summit & trade", r"Summit \x26 \u26 \"trade\""
        )
    )
    assert entry.title == r'Summit \x26 \u26 "trade"'


@pytest.mark.parametrize("wrapper", ["callback(...);", "/**/ window.cb_1( ... )\n"])
def test_json_handed_to_a_function_is_read(wrapper: str) -> None:
    body = wrapper.replace("...", JSON_FEED).encode()
    [entry] = parse_entries(Page(URL, body, "application/javascript"))
    assert entry.url == "https://example.com/a"


def test_a_sitemap_may_be_addresses_alone() -> None:
    body = gzip.compress(
        b"\xef\xbb\xbfhttps://www.example.kr/a/1\r\n\r\nhttps://www.example.kr/a/2\r\n"
    )
    entries = parse_entries(Page(URL, body, "text/plain"))
    assert [entry.url for entry in entries] == [
        "https://www.example.kr/a/1",
        "https://www.example.kr/a/2",
    ]


@pytest.mark.parametrize("pattern", ["", r"/news/\d+"])
def test_an_index_page_gives_each_article_once(pattern: str) -> None:
    page = Page(URL, HTML.encode(), kind=SourceKind.HTML_INDEX, link_pattern=pattern)
    first, second = parse_entries(page)
    assert first.title == "두 정상, 나라에서 다시 만나기로 합의"
    assert first.published_at == NINE
    assert second.url == "https://www.example.kr/news/20261120002"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (HTML.encode(), NotAFeed),
        (b"", NotAFeed),
        (b"just words", NotAFeed),
        (b"{broken", NotAFeed),
        (b'{"a": 1}', NotAFeed),
        (b"\x89PNG\r\n\x1a\n", BinaryContent),
        (b"\x1f\x8b\x08\x00garbage", BadCompression),
    ],
)
def test_what_is_no_listing_is_an_error(body: bytes, error: type[ExtractionError]) -> None:
    with pytest.raises(error):
        parse_entries(Page(URL, body))


def test_a_truncated_gzip_gives_what_arrived() -> None:
    many = NEWS.replace(
        "</urlset>", "".join(f"<url><loc>https://example.com/{n}</loc></url>" for n in range(500))
    )
    packed = gzip.compress(f"{many}</urlset>".encode())
    entries = parse_entries(Page(URL, packed[: len(packed) // 2]))
    assert 1 <= len(entries) < 501


def test_entities_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]>'
    body = f"{bomb}<rss version='2.0'><channel><item><title>x &e11;</title><link>https://e.example/1</link></item></channel></rss>"
    assert len(only(body).title) < 200
    body = f"{bomb}<urlset><url><loc>https://e.example/&e11;</loc></url></urlset>"
    assert all(len(entry.url) < 200 for entry in parse_entries(Page(URL, body.encode())))


SEEDS = [RSS.format(date="2026.11.20 09:00"), RDF, ATOM, JSON_FEED, NEWS, INDEX, GDELT, HTML]


@given(
    st.sampled_from([seed.encode() for seed in SEEDS]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=12)), max_size=6),
    st.sampled_from(list(SourceKind)),
)
@settings(max_examples=150, deadline=None)
def test_mutated_listings_give_entries_or_an_error_of_the_tree(seed, cuts, kind) -> None:
    body = seed
    for place, length, insert in cuts:
        at = int(place * len(body))
        body = body[:at] + insert + body[at + length :]
    entries: list[Entry] = []
    with suppress(ExtractionError):
        entries = parse_entries(Page(URL, body, kind=kind))
    assert all(isinstance(entry, Entry) for entry in entries)


def test_a_reference_to_half_a_character_does_no_harm() -> None:
    body = (
        b"<html><body><a href='/20261120'>Leaders met &#xD83D; over lunch again</a></body></html>"
    )
    (entry,) = parse_entries(Page(URL, body, kind=SourceKind.HTML_INDEX))
    assert entry.title == "Leaders met over lunch again"
    sitemap = b"<urlset><url><loc>https://e.example/1&#xD800;</loc></url></urlset>"
    assert [entry.url for entry in parse_entries(Page(URL, sitemap))] == ["https://e.example/1"]
