"""English dates: absolute, relative, weekdays, parts of months and years, Japanese eras."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

from extractors import numbers as calendar
from extractors.lang.en import date_readers as read
from extractors.lang.en.date_readers import Context, Span
from extractors.lang.en.numerals import ORDINAL, ORDINAL_IN_WORDS
from extractors.model import Value
from extractors.rules import Rules, latin_rules

Reader = Callable[[re.Match[str], Context], Span | None]

_SMALL_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|a couple of|a few)"
)
_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    r"(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|%|:\d|[.,]\d|-[a-z])"
_YEAR = r"(?:1[6-9]|20)\d\d"
_TO = r"\s?(?:-|–|—|to|through|until|till|and)\s?"
_TIME = (
    r"(?:at (?:around |about )?\d{1,2}(?::\d\d)? ?[ap]\.?m\.? ?(?:KST |JST |local time )?(?:on )?"
    r"|on |by |until |through |from |since |of |as of )?"
)


def read_dates(context: Context) -> list[Value]:
    """Every date of the sentence; where readings overlap the earlier rule of the table wins."""
    found: list[Value] = []
    for pattern, reader in _rules().applicable(context.text):
        for match in pattern.finditer(context.text):
            if any(match.start() < v.end and match.end() > v.start for v in found):
                continue
            span = reader(match, context)
            if span:
                found.append(_value(span, match))
    return sorted(found, key=lambda value: value.start)


@cache
def _rules() -> Rules[Reader]:
    """All rules in order of precedence, compiled when an English text first needs them."""
    return latin_rules(
        (
            *_day_rules(),
            *_part_rules(),
            *_relative_rules(),
            *_month_rules(),
            *_year_rules(),
        )
    )


def _value(span: Span, match: re.Match[str]) -> Value:
    is_month_only = span[0].day == 1 and (span[1] + timedelta(days=1)).day == 1
    is_month_only = is_month_only and (span[0].year, span[0].month) == (span[1].year, span[1].month)
    start, end = match.span()
    return calendar.span_value(span, match.string, start, end, is_month_only=is_month_only)


_M, _N = rf"(?P<m>{_MONTH})", rf"(?P<n>{_MONTH})"
_D, _E = rf"(?P<d>{_DAY})", rf"(?P<e>{_DAY})"
_Y = rf"(?P<y>{_YEAR})"
_OPTIONAL_YEAR = rf"(?:,? {_Y}\b)?"
_BARE = r"(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))"
_UNIT = r"(?P<unit>weekend|week|month|quarter|fiscal year|year)"
_WHICH = r"(?P<which>last|past|previous|this coming|this|coming|next)"
_PART = (
    r"(?P<part>early[ -]|mid[ -]|late[ -]"
    r"|(?:the )?(?:end|start|beginning|close)[ -](?:of )?(?:the )?)"
)
_PREPOSITION = (
    r"(?:in|since|by|from|until|till|through|of|for|during|before|after|to|than|and|as of)"
)


def _day_rules() -> Iterator[tuple[str, Reader]]:
    """Days by number: the surest first."""
    weekday = rf"(?:{_WEEKDAY},? )?"
    yield r"\b(?P<y>20\d\d|1[89]\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", read.read_iso
    yield rf"\b{_D} {_M}{_TO}{_E} {_N}{_OPTIONAL_YEAR}", read.read_day_range
    yield rf"\b{_M} {_D}{_TO}{_N} {_E}{_OPTIONAL_YEAR}", read.read_day_range
    yield rf"\b{_D}{_TO}{_E}(?: of)? {_M}{_OPTIONAL_YEAR}", read.read_day_range
    yield rf"\b{_M} {_D}{_TO}{_E}{_OPTIONAL_YEAR}", read.read_day_range
    yield rf"\b(?:on )?{weekday}(?:the )?{_D}(?: of)? {_M}{_OPTIONAL_YEAR}", read.read_day
    yield rf"\b{_TIME}{weekday}{_M} {_D}{_OPTIONAL_YEAR}", read.read_day
    word = rf"the (?P<d>{ORDINAL_IN_WORDS}) of {_M}{_OPTIONAL_YEAR}"
    yield rf"\b(?:on |until |since )?{weekday}{word}", read.read_day
    yield rf"\b(?:on )?the {_BARE} of (?P<which>last|this|next) month", read.read_bare_day


def _part_rules() -> Iterator[tuple[str, Reader]]:
    """Parts of months and years, and units seen from the article (`late next month`)."""
    week = rf"(?:(?P<week>{ORDINAL}) week |first (?P<n>{_SMALL_NUMBER}) days )"
    yield rf"\b{_M}(?:-|–| to | through ){_N}(?: quarter)?{_OPTIONAL_YEAR}", read.read_month_range
    yield rf"\byear to (?:the end of )?{_M}{_OPTIONAL_YEAR}", read.read_year_to
    yield rf"\b(?:the )?{week}(?:of |in ){_M}{_OPTIONAL_YEAR}", read.read_days_of_month
    which = rf"(?P<which>{ORDINAL}|last|final)"
    yield (
        rf"\b(?:on )?(?:the )?{which} (?P<w>{_WEEKDAY}) (?:of|in) {_M}{_OPTIONAL_YEAR}",
        read.read_weekday_of_month,
    )
    of_year = rf"(?:,? (?:of |in )?(?P<y>(?:last|this|next|the) year|{_YEAR}))?"
    months = r"(?:two|three|four|five|six|eight|nine|ten|eleven|\d+) months"
    ordinal = "(?P<n>first|second|third|fourth|latter|last)"
    half = rf"\b{ordinal} (?P<unit>half|quarter|{months}){of_year}(?! of (?!the year))"
    yield half, read.read_part_of_year
    yield rf"\bQ(?P<q>[1-4]){of_year}", read.read_part_of_year
    yield rf"\b(?P<n>[1-4](?:st|nd|rd|th)) (?P<unit>quarter|half){of_year}", read.read_part_of_year
    yield rf"\b(?P<way>earlier|later) this {_UNIT}\b", read.read_so_far
    yield rf"\b{_PART}?{_WHICH} {_UNIT}\b(?!-)", read.read_relative_unit
    yield rf"\b(?P<part>(?:the )?(?:end|start|beginning) of )the {_UNIT}\b", read.read_end_of_unit


def _relative_rules() -> Iterator[tuple[str, Reader]]:
    """Weekdays, distances, and days named by their place."""
    day_of = r"(?P<which>last|past|next|this coming|coming|this)"
    to = r"(?: through | to |-|–)"
    yield rf"\b(?P<w>{_WEEKDAY}){to}(?P<v>{_WEEKDAY})", read.read_weekday_range
    yield rf"\b{_TIME}(?:{day_of} )?(?P<w>{_WEEKDAY})(?! market)\b", read.read_weekday
    unit = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
    exact = r"(?P<exact> today| to the day)?"
    ago = r"(?P<way>ago|earlier|before|previously)"
    yield r"\ba year and a day ago\b", read.read_year_and_day
    yield rf"\b(?P<n>{_SMALL_NUMBER}) {unit} {ago}{exact}\b", read.read_ago
    yield rf"\b(?P<n>{_SMALL_NUMBER}) {unit} (?P<way>later|from now|hence)", read.read_ago
    tail = r"(?P<tail>['’]?s?['’]? time)?\b(?! (?:ago|of))"
    yield rf"\bin (?P<n>{_SMALL_NUMBER}) {unit}{tail}", read.read_within
    named = "|".join(sorted(read.NAMED_DAYS, key=len, reverse=True))
    time = "(?: morning| afternoon| evening| night)?"
    no_trip = r"\b(?! (?:stay|trip|visit|train|flight))"
    yield rf"\b(?:from |as of )?(?P<name>(?:{named}){time}){no_trip}", read.read_named
    anchors = "the same day|that day|the day before|the previous day|the next day|the following day"
    yield rf"\b(?:on )?(?P<which>{anchors})\b(?! yesterday)", read.read_anchor
    no_noun = r"\b(?!-| (?!(?:in|at|by|on|with|and|for|to)\b)\w)"
    yield rf"\b(?:on |by |of |from |until |since )?the {_BARE}{no_noun}", read.read_bare_day


def _month_rules() -> Iterator[tuple[str, Reader]]:
    """Months and seasons. `May` and `March` count only behind a preposition or before a year."""
    which = r"(?P<which>last|past|previous|this coming|this|coming|next|that)"
    plain = r"(?P<m>January|February|April|June|July|August|September|October|November|December)"
    yield rf"\b(?:in |since )?{_PART}?(?:{which} )?{_M},? (?:of )?{_Y}\b", read.read_month
    yield rf"\b(?:{_PREPOSITION} )?{_PART}(?:{which} )?{_M}(?!\w)", read.read_month
    yield rf"\b(?:{_PREPOSITION} )?{which} {_M}(?!\w)", read.read_month
    yield rf"\b{_PREPOSITION} {_M}(?!\w)(?! \d)", read.read_month
    yield rf"\b{plain}(?!\w)", read.read_month
    season = r"(?P<s>spring|summer|autumn|fall|winter)"
    seasons = r"(?P<which>last|this|next|past|coming|in|the)"
    yield rf"\b{seasons} {season}\b(?: of {_Y})?", read.read_season
    yield rf"\b{season} {_Y}\b", read.read_season


def _year_rules() -> Iterator[tuple[str, Reader]]:
    """Years, decades, centuries, eras, holidays."""
    yield rf"\b(?:FY ?|fiscal (?:year )?){_Y}\b", read.read_fiscal
    yield r"\b(?:the )?(?:early |mid-|late )?(?P<y>(?:1[6-9]|20)\d0)s\b", read.read_decade
    century = rf"\b(?:the )?(?P<part>early |mid-|late )?(?P<n>{ORDINAL}) century\b"
    yield century, read.read_century
    eras = "|".join(calendar.ERAS)
    yield rf"\b(?P<era>{eras}) (?P<n>\d\d?)(?: \(\d{{4}}\))?(?!\d)", read.read_era
    holidays = "|".join(sorted(read.HOLIDAYS, key=len, reverse=True)).replace("'", "['’]")
    yield rf"\b(?:on |from )?(?P<name>{holidays})\b", read.read_holiday
    yield rf"\b{_PART}{_Y}\b", read.read_part_of_whole_year
    years = rf"\b(?:from |between )?{_Y}(?:-|–| to | and )(?P<z>{_YEAR}|\d\d)\b(?![,.]?\d)"
    yield years, read.read_year_range
    counted = r" (?:won|yen|tons?|people|workers|troops|seats|points)\b"
    no_unit = rf"(?![,.]?\d|[-–]?(?:seat|ton|strong)|{counted}|%)"
    yield rf"(?<![\d.,$¥₩£€-]){_Y}{no_unit}\b(?!-(?!\d{{4}}))", read.read_year
