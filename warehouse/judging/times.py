"""When did it happen? The date that belongs to some words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractors.model import Value, ValueKind
from warehouse.judging.touch import Span, gap

# The press names a day without its year for about half a year; behind that it writes 'last August' or the year.
_OF_THE_NEWS = timedelta(days=200)

# Words that make a date the start or reference of something else rather than its own time:
# 'in force since 2013', 'for the first time since 2017', 2013年以来, 2017년 이후 처음.
_BEFORE = {
    "en": (
        "since ",
        "from ",
        "until ",
        "dated ",
        "of ",
        "than in ",
        "by ",
        "above ",
        "below ",
        "than ",
        "against ",
    )
}
# 'The whole of 2025', 'in the course of June': a time of its own for all its 'of'.
_WHOLE_OF = re.compile(
    r"\b(?:whole|all|most|part|rest|course|end|close|start|beginning|half|months|quarter) of $"
)
_AFTER = {
    "ja": (
        "以来",
        "から",
        "ぶり",
        "と同じ",
        "以降",
        "締結",
        "の協定",
        "までに",
        "を最後に",
        "に結",
        "に締結",
        "に署名",
        "に発効",
        "に始ま",
        "に就任",
        "の就任",
        "に発足した",
    ),
    "ko": (
        "와 같은",
        "과 같은",
        "이후",
        "이래",
        "부터",
        "만에",
        "까지",
        "보다",
        "에 비해",
        "에 비하",
        "대비",
        "과 비교",
        "와 비교",
        "체결된",
        "를 끝으로",
        "을 끝으로",
    ),
}
# The date of a newspaper: 'our January 23 issue', 28日付朝刊, 14일자 기사.
_ISSUE = {
    "en": re.compile(r"'?s? (?:issue|edition|paper|article|report|story|column|print)\b"),
    "ja": re.compile(r"付|号|の?(?:朝刊|夕刊|紙面|本紙|配信)"),
    "ko": re.compile(r"자(?![가-힣]{2})|치 |자 ?(?:기사|신문|[0-9]+면|보도|지면)"),
}
_OF = {"en": ("'s ", "’s "), "ja": ("の",), "ko": ("의 ",)}
# 'Abducted by the North in the 1970s', 'the ban imposed in 2013': the date of what a noun went through,
# not of the sentence's own verb.
_PARTICIPLE = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bhad )(?<!\bhas )(?<!\bhave )"
    r"(?:\b(?:abducted|kidnapped|snatched|taken|seized|stolen|conscripted|imposed|introduced|brought in|built|sunk)"
    r"|, \w+ed)"
    r"(?: (?:by|from|to|off|out of|after)\b[^,.;]{0,50}?)?,? (?:early |late |back )?(?:in|during|on|since)(?: the)?"
    r"(?: early| late| mid)?[ -]$"
)
# What follows a relative pronoun, a comparison ('as it did before 2016'), or a participle right behind its noun
# has a time of its own.
_RELATIVE = re.compile(
    r"\b(?:whom|whose|who|which|where)\b(?! (?:is|was) why)"
    r"|\b(?:as|like|than|the way) (?:it|they|he|she|we|you|both|the two)(?: \w+)?"
    r" (?:did|do|does|had|has|have|was|were|used)\b"
    r"|\bas (?:did|do|does|had|was|were)\b|\bas in $"
)
_PARTICIPLE_BEHIND = re.compile(
    r"(?<!\band) (?!the\b|an?\b|its\b|said\b)[a-z-]+[a-z]"
    r" (?:[a-z]{2,}ed|born|begun|built|sunk|struck|taken|torn|won)"
    r"(?: (?:by|from|to|at|in|with|under|after|between)\b[^,;]*?)?(?: in| on| since| during)?(?: the| early| late)? ?$"
)
# `2016年に結んだ協定の効力を止めた`: a year inside the attribute of a noun that the sentence goes on about.
_ATTRIBUTES = {
    "ja": re.compile(
        r"(?:\d+月)?(?:\d+日)?(?:に|から|以来|以降|末に|春に|夏に|秋に|冬に)[^。、「]{0,16}?(?<=[いきしちみりえけせてねめれっん])[ただ]"
        r"(?=[一-龥ァ-ヶa-zA-Z0-9Ａ-Ｚ０-９「])(?![際時後折翌頃当直事件年月日以が])"
    ),
    # '2023년 켜진 경보망이 꺼졌다', '2016년에 맺은 협정의 효력을'; 'the talks held last year agreed' is of last year.
    "ko": re.compile(
        r"(?: ?\d+월)?(?:에|부터| 이후)?[^.,\"“”]{0,24}?(?:된|던|(?<![북남대권제위또방주])한|열린|올린|끊긴|맡긴|넘긴"
        r"|[어여려켜춰뤄러져]진|태어난|일어난|마친|치른|시킨|맺은|받은|나온|들어온|쌓은|놓은|세운|낸)"
        r" (?!뒤|후|이후|때|날|직후|것|적|바 |데 |만에|채|지 |다음|가운데|상태|끝에|이래|직전"
        r"|회담|회의|만남|정상|협상|선거|조사|방문|합의|이듬)(?=(?:[^ .,]+ ){0,3}?[^ .,]+[이가을를은는도의] )"
    ),
}
# 'The 2016 pact', 'Seoul's 2018 rulings', a headline's '2015 deal': the year says which one is meant.
_ATTRIBUTE_LEAD = re.compile(
    r"(?:^|\b(?:the|a|an|its|their|his|her|that|this|old|of|over|on)|['’]s?)(?: [a-z]+)? $"
)
_ATTRIBUTE_OF = re.compile(
    r"[ -](?!and\b|but\b|or\b|the\b|a\b|an\b|when\b|while\b|after\b|before\b|as\b|by\b|to\b|for\b|in\b|at\b|on\b|with\b"
    r"|from\b|was\b|were\b|is\b|has\b|had\b|it\b|that\b|which\b|who\b|he\b|she\b|they\b|we\b|under\b|over\b|until\b)[a-z]"
)
# A bare month or weekday may lie ahead as well as behind ('agreed to meet in September').
_YEAR = re.compile(
    r"last (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(1[89]|20)\d\d|last year|year before|years? (ago|earlier)|昨年|去年|一昨年|前年|年前|令和|平成|'\d\d"
    r"|지난해|작년|재작년|전년|년 전|이듬해|그해|같은 해|翌年|同年|[０-９]{4}|[一二]〇[一二〇三四五六七八九]{2}|\d\d年"
)
_MONTH = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|月|월|지난달|이달|이번 달|yesterday|today|昨日|きのう|今日|어제"
    r"|오늘"
)
# Points of comparison, not times of their own: 'up from a year earlier', 前年比, 전년 대비.
_COMPARISON = re.compile(
    r"^(a|one|the) (year|month|week)s? (earlier|before|ago)|previous (year|month|week)|^last time"
    r"|^前(年|月|週|期|回)|^同期|^前年同(期|月)|^(전년|전월|전주|전분기)"
)


# What is named as the wrong one: 'not 61', 'instead of Kyoto', 15日ではなく, 61%가 아니라, 다카이치가 아니라.
_WRONG_BEFORE = (
    "not ",
    "not by ",
    "not in ",
    "not on ",
    "instead of ",
    "rather than ",
    "wrongly ",
    "誤って",
    "잘못 ",
)
_WRONG_AFTER = (
    "ではなく",
    "ではない",
    "じゃなく",
    "でなく",
    "とあるのは",
    "とした",
    "とあった",
    "と書いた",
    "と報じた",
    "가 아니라",
    "이 아니라",
    "가 아닌",
    "이 아닌",
    " 아닌",
)


_OPENING, _CLOSING = "「『“‘\"'", "」』”’\"'を"


# 15億ドルと書きましたが、正しくは; 15億ドルとあるのは13億ドルの誤り: a newsroom takes back what it printed.
_TAKEN_BACK = re.compile(
    r"[^。]{0,24}?と(?:あ(?:る|った)|し(?:た|まし)|書|報|伝え|記|載|掲|表記)[^。]{0,20}?(?:正しく|誤り|間違い)"
)
_ERRATA = ("正しく", "誤り", "間違い")


def is_named_as_wrong(text: str, span: Span) -> bool:
    """Whether a value is only named to say that another is right."""
    if any(word in text for word in _ERRATA) and _TAKEN_BACK.match(text, span[1]):
        return True
    before = text[: span[0]].lower().rstrip(_OPENING)
    after = text[span[1] : span[1] + 10].lstrip(_CLOSING)
    return before.endswith(_WRONG_BEFORE) or after.startswith(_WRONG_AFTER)


# What came so long after it: 2013년 검토에 들어간 지 8년 만에 시작했다.
_SO_MUCH_LATER = {
    "ko": re.compile(
        r"[^.,]{0,40}?[가-힣] 지 ?(?:[0-9]+|한|두|석|넉|몇) ?(?:년|개월|달|주|일) ?(?:여 ?)?(?:만에|만이)"
    )
}


def is_reference(text: str, value: Value, language: str) -> bool:
    """Whether a date only says since when, or from which year something is."""
    before, after = text[: value.start].lower(), text[value.end : value.end + 6].strip()
    if _COMPARISON.search(value.text.lower()):
        return True
    if language == "en" and _WHOLE_OF.search(before):
        return False
    if any(before.endswith(word) for word in _BEFORE.get(language, ())):
        return True
    if language == "en" and value.text.lower().startswith("since "):
        return True
    if is_of_an_issue(text, value, language):
        return True
    if is_modifier(text, value, language) or is_attribute(text, value, language):
        return True
    if any(after.startswith(word) for word in _AFTER.get(language, ())):
        return True
    later = _SO_MUCH_LATER.get(language)
    return later is not None and bool(later.match(text, value.end))


def is_of_an_issue(text: str, value: Value, language: str) -> bool:
    """Whether a date is that of a newspaper that wrote something."""
    return language in _ISSUE and bool(_ISSUE[language].match(text, value.end))


def is_of_a_noun(text: str, value: Value, language: str) -> bool:
    """Whether a date only tells which thing is meant: 'last November's answer', 昨年11月の答弁, 지난해 11월의 답변."""
    lead = text[: value.start] + ("of " if value.text.startswith("of ") else "")
    is_behind = language == "en" and lead.endswith(" of ")
    return is_behind or text[value.end :].startswith(_OF.get(language, ()))


def is_modifier(text: str, value: Value, language: str) -> bool:
    """Whether a date belongs to a participle behind a noun ('those abducted in 1978'); English alone has it so."""
    return language == "en" and bool(_PARTICIPLE.search(text[: value.start].lower() + _lead(value)))


def is_attribute(text: str, value: Value, language: str) -> bool:
    """Whether a year stands before the noun that it dates ('the 2016 pact'); English alone has it so."""
    is_year = language == "en" and len(value.text) == len("2016") and value.text.isdigit()
    return (
        is_year
        and bool(_ATTRIBUTE_LEAD.search(text[: value.start].lower()))
        and bool(_ATTRIBUTE_OF.match(text[value.end :].lower()))
    )


def _lead(value: Value) -> str:
    """The preposition that a date's own words begin with, if any ('in the 1970s')."""
    match = re.match(r"(in|during|on|since)( the)?( early| late)? ", value.text.lower())
    return match.group() if match else ""


def is_of_another_verb(text: str, value: Value, span: Span, language: str) -> bool:
    """Whether a date behind a span dates another verb: 'talks on those whom the North took in 1978'."""
    if language != "en" or value.start < span[0]:
        return False
    # Words with a gap may hold the other verb.
    first = span[1] if span[1] <= value.start else span[0]
    between = text[first : value.start].lower()
    return bool(_RELATIVE.search(between) or _PARTICIPLE_BEHIND.search(between))


# What opens a clause that goes on about the date before it.
RECALLING = r", ?(?:when|the (?:day|date|evening|night|morning|afternoon|week|month|year))\b"
_RECALLED = re.compile(RECALLING)


def is_recalled(text: str, value: Value, span: Span, language: str) -> bool:
    """Whether words stand in the clause that a date opens: 'the first since January, when the two met'."""
    if language != "en" or value.end > span[0] or not _RECALLED.match(text, value.end):
        return False
    return ";" not in text[value.end : span[0]]


# English sets it between commas: 'Lee, who in January had stayed out of the row, has carried messages'.
_ASIDE = re.compile(r", (?:who|whose|which|where)\b[^,.;]*\Z")


def is_in_attribute_before(text: str, value: Value, span: Span, language: str) -> bool:
    """Whether a date stands in a clause that ends before the span and only tells which noun is meant."""
    if language == "en":
        closes = text.find(",", value.end)
        return value.end <= closes < span[0] and bool(_ASIDE.search(text[: value.start]))
    pattern = _ATTRIBUTES.get(language)
    match = pattern.match(text, value.end) if pattern else None
    return match is not None and match.end() <= span[0]


def date_of(
    text: str,
    span: Span,
    dates: Sequence[Value],
    language: str,
    *,
    in_attributes: bool = False,
    is_verb: bool = False,
) -> Value | None:
    """The date nearest to a span that is a time of its own, or None.

    Args:
        text: the sentence.
        span: the words whose time is asked for.
        dates: the dates of the sentence.
        language: of the sentence.
        in_attributes: an event is dated by its attributes as well (昨年10月に開かれた会談).
        is_verb: the words are a verb, which no date of another verb behind it dates.
    """
    recalled = [value for value in dates if is_recalled(text, value, span, language)]
    if recalled:
        return recalled[-1]
    own = [
        value
        for value in dates
        if not is_reference(text, value, language)
        and (in_attributes or not is_in_attribute_before(text, value, span, language))
        and not (is_verb and is_of_another_verb(text, value, span, language))
    ]
    if is_verb and language == "ja":
        # 2015年の合意の破棄を22日に通告した: the year only tells which agreement.
        own = [value for value in own if not is_of_a_noun(text, value, language)] or own
    return min(own, key=lambda v: gap(text, span, (v.start, v.end)), default=None)


def is_before(value: Value, day: date) -> bool:
    """Whether all of the date lies before a day."""
    return bool(value.last or value.first) and (value.last or value.first) < day.isoformat()


def names_its_year(value: Value) -> bool:
    """Whether the words leave no doubt about the year: it is written, or told by 'last year', 昨年, 지난해."""
    return bool(_YEAR.search(value.text.lower()))


def is_of_an_earlier_year(value: Value, day: date) -> bool:
    """Whether a date lies before a day and says so itself: 'in August 2019', 昨年10月, but not 'in August'."""
    return is_before(value, day) and names_its_year(value)


def is_long_past(value: Value, published: date) -> bool:
    """Whether a day named with its month and without its year lies so far back that it is of another year's story."""
    is_day = value.kind is ValueKind.DATE and not value.is_month_only
    if not is_day or not value_names_month(value) or names_its_year(value):
        return False
    return published - date.fromisoformat(value.first) > _OF_THE_NEWS


def value_names_month(value: Value) -> bool:
    """Whether the words name the month, or a day relative to today that needs none."""
    return bool(_MONTH.search(value.text.lower()))


def is_bare_day(value: Value) -> bool:
    """Whether the words give a day without its month ('on the 16th', 16日): of which month is a guess."""
    is_day = value.kind is ValueKind.DATE and not value.is_month_only
    return is_day and not value_names_month(value) and not names_its_year(value)


def year_before(day: str) -> str:
    """The same day a year earlier, as an ISO day; an empty one and 29 February stay as they are."""
    return f"{int(day[:4]) - 1}{day[4:]}" if day and not day.endswith("02-29") else day


# What may yet come, behind a figure: 6位に転落する可能性, 7위로 내려앉을 수 있다.
_FORECASTS = {
    "ja": re.compile(
        r"[^。]{0,20}?(?<=[るうくすつむぶぐ])(?:可能性|見通し|見込み|恐れ|公算|との?(?:予測|予想|試算|見方)|かもしれない)"
    ),
    "ko": re.compile(
        r"[^.]{0,24}?(?<=[을를될일릴날올질칠갈설낼울할]) ?(?:수도? 있|가능성|것(?:으로|이라|이란|[\"”’']|$)|전망|공산)"
    ),
}


def is_forecast(text: str, end: int, language: str) -> bool:
    """Whether the words behind a figure tell it as what may come; Japanese and Korean, whose verbs say so."""
    forecast = _FORECASTS.get(language)
    return forecast is not None and bool(forecast.match(text, end))


# 'From the 28th on', told in the present tense on that day: 28일부터 운영한다고, 이날 0시를 기해 해제한다고.
_ONSET = {
    "ko": re.compile(
        r"(?: ?(?:정오|자정|새벽|오전|오후)(?: ?[0-9]+시)?)?(?:부터|부로|자로|[을를] 기(?:해|점으로)) "
    )
}
# The end of a clause, whose verb the date then goes with.
_CLAUSE_END = {
    "ko": re.compile(
        r"(?:[했됐었았렸졌하되](?:고|며|면서|지만|으나|는데)|[해여]서?|[은한] (?:뒤|후))[, ]"
    )
}


def has_begun(text: str, span: Span, dates: Sequence[Value], day: date, language: str) -> bool:
    """Whether what a sentence tells in the present tense is so from a day on that has come.

    Args:
        text: the sentence.
        span: the words that tell the deed.
        dates: the dates of the sentence.
        day: the day of publication.
        language: of the sentence; only Korean announces so what holds already.
    """
    onset, clause = _ONSET.get(language), _CLAUSE_END.get(language)
    before = [value for value in dates if value.end <= span[1]]
    if onset is None or clause is None or not before:
        return False
    start = onset.match(text, before[-1].end)
    if start is None or before[-1].first > day.isoformat():
        return False
    return clause.search(text, start.end(), span[1]) is None


def is_past(value: Value, published: date) -> bool:
    """Whether the date has begun on the day of publication."""
    return bool(value.first) and value.first <= published.isoformat()


def describe(value: Value) -> str:
    """The date in English: `13 January 2026`, `October 2025`, `2024`."""
    first = date.fromisoformat(value.first)
    if value.kind is ValueKind.DATE and not value.is_month_only:
        return f"{first.day} {first:%B %Y}"
    last = date.fromisoformat(value.last or value.first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}"
    return f"{first:%B %Y}"
