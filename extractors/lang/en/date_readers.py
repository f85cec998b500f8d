"""What the words of an English date mean: each reader turns the groups of one kind of rule into a span of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractors import numbers as calendar
from extractors.earlier import Told, told_nothing
from extractors.lang.en.numerals import read_number, read_ordinal
from extractors.numbers import Lean

Span = tuple[date, date]
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
HOLIDAYS = {
    "liberation day": (8, 15),
    "march 1st independence movement day": (3, 1),
    "takeshima day": (2, 22),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "the new year": (1, 1),
}
# The verb; the noun ('approved its plan on 15 April') looks nowhere.
_PLANS = r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!['’]s )plans?"
_FUTURE = re.compile(
    rf"\b(?:will|'ll|shall|would|to be|is to|are to|due|next|{_PLANS}|set to|slated|scheduled|expected|upcoming"
    r"|tomorrow|coming|later this|closes?|begins?|starts?|opens?|falls?|runs?|marks?|lasts?"
    r"|poised|hopes?|aims?|meets?|flies|heads?|goes on|ready|prepar\w+|preparations|going to|may|could)\b",
)
_AHEAD = re.compile(r"(?:by|until|till|through|from next)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\bsince\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|held|took|came|went|fell|rose|began|left|drew|shook|sent|ran|lost|won"
    r"|gave|saw|made|led|put|got|hit|set off|ago|last|[a-z]{3,}ed)\b"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What dates are read against.

    Attributes:
        text: the sentence.
        published: local date of the article.
        earlier: gives what the text before told, for `the same day`.
    """

    text: str
    published: date
    earlier: Told = told_nothing

    def lean(self, start: int) -> Lean:
        """Where to look for a date without a year: by the tense of the words before it, then of all."""
        if _AHEAD.match(self.text, start):
            return Lean.FUTURE
        if _BEHIND.search(self.text, max(0, start - len("since ")), start + len("since")):
            return Lean.PAST
        before, after = self.text[:start], self.text[start:]
        future = max((m.start() for m in _FUTURE.finditer(before)), default=-1)
        past = max((m.start() for m in _PAST.finditer(before)), default=-1)
        if future != past:
            return Lean.FUTURE if future > past else Lean.PAST
        ahead, gone = _FUTURE.search(after), _PAST.search(after)
        if ahead and gone:
            return Lean.FUTURE if ahead.start() < gone.start() else Lean.PAST
        if ahead or gone:
            return Lean.FUTURE if ahead else Lean.PAST
        return Lean.NEAR


def _month(name: str) -> int:
    return _MONTH_NAMES.index(name.lower()[:3]) + 1


def _weekday(name: str) -> int:
    return _WEEKDAY_NAMES.index(name.lower()[:3])


def _get(match: re.Match[str], name: str) -> str:
    """A group's text; empty when the rule has no such group or it took no part."""
    return match.groupdict().get(name) or ""


def _day_number(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits or read_ordinal(text) or 0)


def _one(day: date | None) -> Span | None:
    return None if day is None else (day, day)


def read_iso(match: re.Match[str], _context: Context) -> Span | None:
    """`2026-01-13`."""
    return _one(calendar.make_day(*(int(part) for part in match.group("y", "m", "d"))))


def _resolve(month: int, day: int, year: str | None, context: Context, at: int) -> date | None:
    if year:
        return calendar.make_day(int(year), month, day)
    lean = context.lean(at)
    near = calendar.resolve_month_day(month, day, context.published, Lean.NEAR)
    chosen = calendar.resolve_month_day(month, day, context.published, lean)
    return near if lean is Lean.NEAR or chosen is None else chosen


def read_day(match: re.Match[str], context: Context) -> Span | None:
    """`Jan. 13`, `13 January 2026`."""
    day = _day_number(match["d"])
    return _one(_resolve(_month(match["m"]), day, _get(match, "y"), context, match.start()))


def read_day_range(match: re.Match[str], context: Context) -> Span | None:
    """`Jan. 13-14`, `April 29 to May 6`."""
    parts = match.groupdict()
    month = _month(parts["m"])
    last_month = _month(parts["n"]) if parts.get("n") else month
    first = _resolve(month, _day_number(parts["d"]), parts.get("y"), context, match.start())
    if first is None:
        return None
    year = first.year + (last_month < month)
    last = calendar.make_day(year, last_month, _day_number(parts["e"]))
    return (first, last) if last and last > first else None


def read_weekday_range(match: re.Match[str], context: Context) -> Span | None:
    """`Thursday through Saturday`."""
    lean = context.lean(match.start())
    first = calendar.resolve_weekday(_weekday(match["w"]), context.published, lean)
    ahead = (_weekday(match["v"]) - first.weekday()) % 7
    return first, first + timedelta(days=ahead)


def read_weekday(match: re.Match[str], context: Context) -> Span:
    """`Tuesday`, `last Thursday`, `next Monday`."""
    which = _get(match, "which").lower()
    weekday = _weekday(match["w"])
    published = context.published
    if which in {"last", "past"}:
        day = calendar.resolve_weekday(weekday, published - timedelta(days=1), Lean.PAST)
    elif which == "next":
        day = calendar.resolve_weekday(weekday, published, weeks=1)
    elif which in {"this", "coming", "this coming"}:
        day = calendar.resolve_weekday(weekday, published, Lean.FUTURE)
    else:
        lean = context.lean(match.start())
        day = calendar.resolve_weekday(weekday, published, lean)
    return day, day


NAMED_DAYS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "overnight": 0,
    "hours earlier": 0,
    "hours later": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
}


def read_named(match: re.Match[str], context: Context) -> Span | None:
    """`today`, `tomorrow morning`."""
    name = re.sub(r" (?:morning|afternoon|evening|night)$", "", match["name"].lower())
    offset = NAMED_DAYS.get(match["name"].lower(), NAMED_DAYS.get(name))
    return None if offset is None else _one(context.published + timedelta(days=offset))


def read_anchor(match: re.Match[str], context: Context) -> Span | None:
    """`the same day`: the last date that the text named."""
    day = context.earlier().anchor or context.published
    which = _get(match, "which").lower()
    steps = {
        "the day before": -1,
        "the previous day": -1,
        "the next day": 1,
        "the following day": 1,
    }
    return _one(day + timedelta(days=steps.get(which, 0)))


_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "the current": 0,
    "next": 1,
    "coming": 1,
    "this coming": 1,
}


def _unit_span(unit: str, step: int, published: date) -> Span:
    if unit == "week":
        return calendar.week_span(published, step)
    if unit == "weekend":
        monday = calendar.week_span(published, step)[0]
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "month":
        return calendar.month_span(*calendar.add_months(published.year, published.month, step))
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + step
        return calendar.quarter_span(index // 4, index % 4 + 1)
    if unit == "fiscal year":
        return calendar.fiscal_year_span(published.year - (published.month < 4) + step)  # noqa: PLR2004
    return calendar.months_span(published.year + step, 1, 12)


def read_relative_unit(match: re.Match[str], context: Context) -> Span:
    """`last month`, `late next month`."""
    span = _unit_span(
        _get(match, "unit").lower(), _STEPS[_get(match, "which").lower()], context.published
    )
    return _part(span, _get(match, "part"))


def _part(span: Span, part: str | None) -> Span:
    """A part of a month (thirds) or of a longer span (quarters at its edges), or its last day."""
    word = (part or "").lower().strip(" -")
    first, last = span
    if not word:
        return span
    if "end" in word or "close" in word:
        return last, last
    if "start" in word or "beginning" in word:
        return first, first
    third = 0 if "early" in word else 1 if "mid" in word else 2
    if (first.year, first.month) == (last.year, last.month):
        return calendar.third_of_month(first.year, first.month, third)
    step = (last - first) // 3
    start = first + third * step
    return start, last if third == 2 else start + step - timedelta(days=1)  # noqa: PLR2004


def read_ago(match: re.Match[str], context: Context) -> Span | None:
    """`ten months ago`, `two weeks later`."""
    words = _get(match, "n").lower()
    count = {"a couple of": 2.0, "a few": 3.0}.get(words) or read_number(words)
    if _get(match, "n").lower() in {"a", "an"}:
        count = 1.0
    if count is None:
        return None
    is_past = match["way"].lower() in {"ago", "earlier", "before", "previously"}
    steps = int(count) * (-1 if is_past else 1)
    return _shift(_get(match, "unit").lower(), steps, context.published, bool(_get(match, "exact")))


def _shift(unit: str, steps: int, published: date, is_exact: bool) -> Span:
    """A distance in days or weeks gives a day, one in months or years the month or year it falls in."""
    if unit in {"day", "week", "fortnight"}:
        day = published + timedelta(days=steps * {"day": 1, "week": 7, "fortnight": 14}[unit])
        return day, day
    months = steps * {"month": 1, "year": 12, "decade": 120}[unit]
    day = calendar.shift_months(published, months)
    if is_exact:
        return day, day
    if unit == "month":
        return calendar.month_span(day.year, day.month)
    return calendar.months_span(day.year, 1, 12)


def read_within(match: re.Match[str], context: Context) -> Span | None:
    """`in a fortnight`, `in two weeks`: a future day; with a past verb it is a duration instead."""
    if context.lean(match.start()) is not Lean.FUTURE and not _get(match, "tail"):
        return None
    count = 1.0 if _get(match, "n").lower() in {"a", "an"} else read_number(_get(match, "n"))
    return (
        None
        if count is None
        else _shift(_get(match, "unit").lower(), int(count), context.published, False)
    )


def read_bare_day(match: re.Match[str], context: Context) -> Span | None:
    """`the 13th`, `the 3rd of next month`."""
    day = _day_number(match["d"])
    which = _get(match, "which")
    if which:
        step = _STEPS[which.lower()]
        year, month = calendar.add_months(context.published.year, context.published.month, step)
        return _one(calendar.make_day(year, month, day))
    lean = context.lean(match.start())
    return _one(calendar.resolve_day(day, context.published, lean))


def read_month(match: re.Match[str], context: Context) -> Span | None:
    """`June`, `last October`, `the end of March`, `January 2026`."""
    month, year = _month(match["m"]), _get(match, "y")
    which = _get(match, "which").lower()
    if which in {"last", "past"}:
        lean = Lean.PAST
    elif which in {"next", "this coming", "coming"}:
        lean = Lean.FUTURE
    else:
        lean = context.lean(match.start())
    if which == "that" and not year and (anchor := context.earlier().anchor):
        year = str(anchor.year)
    resolved = int(year) if year else calendar.resolve_month(month, context.published, lean)
    if which == "last" and not year and _is_just_gone(resolved, month, context.published):
        resolved -= 1
    return _part(calendar.month_span(resolved, month), _get(match, "part"))


def _is_just_gone(year: int, month: int, published: date) -> bool:
    """Whether a month is this one or the one before it: those are 'this' and 'last month', not 'last May'."""
    return (published.year - year) * 12 + published.month - month <= 1


def read_month_range(match: re.Match[str], context: Context) -> Span | None:
    """`January-March quarter`."""
    first, last = _month(match["m"]), _month(_get(match, "n"))
    year = _get(match, "y")
    resolved = int(year) if year else calendar.resolve_month(last, context.published, Lean.PAST)
    if first > last:
        return date(resolved - 1, first, 1), calendar.month_span(resolved, last)[1]
    return calendar.months_span(resolved, first, last)


def read_days_of_month(match: re.Match[str], context: Context) -> Span | None:
    """`the third week of September`, `the first 20 days of August`."""
    month = _month(match["m"])
    year = int(_get(match, "y") or calendar.resolve_month(month, context.published, Lean.PAST))
    if _get(match, "week"):
        number = read_ordinal(_get(match, "week")) or 1
        first = date(year, month, 1)
        monday = first - timedelta(days=first.weekday())
        if first.weekday() > 3:  # noqa: PLR2004 - a week belongs to the month its Thursday is in
            monday += timedelta(days=7)
        monday += timedelta(weeks=number - 1)
        return monday, monday + timedelta(days=6)
    days = int(read_number(_get(match, "n")) or 1)
    return date(year, month, 1), date(year, month, min(days, 28 if days < 29 else days))  # noqa: PLR2004


def read_weekday_of_month(match: re.Match[str], context: Context) -> Span | None:
    """`the last Tuesday in January`, `the first Monday of March 2026`."""
    month, weekday = _month(match["m"]), _weekday(match["w"])
    lean = context.lean(match.start())
    year = int(_get(match, "y") or calendar.resolve_month(month, context.published, lean))
    first, last = calendar.month_span(year, month)
    if match["which"].lower() in {"last", "final"}:
        return _one(last - timedelta(days=(last.weekday() - weekday) % 7))
    weeks = (read_ordinal(match["which"]) or 1) - 1
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=weeks)
    return _one(day) if day <= last else None


def _year_of(words: str | None, context: Context) -> int:
    text = (words or "").lower()
    digits = re.search(r"\d{4}", text)
    if digits:
        return int(digits.group())
    step = next((step for word, step in _STEPS.items() if word in text.split()), 0)
    return context.published.year + step


def read_part_of_year(match: re.Match[str], context: Context) -> Span | None:
    """`the first half of next year`, `Q2 2027`."""
    year = _year_of(_get(match, "y"), context)
    number = 1
    if _get(match, "n"):
        number = (
            {"latter": 2, "last": 4}.get(_get(match, "n").lower())
            or read_ordinal(_get(match, "n"))
            or 1
        )
    if _get(match, "q"):
        number = int(_get(match, "q"))
    unit = (_get(match, "unit") or "quarter").lower()
    if unit == "half":
        return calendar.half_span(year, min(number, 2))
    if unit.endswith("months"):
        months = int(read_number(unit.split()[0]) or 3)
        return calendar.months_span(year, 1, min(months, 12))
    return calendar.quarter_span(year, min(number, 4))


def read_year_range(match: re.Match[str], _context: Context) -> Span | None:
    """`2019-2023`, `from 2013 to 2019`, `2024-25`."""
    first = int(match["y"])
    last = match["z"]
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)  # noqa: PLR2004
    return (date(first, 1, 1), date(until, 12, 31)) if until > first else None


def read_part_of_whole_year(match: re.Match[str], _context: Context) -> Span | None:
    """`late 2025`, `mid-2026`, `the end of 2026`."""
    return _part(calendar.months_span(int(match["y"]), 1, 12), match["part"])


def read_so_far(match: re.Match[str], context: Context) -> Span | None:
    """`earlier this month`, `later this year`: the part of it behind or ahead of the article."""
    first, last = _unit_span(match["unit"].lower(), 0, context.published)
    if match["way"].lower() == "earlier":
        return first, context.published
    return context.published, last


def read_year(match: re.Match[str], _context: Context) -> Span | None:
    """`2025`."""
    year = int(_get(match, "y"))
    return calendar.months_span(year, 1, 12)


def read_year_to(match: re.Match[str], context: Context) -> Span | None:
    """`the year to March`."""
    month = _month(match["m"])
    year = int(_get(match, "y") or calendar.resolve_month(month, context.published, Lean.PAST))
    last = calendar.month_span(year, month)[1]
    first = calendar.add_months(year, month, -11)
    return date(*first, 1), last


def read_fiscal(match: re.Match[str], _context: Context) -> Span | None:
    """`FY2027`: April to March, as in Japan."""
    return calendar.fiscal_year_span(int(_get(match, "y")))


def read_decade(match: re.Match[str], _context: Context) -> Span | None:
    """`the 1920s`."""
    first = int(_get(match, "y"))
    return date(first, 1, 1), date(first + 9, 12, 31)


def read_century(match: re.Match[str], _context: Context) -> Span | None:
    """`the early eighth century`."""
    first = (read_ordinal(_get(match, "n")) or 1) * 100 - 99
    part = _get(match, "part").lower().strip(" -")
    third = {"early": (0, 29), "mid": (30, 69), "late": (70, 99)}.get(part, (0, 99))
    return date(first + third[0], 1, 1), date(first + third[1], 12, 31)


def read_era(match: re.Match[str], _context: Context) -> Span | None:
    """`Showa 15`."""
    return calendar.months_span(calendar.ERAS[match["era"].lower()] + int(_get(match, "n")), 1, 12)


def read_holiday(match: re.Match[str], context: Context) -> Span | None:
    """`Liberation Day`."""
    month, day = HOLIDAYS[match["name"].lower().replace("’", "'")]
    lean = context.lean(match.start())
    if match["name"].lower() == "the new year":
        lean = Lean.FUTURE
    return _one(calendar.resolve_month_day(month, day, context.published, lean))


def read_end_of_unit(match: re.Match[str], context: Context) -> Span:
    """`the end of the fiscal year`."""
    span = _unit_span(_get(match, "unit").lower(), 0, context.published)
    return _part(span, _get(match, "part").strip())


def read_year_and_day(_match: re.Match[str], context: Context) -> Span | None:
    """`a year and a day ago`."""
    return _one(calendar.shift_months(context.published, -12) - timedelta(days=1))


def read_season(match: re.Match[str], context: Context) -> Span | None:
    """`last autumn`, `spring 2026`."""
    month = _SEASONS[match["s"].lower()]
    which = _get(match, "which").lower()
    published = context.published
    year = int(_get(match, "y")) if _get(match, "y") else published.year
    if not _get(match, "y"):
        lean = context.lean(match.start())
        if which in {"last", "past"}:
            year -= published.month <= month + 2
        elif which in {"next", "coming"}:
            year += month <= published.month
        elif which in {"in", "the"}:
            year -= lean is Lean.PAST and month > published.month
    return date(year, month, 1), calendar.month_span(*calendar.add_months(year, month, 2))[1]
