"""How long somebody stayed: days and nights told, and what only shows in the result ('home the same night').

A stay is counted in calendar days: one night is two days, a day trip one, 72 hours three.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.lang.en import numerals as english
from extractors.lang.ko.numerals import DAY_WORD, DAYS, NATIVE, read_native
from extractors.numbers import fold, read_myriads

# Longer spans are terms of office, seasons and waits.
LONGEST = 14
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay as told: calendar days, and where in the sentence."""

    days: int
    start: int
    end: int


_EN_N = rf"(?:{english.WORDS}|\d{{1,2}})"
_EN_AWAY = r"(?:visit|trip|stay|stopover|turnaround|in and out|door to door|on the ground|round trip|jaunt|journey)"
_EN_GONE = r"(?:back|home|returned|flew|flying|left|gone|airborne|wheels up|took off|departed)"
_EN_SAME = r"(?:the|that) (?:same|very) (?:day|night|evening|afternoon)"
_EN = re.compile(
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
    rf"|\b(?P<hours_after>{_EN_N})[- ]hours?\b(?=[^.;]{{0,30}}\b(?:{_EN_AWAY}|in nara|in japan|on japanese soil))"
    rf"|\b{_EN_AWAY}\b[^.;]{{0,40}}?\b(?P<hours>{_EN_N}) hours\b"
    rf"|\b(?P<days>{_EN_N})[- ](?:full |whole )?days?\b(?! (?:later|before|after|earlier|early|late|of|ago|ahead|on))"
    rf"|\b(?P<last>third|fourth|fifth|sixth)(?: and (?:last|final))? day\b|\bday (?P<named>three|four|five|[3-5])\b"
    r"|\b(?P<week>week-long|weeklong|the whole week|a week (?:in|at)|all week)\b|\b(?P<weekend>long weekend)\b"
)

# 'Stayed on until the 16th', 'flew home on Jan. 15': the last day of a stay, told by its date.
_EN_LAST_DAY = re.compile(
    r"\b(?:(?:stay|remain|linger|tarr)\w*\b[^.;,]{0,24}"
    r"|(?:flew|headed|went|travelled|traveled) (?:home|back)\b[^.;,]{0,20}"
    r"|(?:returned|flew back) to (?:seoul|south korea)\b[^.;,]{0,12}"
    r"|left (?:nara|japan|for home|for seoul)\b[^.;,]{0,12})$"
)


def is_last_day(before: str, date: str) -> bool:
    """Whether an English date is the one until which somebody stayed, or on which he left.

    Args:
        before: the sentence up to the date, in lower case.
        date: the date with its preposition.
    """
    match = _EN_LAST_DAY.search(before)
    if match is None:
        return False
    is_stay = match[0].startswith(("stay", "remain", "linger", "tarr"))
    return not is_stay or date.lower().startswith(("until ", "till ", "through "))


_JA_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|数)"
_JA_OUT = r"(?:帰国|離日|帰途|帰路|ソウルへ|ソウルに|飛び立|引き返|戻|発っ|後にし)"
_JA = re.compile(
    r"(?P<none>[一1]泊も(?:せず|し(?:なか|な)))"
    rf"|{_JA_N}泊(?P<days>{_JA_N})日|(?P<nights>{_JA_N})(?:泊|晩)|(?P<two>一夜|ひと晩|オーバーナイト)"
    r"|(?P<one>日帰り|[とト]ンボ返り|とんぼ返り|泊まら(?:ず|な)|宿泊(?:せず|し(?:なか|な))|無泊|半日"
    rf"|(?:その|同じ|当|同)日(?:のうち)?(?:中)?に[^。]{{0,14}}{_JA_OUT}|(?:その|同じ|当日の?|同)(?:夜|晩)(?:のうち)?[^。]{{0,14}}{_JA_OUT})"
    rf"|(?P<hours>{_JA_N})時間(?:足らず|ほど|余り|だけ|弱|強)?の(?=滞在|訪問|訪日|奈良|旅|日程|往復|強行)"
    rf"|(?:滞在|訪問|訪日)(?:時間)?は?[^。、]{{0,8}}?(?P<stayed>{_JA_N})時間"
    rf"|丸?(?P<span>{_JA_N})日(?:間|がかり)|(?P<last>{_JA_N})日目|(?P<week>1週間|一週間)(?=の|に|か|を)"
)

_KO_OUT = r"(?:귀국|귀경|출국|(?:서울|성남|김포|한국)[^.]{0,8}(?:돌아|착륙|도착|내렸|닿))"
_KO = re.compile(
    rf"(?:\d|{NATIVE}) ?박 ?(?P<days>\d{{1,2}}|[이삼사오육칠]) ?일"
    rf"|(?P<nights>\d{{1,2}}|{NATIVE}) ?(?:박|밤)(?![가-힣]?중)"
    r"|(?P<one>당일치기|무박|당일 (?:방문(?!한|해|객)|일정으로|귀국|왕복|코스)"
    rf"|(?:당일|그날) (?:밤|저녁|오후)[^.]{{0,16}}{_KO_OUT}"
    r"|묵지 않|숙박 없이|자고 오지 않|하룻밤도[^.]{0,12}(?:않|못|없)|반나절"
    r"|(?<!일 )(?<!날 )하루(?:짜리| 만에 (?:돌아|귀국)| 일정(?:으로|이었|에 그)|로 (?:끝|줄)))"
    rf"|(?P<two>하룻밤)|(?P<word_nights>{DAY_WORD}) ?밤"
    rf"|(?P<hours>\d{{1,2}}|{NATIVE}) ?시간(?=짜리| 체류| 방문| 머| 만에 (?:돌아|귀국)|의 (?:체류|방문|방일))"
    rf"|(?P<word>(?!하루){DAY_WORD}|일주일)(?=간(?:의)? ?(?:일정|여정|방문|체류|머|묵|나라|일본|방일)|간[ ,]|짜리"
    r"| 일정으로| 일정[을의]| 여정| 동안| 내내|[을를] ?(?:머|묵|보내|지내|체류)| ?머|에 걸|로[, ]|이었|이 됐|였)"
    r"|(?P<span>\d{1,2}) ?일(?:간|짜리| 일정| 동안)"
)


def read_stays(text: str, language: str) -> tuple[Stay, ...]:
    """Lengths of stay in a sentence.

    Args:
        text: one sentence.
        language: `en`, `ja` or `ko`; of others nothing is read.

    Returns:
        Stays of at most `LONGEST` days, in the order of the text. That the sentence tells of a stay at
        all ('two days of talks') is for its reader to see.
    """
    reader = _READERS.get(language)
    if reader is None:
        return ()
    return tuple(stay for stay in reader(fold(text).lower()) if 0 < stay.days <= LONGEST)


def _english(text: str) -> Iterator[Stay]:
    for match in _EN.finditer(text):
        found = {name: word for name, word in match.groupdict().items() if word}
        if not found:
            continue
        name, word = next(iter(found.items()))
        fixed = {"two": 2, "one": 1, "week": 7, "weekend": 3}
        if name in fixed:
            yield Stay(fixed[name], *match.span())
            continue
        read = english.read_ordinal(word) if name == "last" else english.read_number(word)
        if read is not None:
            yield Stay(_days(name, float(read)), *match.span())


def _days(name: str, number: float) -> int:
    if name == "nights":
        return int(number) + 1
    return math.ceil(number / _HOURS) if name.startswith(("hours", "stayed")) else int(number)


def _japanese(text: str) -> Iterator[Stay]:
    for match in _JA.finditer(text):
        name, word = next((n, w) for n, w in match.groupdict().items() if w)
        fixed = {"none": 1, "two": 2, "one": 1, "week": 7}
        number = 3.0 if word == "数" else read_myriads(word) if name not in fixed else None
        if name in fixed:
            yield Stay(fixed[name], *match.span())
        elif number is not None:
            yield Stay(_days(name, number), *match.span())


def _korean(text: str) -> Iterator[Stay]:
    for match in _KO.finditer(text):
        name, word = next((n, w) for n, w in match.groupdict().items() if w)
        fixed = {"two": 2, "one": 1}
        if name in fixed:
            yield Stay(fixed[name], *match.span())
        elif name in ("word", "word_nights"):
            days = 7 if word == "일주일" else DAYS[word]
            yield Stay(days + (name == "word_nights"), *match.span())
        else:
            number = read_native(word) or read_myriads(word) or 0.0
            yield Stay(_days(name, float(number)), *match.span())


_READERS: dict[str, Callable[[str], Iterator[Stay]]] = {
    "en": _english,
    "ja": _japanese,
    "ko": _korean,
}
