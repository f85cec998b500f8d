"""How long somebody stayed: days and nights told, and what only shows in the result ('home the same night').

A stay is counted in calendar days: one night is two days, a day trip one, 72 hours three.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from extractors.lang.en import numerals as english
from extractors.lang.ko.numerals import DAY_WORD, DAYS, NATIVE, read_native
from extractors.numbers import fold, read_myriads

# Longer spans are terms of office, seasons and waits.
LONGEST = 14
_HOURS = 24
# Days of what names no number.
_FIXED = {"none": 1, "one": 1, "two": 2, "weekend": 3, "week": 7}


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as told: calendar days, and where in the sentence."""

    days: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a stay is, and where the guest is at home, in regular expressions on lower-case text.

    Attributes:
        there: names of the place or country visited.
        home: names of where the guest goes back to.
    """

    there: tuple[str, ...] = ()
    home: tuple[str, ...] = ()


def read_stays(text: str, language: str, journey: Journey = Journey()) -> tuple[Stay, ...]:
    """Lengths of stay in a sentence.

    Args:
        text: one sentence.
        language: `en`, `ja` or `ko`; of others nothing is read.
        journey: places by which a number of hours, or the way home, shows that it is of the stay.

    Returns:
        Stays of at most `LONGEST` days, in the order of the text. That the sentence tells of a stay at
        all ('two days of talks') is for its reader to see.
    """
    if language not in _PATTERNS:
        return ()
    stays = []
    for match in _pattern(language, journey).finditer(fold(text).lower()):
        name, word = next((n, w) for n, w in match.groupdict().items() if w)
        days = _FIXED.get(name) or _DAYS_OF[language](name, word)
        if 0 < days <= LONGEST:
            stays.append(Stay(days, *match.span()))
    return tuple(stays)


def is_last_day(before: str, date: str, journey: Journey = Journey()) -> bool:
    """Whether an English date is the one until which somebody stayed, or on which he left.

    Args:
        before: the sentence up to the date, in lower case.
        date: the date with its preposition.
        journey: what he left, and where he went back to.
    """
    match = _english_last_day(journey).search(before)
    if match is None:
        return False
    is_stay = match[0].startswith(("stay", "remain", "linger", "tarr"))
    return not is_stay or date.lower().startswith(("until ", "till ", "through "))


@cache
def _pattern(language: str, journey: Journey) -> re.Pattern[str]:
    return re.compile(_PATTERNS[language](journey))


def _any(words: Iterable[str]) -> str:
    """Any of some expressions; of none, one that matches nowhere."""
    return f"(?:{'|'.join(words) or '(?!)'})"


def _days(name: str, number: float | None) -> int:
    """The calendar days that a number of nights, hours or days makes; 0 where none could be read."""
    if number is None:
        return 0
    if name == "nights":
        return int(number) + 1
    return math.ceil(number / _HOURS) if name.startswith(("hours", "stayed")) else int(number)


_EN_N = rf"(?:{english.WORDS}|\d{{1,2}})"
_EN_AWAY = r"(?:visit|trip|stay|stopover|turnaround|in and out|door to door|on the ground|round trip|jaunt|journey)"
_EN_GONE = r"(?:back|home|returned|flew|flying|left|gone|airborne|wheels up|took off|departed)"
_EN_SAME = r"(?:the|that) (?:same|very) (?:day|night|evening|afternoon)"


def _english(journey: Journey) -> str:
    there = _any(journey.there)
    return (
        rf"\b(?P<nights>{_EN_N})[- ](?:full |whole |consecutive |entire )?nights?\b"
        r"|\b(?P<two>overnight (?:stay|stop|visit|trip)|(?:one|a single) night|stayed the night)\b"
        r"|\b(?P<one>(?<!two-)day[- ]trip(?:per)?|day return|same[- ]day|(?:one|single)-day"
        r"|(?:one|single) day (?:visit|trip|only|affair)|all in (?:a|one) day"
        r"|(?:a single|just a|only a|barely a|but a) day\b(?! (?:later|before|after|earlier|ago))"
        r"|within the day|a day's work|there and back in a day|half a day"
        r"|(?:did|does|would) not (?:stay|spend|sleep)\b[^.;,]{0,12}(?:overnight|night|over)"
        r"|without (?:staying|spending|an overnight|a night)|no overnight|never (?:slept|spent a night)"
        rf"|{_EN_GONE}\b[^.;]{{0,60}}\b{_EN_SAME}"
        rf"|(?:{_EN_SAME}|that (?:night|evening))\b[^.;]{{0,30}}\b(?:back|home|flew|returned|left)"
        rf"|{_EN_GONE}\b[^.;]{{0,50}}\b(?:before|by) (?:midnight|nightfall|supper|bedtime|dinner ?time|sunset|dusk))\b"
        rf"|\b(?P<hours_after>{_EN_N})[- ]hours?\b(?=[^.;]{{0,30}}\b(?:{_EN_AWAY}|(?:in|on) {there}))"
        rf"|\b{_EN_AWAY}\b[^.;]{{0,40}}?\b(?P<hours>{_EN_N}) hours\b"
        rf"|\b(?P<days>{_EN_N})[- ](?:full |whole )?days?\b"
        r"(?! (?:later|before|after|earlier|early|late|of|ago|ahead|on))"
        rf"|\b(?P<last>third|fourth|fifth|sixth)(?: and (?:last|final))? day\b|\bday (?P<named>three|four|five|[3-5])\b"
        r"|\b(?P<week>week-long|weeklong|the whole week|a week (?:in|at)|all week)\b|\b(?P<weekend>long weekend)\b"
    )


@cache
def _english_last_day(journey: Journey) -> re.Pattern[str]:
    """'Stayed on until the 16th', 'flew home on Jan. 15': the last day of a stay, told by its date."""
    there, home = _any(journey.there), _any(journey.home)
    return re.compile(
        r"\b(?:(?:stay|remain|linger|tarr)\w*\b[^.;,]{0,24}"
        r"|(?:flew|headed|went|travelled|traveled) (?:home|back)\b[^.;,]{0,20}"
        rf"|(?:returned|flew back) to {home}\b[^.;,]{{0,12}}"
        rf"|left (?:{there}|for home|for {home})\b[^.;,]{{0,12}})$"
    )


def _english_days(name: str, word: str) -> int:
    read = english.read_ordinal(word) if name == "last" else english.read_number(word)
    return _days(name, read)


_JA_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|数)"


def _japanese(journey: Journey) -> str:
    there, home = _any(journey.there), _any(journey.home)
    out = rf"(?:帰国|離日|帰途|帰路|{home}[へに]|飛び立|引き返|戻|発っ|後にし)"
    return (
        r"(?P<none>[一1]泊も(?:せず|し(?:なか|な)))"
        rf"|{_JA_N}泊(?P<days>{_JA_N})日|(?P<nights>{_JA_N})(?:泊|晩)|(?P<two>一夜|ひと晩|オーバーナイト)"
        r"|(?P<one>日帰り|[とト]ンボ返り|とんぼ返り|泊まら(?:ず|な)|宿泊(?:せず|し(?:なか|な))|無泊|半日"
        rf"|(?:その|同じ|当|同)日(?:のうち)?(?:中)?に[^。]{{0,14}}{out}|(?:その|同じ|当日の?|同)(?:夜|晩)(?:のうち)?[^。]{{0,14}}{out})"
        rf"|(?P<hours>{_JA_N})時間(?:足らず|ほど|余り|だけ|弱|強)?の(?=滞在|訪問|訪日|{there}|旅|日程|往復|強行)"
        rf"|(?:滞在|訪問|訪日)(?:時間)?は?[^。、]{{0,8}}?(?P<stayed>{_JA_N})時間"
        rf"|丸?(?P<span>{_JA_N})日(?:間|がかり)|(?P<last>{_JA_N})日目|(?P<week>1週間|一週間)(?=の|に|か|を)"
    )


def _japanese_days(name: str, word: str) -> int:
    return _days(name, 3.0 if word == "数" else read_myriads(word))


def _korean(journey: Journey) -> str:
    there, home = _any(journey.there), _any(journey.home)
    out = rf"(?:귀국|귀경|출국|{home}[^.]{{0,8}}(?:돌아|착륙|도착|내렸|닿))"
    return (
        rf"(?:\d|{NATIVE}) ?박 ?(?P<days>\d{{1,2}}|[이삼사오육칠]) ?일"
        rf"|(?P<nights>\d{{1,2}}|{NATIVE}) ?(?:박|밤)(?![가-힣]?중)"
        r"|(?P<one>당일치기|무박|당일 (?:방문(?!한|해|객)|일정으로|귀국|왕복|코스)"
        rf"|(?:당일|그날) (?:밤|저녁|오후)[^.]{{0,16}}{out}"
        r"|묵지 않|숙박 없이|자고 오지 않|하룻밤도[^.]{0,12}(?:않|못|없)|반나절"
        r"|(?<!일 )(?<!날 )하루(?:짜리| 만에 (?:돌아|귀국)| 일정(?:으로|이었|에 그)|로 (?:끝|줄)))"
        rf"|(?P<two>하룻밤)|(?P<word_nights>{DAY_WORD}) ?밤"
        rf"|(?P<hours>\d{{1,2}}|{NATIVE}) ?시간(?=짜리| 체류| 방문| 머| 만에 (?:돌아|귀국)|의 (?:체류|방문|방일))"
        rf"|(?P<word>(?!하루){DAY_WORD}|일주일)(?=간(?:의)? ?(?:일정|여정|방문|체류|머|묵|{there})|간[ ,]|짜리"
        r"| 일정으로| 일정[을의]| 여정| 동안| 내내|[을를] ?(?:머|묵|보내|지내|체류)| ?머|에 걸|로[, ]|이었|이 됐|였)"
        r"|(?P<span>\d{1,2}) ?일(?:간|짜리| 일정| 동안)"
    )


def _korean_days(name: str, word: str) -> int:
    if name in ("word", "word_nights"):
        days = 7 if word == "일주일" else DAYS[word]
        return days + (name == "word_nights")
    return _days(name, read_native(word) or read_myriads(word))


_PATTERNS: dict[str, Callable[[Journey], str]] = {
    "en": _english,
    "ja": _japanese,
    "ko": _korean,
}
_DAYS_OF: dict[str, Callable[[str, str], int]] = {
    "en": _english_days,
    "ja": _japanese_days,
    "ko": _korean_days,
}
