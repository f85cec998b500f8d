"""Japanese dates: full, without year or month, relative, weekdays, eras, seasons, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from extractors import numbers
from extractors.earlier import Told, told_nothing
from extractors.lang.ja.numerals import SMALL, read_number
from extractors.model import Value
from extractors.numbers import Lean
from extractors.rules import Rules, cjk_rules

Span = tuple[date, date]

_ERAS = {"令和": "reiwa", "平成": "heisei", "昭和": "showa", "大正": "taisho", "明治": "meiji"}
_YEAR_WORDS = {
    "一昨年": -2,
    "おととし": -2,
    "昨年": -1,
    "去年": -1,
    "前年": -1,
    "今年": 0,
    "本年": 0,
}
_YEAR_WORDS |= {"ことし": 0, "同年": 0, "その年": 0, "来年": 1, "翌年": 1, "再来年": 2, "さ来年": 2}
_MONTH_WORDS = {
    "先々月": -2,
    "先月": -1,
    "前月": -1,
    "今月": 0,
    "同月": 0,
    "来月": 1,
    "翌月": 1,
    "再来月": 2,
}
_ANCHORED_MONTHS = frozenset({"同月", "前月", "翌月"})
_DAY_WORDS = {
    "一昨日": -2,
    "おととい": -2,
    "昨日": -1,
    "きのう": -1,
    "昨夜": -1,
    "昨晩": -1,
    "ゆうべ": -1,
}
_DAY_WORDS |= {
    "今日": 0,
    "きょう": 0,
    "本日": 0,
    "今朝": 0,
    "けさ": 0,
    "今夜": 0,
    "今晩": 0,
    "今夕": 0,
}
_DAY_WORDS |= {"明日": 1, "あす": 1, "あした": 1, "明後日": 2, "あさって": 2, "しあさって": 3}
_ANCHORED_DAYS = {
    "前々日": -2,
    "前日": -1,
    "同日": 0,
    "この日": 0,
    "当日": 0,
    "翌日": 1,
    "翌々日": 2,
}
_WEEK_WORDS = {"先々週": -2, "先週": -1, "前週": -1, "今週": 0, "来週": 1, "翌週": 1, "再来週": 2}
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
_SEASON_YEARS = {"昨": -1, "今": 0, "来": 1, "": 0}
_WEEKDAYS = "月火水木金土日"
_THIRDS = {"上": 0, "初": 0, "中": 1, "半": 1, "下": 2, "末": 2}
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def _either(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = (
    rf"(?:(?P<y4>(?:19|20)\d\d|(?:一九|二〇)[〇一二三四五六七八九]{{2}})年|(?:(?P<era>{_either(_ERAS)})(?P<ey>元|{SMALL})年)|(?P<yw>{_either(_YEAR_WORDS)}))"
    r"(?:\([^)]{1,8}\))?の?"
)
_SHORT_YEAR = (
    r"(?<![\d.・,])(?P<y2>[0-3]\d)年(?=の?\d{1,2}月|の?[春夏秋冬]|[末初]|度|に(?!\d+[度回])\D(?!ぶ|た|渡)|まで|ごろ"
    # `、26年は` sets a year against another, and `25年に18億ドル` tells the figure of one.
    r"|(?<=、\d\d年)は|に\d[\d,.]*[億万兆%割]"
    r"|の?(?:実績|通年|年間|確定値|速報|統計|輸出額?|貿易統計|暦年|[Gg][Dd][Pp]|国内総生産|名目))"
)
_KANJI_DAY = (
    r"(?:二?十[一二三四五六七八九]?|三十一?|[一二三][〇一二三四五六七八九]|[一二三四五六七八九])"
)
_MONTH_NUMBER = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|一[〇一二]|[一二三四五六七八九])"
_MONTH = rf"(?:(?<![\d〇一二三四五六七八九十数]){_MONTH_NUMBER}月(?!曜|期|間)|(?P<mw>{_either(_MONTH_WORDS)}))の?"
# 首相は十三日、: a day in kanji without its month stands between topic and comma or clock; 滞在は三日 is a length.
_DAY_OF_NEWS = (
    rf"(?<=[はがも])(?<!間[はが])(?<!在[はが])(?<!程[はが])(?<!期[はが])(?<!休み[はが])"
    rf"(?={_KANJI_DAY}日(?:、|午前|午後|未明|早朝|深夜|夜|夕|朝|付))"
)
_WEEKDAY_NOTE = rf"(?:\([{_WEEKDAYS}](?:曜日?)?(?:・?祝)?\))?"
_JOIN = r"(?:日?から|~|-|、|,|日?と|・)"
_DAYS = (
    rf"(?:(?:(?<=[十一二三四五六七八九]月)(?=[^日]+日(?!間))|{_DAY_OF_NEWS})(?P<kd>{_KANJI_DAY})日|"
    rf"(?<![\d.・,第泊])(?P<d>3[01]|[12]\d|0?[1-9])(?:(?:日{_WEEKDAY_NOTE})?{_JOIN}(?:(?P<m2>1[0-2]|[1-9])月)?"
    rf"(?P<d2>3[01]|[12]\d|0?[1-9])(?:の?両)?日|日)(?!間|目|前(?!後)|後(?!半)|ぶり|連続|以内|がかり|\d往復|当たり|あたり|分)"
    rf"{_WEEKDAY_NOTE})"
)
_PART = r"(?P<part>上旬|初旬|初め|初頭|中旬|半ば|下旬|末)"
_YEAR_PART = r"(?:の(?=[春夏秋冬]))?(?P<yp>上半期|下半期|第?[1-4]四半期|春|夏|秋|冬|末|暮れ|初め|初頭|度内|度末|度)"
_CLOCK = r"(?:午前|午後|正午|未明|早朝|朝|昼|夕方|夕|夜|深夜)"
_TIME = rf"(?:の?{_CLOCK}(?:\d{{1,2}}時(?:半|\d{{1,2}}分)?)?(?:すぎ|過ぎ|ごろ|頃)?)?"


@dataclass(frozen=True, slots=True)
class Context:
    """What a date needs besides its own words.

    Attributes:
        text: the sentence, folded (same offsets as the original).
        published: local date of the article.
        named: last date named before in this sentence.
        year: last year told in this sentence.
        earlier: gives what the text before the sentence told.
    """

    text: str
    published: date
    named: date | None = None
    year: int | None = None
    earlier: Told = told_nothing

    @property
    def reference(self) -> date:
        """The day that `同日` and `同月` mean."""
        return self.named or self.earlier().anchor or self.published

    @property
    def told_year(self) -> int:
        """The year that `同年` means."""
        return self.year or self.earlier().year or self.reference.year


_PAST = re.compile(
    r"(?:た|だった|[んい]だ|ました|でした|[てで]いる)(?=。|と|」|、|が|の|こと|$|[一-龥ァ-ヶ])"
)
_MONTH_LONG = timedelta(days=31)
_PLANNED = re.compile(r"予定|方針|見通し|計画|控え|から始|まで(?:に|の)|へ(?:$|。| )")
_FROM_THEN_ON = re.compile(r"以降")
# A verb in the non-past tells of habits and standing facts as well as of what is to come.
_NON_PAST = re.compile(
    r"(?:する|れる|まる|める|ける|なる|ぶ|く|る|ます|う|む)(?=。|」|、|$|と|予|方|見)"
)


# `政府は20日、来月に始めると発表した`: the day between topic and comma is that of the last predicate.
_TOPIC = ("は", "が", "も")
_ENDS_PAST = re.compile(r"(?:た|だった|んだ|いだ)[。」』）)]*\Z")


def _lean(match: re.Match[str], context: Context) -> Lean:
    """Tell from words before or the first predicate behind whether a bare date lies behind or ahead."""
    before = context.text[: match.start()]
    if before.endswith(("来る", "きたる", "今度の", "次の", "来たる")):
        return Lean.FUTURE
    if before.endswith(("去る", "さる", "去", "旧臘", "たのは", "だのは", "たのが", "だのが")):
        return Lean.PAST
    is_of_the_whole = before.endswith(_TOPIC) and context.text.startswith("、", match.end())
    if (
        is_of_the_whole
        and _PAST.search(context.text, match.end())
        and _ENDS_PAST.search(context.text)
    ):
        return Lean.PAST
    past = _PAST.search(context.text, match.end())
    ahead = _FROM_THEN_ON.match(context.text, match.end()) or _PLANNED.search(
        context.text, match.end()
    )
    verb = _NON_PAST.search(context.text, match.end())
    future = min((found.start() for found in (ahead, verb) if found), default=None)
    if past and (future is None or past.start() <= future):
        return Lean.PAST
    if ahead is None and match.groupdict().get("m"):
        return Lean.NEAR
    return Lean.NEAR if future is None else Lean.FUTURE


def _year(found: dict[str, str | None], context: Context) -> int | None:
    if found.get("y4"):
        return int((found["y4"] or "").translate(_DIGITS))
    if found.get("y2"):
        return 2000 + int(found["y2"] or 0)
    if found.get("era"):
        count = found["ey"] or ""
        years = 1 if count == "元" else int(read_number(count) or 0)
        return numbers.ERAS[_ERAS[found["era"] or ""]] + years
    word = found.get("yw")
    if word is None:
        return None
    base = context.published.year
    if word in ("同年", "その年", "翌年"):
        base = context.told_year
    elif word == "前年":
        base = context.reference.year
    return base + _YEAR_WORDS[word]


def _month(
    found: dict[str, str | None], year: int | None, lean: Lean, context: Context
) -> tuple[int, int] | None:
    word = found.get("mw")
    if word:
        base = context.reference if word in _ANCHORED_MONTHS else context.published
        return numbers.add_months(base.year, base.month, _MONTH_WORDS[word])
    if not found.get("m"):
        return None
    month = int(read_number(found["m"] or "") or 0)
    return (year or numbers.resolve_month(month, context.published, lean)), month


def _read(match: re.Match[str], context: Context) -> Span | None:
    """A date in year, month, days or parts of them."""
    found = match.groupdict()
    lean = _lean(match, context)
    year = _year(found, context)
    month = _month(found, year, lean, context)
    if found.get("d") or found.get("kd"):
        return _days(found, year, month, lean, context)
    if month is not None:
        part = found.get("part")
        return (
            numbers.third_of_month(*month, _THIRDS[part[0]]) if part else numbers.month_span(*month)
        )
    return None if year is None else _in_year(year, found.get("yp") or "", context)


def _days(
    found: dict[str, str | None],
    year: int | None,
    month: tuple[int, int] | None,
    lean: Lean,
    context: Context,
) -> Span | None:
    day = int(found["d"] or read_number(found["kd"] or "") or 0)
    if month is None:
        first = _bare_day(day, lean, context, until=int(found.get("d2") or 0))
    elif year is None and found.get("m"):
        first = numbers.resolve_month_day(month[1], day, context.published, lean)
    else:
        first = numbers.make_day(*month, day)
    if first is None or not found.get("d2"):
        return None if first is None else (first, first)
    last_month = int(found["m2"] or first.month)
    last = numbers.make_day(
        first.year + (last_month < first.month), last_month, int(found["d2"] or 0)
    )
    return (first, last) if last and last >= first else (first, first)


def _bare_day(day: int, lean: Lean, context: Context, *, until: int) -> date | None:
    """A day without its month: beside another date, around today, or where the predicate leans."""
    named = context.named
    if named is not None and lean is Lean.NEAR and day >= named.day:
        return numbers.make_day(named.year, named.month, day)
    if day <= context.published.day <= until:  # it has begun and not ended, whatever the verb
        lean = Lean.PAST
    return numbers.resolve_day(day, context.published, lean)


def _in_year(year: int, part: str, context: Context) -> Span:
    if part in _SEASONS:
        return _season(year, part)
    if part.endswith("半期"):
        return numbers.half_span(year, 1 if part.startswith("上") else 2)
    if part.endswith("四半期"):
        return numbers.quarter_span(year, int(part.strip("第")[0]))
    if part == "暮れ":
        return date(year, 12, 21), date(year, 12, 31)
    if part == "末":
        return date(year, 12, 21), date(year, 12, 31)
    if part in ("初め", "初頭"):
        return numbers.months_span(year, 1, 3)
    if part.startswith("度"):
        first, last = numbers.fiscal_year_span(year)
        return (max(first, context.published), last) if part == "度内" else (first, last)
    return numbers.months_span(year, 1, 12)


def _season(year: int, name: str) -> Span:
    first, last = _SEASONS[name]
    ends = numbers.add_months(year, 1, last - 1)
    return date(year, first, 1), numbers.month_span(*ends)[1]


def _short_season(match: re.Match[str], context: Context) -> Span | None:
    return _season(context.published.year + _SEASON_YEARS[match["near"]], match["season"])


def _month_of_season(match: re.Match[str], context: Context) -> Span | None:
    """`昨秋10月`: the season only says which year."""
    found = match.groupdict()
    year = context.published.year + _SEASON_YEARS[match["near"]]
    month = _month(found, year, Lean.NEAR, context)
    if month is None or not found["part"]:
        return None if month is None else numbers.month_span(*month)
    return numbers.third_of_month(*month, _THIRDS[found["part"][0]])


def _months(match: re.Match[str], context: Context) -> Span | None:
    """`1~3月期`: a quarter, the latest begun unless a year is named."""
    found = match.groupdict()
    year = _year(found, context) or numbers.resolve_month(
        int(match["from"]), context.published, Lean.PAST
    )
    return numbers.months_span(year, int(match["from"]), int(match["to"]))


def _relative_day(match: re.Match[str], context: Context) -> Span | None:
    word = match.group()
    base = context.reference if word in _ANCHORED_DAYS else context.published
    day = base + timedelta(days={**_DAY_WORDS, **_ANCHORED_DAYS}[word])
    return day, day


def _weekday(match: re.Match[str], context: Context) -> Span | None:
    word = match["week"]
    weeks = _WEEK_WORDS[word] if word else None
    lean = _lean(match, context)
    day = numbers.resolve_weekday(_WEEKDAYS.index(match["wd"]), context.published, lean, weeks)
    return day, day


def _week(match: re.Match[str], context: Context) -> Span | None:
    return numbers.week_span(context.published, _WEEK_WORDS[match["week"]])


def _weekend(match: re.Match[str], context: Context) -> Span | None:
    weeks = {"先": -1, "前": -1, "来": 1, "翌": 1}.get(match["near"] or "", 0)
    monday, sunday = numbers.week_span(context.published, weeks)
    return monday + timedelta(days=5), sunday


def _week_of_month(match: re.Match[str], context: Context) -> Span | None:
    found = match.groupdict()
    month = _month(found, _year(found, context), _lean(match, context), context)
    if month is None:
        return None
    first = date(*month, 1) + timedelta(days=7 * (int(match["nth"]) - 1))
    return first, first + timedelta(days=6)


def _half_of_this_year(match: re.Match[str], context: Context) -> Span | None:
    return numbers.half_span(context.published.year, 1 if match.group().startswith("上") else 2)


def _new_year(match: re.Match[str], context: Context) -> Span | None:
    del match
    year = context.published.year + (context.published.month > 6)  # noqa: PLR2004
    return date(year, 1, 1), date(year, 1, 10)


def _within(match: re.Match[str], context: Context) -> Span | None:
    day = context.published
    if match.group() == "年度内":
        return day, date(day.year + (day.month > 3), 3, 31)  # noqa: PLR2004
    if match.group() == "月内":
        return day, numbers.month_span(day.year, day.month)[1]
    return day, date(day.year, 12, 31)


def _fiscal(match: re.Match[str], context: Context) -> Span | None:
    day = context.published
    this = day.year - (day.month <= 3)  # noqa: PLR2004
    return numbers.fiscal_year_span(
        this + {"昨": -1, "前": -1, "今": 0, "本": 0, "来": 1}[match["near"]]
    )


def _same_period(match: re.Match[str], context: Context) -> Span | None:
    del match
    return numbers.month_span(context.published.year - 1, context.published.month)


def _old_december(match: re.Match[str], context: Context) -> Span | None:
    day = numbers.make_day(context.published.year - 1, 12, int(match["d"]))
    return None if day is None else (day, day)


Reader = Callable[[re.Match[str], Context], Span | None]
_RULES: tuple[tuple[str, Reader], ...] = (
    (rf"旧臘{_DAYS}", _old_december),
    (rf"(?:{_YEAR})?{_MONTH}第(?P<nth>[1-5])週", _week_of_month),
    (rf"(?:{_YEAR})?(?P<from>1[0-2]|[1-9])[~-](?P<to>1[0-2]|[1-9])月期?(?!\d)", _months),
    (rf"(?:{_YEAR}|{_SHORT_YEAR}の?)?{_MONTH}(?:{_DAYS}|{_PART})?{_TIME}", _read),
    (rf"(?P<near>[昨今来])[春夏秋冬]の?{_MONTH}{_PART}?", _month_of_season),
    (r"(?:昨年|前年)同期", _same_period),
    (r"(?P<near>[昨前今本来])年度", _fiscal),
    (rf"(?:{_YEAR}|{_SHORT_YEAR}){_YEAR_PART}?", _read),
    (rf"{_DAYS}{_TIME}", _read),
    (_either({**_DAY_WORDS, **_ANCHORED_DAYS}), _relative_day),
    (rf"(?P<week>{_either(_WEEK_WORDS)})?の?(?P<wd>[{_WEEKDAYS}])曜日?", _weekday),
    (r"(?P<near>[先前今来翌])?週末(?!比)", _weekend),
    (rf"(?P<week>{_either(_WEEK_WORDS)})(?!末|比)", _week),
    (r"(?P<near>[昨今来])(?P<season>[春夏秋冬])(?![一-龥])", _short_season),
    (r"年明け(?:早々)?", _new_year),
    (r"年度内|年内|月内", _within),
    (r"[上下]半期", _half_of_this_year),
)


def read_dates(sentence: str, context: Context) -> list[Value]:
    """Dates of a sentence, in order; a later one may hang on an earlier one.

    Args:
        sentence: the original words, for `Value.text`.
        context: folded text and the days to resolve against.

    Returns:
        DATE and DATE_RANGE values that do not overlap.
    """
    matches = sorted(
        (
            (match, reader)
            for rule, reader in _rules().applicable(context.text)
            for match in rule.finditer(context.text)
        ),
        key=lambda pair: (pair[0].start(), -pair[0].end()),
    )
    values: list[Value] = []
    for match, reader in matches:
        if values and match.start() < values[-1].end:
            continue
        span = reader(match, context)
        if span is None:
            continue
        is_month = match.groupdict().get("part") is None and _is_month(span)
        end = match.start() + len(match.group().rstrip("の"))
        values.append(
            numbers.span_value(span, sentence, match.start(), end, is_month_only=is_month)
        )
        last = span[0] if is_month else span[1]
        if "年" in match.group():
            context = replace(context, year=span[1].year)
        if span[1] - span[0] <= _MONTH_LONG:  # 'the next day' is not that of a year told in passing
            context = replace(context, named=last)
    return values


@cache
def _rules() -> Rules[Reader]:
    """The rules, compiled when a Japanese text first needs them: start-up is dear."""
    return cjk_rules(_RULES)


def _is_month(span: Span) -> bool:
    return span[0].day == 1 and span == numbers.month_span(span[0].year, span[0].month)
