"""Korean values: a table of short phrases, read against Saturday 21 November 2026."""

from datetime import date

import pytest

from extractors.model import ValueKind
from extractors.values import read_values

PUBLISHED = date(2026, 11, 21)


def read(text, **options):
    return read_values(text, "ko", PUBLISHED, **options)


def one(text, kind, **options):
    found = [value for value in read(text, **options) if value.kind is kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026년 1월 13일 나라에서", "2026-01-13", "2026-01-13"),
        ("2026.11.20 입력", "2026-11-20", "2026-11-20"),
        ("지난 10월 30일 열린 회담", "2026-10-30", "2026-10-30"),
        ("지난해 11월 만났다", "2025-11-01", "2025-11-30"),
        ("올해 3월 13일부터 14일까지", "2026-03-13", "2026-03-14"),
        ("지난달 말 체결된", "2026-10-21", "2026-10-31"),
        ("다음 달 18∼20일 열린다", "2026-12-18", "2026-12-20"),
        ("내달 7일 도쿄에서", "2026-12-07", "2026-12-07"),
        ("이달 초순", "2026-11-01", "2026-11-10"),
        ("이번 주말 도쿄를 찾는다", "2026-11-21", "2026-11-22"),
        ("지난주 금요일 만났다", "2026-11-13", "2026-11-13"),
        ("내주 월요일 열린다", "2026-11-23", "2026-11-23"),
        ("20일 서명했다", "2026-11-20", "2026-11-20"),
        ("지난 30일 서명했다", "2026-10-30", "2026-10-30"),
        ("25일 서명할 예정이다", "2026-11-25", "2026-11-25"),
        ("오는 3일 열린다", "2026-12-03", "2026-12-03"),
        ("27일(현지시간) 표결했다", "2026-10-27", "2026-10-27"),
        ("올 상반기 회의", "2026-01-01", "2026-06-30"),
        ("3분기 영업이익이 늘었다", "2026-07-01", "2026-09-30"),
        ("올가을 개최", "2026-09-01", "2026-11-30"),
        ("레이와 8년도 예산", "2026-04-01", "2027-03-31"),
        ("쇼와 40년에 서명", "1965-01-01", "1965-12-31"),
        ("단기 4359년", "2026-01-01", "2026-12-31"),
        ("그제 열린 회담", "2026-11-19", "2026-11-19"),
        ("글피 돌아온다", "2026-11-24", "2026-11-24"),
        ("이틀 전 만났다", "2026-11-19", "2026-11-19"),
        ("일주일 뒤 만난다", "2026-11-28", "2026-11-28"),
        ("46년 전 오늘", "1980-11-21", "1980-11-21"),
        ("2030년까지 운용한다", "2030-12-31", "2030-12-31"),
        ("15일부터 사흘간 열린다", "2026-12-15", "2026-12-17"),
        ("1990년대 이후", "1990-01-01", "1999-12-31"),
        ("2023∼2025년", "2023-01-01", "2025-12-31"),
    ],
)
def test_dates(text, first, last):
    (value,) = [v for v in read(text) if v.kind in (ValueKind.DATE, ValueKind.DATE_RANGE)]
    assert (value.first, value.last) == (first, last)
    assert value.text == text[value.start : value.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이날 서명했다", "2026-03-02"),
        ("같은 날 서명했다", "2026-03-02"),
        ("이튿날 서명했다", "2026-03-03"),
        ("전날 서명했다", "2026-03-01"),
    ],
)
def test_that_day_hangs_on_the_anchor(text, expected):
    assert one(text, ValueKind.DATE, anchor=date(2026, 3, 2)).first == expected


def test_that_day_hangs_on_the_day_named_in_the_sentence():
    values = read("18일 만나 이튿날 서명했다")
    assert [value.first for value in values] == ["2026-11-18", "2026-11-19"]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("8개 현 수산물", 8, "prefecture"),
        ("여덟 개 현", 8, "prefecture"),
        ("회원국은 12개국이다", 12, "country"),
        ("두 번 만났다", 2, "time"),
        ("네 차례 열렸다", 4, "time"),
        ("예순세 명이", 63, "person"),
        ("945만9천600명으로", 9_459_600, "person"),
        ("2만 6000명이", 26_000, "person"),
        ("미사일 10여 발을", 10, "round"),
        ("27개 회원국 만장일치", 27, "member"),
        ("7천800t을", 7800, "tonne"),
        ("2.7배로", 2.7, "times"),
        ("단 한 건도 없었다", 0, "case"),
    ],
)
def test_counted_things(text, amount, unit):
    value = one(text, ValueKind.NUMBER)
    assert (value.amount, value.unit) == (amount, unit)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("15억2천만 달러", 1_520_000_000, "USD"),
        ("15억 2,000만 달러", 1_520_000_000, "USD"),
        ("3천억원", 300_000_000_000, "KRW"),
        ("9조 엔", 9_000_000_000_000, "JPY"),
        ("71조 4천억으로", 71_400_000_000_000, "KRW"),
        ("위안화 120억 규모", 12_000_000_000, "CNY"),
        ("1억5천만 싱가포르달러", 150_000_000, "SGD"),
        ("$1.5억", 150_000_000, "USD"),
        ("200억불로", 20_000_000_000, "USD"),
    ],
)
def test_money(text, amount, currency):
    value = one(text, ValueKind.MONEY)
    assert (value.amount, value.unit) == (amount, currency)


def test_a_range_of_money_keeps_both_ends():
    value = one("8천만∼1억원이다", ValueKind.MONEY)
    assert (value.amount, value.high) == (80_000_000, 100_000_000)


@pytest.mark.parametrize("text", ["1%포인트", "1%p", "1퍼센트포인트", "1포인트", "1% 포인트"])
def test_points_are_not_percent(text):
    (value,) = read(text)
    assert (value.kind, value.amount) == (ValueKind.POINTS, 1)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("61%로", 61),
        ("61퍼센트", 61),
        ("약 4할", 40),
        ("3분의 1", 33.3),
        ("네 명 중 한 명꼴로", 25),
    ],
)
def test_percent(text, amount):
    assert one(text, ValueKind.PERCENT).amount == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("두 번째 정상회담", 2),
        ("다섯 번째다", 5),
        ("제105대 총리", 105),
        ("제1천752차 시위", 1752),
        ("19차 방류", 19),
        ("세계 5위 경제", 5),
        ("73주년 기념식", 73),
        ("첫 번째 만남", 1),
    ],
)
def test_ordinals(text, amount):
    assert one(text, ValueKind.ORDINAL).amount == amount


@pytest.mark.parametrize(
    ("text", "span", "days"),
    [
        ("1박2일 일정", (("nights", 1), ("days", 2)), 2),
        ("3박 5일", (("nights", 3), ("days", 5)), 5),
        ("당일치기", (("days", 1),), 1),
        ("사흘 동안", (("days", 3),), 3),
        ("보름 동안", (("days", 15),), 15),
        ("열하루 동안", (("days", 11),), 11),
        ("12일 만에", (("days", 12),), 12),
        ("100일간", (("days", 100),), 100),
        ("52주 연속", (("weeks", 52),), 364),
        ("두 달 만에", (("months", 2),), None),
        ("1년 6개월 만에", (("years", 1), ("months", 6)), None),
        ("20여 년 만에", (("years", 20),), None),
        ("3시간 40분", (("hours", 3), ("minutes", 40)), None),
        ("반년 만에", (("months", 6),), None),
    ],
)
def test_durations(text, span, days):
    value = one(text, ValueKind.DURATION)
    assert (value.span, value.days) == (span, days)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("약 700명", "about"),
        ("700여 명", "more-than"),
        ("700명 이상", "at-least"),
        ("700명 이하", "at-most"),
        ("700명을 넘었다", "more-than"),
        ("700명에 육박", "nearly"),
        ("700명 안팎", "about"),
        ("최소 700명", "at-least"),
        ("700명 미만", "less-than"),
        ("700명", ""),
    ],
)
def test_qualifiers(text, qualifier):
    assert one(text, ValueKind.NUMBER).qualifier == qualifier


@pytest.mark.parametrize(
    "text",
    ["G20 정상회의", "5G 이동통신", "만장일치로", "한편 정부는", "9·19 군사합의", "연간 한도는"],
)
def test_what_only_looks_like_a_value(text):
    assert read(text) == ()
