"""Chronicles: a heading that is a year alone (【2025年】, 2025, 2025년) is the year of the entries under it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.model import Value

_HEADING = re.compile(r"\W*(?P<year>(?:19|20)\d\d)[年년]?\W*")
_LONGEST_HEADING = 12
# An entry begins with its month, behind a bullet at most.
_ENTRY = re.compile(
    r"\W{0,3}(?:(?:(?:19|20)\d\d[年년] ?)?\d{1,2} ?[月월]"
    r"|(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
)
_BULLET = 3
# In a list of entries a space parts the day from what it brought: `11月　失効`. Korean prose has that space as well.
_LISTED = re.compile(r"\W{0,3}(?:(?:19|20)\d\d年 ?)?\d{1,2}月(?:\d{1,2}日)?[ \u3000:：]")
_YEAR = re.compile(r"\d{4}")
# Words that name a year, one that is told by another among them.
_NAMES_A_YEAR = re.compile(
    r"\d{4}|[一二]〇[一二〇三四五六七八九]{2}|\d\d年|昨年|去年|[翌同]年|지난해|작년|이듬해|그해|같은 해"
)


def heading_year(text: str) -> int | None:
    """The year of a line that names a year and nothing else; `text` is folded."""
    found = _HEADING.fullmatch(text) if len(text) <= _LONGEST_HEADING else None
    return int(found["year"]) if found else None


def is_entry(text: str) -> bool:
    """Whether a line begins with a month, as the entries of a chronicle do; `text` is folded."""
    return bool(_ENTRY.match(text))


def is_listed(text: str) -> bool:
    """Whether a line is an entry of a Japanese list of months or days; `text` is folded."""
    return bool(_LISTED.match(text))


def of_year(values: Sequence[Value], year: int) -> tuple[Value, ...]:
    """An entry's values, with the date that it begins with in the heading's year unless it names its own."""
    return tuple(
        _moved(value, year)
        if value.first and value.start <= _BULLET and not _YEAR.search(value.text)
        else value
        for value in values
    )


def _moved(value: Value, year: int) -> Value:
    years = year - int(value.first[:4])
    return replace(value, first=_later(value.first, years), last=_later(value.last, years))


def _later(day: str, years: int) -> str:
    """The same day so many years later; an empty one stays, and 29 February keeps within its month."""
    if not day:
        return day
    told = date.fromisoformat(day)
    is_leap_day = (told.month, told.day) == (2, 29)
    return told.replace(year=told.year + years, day=28 if is_leap_day else told.day).isoformat()


def year_told(dates: Sequence[Value]) -> int | None:
    """The year that 同年, 翌年 or 이듬해 behind some dates go by: the last one whose words name it."""
    told = [v for v in dates if v.first and _NAMES_A_YEAR.search(v.text)]
    return int(told[-1].first[:4]) if told else None
