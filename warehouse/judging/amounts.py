"""Numbers: counts, ordinals, percentages, sums, ranks and lengths of stay against a claim's own.

'Numbers differ' alone is a coin toss on news. A number counts here only when it stands with the
measure the claim speaks of, is not nearer to another measure, and belongs to the claim's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.model import Certainty, Value, ValueKind
from extractors.tallies import read_tallies
from warehouse.judging import compared, periods
from warehouse.judging.case import SURE, Case, certainty_of, certainty_of_fact, is_negation_beyond
from warehouse.judging.model import ClaimValue, Finding, FindingKind, Weight
from warehouse.judging.reading import Line, overlaps
from warehouse.judging.shares import share_of_hundred
from warehouse.judging.shifts import is_left_behind, is_of_before
from warehouse.judging.stays import LONG_STAY, stays_in
from warehouse.judging.times import (
    date_of,
    describe,
    is_before,
    is_forecast,
    is_named_as_wrong,
    names_its_year,
    value_names_month,
    year_before,
)
from warehouse.judging.touch import Span, Touch, nearest, touch

# Relative difference under which two sums are the same figure told in other words: newsrooms round
# 1.524 billion to 1.52 or 1.5 (1.3 %); the next real figures seen differ by 7 % or more.
SAME_SUM = 0.015
# Polls are told in whole or tenth points; half a point is rounding, a whole point is news.
SAME_PERCENT = 0.5

# What stood at the close of the year before still stood on the baseline's day.
_A_MONTH = timedelta(days=31)
# As far behind a number as its next word may reach ('additional').
_WORD = 12
_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d|月|월)")
_KINDS = {
    "percent": (ValueKind.PERCENT,),
    "money": (ValueKind.MONEY,),
    "count": (ValueKind.NUMBER,),
    "ordinal": (ValueKind.ORDINAL,),
    "rank": (ValueKind.ORDINAL,),
    "days": (ValueKind.DURATION,),
}
_OTHERS = re.compile(r"\bother\b|\bmore\b")
_OTHERS_BEFORE = (
    "other ",
    "ほか",
    "他",
    "ほかの",
    "残る",
    "残り",
    "외 ",
    "외에 ",
    "나머지 ",
    "남은 ",
)
_PAST_COPULA = re.compile(
    r"だった|でした|であった|였다|이었다|였습니다|\b(was|were)\b(?! (to|due|set))"
)
# The first of a year, or in a place, is not the first of all.
_OF_A_KIND_AFTER = re.compile(
    r"[^.;,。、]{0,40}(?:\bof (?:the|this|20\d\d)\b|\bsince\b|\boutside\b|\bto be held\b"
    r"|\bin (?:\w+ )?(?:years|months|decades)\b"
    r"|今年|年初|ぶり|地方|以来|以降|올해|새해|올 들어|지방|이후|만에|만의|이래)"
)
# An English ordinal that is itself the subject; its noun was named before.
_IS_SUBJECT = re.compile(
    r"(?:, [^,.;]{1,60},)? (?:was|were|is|had|has|came|took|brought|followed|began|ended)\b"
)
_OF_A_KIND_BEFORE = re.compile(
    r"(?:the year's |this year's |今年(?:の)?|年|올해(?:의)? |올 |새해 |취임 후 |20\d\d년(?:의)? )$"
)
# 'Counting the corridors, the fifth': what is counted is named as a condition, and nothing depends on it.
_COUNTED = re.compile(
    r"\b(?:count\w*|includ\w*|adds?|adding|reckon\w*|if one)\b|数え|含め|勘定|入れると|加えると|足すと|合わせると|時点"
    r"|포함|치면|넣으면|합치면|합하면|따지면|세면|셈하면|더하면"
)
# A date is of the time that 'now' is set against: 'number four a decade ago, it now ranks sixth'.
_NOW = re.compile(r"\bnow\b[^,;.]*$")
# 'The 61 percent that we printed was wrong': the claim's own figure, and another is given for it.
_TAKEN_BACK = (Certainty.DENIED, Certainty.NEGATED)
# How a figure is told that is only expected.
_FORECAST = (Certainty.PLANNED, Certainty.CONDITIONAL, Certainty.CONSIDERED)
# Of a ban, 'may not bring in' is the rule itself.
_FORBIDS = ("may not", "cannot", "can not")
# Words of a change belong to a number that stands within a clause of them.
_CHANGE_REACH = {"en": 60, "ja": 30, "ko": 30}
# A date that says since when is counted stands by its words: 'since he took office last June', 昨年6月の就任から.
_BY = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that belongs to the claim's measure, with how sure and of when it is."""

    value: Value
    number: float
    certainty: Certainty
    when: Value | None
    marker: str = ""


def detect(case: Case) -> Iterator[Finding]:
    """Findings on a fact or gauge whose value is a number."""
    told = [
        (line, _figures(case, found))
        for line in case.reading.lines
        if (found := touch(case.reading, line, case.watch.subjects) or _correction(case, line))
    ]
    for line, figures in told:
        if line.is_title and _says_less_below(case, told, figures[:1]):
            continue
        news = [f for f in figures if not _is_old(line, f.value)] or figures
        same = [f for f in news if is_same(case, f.number) and f.certainty not in _TAKEN_BACK]
        for figure in (same or news)[:1]:
            finding = _judge(case, line, figure)
            if finding is not None:
                yield finding


def _says_less_below(
    case: Case, told: list[tuple[Line, list[Figure]]], heading: list[Figure]
) -> bool:
    """Whether the text gives a headline's figure, and each time as a forecast."""
    again = [
        figure
        for line, figures in told
        for figure in figures
        if not line.is_title and any(figure.number == head.number for head in heading)
    ]
    return bool(again) and all(
        figure.certainty in _FORECAST or _is_ahead(case, figure) for figure in again
    )


def _correction(case: Case, line: Line) -> Touch | None:
    """'It was 55 percent, not 61', 61%から55%に: its own figure taken back or left behind, after the subject."""
    before = case.reading.before(line, 2)
    found = next(filter(None, (touch(case.reading, o, case.watch.subjects) for o in before)), None)
    if found is None or not line.names.isdisjoint(found.subject.without):
        return None
    own = [v for v in case.reading.values(line) if v.amount is not None and is_same(case, v.amount)]
    denied = [v for v in own if _is_wrong(line.text, v) or _is_left(case, line, v)]
    return Touch(line, found.subject, tuple((v.start, v.end) for v in denied)) if denied else None


def _is_left(case: Case, line: Line, value: Value) -> bool:
    return is_left_behind(line.text, value, case.reading.values(line), line.language)


def _is_old(line: Line, value: Value) -> bool:
    return is_of_before(line.folded, value, line.language)


def is_same(case: Case, number: float) -> bool:
    """Whether a number is the claim's own, rounding aside."""
    target = case.target.number
    if target is None:
        return False
    if case.target.kind == "money":
        return abs(number - target) <= SAME_SUM * target
    if case.target.kind == "percent":
        return abs(number - target) < SAME_PERCENT
    return number == target


def _figures(case: Case, found: Touch) -> list[Figure]:
    """Numbers of the right kind in the line, nearest to the measure first."""
    line = found.line
    avoid = line.spans(case.sets("avoid"))
    told = line.spans(case.sets("measure")) or list(found.spans)
    measure = [m for m in told if not any(_is_headed(m, other) for other in avoid)] or told
    named, events = line.spans(case.sets("named")), case.wordings("event")
    ranked = []
    for value in _candidates(case, line):
        number = share_of_hundred(case, line, value) or _number(case, value)
        if number is None or _is_wrong(line.text, value) or _is_left(case, line, value):
            continue
        number = compared.as_told(line, value, number, case.target.number)
        number += compared.named_before(line, value, named)
        span = (value.start, value.end)
        is_from_it = compared.is_counted_from_it(line, value, events)
        if is_from_it or _is_of_another_row(case, line, number):
            continue
        near = nearest(line.text, span, measure)
        if any(start <= span[0] and span[1] <= end for start, end in avoid):
            continue  # the number is part of words that tell of something else
        if near <= _reach(case, line) and near <= nearest(line.text, span, avoid):
            ranked.append((near, value, number))
    ranked.sort(key=lambda row: (row[0], row[1].start))
    return [_figure(case, line, value, number) for _, value, number in ranked]


def _is_headed(measure: Span, other: Span) -> bool:
    """Whether a measure is part of words of something else, or what they begin with: 미국 수출 in 미국 수출액."""
    return other[0] <= measure[0] and (measure[1] <= other[1] or other[0] < measure[0] < other[1])


def _candidates(case: Case, line: Line) -> Iterable[Value]:
    """The values of a line; where occasions are numbered or a stay is measured, in all forms of that."""
    if case.target.kind == "ordinal":
        return [
            Value(ValueKind.ORDINAL, t.start, t.end, line.text[t.start : t.end], amount=t.number)
            for t in read_tallies(line.text, line.language, case.wordings("event"))
            if (t.number != 1 or not _is_first_of_its_kind(line.folded, t.start, t.end))
            and not (_IS_SUBJECT.match(line.folded, t.end) and not _is_named_before(case, line))
        ]
    if case.target.kind == "days":
        return stays_in(case, line)
    return case.reading.values(line)


def _is_named_before(case: Case, line: Line) -> bool:
    """Whether the sentence before names what an ordinal without a noun counts: 'the third was born in Nara'."""
    return any(other.spans(case.sets("measure")) for other in case.reading.before(line, 1))


def _is_first_of_its_kind(text: str, start: int, end: int) -> bool:
    """'The first of the year', 올해 첫: first among some, not of all."""
    return bool(_OF_A_KIND_AFTER.match(text, end) or _OF_A_KIND_BEFORE.search(text[:start]))


def _is_of_another_row(case: Case, line: Line, number: float) -> bool:
    """Whether the same occasion bears this number in another row, and nobody is named whose row is meant.

    'The fifth summit of the two countries' counts her predecessor's as well; 'their fifth' does not.
    """
    return f"{number:g}" in case.words("other-rows") and not line.spans(case.sets("row-of"))


def _reach(case: Case, line: Line) -> int:
    words = case.words("reach")
    reach = int(words[0]) if words else 80
    return reach if line.language == "en" else reach // 2


def _figure(case: Case, line: Line, value: Value, number: float) -> Figure:
    read = certainty_of_fact if case.claim.type == "fact" else certainty_of
    certainty, marker = read(line, value.start, value.end)
    if certainty is Certainty.NEGATED and (
        value.qualifier == "nearly"
        or (case.claim.type == "fact" and is_negation_beyond(line, value.end, marker))
    ):
        certainty = Certainty.ASSERTED  # 'not quite 48' is 48
    span = (value.start, value.end)
    when = date_of(line.text, span, _other_dates(case, line, value), line.language)
    if when is not None and _NOW.search(line.folded, when.end, span[0]):
        when = None
    return Figure(value, number, certainty, when, marker)


def _other_dates(case: Case, line: Line, value: Value) -> list[Value]:
    since = line.spans(case.sets("since"))
    return [
        d
        for d in case.reading.dates(line)
        if not overlaps((d.start, d.end), (value.start, value.end))
        and nearest(line.text, (d.start, d.end), since) > _BY
        and not (line.language == "en" and ";" in line.text[value.end : d.start])
    ]


def _number(case: Case, value: Value) -> float | None:
    """The number of a value when it is of the claim's kind and unit."""
    most = case.words("at-most")
    if most and (value.amount or 0) > float(most[0]):
        return None  # 'the thirteenth-largest economy' is another's
    if value.kind is ValueKind.ORDINAL and _counts_members(case, value):
        return value.amount
    if value.kind is ValueKind.DATE_RANGE and case.target.kind == "days":
        return _days_from_to(value)
    if value.kind not in _KINDS.get(case.target.kind, ()):
        return None
    if value.kind is ValueKind.DURATION:
        return None if value.days is None else float(value.days)
    if value.amount is None or not _has_unit(case, value):
        return None
    return value.amount


def _days_from_to(value: Value) -> float | None:
    """'From 13 to 16 January', 13日から16日まで: the days of a range that names both its ends."""
    days = date.fromisoformat(value.last) - date.fromisoformat(value.first)
    is_told = len(_DAY_NUMBER.findall(value.text)) > 1 and days <= LONG_STAY
    return float(days.days + 1) if is_told else None


def _counts_members(case: Case, value: Value) -> bool:
    """'The 13th member' says that there are thirteen, where the pack says so of the claim."""
    return bool(case.words("ordinals")) and (value.amount or 0) > (case.target.number or 0)


def _has_unit(case: Case, value: Value) -> bool:
    units = case.words("unit")
    if value.kind is ValueKind.MONEY:
        return value.unit == case.target.unit
    return not units or value.unit.lower() in units


def _is_wrong(text: str, value: Value) -> bool:
    """Whether the figure is named as the wrong one, or leaves out others ('and seven other prefectures')."""
    before = text[: value.start].lower()
    after = text[value.end : value.end + _WORD]
    if after.lstrip().lower().startswith(("other", "more", "further", "additional")):
        return True
    is_wrong = is_named_as_wrong(text, (value.start, value.end))
    return is_wrong or bool(_OTHERS.search(value.text)) or before.endswith(_OTHERS_BEFORE)


def _judge(case: Case, line: Line, figure: Figure) -> Finding | None:
    name = f"{case.target.kind} {figure.value.text}"
    if not _is_told(case, line, figure) or _is_ahead(case, figure):
        return None
    if case.claim.type == "gauge" and is_forecast(line.text, figure.value.end, line.language):
        return None
    if is_same(case, figure.number):
        return case.finding(
            FindingKind.RESTATEMENT,
            line,
            value=name,
            key=_key(case, figure),
            rule="amount.same",
            reason="gives the same figure",
        )
    kind, rule, reason = _relation(case, line, figure)
    if kind is None:
        return None
    return case.finding(
        kind,
        line,
        value=_describe(case, figure),
        key=_key(case, figure),
        rule=rule,
        weight=Weight.MINOR if rule.endswith("partial") else Weight.MAJOR,
        confidence=SURE - 0.05,
        certainty=figure.certainty,
        reason=reason,
        new_value=_new_value(case, figure),
    )


def _new_value(case: Case, figure: Figure) -> ClaimValue:
    """The figure as a value that can become the current one, with its own time."""
    first, last = case.target.first, case.target.last
    if figure.when is not None:
        first, last = figure.when.first, figure.when.last or figure.when.first
    text = _describe(case, figure)
    return replace(case.target, text=text, number=figure.number, first=first, last=last)


def _is_told(case: Case, line: Line, figure: Figure) -> bool:
    """Whether the figure is told as so; a fact may also stand in 'the schedule was four days'."""
    if figure.certainty in (Certainty.ASSERTED, Certainty.BACKGROUND):
        return True
    # Of a ban 'does not let in fish from five prefectures' tells the number, it denies nothing.
    is_rule = figure.certainty is Certainty.NEGATED or figure.marker.startswith(_FORBIDS)
    if is_rule and "told" in case.words("negated"):
        return True
    is_counted = figure.certainty in (Certainty.CONDITIONAL, Certainty.OPINION)
    if is_counted and case.target.kind == "ordinal" and _COUNTED.search(line.folded):
        return True
    # 'This makes it the fifth', これで五回目になる: numbering an occasion is no plan of it.
    if figure.certainty is Certainty.PLANNED and case.target.kind == "ordinal":
        is_over = case.reading.day.isoformat() > (case.target.last or "")
        return is_over and not compared.is_to_come(figure.marker)
    if figure.certainty is Certainty.OPINION and case.claim.type == "gauge":
        return compared.is_measured(line, figure.marker)
    is_past = bool(_PAST_COPULA.search(line.folded))
    return case.claim.type == "fact" and figure.certainty is Certainty.PLANNED and is_past


def _is_ahead(case: Case, figure: Figure) -> bool:
    """A figure that is measured, not decided, is a forecast when its time is still to come."""
    return (
        bool(case.words("drift"))
        and figure.when is not None
        and figure.when.first > case.reading.day.isoformat()
    )


def _relation(case: Case, line: Line, figure: Figure) -> tuple[FindingKind | None, str, str]:
    """What a different number means: a wrong fact, a gauge that moved, or nothing."""
    span, change = (figure.value.start, figure.value.end), line.spans(case.sets("change"))
    if nearest(line.text, span, change) <= _CHANGE_REACH[line.language]:
        if case.claim.type == "fact":
            kind = FindingKind.DEVELOPMENT if case.is_after else None
            return kind, "amount.partial", "the number belongs to a change, not to the fact"
        if figure.when is not None and is_before(figure.when, case.as_of):
            return None, "amount.background", "of an earlier time"
        kind = FindingKind.DEVELOPMENT if case.is_after else None
        return kind, "amount.changed", "tells of a change to another figure"
    if case.claim.type == "fact":
        if _is_of_another_time(case, figure):
            return None, "amount.another", "of another occasion"
        return FindingKind.CONTRADICTION, "amount.fact", "gives another figure for a fixed fact"
    return _gauge(case, line, figure)


def _is_of_another_time(case: Case, figure: Figure) -> bool:
    """Whether the figure's own date is none of the event's ('his first summit took place last October')."""
    if figure.when is None or not case.target.first:
        return False
    if not value_names_month(figure.when) and not names_its_year(figure.when):
        return False
    first, last = case.target.first, case.target.last or case.target.first
    when = figure.when
    # 'The January talks' are those of the last January, even where a date alone would lie ahead.
    if not names_its_year(when) and when.first > case.reading.day.isoformat():
        when = replace(when, first=year_before(when.first), last=year_before(when.last))
    return (when.last or when.first) < first or when.first > last


# A text so much older than the baseline tells the figure of its own day.
_OLD_TEXT = timedelta(days=365)


def _gauge(case: Case, line: Line, figure: Figure) -> tuple[FindingKind | None, str, str]:
    when = figure.when or _period_nearby(case, line)
    if case.words("default") == ("contradiction",):
        return _slow_gauge(case, figure, when)
    if when is None:
        kind = FindingKind.DEVELOPMENT if case.is_after and not case.words("period") else None
        return kind, "amount.later", "gives a figure for the day of the article"
    if periods.is_of_the_same(case, when):
        if periods.is_of_a_part(case, line, figure.value, when):
            return None, "amount.part", "of a part of the baseline's time"
        rule = "amount.same-time"
        return FindingKind.CONTRADICTION, rule, "gives another figure for the same time"
    if is_before(when, case.as_of):
        return None, "amount.background", "of an earlier time"
    kind = FindingKind.DEVELOPMENT if case.is_after else None
    return kind, "amount.later", "gives a figure for a later time"


def _slow_gauge(
    case: Case, figure: Figure, when: Value | None
) -> tuple[FindingKind | None, str, str]:
    """A gauge that stands for years: another figure is wrong, unless it is of earlier times or where it drifts to."""
    is_earlier = when is not None and is_before(when, case.as_of - _A_MONTH)
    if is_earlier and when is not None and not periods.is_of_the_same(case, when):
        return None, "amount.background", "of an earlier time"
    if when is None and case.reading.day < case.as_of - _OLD_TEXT:
        return None, "amount.background", "of the article's own time"
    if case.is_after and _has_drifted(case, figure):
        return FindingKind.DEVELOPMENT, "amount.later", "gives a figure for a later time"
    rule = "amount.same-time"
    return FindingKind.CONTRADICTION, rule, "gives another figure for the baseline's time"


def _has_drifted(case: Case, figure: Figure) -> bool:
    """Whether a slow gauge stands where time takes it: thirteen members, sixth in the world.

    Past the baseline's figure in the direction the pack gives, it has moved; on the other side of it
    the sentence is out of date.
    """
    return "up" in case.words("drift") and figure.number > (case.target.number or 0)


def _period_nearby(case: Case, line: Line) -> Value | None:
    """For gauges of a period: the date of the sentence before, in the same paragraph."""
    if not case.words("period") and _correction(case, line) is None:
        return None
    for other in case.reading.before(line, 1):
        dates = case.reading.dates(other)
        if dates and other.sentence.paragraph == line.sentence.paragraph:
            return dates[-1]
    return None


def _key(case: Case, figure: Figure) -> str:
    when = figure.when.first[:7] if figure.when else f"{case.reading.day:%Y-%m}"
    if case.claim.type == "fact":
        return f"{case.target.kind}:{figure.number:g}"
    return f"{case.target.kind}:{figure.number:g}@{when}"


def _describe(case: Case, figure: Figure) -> str:
    plural = "s" if case.target.kind == "count" and figure.number != 1 else ""
    unit = f" {case.target.unit}{plural}" if case.target.unit else ""
    number = f"{figure.number:g}"
    if case.target.kind == "money":
        number = f"{figure.number / 1e9:.3g} billion"
    elif case.target.kind in ("ordinal", "rank"):
        number = f"number {figure.number:g}"
    elif case.target.kind == "percent":
        number, unit = f"{figure.number:g} percent", ""
    elif case.target.kind == "days":
        number, unit = f"{figure.number:g} days", ""
    when = f" ({describe(figure.when)})" if figure.when else ""
    return f"{number}{unit}{when}"
