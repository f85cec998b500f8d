from datetime import date

import pytest

from extractors import numbers
from extractors.numbers import Lean
from extractors.values import read_values

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15억2천만", 1_520_000_000),
        ("15億2000万", 1_520_000_000),
        ("千四百二十万", 14_200_000),
        ("1백27", 127),
        ("945만9천600", 9_459_600),
        ("2만 6000", 26_000),
        ("삼만 이천", 32_000),
        ("3천500억", 350_000_000_000),
        ("1,400조", 1_400_000_000_000_000),
        ("二〇二六", 2026),
        ("2.7", 2.7),
        ("1.5억", 150_000_000),
        ("万", 10_000),
    ],
)
def test_myriads(text, number):
    assert numbers.read_myriads(text) == number


@pytest.mark.parametrize("text", ["", "나라", "15개", "億円"])
def test_what_is_no_number_is_not_read(text):
    assert numbers.read_myriads(text) is None


def test_folding_keeps_offsets():
    text = "１５億２千万，２１．８％～〜"
    assert numbers.fold(text) == "15億2千万,21.8%~~"
    assert len(numbers.fold(text)) == len(text)


@pytest.mark.parametrize(
    ("day", "lean", "expected"),
    [
        (21, Lean.PAST, date(2026, 11, 21)),
        (20, Lean.PAST, date(2026, 11, 20)),
        (22, Lean.PAST, date(2026, 10, 22)),
        (22, Lean.NEAR, date(2026, 11, 22)),
        (20, Lean.FUTURE, date(2026, 12, 20)),
        (31, Lean.FUTURE, date(2026, 12, 31)),
        (31, Lean.PAST, date(2026, 10, 31)),
        (32, Lean.PAST, None),
    ],
)
def test_bare_day(day, lean, expected):
    assert numbers.resolve_day(day, SATURDAY, lean) == expected


@pytest.mark.parametrize(
    ("month", "lean", "year"),
    [
        (11, Lean.FUTURE, 2026),
        (12, Lean.PAST, 2025),
        (12, Lean.NEAR, 2026),
        (1, Lean.NEAR, 2027),
        (1, Lean.PAST, 2026),
        (8, Lean.NEAR, 2026),
    ],
)
def test_bare_month(month, lean, year):
    assert numbers.resolve_month(month, SATURDAY, lean) == year


def test_month_and_day_find_their_year():
    january = date(2026, 1, 13)
    assert numbers.resolve_month_day(12, 28, january, Lean.PAST) == date(2025, 12, 28)
    assert numbers.resolve_month_day(12, 28, january, Lean.FUTURE) == date(2026, 12, 28)
    assert numbers.resolve_month_day(2, 29, january, Lean.NEAR) is None


@pytest.mark.parametrize(
    ("weekday", "lean", "weeks", "expected"),
    [
        (0, Lean.PAST, None, date(2026, 11, 16)),
        (0, Lean.FUTURE, None, date(2026, 11, 23)),
        (5, Lean.PAST, None, SATURDAY),
        (3, Lean.NEAR, 1, date(2026, 11, 26)),
        (3, Lean.NEAR, 0, date(2026, 11, 19)),
        (3, Lean.NEAR, -1, date(2026, 11, 12)),
    ],
)
def test_weekday(weekday, lean, weeks, expected):
    assert numbers.resolve_weekday(weekday, SATURDAY, lean, weeks) == expected


def test_spans():
    assert numbers.add_months(2026, 11, 2) == (2027, 1)
    assert numbers.add_months(2026, 1, -1) == (2025, 12)
    assert numbers.shift_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert numbers.third_of_month(2026, 2, 2) == (date(2026, 2, 21), date(2026, 2, 28))
    assert numbers.half_span(2026, 2) == (date(2026, 7, 1), date(2026, 12, 31))
    assert numbers.quarter_span(2026, 3) == (date(2026, 7, 1), date(2026, 9, 30))
    assert numbers.fiscal_year_span(2026) == (date(2026, 4, 1), date(2027, 3, 31))
    assert numbers.week_span(SATURDAY, 1) == (date(2026, 11, 23), date(2026, 11, 29))


def test_a_language_without_a_reader_has_no_values():
    assert read_values("61 elõtt", "hu", SATURDAY) == ()
