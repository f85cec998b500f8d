"""What numbers and dates have in common in every language: folding, calendars, myriads, currencies.

Everything here is arithmetic on plain values. Words (`지난달`, `来月`, `last month`) belong to the
language folders, which call these helpers once they know what a word means.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from extractors.model import Value, ValueKind

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TILDES = dict.fromkeys(map(ord, "～〜∼˜"), "~")
_FOLD: dict[int, int | str] = {**_WIDE, **_TILDES, 0x3000: " ", 0x00A0: " ", ord("−"): "-"}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""Regular expression of a number in (folded) Arabic digits, thousands separated or not."""

_SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_LARGE |= {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_DIGITS = {char: value for value, char in enumerate("영일이삼사오육칠팔구")}
_DIGITS |= {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "공": 0, "两": 2, "兩": 2, "륙": 6}
_MYRIAD_TOKEN = re.compile(rf"({ARABIC})|([{''.join(_DIGITS)}]+)|([{''.join([*_SMALL, *_LARGE])}])")

ERAS: Mapping[str, int] = {
    "meiji": 1867,
    "taisho": 1911,
    "showa": 1925,
    "heisei": 1988,
    "reiwa": 2018,
}
"""Western year before the first year of each Japanese era: Reiwa 8 is 2018 + 8."""

CURRENCY_SIGNS: Mapping[str, str] = {
    "$": "USD",
    "US$": "USD",
    "¥": "JPY",
    "￥": "JPY",
    "₩": "KRW",
    "￦": "KRW",
    "€": "EUR",
    "£": "GBP",
}
"""Currency signs that need no language to be read, as ISO 4217 codes."""


class Lean(StrEnum):
    """Which way a date without its month or year is to be looked for."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"


def fold(text: str) -> str:
    """Return `text` with full-width letters, digits and signs made narrow, offsets unchanged.

    Every character becomes exactly one: `１５億` is `15億`, `％` is `%`, wave dashes are `~`.
    """
    return text.translate(_FOLD)


def read_myriads(text: str) -> float | None:
    """Read a number with Chinese-style units: `15억2천만`, `15億2000万`, `千四百二十万`, `1백27`.

    Args:
        text: the number alone, folded, without its counter; spaces are ignored.

    Returns:
        The number, or None when the text is empty or holds something else.
    """
    total = section = 0.0
    current: float | None = None
    position = 0
    compact = text.replace(" ", "")
    while position < len(compact):
        token = _MYRIAD_TOKEN.match(compact, position)
        if token is None:
            return None
        position = token.end()
        arabic, digits, unit = token.groups()
        if arabic:
            current = float(arabic.replace(",", ""))
        elif digits:
            current = float("".join(str(_DIGITS[char]) for char in digits))
        elif unit in _SMALL:
            section += (1 if current is None else current) * _SMALL[unit]
            current = None
        else:
            section += current or 0
            total += (section or 1) * _LARGE[unit]
            section, current = 0, None
    return round(total + section + (current or 0), 6) if compact else None


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the (year, month) that lies `count` months later (earlier when negative)."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def shift_months(day: date, count: int) -> date:
    """Return the same day `count` months later, or the last of the month where it has none."""
    year, month = add_months(day.year, day.month, count)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def third_of_month(year: int, month: int, third: int) -> tuple[date, date]:
    """Return the span of the first (0: 1–10), middle (1: 11–20) or last third (2) of a month."""
    first, last = month_span(year, month)
    start = first + timedelta(days=10 * third)
    return start, last if third == 2 else start + timedelta(days=9)  # noqa: PLR2004


def months_span(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the span from the first day of month `first` to the last day of month `last`."""
    return date(year, first, 1), month_span(year, last)[1]


def half_span(year: int, half: int) -> tuple[date, date]:
    """Return the span of half-year 1 or 2."""
    return months_span(year, half * 6 - 5, half * 6)


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """Return the span of quarter 1 to 4 of a calendar year."""
    return months_span(year, quarter * 3 - 2, quarter * 3)


def fiscal_year_span(year: int) -> tuple[date, date]:
    """Return the span of a Japanese fiscal year: April to the next March."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def week_span(day: date, weeks: int = 0) -> tuple[date, date]:
    """Return Monday to Sunday of the week `weeks` after the one that `day` lies in."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def _leaning(candidates: list[date], published: date, lean: Lean) -> date | None:
    """Choose the nearest candidate on the side that `lean` asks for; the day itself is on both."""
    past = [day for day in candidates if day <= published]
    future = [day for day in candidates if day >= published]
    if lean is Lean.PAST and past:
        return max(past)
    if lean is Lean.FUTURE and future:
        return min(future)
    return min(candidates, key=lambda day: abs(day - published), default=None)


def resolve_day(day: int, published: date, lean: Lean = Lean.NEAR) -> date | None:
    """Resolve a bare day of the month (`13일`, `13日`, `the 13th`) against the article's date."""
    months = [add_months(published.year, published.month, step) for step in range(-2, 3)]
    days = [made for year, month in months if (made := make_day(year, month, day))]
    return _leaning(days, published, lean)


def resolve_month(month: int, published: date, lean: Lean = Lean.NEAR) -> int:
    """Resolve the year of a bare month; with `Lean.NEAR` a month up to half a year off wins.

    A month whose name is the article's own is the current one whichever way is asked for.
    """
    if month == published.month:
        return published.year
    if lean is Lean.PAST:
        return published.year if month < published.month else published.year - 1
    if lean is Lean.FUTURE:
        return published.year if month > published.month else published.year + 1
    offsets = {
        year: (year - published.year) * 12 + month - published.month for year in _years(published)
    }
    return min(offsets, key=lambda year: abs(offsets[year]))


def resolve_month_day(month: int, day: int, published: date, lean: Lean = Lean.NEAR) -> date | None:
    """Resolve a month and day without a year against the article's date."""
    days = [made for year in _years(published) if (made := make_day(year, month, day))]
    return _leaning(days, published, lean)


def _years(published: date) -> tuple[int, int, int]:
    return published.year - 1, published.year, published.year + 1


def resolve_weekday(
    weekday: int, published: date, lean: Lean = Lean.NEAR, weeks: int | None = None
) -> date:
    """Resolve a weekday (Monday is 0).

    Args:
        weekday: 0 to 6.
        published: local date of the article.
        lean: side to look on when no week is named; the day of publication is on both sides.
        weeks: 0 for 'this week', 1 for 'next week', -1 for 'last week'; None when unnamed.

    Returns:
        The day.
    """
    if weeks is not None:
        return week_span(published, weeks)[0] + timedelta(days=weekday)
    ahead = (weekday - published.weekday()) % 7
    behind = (published.weekday() - weekday) % 7
    if lean is Lean.FUTURE or (lean is Lean.NEAR and ahead <= behind):
        return published + timedelta(days=ahead)
    return published - timedelta(days=behind)


def span_value(
    span: tuple[date, date], text: str, start: int, end: int, *, is_month_only: bool = False
) -> Value:
    """Make a DATE (one day) or DATE_RANGE value; `text` is the sentence the offsets point into."""
    kind = ValueKind.DATE if span[0] == span[1] else ValueKind.DATE_RANGE
    return Value(
        kind,
        start,
        end,
        text[start:end],
        first=span[0].isoformat(),
        last=span[1].isoformat(),
        is_month_only=is_month_only,
    )
