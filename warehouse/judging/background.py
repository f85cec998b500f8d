"""Is a sentence still telling of earlier years? Stories go back, and come forward again without a word."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.model import Certainty, Value, ValueKind
from warehouse.judging.reading import NEWS_DAYS, Line, Reading
from warehouse.judging.times import (
    is_before,
    is_in_attribute_before,
    is_modifier,
    is_of_an_earlier_year,
    is_recalled,
    is_reference,
    names_its_year,
)
from warehouse.judging.touch import Span

# News stands at the top: there a past year names the thing, and does not yet open a look back.
_TOP = 2
# How far down a subject named in the title or first sentence still carries; below that stories turn to
# background and reactions.
CARRY_LINES = 4
PLUPERFECT = frozenset({"had", "had been", "'d", "’d"})
# What had been announced, in the pluperfect, and what lies ahead in it: 休止すると発表していた, 休止したと伝えていた.
_ANNOUNCED = {
    "ja": re.compile(
        r"(?:発表|公表|表明|通告|通知|通達|公告|告示|宣言|明言|言明|決定|議決|可決|合意|確認|指示|署名|連絡)していた"
        r"|(?:明らかに|あらわに)していた|(?:伝え|決め|申し合わせ|告げ)ていた"
    )
}
_TO_COME = re.compile(r"[^。、]{0,6}?(?<=[うくすつぬむるぐぶ])(?:と|こと|旨|方針)")
_HAD = re.compile(r"[ぁ-ん]{0,3}?(?:(?<=[てで])|[てで])いた")
_LATELY = timedelta(days=7)
_NOW = {
    "en": re.compile(r"\b(now|today|this (week|month|year|time)|finally|at last|yesterday)\b"),
    "ja": re.compile(
        r"今回|今年|今月|このほど|いま(?!も|でも|なお|だ)|現在(?!も)|ついに|ようやく|今度"
    ),
    "ko": re.compile(r"이번|이제|지금|올해|이달|현재|마침내|드디어"),
}
# A sentence that goes on from the one before it: 'three days later', 그해, 이듬해.
_THEN = {
    "ko": re.compile(
        r"^(?:그해|그 해|이듬해|이듬달|그 뒤|그 후|그 이후|그러자|당시|그때|그 무렵"
        r"|(?:사흘|나흘|닷새|이틀|열흘|보름|며칠|(?:한|두|세|석|넉|네|다섯|여섯) ?(?:달|해|주)"
        r"|[0-9]+ ?(?:일|주|달|개월|년)) (?:뒤|후|만에))"
        r"|^(?:위|이|해당|당시) (?:판결|판단|결정|합의|협정|조약|협약|선언|담화|발언|조치|협상|회담|사건|명령)"
        r"[은는이가도]"
    ),
    "ja": re.compile(
        r"^(?:翌年|同年|その翌年|その年|(?:同|その)(?:判決|合意|協定|条約|宣言|談話|決定|声明)[はがも])"
    ),
}
# Words that make a date name an earlier agreement: '지난 1월 합의한 협력' is what was agreed then.
_ADNOMINAL = {
    "ko": re.compile(
        r"[가-힣]{0,2}(?:한|된|은|던|린|룬|른|온|킨|긴) (?!것|바 |적|뒤|후|데|다음|직후)"
    )
}
_THESE_WEEKS = timedelta(days=31)
# A month and no more: in a story that looks back it is of the year told before.
_BARE_MONTH = re.compile(r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})[月월]$")
# A day with its month and no year, and how near to its sentence's first character it opens it.
_MONTH_OF_A_DAY = re.compile(r"(\d{1,2})月(?:\d{1,2}日)?")
_OPENS = 2
_FULL_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
# How far around the baseline's day a date still means the event that the baseline is drawn from.
_AROUND = timedelta(days=18)


def tells_of_the_day(line: Line, event: tuple[str, ...], when: Value | None, as_of: date) -> bool:
    """Whether a sentence is about the baseline's own days, so that its titles are those of then.

    Args:
        line: the sentence.
        event: sets whose words name the baseline's event.
        when: the date that goes with what is asked about, if any; the month around the baseline's day needs no
            word of the event.
        as_of: the baseline's day.
    """
    day = as_of.isoformat()
    if when is not None and when.is_month_only and when.first < day <= (when.last or when.first):
        return not is_reference(line.text, when, line.language)
    is_then = when is None or when.first <= day
    return is_then and not line.names.isdisjoint(event)


# 'Keeps turning back', 'still bars', 'as they have': what goes on is no new curb.
_GOES_ON = re.compile(
    r"\b(keep|keeps|kept|still|continue to|continues to|continued to|go on|goes on)( \w+)? $"
)
# Japanese says so behind the verb: 締め出したまま, 止め続けている.
_GONE_ON = re.compile(r"[ぁ-ん]{0,4}?(?:(?<=[ただ])まま|続け(?:て|る|た))")
# For how many years something has been so, and still is.
_FOR_YEARS = {
    "ja": re.compile(
        r"(?P<years>\d{1,3})年(?:以上|余り?|あまり|超|近く)?間?(?:にわたって)?も?、?[^。、]{0,12}?"
        r"(?:[てで]い?(?:ない|ません|おらず|る)|まま)"
    ),
    "ko": re.compile(
        r"(?P<years>\d{1,3})년(?: ?넘게| ?이상| ?가까이| ?동안|간|째) [^.,]{0,12}?"
        r"(?:지 ?(?:않|못하)고 있|(?:된|한|있는|중인) ?(?:상태|채)|고 있)"
    ),
}
# An attribute in the pluperfect, with the noun behind it.
_STANDING = {
    "ja": re.compile(r"[一-龥]{0,2}(?:[さしばわ]れ|し)ていた(?=[一-龥ァ-ヶ])"),
    "ko": re.compile(r"(?:됐|되었|했|돼 있|되어 있|었|았|였)던 (?=[가-힣])"),
}
# 'A 1942 disaster in which': the clause goes on about the noun and its year.
_RELATIVE = re.compile(r"\b(?:that|which|where|when)\b[^.;,]{0,25}$")
# 'Have been suspended since a 2018 incident': how long something has lasted.
_HAS_BEEN = re.compile(r"\b(?:has|have|had)\b(?: \w+){0,2} ?$")
_SINCE_THEN = re.compile(r"(?: \w+){0,2}? since (?:the |a |an |late |early )?(?:\w+ )?$")


def _lasts_for_years(line: Line, span: Span, day: date, as_of: date) -> bool:
    """Whether a state has lasted for more years than have passed since a day: 20年以上開かれていない."""
    pattern = _FOR_YEARS.get(line.language)
    told = pattern.search(line.folded) if pattern is not None else None
    if told is None or told.end() <= span[0] or span[1] <= told.start():
        return False
    return int(told["years"]) > (day - as_of).days / 365


def has_lasted(reading: Reading, line: Line, span: Span, dates: list[Value], as_of: date) -> bool:
    """Whether words tell of what has been so since before a day, and so is no change after it."""
    return _lasts_since(line, span, dates, as_of) or _lasts_for_years(
        line, span, reading.day, as_of
    )


def _lasts_since(line: Line, span: Span, dates: list[Value], as_of: date) -> bool:
    """Whether English words tell of what has been so since before a day, and so is no change after it."""
    if line.language != "en" or not _HAS_BEEN.search(line.folded[: span[0]]):
        return False
    return any(
        is_before(value, as_of)
        and value.end > span[1]
        and _SINCE_THEN.match(f"{line.folded[span[1] : value.start]}{_since_of(value)}")
        for value in dates
    )


def _since_of(value: Value) -> str:
    return "since " if value.text.lower().startswith("since ") else ""


def opens_on_these_days(reading: Reading, line: Line) -> bool:
    """A story that opens on a scene of these days tells in the pluperfect what has just led up to it."""
    if line.index > CARRY_LINES:
        return False
    dates = [
        date.fromisoformat(value.first)
        for other in reading.lines[: line.index + 1]
        for value in reading.dates(other)
        if not is_reference(other.text, value, other.language)
    ]
    return bool(dates) and all(abs(reading.day - day) <= NEWS_DAYS for day in dates)


_YEARS_SINCE = re.compile(r"\b(?:years|decades)\b.*\bsince$", re.IGNORECASE)


def told_before(reading: Reading, line: Line, span: Span, marker: str) -> Certainty | None:
    """How sure the news of a story is that tells in the pluperfect what had been announced; None for no such news.

    English stories open on a scene of these days and tell behind it what has led up to it; Japanese ones close the
    news itself so (休止すると発表していた), with its day in the sentence.

    Args:
        reading: the article.
        line: the sentence.
        span: the words that tell the deed.
        marker: the words that make the sentence background.
    """
    if marker.lower() in PLUPERFECT:
        return Certainty.ASSERTED if opens_on_these_days(reading, line) else None
    announced = _ANNOUNCED.get(line.language)
    at = line.text.rfind(marker)
    if announced is None or at < span[1] or not announced.search(line.folded, span[1], at + 2):
        return None
    days = [date.fromisoformat(d.first) for d in reading.dates(line) if d.kind is ValueKind.DATE]
    if not any(timedelta() <= reading.day - day <= _LATELY for day in days):
        return None
    is_to_come = _TO_COME.match(line.folded, span[1])
    return Certainty.PLANNED if is_to_come else Certainty.ASSERTED


def had_come_about(reading: Reading, line: Line, span: Span, marker: str, as_of: date) -> bool:
    """Whether a Japanese perfect tells what a day since the baseline has brought: 協定は4月末に効力を失っていた.

    Args:
        reading: the article.
        line: the sentence.
        span: the words that tell the deed.
        marker: the words that make the sentence background.
        as_of: the baseline's day.
    """
    if (
        line.language != "ja"
        or not _HAD.match(line.folded, span[1])
        or not marker.startswith("いた")
    ):
        return False
    return any(
        as_of < date.fromisoformat(day.first) <= reading.day
        for day in reading.dates(line)
        if day.end <= span[1] and not is_reference(line.text, day, line.language)
    )


def is_set_before(reading: Reading, line: Line, span: Span, marker: str, as_of: date) -> bool:
    """Whether what makes a sentence background is no date at all, or one before a day that dates the words."""
    if _YEARS_SINCE.search(marker):
        return True  # 'it is thirteen years this week since …': the day is that of the anniversary
    dated = _dates_in(reading, line, marker)
    return not dated or any(
        is_before(day, as_of) and not _dates_a_noun(line, day, span) for day in dated
    )


def is_set_by_a_noun(reading: Reading, line: Line, span: Span, marker: str) -> bool:
    """Whether what makes a sentence background only tells which noun is meant (2016年に結んだ協定を止めた)."""
    dated = _dates_in(reading, line, marker)
    return bool(dated) and all(_dates_a_noun(line, day, span) for day in dated)


def _dates_in(reading: Reading, line: Line, marker: str) -> list[Value]:
    at = line.text.find(marker)
    return [d for d in reading.dates(line) if d.start < at + len(marker) and at < d.end]


def _dates_a_noun(line: Line, day: Value, span: Span) -> bool:
    return is_modifier(line.text, day, line.language) or is_in_attribute_before(
        line.text, day, span, line.language
    )


def tells_of_a_dated_noun(line: Line, span: Span, dates: list[Value], day: date) -> bool:
    """Whether English words stand in the clause of a noun of an earlier year: 'a 1942 disaster that killed 183'."""
    clause = _RELATIVE.search(line.folded[: span[0]]) if line.language == "en" else None
    return clause is not None and any(
        value.end <= clause.start()
        and is_before(value, day.replace(month=1, day=1))
        and "," not in line.text[value.end : clause.start()]
        for value in dates
    )


def is_standing_attribute(line: Line, span: Span) -> bool:
    """Whether the words are an attribute of what had long been so: 締結されていた協定, 체결됐던 협정."""
    standing = _STANDING.get(line.language)
    return standing is not None and standing.match(line.folded, span[1]) is not None


def goes_on(line: Line, span: Span, dates: list[Value], as_of: date) -> bool:
    """'Has barred … since 2013' and 'keeps turning back' tell of a curb that there is, not of a new one."""
    if _GOES_ON.search(line.folded[: span[0]]) or _GONE_ON.match(line.folded, span[1]):
        return True
    return any(
        is_reference(line.text, value, line.language) and is_before(value, as_of) for value in dates
    )


def narrates_the_past(reading: Reading, line: Line, when: Value | None, as_of: date) -> bool:
    """A paragraph that went back to an earlier year stays there until a fresh date or 'now' ends it."""
    if (
        _opens_on_a_past_day(reading, line, as_of)
        or _goes_on_in_its_year(reading, line, when, as_of)
        or _is_dated_by_its_title(reading, line, when, as_of)
    ):
        return True
    then = _THEN.get(line.language)
    goes_on = then is not None and bool(then.search(line.folded))
    if not goes_on and (line.index <= _TOP or (when is not None and not is_before(when, as_of))):
        return False
    if not goes_on and _NOW[line.language].search(line.folded):
        return False
    looks_back = _looks_back(reading, as_of)
    lines = reading.lines if looks_back else reading.paragraph(line)
    for other in reversed([other for other in lines if other.index < line.index]):
        is_past = _is_set_in_the_past(reading, other, as_of, looks_back=looks_back)
        if is_past is not None:
            return is_past
    return when is None and _stands_in_a_chronicle(reading, line, as_of)


def _stands_in_a_chronicle(reading: Reading, line: Line, as_of: date) -> bool:
    """Whether a sentence stands between earlier years in an article that gives no other day, as explainers do."""
    before = [d for other in reading.lines[: line.index] for d in _own_dates(reading, other)]
    if not before or not all(is_of_an_earlier_year(d, as_of) for d in before):
        return (
            False  # the dates behind it are read only where those before it leave the question open
        )
    rest = [d for other in reading.lines[line.index :] for d in _own_dates(reading, other)]
    return bool(rest) and all(is_of_an_earlier_year(d, as_of) for d in rest)


def _goes_on_in_its_year(reading: Reading, line: Line, when: Value | None, as_of: date) -> bool:
    """Whether a Japanese day is of the earlier year told last in its paragraph: 最大の危機は2019年だった。8月22日、….

    One of this year is told after its subject, or without its month where that is this month.
    """
    month = _MONTH_OF_A_DAY.match(when.text) if when is not None and line.language == "ja" else None
    if when is None or month is None or names_its_year(when):
        return False
    if when.start > _OPENS and int(month[1]) != reading.day.month:
        return False
    for other in reversed(reading.paragraph(line)):
        dates = _own_dates(reading, other) if other.index < line.index else []
        if dates:
            return is_of_an_earlier_year(dates[-1], as_of)
    return False


def _is_dated_by_its_title(reading: Reading, line: Line, when: Value | None, as_of: date) -> bool:
    """Whether a Japanese title names a day of an earlier year (2019年11月22日　転換の日).

    What the text then dates without a year was in that one, until it names one of these.
    """
    title = reading.lines[0]
    if line.language != "ja" or not title.is_title or line is title:
        return False
    if when is not None and (names_its_year(when) or not is_before(when, reading.day)):
        return False
    days = [d for d in _own_dates(reading, title) if _FULL_DAY.search(d.text)]
    if not days or not all(is_before(d, as_of) for d in days):
        return False
    return not any(
        names_its_year(d) and not is_before(d, as_of)
        for other in reading.lines[: line.index + 1]
        for d in reading.dates(other)
    )


def _opens_on_a_past_day(reading: Reading, line: Line, as_of: date) -> bool:
    """Whether the sentence before is a day of an earlier year and no more (7年前のきょう、2019年8月22日)."""
    for other in reading.before(line, 1):
        dates = reading.dates(other)
        is_bare = 2 * sum(d.end - d.start for d in dates) >= len(other.text)
        return is_bare and is_of_an_earlier_year(dates[-1], as_of)
    return False


def _looks_back(reading: Reading, as_of: date) -> bool:
    """Whether an article opens in an earlier year, as features and chronicles do."""
    for line in reading.lines[: _TOP + 1]:
        if not line.is_title and (dates := _own_dates(reading, line)):
            return is_of_an_earlier_year(dates[0], as_of)
    return False


def _is_set_in_the_past(
    reading: Reading, line: Line, as_of: date, *, looks_back: bool
) -> bool | None:
    """Whether a sentence sets what follows it in an earlier year; None when it sets no time.

    A month behind a year is of that year ('in July 2019 … and in August'), a day of these weeks is not.
    """
    dates = _own_dates(reading, line)
    told = [d for d in dates if not (looks_back and _BARE_MONTH.match(d.text))]
    if any(date.fromisoformat(d.last or d.first) > reading.day - _THESE_WEEKS for d in told):
        return False
    named = [d for d in dates if names_its_year(d)]
    if named:
        return is_before(named[-1], as_of)
    if looks_back:
        return False if _NOW[line.language].search(line.folded) else None
    return False if dates else None


def _own_dates(reading: Reading, line: Line) -> list[Value]:
    """Dates that a sentence is set in; 'since 2023' is only how long what it tells of has lasted."""
    return [d for d in reading.dates(line) if not is_reference(line.text, d, line.language)]


def names_an_agreement_of_then(
    line: Line, span: Span, when: Value | None, as_of: date, day: date
) -> bool:
    """Whether the words only recall the baseline's own days: 'the chain agreed in January', 'since then, when …'."""
    pattern = _ADNOMINAL.get(line.language)
    if when is None or day - as_of <= _AROUND:
        return False
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last or when.first)
    if first < as_of - _AROUND or last > as_of + _AROUND:
        return False
    if is_recalled(line.text, when, span, line.language):
        return True
    return pattern is not None and bool(pattern.match(line.folded, max(span[0], span[1] - 2)))
