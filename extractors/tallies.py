"""How often, or for the how-manieth time: counts and ordinals of occasions, in whatever form they are told.

'Their fourth summit', 'summit number four', 'met five times', 七番目, 三たび, 네 차례, 'the first': a
writer has a dozen ways to number a meeting. What is numbered is for the reader of the sentence to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extractors.lang.en import numerals as english
from extractors.lang.ko.numerals import NATIVE, read_native
from extractors.numbers import fold, read_myriads

# Nobody numbers meetings beyond this; larger numbers are days, years and sums.
MOST = 40


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of occasions.

    Attributes:
        number: the occasion's own number; for occasions before it, theirs and one.
        start: offset into the sentence.
        end: offset behind it.
        is_ordinal: told as a place in a row ('fourth', 네 번째), not as a count ('four times', 네 차례).
    """

    number: int
    start: int
    end: int
    is_ordinal: bool


_EN_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_EN_WORDS = {"hat-trick": 3, "hat trick": 3, "trio": 3, "trilogy": 3, "quartet": 4, "quintet": 5}
_EN_FIRST = "maiden|inaugural|debut"
_EN_OCCASION = (
    r"(?:(?!(?:days?|hours?|minutes|years?|months|weeks?|nights?)\b)[a-z][\w'/–-]* ){0,2}"
    r"(?:summits|meetings|sessions|sit-downs|encounters|rounds|bilaterals|handshakes|talks|conversations"
    r"|get-togethers|occasions|times)\b"
)
_EN = re.compile(
    rf"\b(?P<ordinal>{english.ORDINAL}|{_EN_FIRST})\b(?!-(?:largest|biggest|generation|hand|class|rate)"
    r"|[ -](?:centur|anniversar|month|year|day|week|quarter|floor))"
    rf"|\b(?:number|no\.?|#) ?(?P<name>{english.WORDS}|\d+)\b"
    rf"|\b(?P<count>{english.WORDS}|\d+) (?={_EN_OCCASION})"
    r"|\b(?:(?:made|makes|making) (?:it|that)"
    r"|(?:brought|brings|bringing|took|takes|taking|raised|raises)(?: [a-z]+){0,4} to)"
    rf" (?P<made>{english.WORDS}|\d+)\b(?! (?:days?|hours?|minutes|years?|months|weeks?|nights?)\b)"
    rf"|\b(?:summits|meetings|encounters|bilaterals|talks)\b[^.;:]{{0,50}}: (?P<listed>{english.WORDS}|\d+)\b"
    r"|\b(?P<never>never (?:before )?(?:held|had|met|sat|seen|shaken|faced|(?:set|laid) eyes on|spoken|talked)\b)"
    rf"|\b(?P<times>once|twice|thrice|hat[- ]trick|trio|trilogy|quartet|quintet)\b"
)
# 'First' alone may be an adverb ('who first suggested', 'at first met with a shrug'), and 'once' as well ('agreed
# at once').
_EN_FIRST_WHAT = re.compile(
    r"[ -](?:met|sat|shook|faced|saw|came face)\b"
    r"|(?:[ -](?!lady|woman|female|visit|trip|stop|to\b|\w+ed\b)[a-z][\w'/–-]*){0,4}?[ -]"
    r"(?:summit|talks|meeting|session|sit-down|encounter|round|bilateral|handshake|conversation|get-together"
    r"|occasion|time|format|audience)\b"
)
_EN_ONCE = re.compile(
    r"\b(?:just|only|but|met|held|have|had|sat down|talked)(?: her| him| each other)? $"
)
_EN_BEFORE = re.compile(
    r"^(?:[a-z]+ ){0,2}(?:before|previous|previously|earlier|prior|already|past)\b"
)
_EN_EARLIER = re.compile(
    r"\b(?:previous|earlier|prior|already (?:met|held|sat down|seen each other))(?: \w+){0,4} $"
)
# 'When they sat down in Nara they had met only once': a pluperfect counts up to then.
_EN_HAD = re.compile(
    r"\bhad (?:[a-z]+ly |just |already |never |by then )?(?:met|held|sat|seen|spoken|talked|faced|shaken)\b[^.;]{0,70}$"
)
_EN_UNTIL = re.compile(r"[^.;]{0,60}\b(?:until|before)\b")
_EN_BY_THEN = re.compile(r"\b(?:when|before|by the time|until|ahead of|going into)\b")
_EN_DATE = re.compile(
    r"(?:january|jan\.?|february|feb\.?|october|oct\.?|november|nov\.?|december"
    r"|(?:on|until|till|through|by|from|since) the|\d(?:st|nd|rd|th) (?:and|to)(?: the)?) $"
)

_CJK_DIGITS = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
# What else than a meeting may be counted: 二十一回の下見, 8回の電話.
_JA_OTHER = (
    r"の(?![^。、]{0,14}(?:会|対面|顔合わせ|首脳|対話|握手|対座|同席|往来|機会|席|訪|うち|なか|中|いず|どれ|すべて|全て))"
    r"[一-龥ァ-ヶ]"
)
_JA = re.compile(
    rf"(?P<number>{_CJK_DIGITS}) ?"
    r"(?P<counter>(?:回|度|たび|つ|番|ど)目|番(?=の)"
    rf"|回(?!{_JA_OTHER})|度(?![^。、]{{0,2}}[温高合]|{_JA_OTHER})|たび(?!たび))"
    r"|(?P<first>(?<![年月期最当])初(?:めて)?の?"
    r"(?=(?:公式|正式|直接|二国間|対日|本格)?の?(?:首脳)?(?:会談|対面|顔合わせ|対話|会合|対座))"
    r"|最初の(?=(?:公式|正式|直接)?の?(?:首脳)?(?:会談|対面|顔合わせ))"
    r"|(?<=[がで])初めて(?=$|[。」])|初めて(?=だ|で(?:あ|し|す|、)|と(?:な|い)|(?:直接|じかに|顔を|公式に|正式に)?(?:合わせ|会っ|会談|対面|向き合|握手)))"
)
_KO = re.compile(
    rf"(?P<number>(?<!\d)\d{{1,2}}|(?<![가-힣]){NATIVE}) ?"
    r"(?P<counter>번째|번(?!호|지|길|역)|차례|차(?![가-힣]? ?(?:산업|전지|세계))|회(?!의|담|동|차|원|복|장))"
    r"|(?P<first>(?<![가-힣])첫(?: 번째)? ?"
    r"(?=(?:[가-힣]+ ){0,2}(?:정상회담|회담|만남|대면|조우|대좌|회동|악수|양자)))"
    r"|(?<![가-힣])(?P<only>처음)"
    r"(?=이(?:었|다|라|고|며)|으?로? ?(?:직접 |정식으로 )?(?:만[나났]|대면|회담|마주|얼굴|악수))"
    r"|(?P<new>초대면|초면|상견례)"
)
_KO_BEFORE = re.compile(r"(?:앞선|이전|앞서|지난|종전) $|(?:전까지|이전에|앞서)[^.,]{0,10}$")


def read_tallies(text: str, language: str, events: tuple[str, ...] = ()) -> tuple[Tally, ...]:
    """Counts and ordinals of occasions in a sentence.

    Args:
        text: one sentence.
        language: `en`, `ja` or `ko`; of others nothing is read.
        events: in Japanese, names of the occasion that is told of, in regular expressions: a count of those until
            then (`京都までに二度`) leaves it out.

    Returns:
        Tallies in the order of the text; numbers beyond `MOST` are left out.
    """
    reader = _READERS.get(language)
    if reader is None:
        return ()
    found = reader(fold(text).lower(), events)
    return tuple(tally for tally in found if 0 < tally.number <= MOST)


@cache
def _ja_before(events: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{'|'.join(('それ', 'これ', '会談', *events))})(?:以前|まで|より前|の前)に?[^。]{{0,8}}$"
        r"|過去(?:に)?$|先立つ$|すでに$|既に$"
    )


def _english(text: str, _: tuple[str, ...]) -> Iterator[Tally]:
    for match in _EN.finditer(text):
        start, end = match.span()
        if word := match["ordinal"]:
            if match[0][0].isdigit() and _EN_DATE.search(text[:start]):
                continue
            is_first = word in _EN_FIRST.split("|") or word == "first"
            if is_first and (text.endswith("at ", 0, start) or not _EN_FIRST_WHAT.match(text, end)):
                continue
            number = 1 if word in _EN_FIRST.split("|") else english.read_ordinal(word)
            is_ordinal = True
        elif word := match["times"]:
            is_before = text.startswith(" before", end)
            if word == "once" and not (is_before or _EN_ONCE.search(text[:start])):
                continue
            number = _EN_TIMES.get(word) or _EN_WORDS[word.replace(" ", "-")]
            is_ordinal = word not in _EN_TIMES
        elif match["never"]:
            is_ordinal = True
            number = 1 if _is_until(text, start, end) else None
        else:
            read = english.read_number(
                match["name"] or match["count"] or match["made"] or match["listed"]
            )
            number = None if read is None else int(read)
            is_ordinal = match["count"] is None
        if number is None:
            continue
        if not is_ordinal and _is_english_before(text, start, end):
            number += 1
        yield Tally(number, start, end, is_ordinal)


def _is_until(text: str, start: int, end: int) -> bool:
    return bool(_EN_BY_THEN.search(text[:start]) or _EN_UNTIL.match(text, end))


def _is_english_before(text: str, start: int, end: int) -> bool:
    if _EN_HAD.search(text[:start]) and _EN_BY_THEN.search(text):
        return True
    return _is_before(text, start, end, _EN_BEFORE, _EN_EARLIER)


def _is_before(
    text: str, start: int, end: int, after: re.Pattern[str] | None, before: re.Pattern[str]
) -> bool:
    """Whether a count is of the occasions before the one that is told of."""
    is_after = after is not None and bool(after.match(text[end:].lstrip()))
    return is_after or bool(before.search(text[:start]))


def _japanese(text: str, events: tuple[str, ...]) -> Iterator[Tally]:
    for match in _JA.finditer(text):
        if match["first"]:
            yield Tally(1, *match.span(), is_ordinal=True)
            continue
        number = int(read_myriads(match["number"]) or 0)
        is_ordinal = match["counter"][-1] in "目番"
        if not is_ordinal and _is_before(text, *match.span(), None, _ja_before(events)):
            number += 1
        yield Tally(number, *match.span(), is_ordinal=is_ordinal)


def _korean(text: str, _: tuple[str, ...]) -> Iterator[Tally]:
    for match in _KO.finditer(text):
        if match["first"] or match["only"] or match["new"]:
            yield Tally(1, *match.span(), is_ordinal=True)
            continue
        word = match["number"]
        number = int(word) if word.isdigit() else read_native(word) or 0
        is_ordinal = match["counter"] in ("번째", "차")
        if not is_ordinal and _is_before(text, *match.span(), None, _KO_BEFORE):
            number += 1
        yield Tally(number, *match.span(), is_ordinal=is_ordinal)


_READERS: dict[str, Callable[[str, tuple[str, ...]], Iterator[Tally]]] = {
    "en": _english,
    "ja": _japanese,
    "ko": _korean,
}
