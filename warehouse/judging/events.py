"""Events that have happened: on which day, and where.

The claim's subject says how the event is recognised; the sentence's own date and place are then held
against the claim's. A date or place nearer to another event of the sentence belongs to that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors.model import Certainty, Value
from extractors.tallies import read_tallies
from warehouse.judging.case import SURE, Case, certainty_of_fact
from warehouse.judging.model import Finding, FindingKind
from warehouse.judging.reading import NEWS_DAYS, Line, overlaps
from warehouse.judging.scenes import (
    is_aside,
    is_day_beside,
    is_of_another_event,
    is_of_telling,
    is_place_of,
)
from warehouse.judging.terms import fold
from warehouse.judging.times import (
    RECALLING,
    date_of,
    describe,
    is_bare_day,
    is_named_as_wrong,
    is_past,
    names_its_year,
    value_names_month,
    year_before,
)
from warehouse.judging.touch import Span, Touch, gap, nearest, touch
from warehouse.judging.whereabouts import held_over, is_of_another_clause, is_whereabouts

FRESH = timedelta(days=10)
# 'Six weeks after their summit': how the article's day is counted from the event's.
_AFTER_IT = re.compile(r" (?:after|since|on from|removed from) (?:the|their|his|her|its)\b")
# 'Three months' may be eleven weeks or fifteen.
_VAGUE = 0.15
# So long after an event nobody takes 'on Thursday' for its day.
LONG_AGO = timedelta(days=45)
# Sentences for which a month named once is understood with bare days.
MONTH_LASTS = 3
# A date farther than this from the event's own is another event's: the leaders met five times in
# thirteen months, the closest two 24 days apart, and slips of memory in print stay within a year.
ANOTHER_EVENT = timedelta(days=200)


_SINCE = re.compile(r"\b(?:since|after|following|apart from|besides|on top of)\b[^.;,]*$")
_THEREAFTER = re.compile(
    r"^[^。.]{0,60}(?:以来|に続|に次|以後|以降|のあと|の後|後、|に引き続|이후|이래|뒤|이어|이은|다음)"
)
# 'Counting the encounter in Johannesburg, their third': the place adds to the number, and is not its own.
_COUNTED_IN = {
    "en": re.compile(r"\b(?:counting|including|if you (?:count|include)|adding)\b[^.;,]*$"),
    "ja": re.compile(r"^[^。、0-9０-９一二三四五]{0,24}[をも](?:含め|入れ|加え|数え|足)"),
    "ko": re.compile(
        r"^[^.,0-9]{0,24}(?:[을를]|까지) ?(?:포함|합[치쳐하]|더[하해]|치면|넣으면|세면)"
    ),
}
# 会談に先立ち, 회담에 앞서: what is told there is of another day, unless the event is called by its date.
_AHEAD = {
    "ja": re.compile(
        r"(?:に先立|を前に|を控え|の?前日|の準備"
        r"|(?:する|した|に臨む|を開く)?(?:まで|の|を|が)?(?:あと)?[0-9一二三四五六七八九十]+(?:日|週間?)(?:後)?(?:前|に(?:控え|迫|し)|を切))"
    ),
    "ko": re.compile(
        r"(?:하기|기)?(?:에|을|를)? ?(?:앞서|앞두고|앞둔|하루 전|전날"
        r"|(?:하루|이틀|열흘|보름|사흘|나흘|닷새|엿새|[0-9]+일|(?:일|이|[0-9]+)주일?) ?(?:앞|전|남))"
    ),
}
# 'After the 20 January talks': a date so near to the event's word is part of its name.
_IN_ITS_NAME = 12
# 'His first trip since January, when …': what is behind is told of the event, whatever the sentence announces.
_RECALLED = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    rf"(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? 20\d\d)?{RECALLING}"
)
# 지난해 12월 나라에서 열린 회담 뒤: the date is that of the meeting after which something came.
_HELD_ON = re.compile(
    r" ?(?:[가-힣]{1,8} ){0,3}?(?:[가-힣]{1,8}에서 )(?:[가-힣]{1,6} ){0,2}?(?:열린|가진|치른|개최된|이뤄진|마주한) "
)
# What ties a description of a place to the name behind it: 총리의 고향인 교토.
_LINK = {"ko": re.compile(r"(?:인|이자|이기도 한|의)? ")}
# Meetings of two people are numbered on so far; higher numbers belong to rows of other things.
_LAST_IN_ROW = 6


def detect(case: Case) -> Iterator[Finding]:
    """Findings on the date or the place of an event."""
    if case.reading.day.isoformat() < case.target.first:
        return  # it is still to come: whatever is told of it is a plan
    for line in case.reading.lines:
        found = touch(case.reading, line, case.watch.plain)
        if found is None and (found := touch(case.reading, line, case.watch.dated)):
            found = found if _is_dated(case, line) else None
        if found is None or not _is_told_as_fact(line, _anchor(found)):
            continue
        for aspect in case.words("aspects"):
            finding = _ASPECTS[aspect](case, found)
            if finding is not None:
                yield finding


def _is_dated(case: Case, line: Line) -> bool:
    dates = [*case.reading.dates(line), *_counted_back(case, line)]
    return any(_agrees(case, value) and not _is_year_only(value) for value in dates)


def _counted_back(case: Case, line: Line) -> Iterator[Value]:
    """The day that 'six weeks after their summit' leads back to, give or take what such words leave open."""
    for value in case.reading.values(line) if line.language == "en" else ():
        if value.days and _AFTER_IT.match(line.folded, value.end):
            day = case.reading.day - timedelta(days=round(value.days))
            slack = timedelta(days=max(2, round(value.days * _VAGUE)))
            yield replace(value, first=(day - slack).isoformat(), last=(day + slack).isoformat())


def _anchor(found: Touch) -> Span:
    """The first words of the event; where a clause recalls it ('since January, when …'), the first ones in that."""
    recalls = _RECALLED.search(found.line.folded) if found.line.language == "en" else None
    within = [span for span in found.spans if recalls and span[0] >= recalls.end()]
    return next(iter(within or found.spans), (0, 1))


def _talks(case: Case, found: Touch) -> Span:
    """Where the event's own words stand; in Japanese the deed behind its day, not the town: １６日に会談した広間."""
    deeds = found.line.spans(case.sets("talks")) if found.line.language == "ja" else []
    return deeds[0] if deeds else _anchor(found)


def _is_of_what_followed(line: Line, event: Span, span: Span) -> bool:
    """Whether a place is of what came since the event: 'met in Kyoto for the first time since the summit'."""
    if line.language != "en":
        return False
    since = _SINCE.search(line.folded[: event[0]])
    return since is not None and span[1] <= since.start()


def _is_told_as_fact(line: Line, span: Span) -> bool:
    certainty, _ = certainty_of_fact(line, *span)
    return certainty in (Certainty.ASSERTED, Certainty.BACKGROUND)


def _date(case: Case, found: Touch) -> Finding | None:
    line = found.line
    if _is_of_the_host(case, line):
        return None
    dates = [v for v in _own_dates(case, found) if not (_is_year_only(v) or _is_of_the_story(v))]
    agreeing = [value for value in dates if _agrees(case, value)]
    if agreeing:
        return _same(case, line, describe(agreeing[0]), f"date:{agreeing[0].first}")
    parties = case.sets("parties")
    dates = [d for d in dates if not (is_of_telling(found, d, parties) or is_day_beside(line, d))]
    when = date_of(line.text, _talks(case, found), dates, line.language, in_attributes=True)
    when = when or _named_by(line, dates)
    if when is not None and (_is_counted_from(line, found, when) or _is_ahead(line, found, when)):
        return None
    if when is None or not _is_slip(case, when) or not _is_plain(case, line, when):
        return None
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=describe(when),
        key=f"date:{when.first}",
        rule="event.date",
        confidence=SURE - 0.05,
        reason=f"dates the event {describe(when)}",
    )


def _is_of_the_host(case: Case, line: Line) -> bool:
    """Whether the host alone goes about the place: 'Takaichi arrived in Nara on the 12th', a day before her guest."""
    if not line.spans(case.sets("host")):
        return False
    return not line.spans([*case.sets("guest"), *case.sets("talks")])


def _is_ahead(line: Line, found: Touch, when: Value) -> bool:
    """会談を2日後に控えた11日: a day before the event, unless the event is called by it (13日の会談に先立ち)."""
    ahead = _AHEAD.get(line.language)
    if ahead is None:
        return False
    return any(
        ahead.match(line.folded, end) and not when.end <= start <= when.end + len("の")
        for start, end in found.spans
    )


def _is_counted_from(line: Line, found: Touch, when: Value) -> bool:
    """'On Monday, days after the talks': the event is what a date is counted from, and not its own."""
    event = _anchor(found)
    if not is_starting_point(line, event) or _HELD_ON.match(line.folded, when.end):
        return False
    since = _SINCE.search(line.folded[max(0, event[0] - 30) : event[0]])
    begin = max(0, event[0] - 30) + since.start() if since else event[1]
    return when.end <= begin or gap(line.text, event, (when.start, when.end)) > _IN_ITS_NAME


def _named_by(line: Line, dates: list[Value]) -> Value | None:
    """The date that is part of the event's name: 'the summit of 15 January'."""
    return next((d for d in dates if line.folded[: d.start].endswith(" of ")), None)


def _own_dates(case: Case, found: Touch) -> list[Value]:
    """Past dates of the line that stand nearer to the event's words than to another event's.

    A day without a year that is read as still to come ('wrap up Jan. 15 summit') is the one of the year
    before; the days of the news itself date what is told today, not an event of months ago.
    """
    line = found.line
    rivals = line.spans(case.sets("rival-events"))
    names = line.spans(case.sets("name"))
    own = date.fromisoformat(case.target.first)
    return [
        value
        for value in (_rolled_back(case, line, value) for value in case.reading.dates(line))
        if nearest(line.text, (value.start, value.end), rivals)
        > nearest(line.text, (value.start, value.end), found.spans)
        and not is_named_as_wrong(line.text, (value.start, value.end))
        and not is_of_another_event(line, value, own, rivals, names)
        and is_past(value, case.reading.day)
        and not _is_news_day(case, line, value)
    ]


def _rolled_back(case: Case, line: Line, value: Value) -> Value:
    """A date without a year that was read as lying ahead, or two days ago, may be last year's: the event is over.

    Headlines have no tense, so that 'the Nara visit, 17 January' may be read as next January's; and on its
    anniversary the event's own day is not the one of this week. A bare day is of the month named before.
    """
    if _is_of_its_month(case, line, value):
        own = date.fromisoformat(case.target.first)
        first = f"{own:%Y-%m}-{value.first[-2:]}"
        return replace(value, first=first, last=first)
    back = _in_its_year(case, value)
    return back if value.first > case.reading.day.isoformat() or _agrees(case, back) else value


def _in_its_year(case: Case, value: Value) -> Value:
    """The same day in the event's own year, where the words leave the year open."""
    if names_its_year(value):
        return value
    years = int(value.first[:4]) - int(case.target.first[:4])
    first, last = value.first, value.last
    for _ in range(years):
        first, last = year_before(first), year_before(last)
    moved = replace(value, first=first, last=last)
    return moved if _is_near_event(case, moved) else value


def _is_news_day(case: Case, line: Line, value: Value) -> bool:
    # Japanese and Korean also write bare days ('14일') of a month named long before.
    if line.language != "en":
        return False
    day, own = date.fromisoformat(value.first), date.fromisoformat(case.target.first)
    return case.reading.day - day <= FRESH and case.reading.day - own > LONG_AGO


def _is_of_its_month(case: Case, line: Line, value: Value) -> bool:
    """Whether a bare day ('the 12th', 12日の夜) goes on from the event's month, the last one that the text named.

    One that may be the day of the news is taken for that.
    """
    if not is_bare_day(value) or value.first != value.last:
        return False
    if timedelta(0) <= case.reading.day - date.fromisoformat(value.first) <= NEWS_DAYS:
        return False
    own = case.target.first[:7]
    before = case.reading.before(line, MONTH_LASTS)
    months = [d for d in case.reading.dates(line) if d.end <= value.start and _names_a_month(d)]
    for other in [] if months else before:
        months = [d for d in case.reading.dates(other) if _names_a_month(d)]
        if months:
            break
    return bool(months) and _in_its_year(case, months[-1]).first[:7] == own


def _names_a_month(value: Value) -> bool:
    return value_names_month(value) and not _is_year_only(value)


def _is_plain(case: Case, line: Line, when: Value) -> bool:
    """A bare day ('the 14th', １４日) may be of this month or the last: only a fresh one is plain.

    Long after the event it is of the event's month where that was named a sentence or two before.
    """
    if value_names_month(when) or _is_of_its_month(case, line, when):
        return True
    if case.reading.day - date.fromisoformat(case.target.first) > LONG_AGO:
        return False
    return timedelta(0) <= case.reading.day - date.fromisoformat(when.first) <= FRESH


def _is_year_only(value: Value) -> bool:
    days = date.fromisoformat(value.last or value.first) - date.fromisoformat(value.first)
    return days > timedelta(days=40)


def _agrees(case: Case, when: Value) -> bool:
    """Whether the date overlaps the event's days or those that are no disagreement."""
    last = when.last or when.first
    spans = [(case.target.first, case.target.last or case.target.first)]
    spans += [(day, day) for day in case.target.also]
    return any(when.first <= b and a <= last for a, b in spans)


def _is_near_event(case: Case, when: Value) -> bool:
    own = date.fromisoformat(case.target.first)
    return abs(date.fromisoformat(when.first) - own) <= ANOTHER_EVENT


def _is_slip(case: Case, when: Value) -> bool:
    """Whether a date may be meant for the event's: months off only once it is no news of these weeks any more."""
    own = date.fromisoformat(case.target.first)
    if year_before(case.target.first) in (when.first, when.last):
        return names_its_year(when)  # the right day of the year before
    is_fresh = case.reading.day - own <= LONG_AGO
    off = abs(date.fromisoformat(when.first) - own)
    return off <= (LONG_AGO if is_fresh else ANOTHER_EVENT)


def _place(case: Case, found: Touch) -> Finding | None:
    line = found.line
    own = [
        span
        for span in line.spans(case.sets("place"))
        if not (is_named_as_wrong(line.text, span) or _describes_another(case, line, span))
    ]
    numbered = _numbered_elsewhere(case, line)
    if own and not numbered:
        return _same(case, line, case.target.text, "place:same")
    elsewhere = line.spans(case.sets("rival-events"))
    others = numbered or [
        span
        for span in line.spans(case.sets("places"))
        if is_whereabouts(line, span)
        and not is_aside(line, span)
        and not _is_of_another_day(case, line, span)
        and not is_of_another_clause(line, _anchor(found), span)
        and not _is_of_what_followed(line, _anchor(found), span)
        and not any(start <= span[0] < end for start, end in elsewhere)
        and not is_named_as_wrong(line.text, span)
    ]
    if not (numbered or _is_dated_alike(case, line) or _is_named(case, line)):
        return None
    anchor = _anchor(found)
    nearest_place = min(others, key=lambda span: gap(line.text, anchor, span), default=None)
    words = line.text[slice(*nearest_place)] if nearest_place else held_over(case, line)
    if not words:
        return None
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=words,
        key=f"place:{fold(words)}",
        rule="event.place",
        confidence=SURE - 0.1,
        reason=f"places the event in {words}",
    )


def _numbered_elsewhere(case: Case, line: Line) -> list[Span]:
    """Other places than the event's own that the sentence gives to the event's number in the row."""
    if not (nth := case.words("nth")):
        return []
    tallies = read_tallies(line.text, line.language, case.wordings("event"))
    starts = [tally.start for tally in tallies if f"{tally.number}" == nth[0]]
    own = line.spans(case.sets("place"))
    others = [p for p in line.spans(case.sets("places")) if not any(overlaps(p, o) for o in own)]
    return [place for place in others if is_place_of(line, place, starts)]


def _describes_another(case: Case, line: Line, span: Span) -> bool:
    """'The premier's home town of Kyoto', 총리의 고향인 교토: a description of the place goes with another name."""
    link = _LINK.get(line.language)
    if link is None or not any(overlaps(span, d) for d in line.spans(case.sets("described"))):
        return False
    others = line.spans(case.sets("places"))
    return any(
        link.fullmatch(line.folded, span[1], start) for start, _ in others if start >= span[1]
    )


def _ordinal(case: Case, found: Touch) -> Finding | None:
    """'Their second meeting, in Gyeongju': another place in the row of meetings than the event's own."""
    line = found.line
    own = int(case.words("nth")[0])
    places = line.spans(case.sets("place"))
    if not places or line.spans(
        [name for use in ("rival-events", "own-nth", "other-row") for name in case.sets(use)]
    ):
        return None
    if any(is_starting_point(line, span) for span in places):
        return None
    tallies = [
        t for t in read_tallies(line.text, line.language, case.wordings("event")) if t.is_ordinal
    ]
    wrong = [t for t in tallies if t.number <= _LAST_IN_ROW]
    if not wrong or any(tally.number == own for tally in tallies):
        return None
    tally = wrong[0]
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=f"meeting number {tally.number}",
        key=f"nth:{tally.number}",
        rule="event.ordinal",
        confidence=SURE - 0.1,
        reason=f"calls it meeting number {tally.number}",
    )


def is_starting_point(line: Line, span: Span) -> bool:
    """Whether a place only says since, after or with what: 'the second since Gyeongju', 慶州以来, 경주에 이어."""
    before, after = line.folded[max(0, span[0] - 30) : span[0]], line.folded[span[1] : span[1] + 80]
    counted = _COUNTED_IN[line.language].search(before if line.language == "en" else after)
    return bool(counted or _SINCE.search(before) or _THEREAFTER.search(after))


def _is_dated_alike(case: Case, line: Line) -> bool:
    """No date in the line that would make it another event (years alone say nothing)."""
    dates = [
        _rolled_back(case, line, value)
        for value in case.reading.dates(line)
        if not _is_year_only(value) and not _is_of_the_story(value)
    ]
    return not dates or any(_agrees(case, value) for value in dates)


def _is_of_the_story(value: Value) -> bool:
    """'Three weeks later', 일주일 뒤, is counted from what was told before, and no day by itself."""
    return value.text.lower().endswith((" later", " earlier", " 뒤", " 후"))


def _is_of_another_day(case: Case, line: Line, span: Span) -> bool:
    """Whether a place goes with another date than the event's: 1月の会談に続き、局長が先月東京で意見を交わした."""
    dates = [value for value in case.reading.dates(line) if not _is_year_only(value)]
    own = [(value.start, value.end) for value in dates if _agrees(case, value)]
    others = [
        (value.start, value.end)
        for value in dates
        if not is_bare_day(value) and not _agrees(case, value)
    ]
    return bool(own) and nearest(line.text, span, others) < nearest(line.text, span, own)


def _is_named(case: Case, line: Line) -> bool:
    """Whether the event's own name stands in the line ('their first summit'), and no date from another year.

    Then a wrong date is one more error about it, and does not make it another event; 'that autumn, in September'
    goes on from a year named before.
    """
    if not line.spans(case.sets("name")):
        return False
    dates = [value for value in case.reading.dates(line) if not _is_year_only(value)]
    return all(
        _is_near_event(case, v) or _is_near_event(case, _in_its_year(case, v)) for v in dates
    )


def _same(case: Case, line: Line, value: str, key: str) -> Finding:
    return case.finding(
        FindingKind.RESTATEMENT,
        line,
        value=value,
        key=key,
        rule="event.same",
        reason="says the same",
    )


_ASPECTS = {"date": _date, "place": _place, "ordinal": _ordinal}
