"""Korean dates: full, without year or month, relative, weekdays, eras, seasons, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from extractors import numbers
from extractors.earlier import Told, told_nothing
from extractors.lang.ko import date_words as words
from extractors.lang.ko.lean import lean_after
from extractors.lang.ko.numerals import DAY_WORD, DAYS, NATIVE, read_numeral
from extractors.model import Value
from extractors.numbers import Lean
from extractors.rules import Rules, cjk_rules

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Context:
    """What a date needs besides its own words.

    Attributes:
        text: the sentence, folded (same offsets as the original).
        published: local date of the article.
        anchor: last date named before in this sentence.
        year: last year told in this sentence.
        earlier: gives what the text before the sentence told.
    """

    text: str
    published: date
    anchor: date | None = None
    year: int | None = None
    earlier: Told = told_nothing

    @property
    def reference(self) -> date:
        """The day that 'that day' means."""
        return self.anchor or self.earlier().anchor or self.published

    @property
    def told_year(self) -> int:
        """The year that 'that year' means."""
        return self.year or self.earlier().year or self.reference.year


_LONGEST_MONTH = 31


def _lean(match: re.Match[str], context: Context, marker: str | None = None) -> Lean:
    if marker:
        return Lean.PAST if marker.startswith("지난") else Lean.FUTURE
    return lean_after(context.text, match.end())


def _one(day: date | None) -> Span | None:
    return None if day is None else (day, day)


def _in_year(year: int, rest: str) -> Span | None:
    """A part of a year in words: `3월`, `상반기`, `2분기`, `봄`, `말`; empty for the whole year."""
    rest = rest.strip()
    if not rest:
        return numbers.months_span(year, 1, 12)
    if rest in ("상반기", "하반기"):
        return numbers.half_span(year, 1 if rest == "상반기" else 2)
    if rest.endswith("분기"):
        return numbers.quarter_span(year, int(rest[0]))
    if rest in words.SEASONS:
        first, last = words.SEASONS[rest]
        ends = numbers.add_months(year, 1, last - 1)
        return date(year, first, 1), numbers.month_span(*ends)[1]
    if rest in ("초", "말"):
        return (
            numbers.months_span(year, 1, 3) if rest == "초" else numbers.months_span(year, 10, 12)
        )
    return None


def _part(year: int, month: int, part: str | None) -> Span:
    if not part:
        return numbers.month_span(year, month)
    return numbers.third_of_month(year, month, {"초": 0, "중": 1, "하": 2, "말": 2}[part[0]])


def _era(match: re.Match[str], context: Context) -> Span | None:
    del context
    era, count, fiscal = match["era"], match["count"], match["fiscal"]
    years = 1 if count == "원" else int(count)
    year = numbers.ERAS[words.ERAS[era]] + years
    return numbers.fiscal_year_span(year) if fiscal else numbers.months_span(year, 1, 12)


def _other_era(match: re.Match[str], context: Context) -> Span | None:
    del context
    shift = {"단기": -2333, "불기": -544, "주체": 1911}[match["era"]]
    return numbers.months_span(int(match["count"]) + shift, 1, 12)


def _full(match: re.Match[str], context: Context) -> Span | None:
    del context
    year = int(match["year"])
    year += 2000 if year < 100 else 0  # noqa: PLR2004
    first = numbers.make_day(year, int(match["month"]), int(match["day"]))
    if first is None:
        return None
    until = match.groupdict().get("until")
    last = _closing(first, match.groupdict().get("until_month"), until)
    return None if last is None else (first, last)


def _closing(first: date, month: str | None, day: str | None) -> date | None:
    """The end of a range that began on `first`; without a month it lies in the same or next one."""
    if day is None:
        return first
    if month:
        year = first.year + (int(month) < first.month)
        return numbers.make_day(year, int(month), int(day))
    if int(day) < first.day:
        return numbers.make_day(*numbers.add_months(first.year, first.month, 1), int(day))
    return numbers.make_day(first.year, first.month, int(day))


def _year_word(match: re.Match[str], context: Context) -> Span | None:
    year = context.published.year + words.YEAR_WORDS[match["word"]]
    return _year_rest(match, year)


def _year(match: re.Match[str], context: Context) -> Span | None:
    del context
    year = int(match["year"])
    return _year_rest(match, year + (2000 if year < 100 else 0))  # noqa: PLR2004


def _year_rest(match: re.Match[str], year: int) -> Span | None:
    groups = match.groupdict()
    if groups["month"] and groups["day"]:
        first = numbers.make_day(year, int(groups["month"]), int(groups["day"]))
        last = None if first is None else _closing(first, groups["until_month"], groups["until"])
        return None if first is None or last is None else (first, last)
    if groups["month"]:
        return _part(year, int(groups["month"]), groups["part"])
    return _in_year(year, groups["rest"] or "")


def _decade(match: re.Match[str], context: Context) -> Span | None:
    del context
    year = int(match["year"])
    return date(year, 1, 1), date(year + 9, 12, 31)


def _month_word(match: re.Match[str], context: Context) -> Span | None:
    published = context.published
    year, month = numbers.add_months(
        published.year, published.month, words.MONTH_WORDS[match["word"]]
    )
    return _month_rest(match, year, month)


def _month_before(match: re.Match[str], context: Context) -> Span | None:
    del match
    return numbers.month_span(
        *numbers.add_months(context.reference.year, context.reference.month, -1)
    )


def _years(match: re.Match[str], context: Context) -> Span | None:
    del context
    first, last = int(match["first"]), int(match["last"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _week_of_month(match: re.Match[str], context: Context) -> Span | None:
    month = int(match["month"])
    year = numbers.resolve_month(month, context.published, _lean(match, context))
    start = date(year, month, 1) + timedelta(weeks=words.WEEK_ORDINALS[match["week"]])
    return start, start + timedelta(days=6)


def _other_year(match: re.Match[str], context: Context) -> Span | None:
    year = context.told_year + (match["word"] == "이듬해")
    return _year_rest(match, year)


def _weekend(match: re.Match[str], context: Context) -> Span | None:
    weeks = {"지난": -1, "이번": 0, "다음": 1}[match["word"]]
    monday, sunday = numbers.week_span(context.published, weeks)
    return monday + timedelta(days=5), sunday


def _since_new_year(match: re.Match[str], context: Context) -> Span | None:
    del match
    return date(context.published.year, 1, 1), context.published


def _same_month(match: re.Match[str], context: Context) -> Span | None:
    return _month_rest(match, context.reference.year, context.reference.month)


def _month_rest(match: re.Match[str], year: int, month: int) -> Span | None:
    if not match["day"]:
        return _part(year, month, match["part"])
    first = numbers.make_day(year, month, int(match["day"]))
    last = None if first is None else _closing(first, None, match["until"])
    return None if first is None or last is None else (first, last)


def _month_day(match: re.Match[str], context: Context) -> Span | None:
    lean = _lean(match, context, match["marker"])
    day = numbers.resolve_month_day(int(match["month"]), int(match["day"]), context.published, lean)
    last = None if day is None else _closing(day, match["until_month"], match["until"])
    return None if day is None or last is None else (day, last)


def _month(match: re.Match[str], context: Context) -> Span | None:
    month = int(match["month"])
    year = numbers.resolve_month(month, context.published, _lean(match, context, match["marker"]))
    return _part(year, month, match["part"])


def _months(match: re.Match[str], context: Context) -> Span | None:
    first, last = int(match["first"]), int(match["last"])
    year = numbers.resolve_month(last, context.published, _lean(match, context))
    return None if first > last else numbers.months_span(year, first, last)


def _days(match: re.Match[str], context: Context) -> Span | None:
    lean = _lean(match, context, match["marker"])
    spans = [_days_leaning(match, context, way) for way in (Lean.PAST, lean)]
    under_way = spans[0] and spans[0][0] <= context.published <= spans[0][1]
    return spans[0] if under_way else spans[1]


def _days_leaning(match: re.Match[str], context: Context, lean: Lean) -> Span | None:
    first = numbers.resolve_day(int(match["day"]), context.published, lean)
    last = None if first is None else _closing(first, match["until_month"], match["until"])
    return None if first is None or last is None else (first, last)


def _days_for(match: re.Match[str], context: Context) -> Span | None:
    first = numbers.resolve_day(int(match["day"]), context.published, _lean(match, context))
    count = DAYS.get(match["count"]) or read_numeral(match["count"].removesuffix("일"))
    if first is None or count is None:
        return None
    return first, first + timedelta(days=int(count) - 1)


def _week(match: re.Match[str], context: Context) -> Span | None:
    weeks = words.WEEK_WORDS[match["word"]]
    if match["weekday"]:
        weekday = words.WEEKDAYS.index(match["weekday"])
        return _one(numbers.resolve_weekday(weekday, context.published, weeks=weeks))
    return numbers.week_span(context.published, weeks)


def _weekday(match: re.Match[str], context: Context) -> Span | None:
    lean = _lean(match, context, match["marker"])
    return _one(
        numbers.resolve_weekday(words.WEEKDAYS.index(match["weekday"]), context.published, lean)
    )


def _day_word(match: re.Match[str], context: Context) -> Span | None:
    return _one(context.published + timedelta(days=words.DAY_WORDS[match["word"]]))


def _anchored(match: re.Match[str], context: Context) -> Span | None:
    return _one(context.reference + timedelta(days=words.ANCHORED[match["word"]]))


def _years_ago_today(match: re.Match[str], context: Context) -> Span | None:
    years = read_numeral(match["count"])
    if years is None:
        return None
    return _one(numbers.shift_months(context.published, -12 * int(years)))


def _days_off(match: re.Match[str], context: Context) -> Span | None:
    count_words = match["count"].replace("일주일", "1주일")
    count = DAYS.get(count_words) or read_numeral(
        count_words.removesuffix("주일").removesuffix("일")
    )
    if count is None:
        return None
    days = int(count) * (7 if match["count"].endswith("주일") else 1)
    return _one(context.published + timedelta(days=-days if match["way"] == "전" else days))


def _season(match: re.Match[str], context: Context) -> Span | None:
    year, season = context.published.year, match["season"]
    if match["word"] == "지난":
        year -= context.published.month < words.SEASONS[season][0]
        # In winter the last one is not the one that is on.
        year -= season == "겨울" and context.published.month in (12, 1, 2)
    return _in_year(year, season)


def _half_or_quarter(match: re.Match[str], context: Context) -> Span | None:
    published, year = context.published, context.published.year
    span = _in_year(year, match["part"])
    if span and span[0] > published and _lean(match, context) is Lean.PAST:
        span = _in_year(year - 1, match["part"])
    return span


def _year_end(match: re.Match[str], context: Context) -> Span | None:
    year = context.published.year
    if match["word"] == "연초":
        return numbers.months_span(year, 1, 1)
    if match["word"] == "연내":
        return context.published, date(year, 12, 31)
    return numbers.months_span(year, 12, 12)


def _clock(match: re.Match[str], context: Context) -> Span | None:
    del match
    return _one(context.reference)


Build = Callable[[re.Match[str], Context], Span | None]
_RULES: tuple[tuple[str, Build], ...] = (
    (rf"(?P<era>{'|'.join(words.ERAS)})(?:\([^)]*\))?\s?(?P<count>\d+|원)년(?P<fiscal>도)?", _era),
    (r"(?P<era>단기|불기|주체)\s?(?P<count>\d+)(?:년)?", _other_era),
    (
        rf"(?<!\d)(?P<year>\d{{4}})년\s?(?P<month>{words.MONTH_NUMBER})월\s?(?P<day>{words.DAY_NUMBER}){words.UNTIL}일{words.NOT_SPAN}{words.TAIL}",
        _full,
    ),
    (
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[.\-/])\s?(?P<month>{words.MONTH_NUMBER})(?P=sep)\s?(?P<day>{words.DAY_NUMBER})(?!\d)",
        _full,
    ),
    (r"(?<!\d)(?P<year>(?:19|20)\d0)년대", _decade),
    (
        rf"(?<!\d)(?P<first>(?:19|20)\d\d)(?:년?{words.DASH}|년부터\s)(?P<last>(?:19|20)\d\d)년",
        _years,
    ),
    (r"(?<![가-힣])올(?:해)?\s들어", _since_new_year),
    (
        rf"(?<![\d,])(?P<year>(?:1[5-9]|20)\d\d)년(?![간째])(?:도(?![가-힣]))?{words.YEAR_REST}",
        _year,
    ),
    (rf"[’'](?P<year>\d\d)년{words.YEAR_REST}", _year),
    (
        rf"(?<![가-힣])(?P<word>{words.YEAR_WORD})(?<!올)(?![가-힣]{{2}}해){words.YEAR_REST}",
        _year_word,
    ),
    (
        rf"(?<![가-힣])(?P<word>올)\s?(?=\d{{1,2}}월|상반기|하반기|[1-4]분기|[초말]){words.YEAR_REST}",
        _year_word,
    ),
    (rf"(?<![가-힣])(?P<word>이듬해|같은 해|그해){words.YEAR_REST}", _other_year),
    (r"(?<![가-힣])(?P<word>올|지난)\s?(?P<season>봄|여름|가을|겨울)", _season),
    (
        rf"(?<![가-힣])(?P<word>{words.MONTH_WORD})(?:\s?(?P<day>{words.DAY_NUMBER}){words.UNTIL}일{words.NOT_SPAN}{words.TAIL}|{words.PARTED})",
        _month_word,
    ),
    (
        rf"(?<![가-힣])(?:같은|그)\s?달(?:\s?(?P<day>{words.DAY_NUMBER}){words.UNTIL}일{words.NOT_SPAN}{words.TAIL}|{words.PARTED})",
        _same_month,
    ),
    (
        rf"(?<![\d.,·])(?P<first>{words.MONTH_NUMBER})월?{words.DASH}(?P<last>{words.MONTH_NUMBER})월(?!\s?\d)",
        _months,
    ),
    (
        rf"{words.MARKER}(?<![\d.,·])(?P<month>{words.MONTH_NUMBER})월\s?(?P<day>{words.DAY_NUMBER}){words.UNTIL}일{words.NOT_SPAN}{words.TAIL}",
        _month_day,
    ),
    (
        rf"(?<![\d.,·])(?P<month>{words.MONTH_NUMBER})월\s(?P<week>첫째?|둘째|셋째|넷째)\s주(?!년)",
        _week_of_month,
    ),
    (
        rf"{words.MARKER}(?<![\d.,·])(?P<month>{words.MONTH_NUMBER})월(?!\s?\d+일){words.PARTED}",
        _month,
    ),
    (
        rf"(?<![\d.,·-])(?P<day>{words.DAY_NUMBER})일부터\s(?P<count>{DAY_WORD}|\d+일)(?:간|\s동안)",
        _days_for,
    ),
    (
        rf"(?<![가-힣])(?P<word>{'|'.join(words.DAY_WORDS)})(?:\s{words.CLOCK})?\s?\({words.DAY_NUMBER}일\)",
        _day_word,
    ),
    (
        rf"(?:[월화수목금토일]요일인\s)?{words.MARKER}(?<![\d.,·박-])(?<!박\s)(?P<day>{words.DAY_NUMBER}){words.UNTIL}일{words.NOT_SPAN}{words.TAIL}",
        _days,
    ),
    (
        rf"(?<![가-힣])(?P<word>{words.WEEK_WORD})(?!말|년)(?:\s(?P<weekday>[{words.WEEKDAYS}])요일)?",
        _week,
    ),
    (
        (
            rf"(?:(?P<marker>지난|오는|다음)\s)?(?<![가-힣])(?<!\d일 )(?P<weekday>[{words.WEEKDAYS}])요일"
            r"(?!인\s?\d|마다)"
        ),
        _weekday,
    ),
    (rf"(?P<count>\d+|{NATIVE})\s?년\s전\s오늘", _years_ago_today),
    (
        rf"(?<![가-힣])(?P<count>{DAY_WORD}|\d+일|\d+주일|일주일)\s(?P<way>전|뒤|후)(?!보다|만|날)",
        _days_off,
    ),
    (
        rf"(?<![가-힣])(?P<word>{'|'.join(words.DAY_WORDS)})(?!날)(?:\s{words.CLOCK}(?:\s?{words.HOUR})?|\s{words.HOUR})?",
        _day_word,
    ),
    (
        rf"(?<![가-힣])(?P<word>{'|'.join(words.ANCHORED)})(?!(?<=당일)\s?(?:치기|방문|일정|왕복|코스|여정|출장|여행))",
        _anchored,
    ),
    (r"(?<![가-힣])전월", _month_before),
    (r"(?<![가-힣])(?P<word>지난|이번|다음)\s?주말", _weekend),
    (r"(?<![가-힣])(?P<part>상반기|하반기|[1-4]분기)", _half_or_quarter),
    (r"(?<![가-힣])(?P<word>연말|연초|연내|세밑)", _year_end),
    (rf"(?<![가-힣]){words.CLOCK}\s{words.HOUR}", _clock),
)
_SAME_PERIOD = re.compile(r"(?:전년|지난해|작년)\s?(?:동기|같은\s기간|같은\s달|동월)")


def read_dates(original: str, context: Context) -> list[Value]:
    """Read the dates of a sentence.

    Args:
        original: the sentence as written; offsets and texts of the values point into it.
        context: the folded sentence and what the dates are resolved against.

    Returns:
        Values in the order of the text. A span with 까지 ('until') is its last day.
    """
    spans = _same_periods(context)
    taken = [(start, end) for start, end, _ in spans]
    for pattern, build in _rules().applicable(context.text):
        for match in pattern.finditer(context.text):
            start, end = _trimmed(match)
            if any(start < last and first < end for first, last in taken):
                continue
            span = build(match, _anchored_at(context, spans, start))
            if span is not None:
                taken.append((start, end))
                spans.append((start, end, span))
    return [_value(original, context, *item) for item in sorted(spans)]


@cache
def _rules() -> Rules[Build]:
    """The rules, compiled when a Korean text first needs them: it takes a start 0.05 s."""
    return cjk_rules(_RULES)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match.group()
    return match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip())


def _anchored_at(context: Context, spans: list[tuple[int, int, Span]], start: int) -> Context:
    """The context with the last day named in this sentence before `start` as anchor."""
    before = [span for first, _, span in sorted(spans) if first < start]
    near = [last for first, last in before if (last - first).days <= _LONGEST_MONTH]
    anchor, year = near[-1] if near else None, before[-1][1].year if before else None
    return Context(context.text, context.published, anchor, year, context.earlier)


def _same_periods(context: Context) -> list[tuple[int, int, Span]]:
    """`전년 동기`: a year before the period that the sentence named first."""
    match = _SAME_PERIOD.search(context.text)
    if match is None:
        return []
    before = context.text[: match.start()]
    head = read_dates(before, Context(before, context.published))
    if not head:
        return []
    first, last = (date.fromisoformat(day) for day in (head[-1].first, head[-1].last))
    earlier = numbers.shift_months(first, -12), numbers.shift_months(last, -12)
    return [(match.start(), match.end(), earlier)]


def _value(original: str, context: Context, start: int, end: int, span: Span) -> Value:
    is_range = any(sign in original[start:end] for sign in ("부터", "~", "∼", "-", "–", "·", ","))
    if span[0] != span[1] and not is_range and context.text.startswith("까지", end):
        return numbers.span_value((span[1], span[1]), original, start, end + 2)
    whole_month = span == numbers.month_span(span[0].year, span[0].month)
    return numbers.span_value(span, original, start, end, is_month_only=whole_month)
