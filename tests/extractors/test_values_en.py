"""English values: short phrases, read against Saturday 21 November 2026."""

import itertools
from datetime import date

import pytest

from extractors.model import ValueKind
from extractors.values import read_values

PUBLISHED = date(2026, 11, 21)


def read(text, **options):
    return read_values(text, "en", PUBLISHED, **options)


def one(text, *kinds, **options):
    found = [value for value in read(text, **options) if value.kind in kinds]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Jan. 13, 2026, in Nara", "2026-01-13", "2026-01-13"),
        ("on 13 January 2026 in Nara", "2026-01-13", "2026-01-13"),
        ("on the 13th of January 2026", "2026-01-13", "2026-01-13"),
        ("Tuesday, January 13, 2026", "2026-01-13", "2026-01-13"),
        ("dated 2026-01-13 and sealed", "2026-01-13", "2026-01-13"),
        ("They met on Oct. 30.", "2026-10-30", "2026-10-30"),
        ("They met on Dec. 30.", "2025-12-30", "2025-12-30"),
        ("They will meet on Jan. 5.", "2027-01-05", "2027-01-05"),
        ("from 13 to 14 January 2026", "2026-01-13", "2026-01-14"),
        ("Jan. 13-14, 2026", "2026-01-13", "2026-01-14"),
        ("It will run Dec. 30 to Jan. 3.", "2026-12-30", "2027-01-03"),
        ("It was held between June 9 and 11.", "2026-06-09", "2026-06-11"),
        ("He left on Friday.", "2026-11-20", "2026-11-20"),
        ("He leaves next Monday.", "2026-11-23", "2026-11-23"),
        ("He left last Saturday.", "2026-11-14", "2026-11-14"),
        ("He will leave on Tuesday.", "2026-11-24", "2026-11-24"),
        ("The forum runs Thursday through Saturday", "2026-11-26", "2026-11-28"),
        ("He left yesterday.", "2026-11-20", "2026-11-20"),
        ("She comes the day after tomorrow.", "2026-11-23", "2026-11-23"),
        ("They met last month.", "2026-10-01", "2026-10-31"),
        ("They met late last month.", "2026-10-21", "2026-10-31"),
        ("by the end of this month", "2026-11-30", "2026-11-30"),
        ("They will meet early next month.", "2026-12-01", "2026-12-10"),
        ("They meet this coming month.", "2026-12-01", "2026-12-31"),
        ("They met last week.", "2026-11-09", "2026-11-15"),
        ("It was signed last year.", "2025-01-01", "2025-12-31"),
        ("It was signed ten months ago.", "2026-01-01", "2026-01-31"),
        ("It was signed three days ago.", "2026-11-18", "2026-11-18"),
        ("It will open in two weeks.", "2026-12-05", "2026-12-05"),
        ("It opened on the 13th.", "2026-11-13", "2026-11-13"),
        ("It will open on the 13th.", "2026-12-13", "2026-12-13"),
        ("It opened in June.", "2026-06-01", "2026-06-30"),
        ("It opened in December.", "2025-12-01", "2025-12-31"),
        ("It opened in mid-June.", "2026-06-11", "2026-06-20"),
        ("It opened in October 2025.", "2025-10-01", "2025-10-31"),
        ("in the first half of next year", "2027-01-01", "2027-06-30"),
        ("in the third quarter of 2026", "2026-07-01", "2026-09-30"),
        ("in Q2 2027", "2027-04-01", "2027-06-30"),
        ("since 2013", "2013-01-01", "2013-12-31"),
        ("the 2013 embargo", "2013-01-01", "2013-12-31"),
        ("between 2019 and 2023", "2019-01-01", "2023-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in Showa 40", "1965-01-01", "1965-12-31"),
        ("in FY2027", "2027-04-01", "2028-03-31"),
        ("last spring", "2026-03-01", "2026-05-31"),
        ("last autumn", "2025-09-01", "2025-11-30"),
        ("the third week of September", "2026-09-14", "2026-09-20"),
        ("On Liberation Day they spoke.", "2026-08-15", "2026-08-15"),
    ],
)
def test_dates(text, first, last):
    value = one(text, ValueKind.DATE, ValueKind.DATE_RANGE)
    assert (value.first, value.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "The sun rose and sat still.",
        "He won 2,000 votes.",
        "A 2026-seat hall",
        "2,013 workers left",
        "The second spring from the left broke.",
    ],
)
def test_no_dates(text):
    assert [v for v in read(text) if v.kind in (ValueKind.DATE, ValueKind.DATE_RANGE)] == []


def test_same_day_hangs_on_the_anchor():
    value = one("On the same day, a carrier left.", ValueKind.DATE, anchor=date(2026, 2, 3))
    assert value.first == "2026-02-03"


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("worth $1.52 billion", 1.52e9, "USD"),
        ("worth 1.52 billion dollars", 1.52e9, "USD"),
        ("worth US$1.8bn", 1.8e9, "USD"),
        ("some 15.2bn yen", 15.2e9, "JPY"),
        ("a ¥240m grant", 240e6, "JPY"),
        ("over 2 trillion won", 2e12, "KRW"),
        ("a ₩5tn subsidy", 5e12, "KRW"),
        ("a 10-billion-yen fund", 10e9, "JPY"),
        ("a trillion-won order", 1e12, "KRW"),
        ("half a billion dollars", 0.5e9, "USD"),
        ("a hundred million won", 1e8, "KRW"),
        ("costs 980 yen", 980, "JPY"),
        ("a £2.3bn contract", 2.3e9, "GBP"),
        ("KRW 500bn in loans", 500e9, "KRW"),
    ],
)
def test_money(text, amount, currency):
    value = one(text, ValueKind.MONEY)
    assert value.amount == pytest.approx(amount)
    assert value.unit == currency


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("stood at 61 percent", ValueKind.PERCENT, 61),
        ("stood at 61%", ValueKind.PERCENT, 61),
        ("stood at 61 pct", ValueKind.PERCENT, 61),
        ("rose 3 percentage points", ValueKind.POINTS, 3),
        ("rose 2.4 points", ValueKind.POINTS, 2.4),
        ("cut by 25 basis points", ValueKind.POINTS, 0.25),
        ("cut by a quarter point", ValueKind.POINTS, 0.25),
        ("nine out of ten shoppers", ValueKind.PERCENT, 90),
        ("two in three voters", ValueKind.PERCENT, 66.7),
        ("a two-thirds majority", ValueKind.PERCENT, 66.7),
        ("half of voters", ValueKind.PERCENT, 50),
        ("exports doubled", ValueKind.PERCENT, 100),
        ("its second summit", ValueKind.ORDINAL, 2),
        ("the fifth-largest economy", ValueKind.ORDINAL, 5),
        ("the twenty-first meeting", ValueKind.ORDINAL, 21),
        ("the 81st anniversary", ValueKind.ORDINAL, 81),
        ("ranks No. 12", ValueKind.ORDINAL, 12),
        ("eight prefectures", ValueKind.NUMBER, 8),
        ("9.46 million visitors", ValueKind.NUMBER, 9460000),
        ("one hundred and three votes", ValueKind.NUMBER, 103),
        ("a dozen nations", ValueKind.NUMBER, 12),
        ("1,002 adults", ValueKind.NUMBER, 1002),
        ("not a single family", ValueKind.NUMBER, 0),
        ("a couple of hundred protesters", ValueKind.NUMBER, 200),
    ],
)
def test_amounts(text, kind, amount):
    assert one(text, kind).amount == pytest.approx(amount)


def test_percent_is_not_points():
    kinds = [value.kind for value in read("rose 3 points to 64 percent, a 4.9% gain")]
    assert kinds == [ValueKind.POINTS, ValueKind.PERCENT, ValueKind.PERCENT]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 60 people", "more-than"),
        ("at least 14 people", "at-least"),
        ("about 350 people", "about"),
        ("nearly 40 people", "nearly"),
        ("up to 30 people", "at-most"),
        ("fewer than 30 people", "less-than"),
        ("no fewer than 30 people", "at-least"),
        ("no more than 30 people", "at-most"),
        ("30 people or so", ""),
        ("30 people", ""),
    ],
)
def test_qualifiers(text, qualifier):
    assert one(text, ValueKind.NUMBER).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("eight Japanese prefectures", "prefecture"),
        ("the 12 member nations", "country"),
        ("12 members", "member"),
        ("312 residents", "person"),
        ("34,100 tons", "ton"),
        ("465 seats", "seat"),
        ("a 300-seat house", "seat"),
    ],
)
def test_units(text, unit):
    assert one(text, ValueKind.NUMBER).unit == unit


@pytest.mark.parametrize(
    ("text", "days", "span"),
    [
        ("a two-day visit", 2, (("days", 2),)),
        ("her three-night, four-day trip", 4, (("nights", 3), ("days", 4))),
        ("an overnight stay", 2, (("nights", 1), ("days", 2))),
        ("a day trip", 1, (("days", 1),)),
        ("three months", None, (("months", 3),)),
        ("a year and seven months", None, (("years", 1), ("months", 7))),
        ("two and a half years", None, (("years", 2.5),)),
        ("half an hour", None, (("hours", 0.5),)),
        ("two decades", None, (("years", 20),)),
        ("six weeks", 42, (("weeks", 6),)),
    ],
)
def test_durations(text, days, span):
    value = one(text, ValueKind.DURATION)
    assert (value.days, value.span) == (days, span)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("53 to 61 percent", 53, 61),
        ("88,000 to 220,000 won", 88000, 220000),
        ("between 40 and 50 boats", 40, 50),
        ("2 to 3 million people", 2e6, 3e6),
        ("$1.2-1.5bn", 1.2e9, 1.5e9),
    ],
)
def test_ranges(text, low, high):
    (value,) = read(text)
    assert (value.amount, value.high) == (pytest.approx(low), pytest.approx(high))


def test_values_do_not_overlap_and_keep_their_words():
    text = "On Jan. 13 the two leaders agreed on 30 billion yen, up 8.2% from 2025, for eight prefectures."
    found = read(text)
    assert [text[v.start : v.end] for v in found] == [v.text for v in found]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
