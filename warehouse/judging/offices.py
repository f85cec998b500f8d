"""Who holds a post: elections, oaths, resignations; and names or dates that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors.model import Certainty, OfficeEvent, Value
from warehouse.judging.background import narrates_the_past, tells_of_the_day
from warehouse.judging.case import SURE, Case
from warehouse.judging.model import Finding, FindingKind, Weight
from warehouse.judging.reading import Line
from warehouse.judging.tenure import start_told
from warehouse.judging.terms import fold
from warehouse.judging.times import describe, is_before
from warehouse.judging.touch import gap, nearest, touch

_STARTED = frozenset({"elected", "sworn-in"})
_GAINED = frozenset({"elected", "re-elected", "sworn-in", "appointed", "retained"})
# Said of the sitting holder these are background ('took office last October') or nothing at all;
# an election or nomination that keeps the holder is news.
_NO_NEWS = frozenset({"appointed", "retained", "sworn-in"})
_GONE = frozenset({"resigned", "tendered-resignation", "dismissed", "impeached", "died"})
_LOST = _GONE | {"acting"}
# 'Took office in October' and an oath on the 21st are the same news; a month apart is not.
SAME_START = timedelta(days=45)


# Farther apart (in characters, clause breaks counted extra) the verb has another subject: 'suspended its
# shuttle diplomacy, two days after Prime Minister Takaichi …' was the case that set it.
CLOSE = {"en": 45, "ja": 30, "ko": 30}
# English writes any name behind a title; only its country on the title itself tells whose: 'South Korea's new
# president, X Y', 'X Y, now Japan's prime minister', 'X Y became prime minister of Japan'.
_COUNTRY_BEFORE = re.compile(r" (?:(?:new|own|current|first|\w+est-ever|female) )*")
_COUNTRY_IN = re.compile(r".*, (?:now |currently )?(?:the )?")
_COUNTRY_AFTER = re.compile(r" of ")
# What may stand between a state and the title that belongs to it: タイの新首相.
_OWNS = re.compile(r"(?:の|、|新|次期|現|前|元|暫定|女性|初の)*")
# Where any two words may stand before a title, only a former holder's name with a date says who held the post.
_TITLES_ANYWHERE = frozenset({"ko"})
# 'South Korean President X', 'X, Japan's prime minister': the country stands right by.
COUNTRY_REACH = 16
# 'Vice-president' ends in the post's own word.
_DEPUTY = re.compile(r"\b(?:vice|deputy)\b|^副|^부(?=총리|통령)")
_SINCE = re.compile(r"\bsince\b[^,.;]{0,50}$|\b(after|before|upon|on)( \w+)?$")


# What stands between a holder who speaks and his going when it is his own: a pronoun or an intent, and no other
# subject ('said that she would', 首相は17日、, 총리는 17일 총리직에서), unlike 'said the farm minister would'.
_OF_HIMSELF = {
    "en": re.compile(
        r".*(?:\b(?:i|he|she)\b[^,;]{0,40}|\b(?:intent\w*|plans?|decision|decided|vowed|pledged|promised|wish\w*)"
        r"(?: of| to)? )"
    ),
    "ja": re.compile(r"[はも、]?[^がは]*"),
    "ko": re.compile(r"(?:은|는|이|가|도)? (?:(?![가-힣](?:은|는|이|가) ).)*"),
}


# 就任7カ月の大統領, 취임 100일을 맞은: how long ago, not that it happened.
_FOR_SO_LONG = re.compile(
    r"(?:から)?[0-9一二三四五六七八九十百]+ ?(?:年|[カか]月|週間|日|개월|주|일|년)|(?:한|두|석|넉|몇) ?(?:달|해)"
)
# An oath as the attribute of him who swore it.
_ATTRIBUTE = {
    "ja": re.compile(r"(?:を果たし|し)た|の"),
    "ko": re.compile(r"(?:한|했던) "),
}
_PRESENT = re.compile(r"^[a-z]+[a-rt-z]s$")

# 'President Lee Visits Horyuji Temple': where every word has a capital, none tells where a name ends.
_WORD = re.compile(r"[A-Za-z]{4,}")
_MOST = 0.8

# Korean puts the title to a bare surname, which names a holder to this post alone: 이 대통령은 2025년 6월 ….
_UNTOLD = {"ko": (OfficeEvent("", "", "holds", Certainty.ASSERTED, 0, 0, "title"),)}


def detect(case: Case) -> Iterator[Finding]:
    """Findings on the holder of a post."""
    for line in case.reading.lines:
        if touch(case.reading, line, case.watch.subjects) is None:
            continue
        for event in line.office_events or _UNTOLD.get(line.language, ()):
            if _is_post(case, line, event):
                finding = _judge(case, line, event)
                if finding is not None:
                    yield finding


def _is_post(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the event is about this post: by its words, or by the holder's name."""
    post = fold(event.post)
    if (
        _DEPUTY.search(post)
        or _is_elsewhere(case, line, event)
        or _is_of_the_other(case, event, line)
    ):
        return False
    posts = [line.folded[a:b] for a, b in line.spans(case.sets("post"))]
    return not post or any(word in post or post in word for word in posts)


def _is_of_the_other(case: Case, event: OfficeEvent, line: Line) -> bool:
    """Whether the one it happened to is who holds the other side's post: 'President Lee congratulated Takaichi …'."""
    others = [name for name in case.sets("rivals") if name not in case.sets("former")]
    names = [line.folded[start:end] for start, end in line.spans(others)]
    person = fold(event.person)
    return bool(person) and any(name in person or person in name for name in names)


def _is_elsewhere(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the title that the event is about follows the name of another state."""
    states = line.spans(case.sets("elsewhere"))
    posts = line.spans(case.sets("post")) if states else []
    if not posts:
        return False
    place = (event.start, event.end)
    post = min(posts, key=lambda span: gap(line.text, place, span))
    return any(end <= post[0] and _OWNS.fullmatch(line.folded, end, post[0]) for _, end in states)


def _judge(case: Case, line: Line, read: OfficeEvent) -> Finding | None:
    event = _as_told(case, line, read)
    if event is None:
        return None
    since = _since(case, line, event)
    if since is not None:
        return _start(case, line, event, since) if is_before(since, case.as_of) else None
    if _is_only_since(line, event) or not _is_close(case, line, event):
        return None
    if _follows_a_former(case, line, event):
        return None
    return _judge_change(case, line, event, _when(case, line, event))


def _judge_change(case: Case, line: Line, event: OfficeEvent, when: Value | None) -> Finding | None:
    if _is_only_due(case, line, event, when):
        return None
    is_holder = _is_holder(case, line, event)
    if _is_successor(case, line, event, when):
        return _changed(case, line, replace(event, event="succeeded"))
    if not is_holder and _held_by_another(case, line, event, when):
        return _another_holder(case, line, event)
    if when is not None and is_before(when, case.as_of):
        return _start(case, line, event, when) if is_holder and event.event in _STARTED else None
    if event.certainty is Certainty.BACKGROUND or not case.is_after:
        return None
    return _changed(case, line, event) if _is_change(event, is_holder=is_holder) else None


def _is_only_due(case: Case, line: Line, event: OfficeEvent, when: Value | None) -> bool:
    """'October 21: The Diet elects …': in the present, with a day that has not come, it is a programme or a list."""
    told = line.folded[event.start : event.end]
    is_present = line.language == "en" and bool(_PRESENT.search(told))
    return is_present and when is not None and when.first > case.reading.day.isoformat()


def _as_told(case: Case, line: Line, event: OfficeEvent) -> OfficeEvent | None:
    """The event as the sentence vouches for it; None for plans, wishes and hearsay."""
    if _is_own_farewell(case, line, event):
        return replace(event, event="tendered-resignation", certainty=Certainty.ASSERTED)
    if _is_in_attribute(case, line, event):
        return replace(event, certainty=Certainty.ASSERTED)
    is_told = event.certainty in (Certainty.ASSERTED, Certainty.BACKGROUND)
    return event if is_told and not _is_hearsay(line, event) else None


def _is_in_attribute(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether an oath is told as the holder's attribute, which the sentence takes for granted: 3월 취임한 이 대통령."""
    link = _ATTRIBUTE.get(line.language)
    found = link.match(line.folded, event.end) if link and event.event in _STARTED else None
    return found is not None and any(
        start == found.end() for start, _ in line.spans(case.sets("holder"))
    )


def _is_hearsay(line: Line, event: OfficeEvent) -> bool:
    """Whether somebody without a name knows that the holder means to go."""
    speaker = line.speaker if event.event == "tendered-resignation" else None
    return speaker is not None and speaker.kind == "unnamed"


def _is_own_farewell(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the holder himself says that he will go: that is an announcement, not somebody's plan."""
    if (event.event, event.certainty) != ("resigned", Certainty.PLANNED):
        return False
    speaker = line.speaker
    if speaker is None or speaker.kind in ("unnamed", "media"):
        return False
    if not line.is_told_by(line.spans(case.sets("holder"))):
        return False
    between = line.folded[speaker.end : event.start]
    # Nothing is between them where a quotation comes first: 'I will go,' she said.
    return not between or bool(_OF_HIMSELF[line.language].fullmatch(between))


def _is_change(event: OfficeEvent, *, is_holder: bool) -> bool:
    """Whether the event leaves the post in other hands, or renews the holder's: a former one's fall does not."""
    if is_holder:
        return event.event in (_GAINED | _LOST) - _NO_NEWS
    return event.event in _GAINED | _LOST and not (event.person and event.event in _GONE)


def _changed(case: Case, line: Line, event: OfficeEvent) -> Finding:
    who = "holder" if _is_holder(case, line, event) else fold(event.person)
    return case.finding(
        FindingKind.DEVELOPMENT,
        line,
        value=f"{event.event}: {event.person or 'the holder'}",
        key=f"office:{event.event}:{who}",
        rule=f"office.{event.event}",
        confidence=SURE,
        weight=Weight.MAJOR,
        reason=f"'{line.text[event.start : event.end]}' changes or renews who holds the post",
    )


def _is_successor(case: Case, line: Line, event: OfficeEvent, when: Value | None) -> bool:
    """Whether the title stands with a full name that is neither the holder's nor a former holder's.

    Once a newcomer is in office the press writes his title and name and explains nothing, and the holder
    of before is 'former'. Where a language shows by its letters whose full name it is, the pack's wordings
    `full-name` say how.
    """
    if not case.is_after or (when is not None and is_before(when, case.as_of)):
        return False
    if event.event == "holds" and when is not None and _is_around(when, case.as_of):
        return False  # whoever is called president of the baseline's own month is no newcomer
    if event.event == "holds" and tells_of_the_day(line, case.sets("then"), when, case.as_of):
        return False
    is_holder = _is_holder(case, line, event)
    if event.event == "held":
        return is_holder
    if event.event != "holds" or is_holder or _is_former(case, line, event):
        return False
    names = case.wordings("full-name")
    if names:
        return any(re.search(name, line.text[event.start : event.end]) for name in names)
    is_settled = case.reading.day - case.as_of > SAME_START
    return is_settled and _is_named_with_country(case, line, event)


def _is_around(when: Value, day: date) -> bool:
    return when.first <= day.isoformat() <= (when.last or when.first)


def _is_named_with_country(case: Case, line: Line, event: OfficeEvent) -> bool:
    """'South Korea's president, X Y', 'X Y, Japan's prime minister': a full name, and the country on the title."""
    text = line.folded
    return " " in event.person.strip() and any(
        _COUNTRY_BEFORE.fullmatch(text, end, event.start)
        or (event.start < start < event.end and _COUNTRY_IN.fullmatch(text, event.start, start))
        or _COUNTRY_AFTER.fullmatch(text, event.end, start)
        for start, end in line.spans(case.sets("country"))
    )


def _is_former(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the name is one of those who held the post before."""
    before = case.sets("former")
    return any(event.start <= hit.start < event.end for hit in line.hits if hit.name in before)


def _follows_a_former(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the one followed in the post is no holder of the baseline but one of those before: how it came to be."""
    followed = fold(dict(event.extra).get("predecessor", ""))
    former = [line.folded[start:end] for start, end in line.spans(case.sets("former"))]
    return any(name in followed for name in former)


def _held_by_another(case: Case, line: Line, event: OfficeEvent, when: Value | None) -> bool:
    """Whether someone else is said to hold the post on the baseline's day.

    Only where the country stands with the post ('Japan's prime minister'), and a date within the true
    holder's time, or the article's own near the baseline, says when: later there may be a new holder.
    """
    if event.event != "holds" or not event.person:
        return False
    # Where the sentence says since when, it may name the country farther off.
    is_since = line.language == "en" and when is not None and _is_since(line, when)
    if not (_names_country(case, line, event) or (is_since and line.spans(case.sets("country")))):
        return False
    if line.language in _TITLES_ANYWHERE and (when is None or not _is_former(case, line, event)):
        return False
    if tells_of_the_day(line, case.sets("then"), when, case.as_of):
        return True
    own = date.fromisoformat(case.target.first)
    if when is None and narrates_the_past(case.reading, line, when, own):
        return False
    if when is None:
        return case.reading.day >= own and case.reading.day - case.as_of <= SAME_START
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last or when.first)
    if _is_since(line, when):
        return own - SAME_START <= last and first <= case.as_of
    return own + SAME_START <= first <= case.as_of


def _names_country(case: Case, line: Line, event: OfficeEvent) -> bool:
    if line.language == "ja" and _is_former(case, line, event):
        return True  # the press writes 石破茂首相 without a country
    return any(
        event.start - COUNTRY_REACH <= start and end <= event.end + COUNTRY_REACH // 2
        for start, end in line.spans(case.sets("country"))
    )


def _another_holder(case: Case, line: Line, event: OfficeEvent) -> Finding:
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=event.person,
        key=f"office:holder:{fold(event.person)}",
        rule="office.holder",
        confidence=SURE - 0.15,
        reason=f"names {event.person} where the {case.compared_with} has {case.target.text}",
    )


def _is_close(case: Case, line: Line, event: OfficeEvent) -> bool:
    """Whether the event's words stand with the post or its holder, not across the sentence."""
    spans = line.spans((*case.sets("post"), *case.sets("holder")))
    return nearest(line.text, (event.start, event.end), spans) <= CLOSE[line.language]


def _is_only_since(line: Line, event: OfficeEvent) -> bool:
    """'Since taking office', 就任以来, 취임 후: a point of time, not an event."""
    before, after = line.folded[: event.start].rstrip(), line.folded[event.end :].lstrip()
    if _FOR_SO_LONG.match(after):
        return True
    if line.language == "en" and event.event == "holds":
        return False  # 'since October Japan has been governed by …' names a holder
    return bool(_SINCE.search(before)) or after.startswith(
        ("以来", "後", "してから", "前", "이후", "후", "뒤", "한 뒤", "한 이후", "한 후", "전")
    )


def _since(case: Case, line: Line, event: OfficeEvent) -> Value | None:
    """The date since which the holder, named with the title, is said to be in the post."""
    if event.event != "holds" or not _is_holder(case, line, event):
        return None
    holders, rivals = (line.spans(case.sets(name)) for name in ("holder", "rivals"))
    return start_told(line, case.reading.dates(line), holders, rivals)


def _is_since(line: Line, when: Value) -> bool:
    """'President since May 2022', 2022年5月から: the date is when the holder began."""
    before, after = line.folded[: when.start].rstrip(), line.folded[when.end :].lstrip()
    return (
        before.endswith(("since", "from"))
        or when.text.lower().startswith("since")
        or (after.startswith(("から", "以来", "より", "부터", "이후", "이래")))
    )


def _when(case: Case, line: Line, event: OfficeEvent) -> Value | None:
    """The date nearest to the event's words, whether of its own or 'since'."""
    dates = case.reading.dates(line)
    return min(dates, key=lambda v: abs(v.start - event.start), default=None)


def _is_holder(case: Case, line: Line, event: OfficeEvent) -> bool:
    if not event.person:
        return bool(line.spans(case.sets("holder")))
    person = fold(event.person)
    names = [line.folded[a:b] for a, b in line.spans(case.sets("holder"))]
    if any(name in person or person in name for name in names):
        return True
    first = person.split()[:1]
    return _is_in_capitals(line) and any(name.split()[-1:] == first for name in names)


def _is_in_capitals(line: Line) -> bool:
    """Whether an English headline gives nearly every word of four letters or more a capital."""
    words = _WORD.findall(line.text) if line.language == "en" and line.is_title else []
    return bool(words) and sum(word[0].isupper() for word in words) >= _MOST * len(words)


def _start(case: Case, line: Line, event: OfficeEvent, when: Value) -> Finding | None:
    """The holder's own start, told with a date: right or wrong."""
    own = date.fromisoformat(case.target.first)
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last or when.first)
    if first - SAME_START <= own <= last + SAME_START:
        return case.finding(
            FindingKind.RESTATEMENT,
            line,
            value=f"{event.event} ({describe(when)})",
            key="office:same",
            rule="office.same",
            reason="gives the holder and the start of the baseline",
        )
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=f"in office since {describe(when)}",
        key=f"office:since:{when.first[:7]}",
        rule="office.start",
        confidence=SURE - 0.1,
        reason=f"has the holder start in {describe(when)}, the baseline in {own:%B %Y}",
    )
