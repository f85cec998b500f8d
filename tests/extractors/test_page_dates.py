"""When a page was published, and how that is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.date_strings import SEOUL_TOKYO, read_instant
from extractors.model import DateSource, Entry, Page, Stamp
from extractors.text import extract_article

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
NINE = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
TEXT = {
    "ko": "두 정상은 이날 오찬을 함께하며 셔틀 외교를 이어 가기로 뜻을 모았다고 대통령실이 전했다. "
    * 4,
    "ja": "両首脳は昼食をともにし、シャトル外交を続けることで一致したと政府の関係者が記者団に明らかにした。"
    * 4,
    "en": "The two leaders had lunch together and agreed to keep up their visits, the office said on its site. "
    * 4,
}


def stamp(
    language: str,
    head: str = "",
    near: str = "",
    url: str = "https://news.example.com/a/1",
    entry=None,
) -> Stamp:
    body = (
        f'<html lang="{language}"><head><title>{TEXT[language][:20]}</title>{head}</head><body><article>'
        f"<h1>{TEXT[language][:20]}</h1>{near}<p>{TEXT[language]}</p></article></body></html>"
    )
    return extract_article(Page(url, body.encode(), fetched_at=NOW, entry=entry)).published


def ld(value: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{value}"}}</script>'


META = '<meta property="article:published_time" content="2026-11-20T09:00:00+09:00">'


@pytest.mark.parametrize(
    ("language", "head", "near", "source"),
    [
        ("ko", ld("2026-11-20T09:00:00+09:00"), "", DateSource.JSON_LD),
        ("ko", ld("2026-11-20 09:00"), "", DateSource.JSON_LD),
        ("ja", META, "", DateSource.META),
        ("en", META, "", DateSource.META),
        ("ja", "", '<time datetime="2026-11-20T09:00+09:00">9:00</time>', DateSource.TIME),
        ("ko", "", "<div>입력 2026.11.20 09:00 수정 2026.11.20 11:30</div>", DateSource.TEXT),
        ("ko", "", "<span>기사입력 2026-11-20 오전 9:00:00</span>", DateSource.TEXT),
        ("ko", "", "<li>승인 2026.11.20 09:00</li>", DateSource.TEXT),
        ("ko", "", "<em>등록 : 2026년 11월 20일 09시 00분</em>", DateSource.TEXT),
        ("ja", "", "<p>2026年11月20日 9時00分配信</p>", DateSource.TEXT),
        ("ja", "", "<p>公開日時：2026年11月20日 9:00</p>", DateSource.TEXT),
        (
            "ja",
            "",
            "<p>更新 2026年11月20日 10:00</p><p>公開 2026年11月20日 9:00</p>",
            DateSource.TEXT,
        ),
        ("en", "", "<p>Published: November 20, 2026 9:00 a.m. KST</p>", DateSource.TEXT),
    ],
)
def test_the_time_is_read_where_the_page_gives_it(
    language: str, head: str, near: str, source: DateSource
) -> None:
    found = stamp(language, head, near)
    assert (found.at, found.source, found.zone, found.is_day_only) == (
        NINE,
        source,
        "+09:00",
        False,
    )
    assert not found.is_guessed


LATER = "2026-11-20T18:30:00+09:00"
FIRST = '<time datetime="2026-11-20T09:00:00+09:00">9:00</time>'


@pytest.mark.parametrize(
    ("language", "near"),
    [
        ("en", f'<div>Updated:</div><div><time datetime="{LATER}">18:30</time></div><div>Original: {FIRST}</div>'),
        ("ja", f'<p>更新 <time datetime="{LATER}">18:30</time></p><p>公開 {FIRST}</p>'),
        ("ko", f'<span>수정 <b><time datetime="{LATER}">18:30</time></b></span><span>입력 {FIRST}</span>'),
        ("en", f'<time class="last-modified" datetime="{LATER}">18:30</time>{FIRST}'),
        ("ja", f'<time itemprop="dateModified" datetime="{LATER}">18:30</time>{FIRST}'),
    ],
)  # fmt: skip
def test_the_time_of_the_last_change_is_not_the_first(language: str, near: str) -> None:
    assert stamp(language, "", near).at == NINE


def test_the_time_of_the_last_change_is_better_than_none() -> None:
    found = stamp("en", "", f'<div>Updated: <time datetime="{LATER}">18:30</time></div>')
    assert found.at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_meta_elements_may_give_their_content_as_a_value() -> None:
    assert stamp("en", META.replace("content=", "value=")).at == NINE


def test_a_zone_that_is_not_written_is_marked() -> None:
    assert stamp("ko", ld("2026-11-20 09:00")).is_zone_assumed
    assert not stamp("ko", ld("2026-11-20T09:00+09:00")).is_zone_assumed


def test_the_day_is_the_outlets_where_the_page_writes_utc() -> None:
    found = stamp("ko", ld("2026-11-20T00:00:00Z"))
    assert (found.at, found.zone) == (NINE, "+09:00")
    near = "<p>Published: November 19, 2026 7:00 p.m.</p>"
    found = stamp("en", ld("2026-11-20T00:00:00Z"), near)
    assert (found.at, found.zone) == (NINE, "-05:00")


def test_a_day_alone_is_midnight_there() -> None:
    found = stamp("ja", ld("2026-11-20"))
    assert (found.at, found.is_day_only, found.zone) == (MIDNIGHT, True, "+09:00")


def test_a_worse_source_may_complete_a_day_and_not_change_it() -> None:
    assert stamp("ko", ld("2026-11-20"), "<p>입력 2026.11.20 09:00</p>").at == NINE
    assert stamp("ko", ld("2026-11-20"), "<p>입력 2026.11.18 09:00</p>").at == MIDNIGHT


def test_the_listing_is_evidence() -> None:
    entry = Entry(
        "https://news.example.com/a/1", published_at=NINE, published_raw="2026.11.20 09:00"
    )
    assert stamp("ko", entry=entry).source is DateSource.FEED


def test_the_address_gives_a_day() -> None:
    found = stamp("en", url="https://news.example.com/2026/11/20/lunch")
    assert (found.source, found.is_day_only) == (DateSource.URL, True)


@pytest.mark.parametrize(
    "near",
    [
        "",
        "<p>The pact of November 20, 2018 and its many articles stay as they are, said a spokesman.</p>",
        '<aside><time datetime="2026-11-20T09:00+09:00">x</time></aside>',
        '<div class="comments"><time datetime="2026-11-20T09:00+09:00">x</time></div>',
    ],
)
def test_dates_of_other_things_are_at_most_guesses(near: str) -> None:
    assert stamp("en", near=near).is_guessed


UPDATED = '<meta property="article:modified_time" content="{}">'
LEAD = f"<p>{TEXT['en']}</p>"
LISTED = Entry(
    "https://news.example.com/a/1", published_at=NINE, published_raw="2026-11-20T09:00+09:00"
)
OLD = ld("2026-10-01T09:00:00+09:00")


@pytest.mark.parametrize(
    ("head", "near", "url"),
    [
        (OLD + UPDATED.format("2026-11-20T09:00:00+09:00"), "", "a/1"),
        (OLD + META, "", "a/1"),
        (OLD, "<p>Published: October 3, 2026</p>", "a/1"),
        (OLD, "", "2026/11/20/lunch"),
        ('<meta name="date" content="2026-11-20">', "", "a/1"),
        ("", f'{LEAD}{LEAD}<time datetime="2026-11-20T09:00+09:00">x</time>', "a/1"),
        (
            "",
            '<div><ul><li><a href="/b">B</a> <time datetime="2026-11-20">x</time></li></ul></div>',
            "a/1",
        ),
        (ld("2026-10-01T02:00:00Z"), "", "a/1"),
    ],
    ids=[
        "edited",
        "meta",
        "label",
        "address",
        "vague meta",
        "behind the text",
        "teaser",
        "zone unknown",
    ],
)
def test_a_date_that_the_page_does_not_bear_out_is_a_guess(head, near, url) -> None:
    found = stamp("en", head, near, f"https://news.example.com/{url}")
    assert found.at is not None
    assert found.is_guessed


@pytest.mark.parametrize(
    ("head", "near"),
    [
        (META + UPDATED.format("2026-11-20T19:00:00+09:00"), ""),
        (META, '<ul><li><time datetime="2026-11-20T09:00">x</time></li></ul>'),
        (ld("2026-10-01T02:00:00Z"), "<p>September 30, 2026</p>"),
    ],
    ids=["edited that day", "time agrees", "zone from the day shown"],
)
def test_readings_that_agree_raise_no_doubt(head, near) -> None:
    assert not stamp("en", head, near).is_guessed


def test_the_day_that_readers_are_shown_gives_the_zone() -> None:
    assert stamp("en", ld("2026-10-01T02:00:00Z"), "<p>September 30, 2026</p>").zone == "-03:00"
    shown = stamp("en", ld("2026-09-30T23:01:00Z"), url="https://news.example.com/2026/10/01/lunch")
    assert (shown.zone, shown.is_zone_assumed) == ("+01:00", True)


def test_the_listing_ends_all_doubt() -> None:
    edited = (
        META + UPDATED.format("2026-11-21T02:00:00Z") + '<meta name="date" content="2020-01-01">'
    )
    assert stamp("en", edited).is_guessed
    assert not stamp("en", edited, entry=LISTED).is_guessed


def test_an_old_article_that_is_listed_anew_is_a_guess() -> None:
    assert stamp("en", OLD, entry=LISTED).is_guessed


def test_a_fresh_page_may_have_been_edited_over_night() -> None:
    assert not stamp("ko", META + UPDATED.format("2026-11-21T10:00:00+09:00")).is_guessed


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026/11/20/lunch", "2026-11-20"),
        ("home/2026/7/2/lunch", "2026-07-02"),
        ("view/20261120000123", "2026-11-20"),
        ("2026-11-20-lunch.html", "2026-11-20"),
        ("2026/11/23646/", None),
        ("web/20261120093000/http://www.example.org/lunch", None),
        ("article/20261399/", None),
    ],
)
def test_days_in_addresses(path: str, day: str | None) -> None:
    found = stamp("en", url=f"https://news.example.com/{path}")
    assert (found.at.date().isoformat() if found.at else None) == day


@pytest.mark.parametrize("value", ["2031-01-01T00:00:00Z", "1801-01-01", "0000-00-00", "soon"])
def test_impossible_dates_are_passed_over(value: str) -> None:
    assert stamp("ko", ld(value) + META).source is DateSource.META


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-11-20T09:00:00.123+0900", NINE),
        ("Fri, 20-Nov-26 09:00:00 JST", NINE),
        ("Fri Nov 20 09:00:00 KST 2026", NINE),
        ("26.11.20 09:00", NINE),
        ("2026/11/20(金) 午前9時", NINE),
        ("令和8年11月20日 9時00分", NINE),
        ("2026. 11. 20. (금) 09:00", NINE),
        ("1795132800", NINE),
        ("20/11/2026 09:00", NINE),
        ("2026-11-20", MIDNIGHT),
        ("2026-02-30", None),
        ("99:99", None),
        ("", None),
    ],
)
def test_strings_of_dates(raw: str, expected: datetime | None) -> None:
    found = read_instant(raw, SEOUL_TOKYO)
    assert (found.at if found else None) == expected
