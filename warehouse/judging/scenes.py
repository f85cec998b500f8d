"""Days and places that belong to how an event is told, and not to the event.

'The Blue House said on the 9th', 'briefing reporters in Osaka', 'by way of Kansai airport', 'tensions between
Tokyo and Beijing': news of a meeting is full of days and places that are not the meeting's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from extractors.model import Value
from warehouse.judging.reading import Line
from warehouse.judging.touch import Span, Touch

# What may stand between the one who says something and the day of saying it.
_SAID_ON = {
    "en": re.compile(r",? (?:said|says|told|announced|confirmed|disclosed)(?: \w+){0,2}? (?:on )?"),
    "ja": re.compile(r"(?:側|筋)?(?:は|が|も)?、?"),
    "ko": re.compile(r"(?: ?측)?(?:은|는|이|가|도)? ?"),
}
# What else is in a town: where guests land, the press sits, compatriots live, and what is talked of happened.
_BESIDE = {
    "en": r"airports?|(?:press|media) cent(?:er|re)|briefing|correspondents?|bureau|consulate|residents|mines?",
    "ja": r"空港|(?:プレス|メディア)センター|会見|記者団|特派員|支局|領事|在住|在日|同胞|民団|行きの|炭鉱|鉱山|現場",
    "ko": r"공항|(?:프레스|미디어)센터|브리핑|기자|특파원|지국|총영사|동포|교민|교포|민단|전용기|탄광|광산|현장",
}
_BESIDE_AFTER = {
    "en": re.compile(rf"(?:['’]s)?(?: [\w'’-]+){{0,3}}? (?:{_BESIDE['en']})\b"),
    "ja": re.compile(
        rf"(?:に(?:設け|設置|開設|置か)[^。、]{{0,6}}|[^。、にで]{{0,10}}?)(?:{_BESIDE['ja']})"
    ),
    "ko": re.compile(
        rf"(?:에 (?:마련|설치)[가-힣]+ |로 향하는 )?(?:(?!에서|에 )[^.,]){{0,12}}?(?:{_BESIDE['ko']})"
        r"|에서 (?:직접 |비행기로 |배로 )?(?:실어|공수|가져|들여|날아|출발|떠나|건너)"
    ),
}
# A name that a town lends to a newspaper, a company, a court: 도쿄신문, 東京電力, 'the Kyoto Protocol'.
_LENT = {
    "en": re.compile(
        r" (?:shimbun|electric|university|stock|district court|olympics|protocol|times|post|herald|bank)\b"
    ),
    "ja": re.compile(
        r"新聞|電力|大学|大(?=[のが、])|放送|テレビ|証券|地裁|高裁|地検|五輪|議定書|宣言|銀行|株式"
    ),
    "ko": re.compile(
        r" ?(?:대학|전력|방송|증시|증권|지법|고법|지검|올림픽|의정서|은행)"
        r"|신문|일보|방송|대학|대(?=[의가는 ])|전력|증시|증권|지법|고법|지검|올림픽|의정서|선언|은행"
    ),
}
# 京都で開いた会談 was in Kyoto; 山口で起きた事故 tells where the accident was.
_OF_A_NOUN = {
    "ja": re.compile(
        r"[一-龥ァ-ヶ]{0,6}?(?:で|に)[^、。「」『』でにを]{0,10}?[たる](?=[「『一-龥ァ-ヶ])"
        r"(?![^、。]{0,8}(?:会談|会っ|会議|対面|顔合わせ|サミット|会合|夕食会|晩さん|訪問|滞在))(?!両|二人|[一-龥]{0,4}(?:首脳|首相|大統領|氏))"
        r"|[一-龥]{0,3}(?:が|は)[^、。]{0,6}(?:地元|出身|故郷|古里|選挙区)"
    )
}
_BESIDE_BEFORE = re.compile(
    rf"\b(?:{_BESIDE['en']}|reporters)(?: set up)? (?:in|at|for|outside) (?:the )?$"
)
# Towns and countries that stand for their governments: those between whom something is, and a row of guests.
_PARTIES = {
    "ja": re.compile(
        r"(?:(?:と|や|、|・)[一-龥ァ-ヶー]{2,8}?)*"
        r"(?:など[0-9一二三四五六七八九十]+[かカヵ]国|(?:の|両国)?(?:間|首脳)|の(?:対立|緊張|関係|確執))"
    ),
    "ko": re.compile(
        r"(?:(?:와|과|,|・) ?[가-힣]{2,6}?)*"
        r"(?: ?등 ?[0-9]+개국| ?(?:사이|간|양국|정상|총리)(?![가-힣]{2})|의? (?:갈등|긴장|관계|대립))"
    ),
}
_PARTY_BEFORE = re.compile(r"\b(?:between|among) (?:[\w ]+(?:,| and) )?$")
# English phrases whose date is of what they name: 'since her October inauguration', 'their first talks, in May'.
_BACK_TO = re.compile(r"\b(?:since|until|ahead of|prior to|earlier)\b[^.;,]{0,90}$")
_BEFORE_IT = re.compile(
    r"\b(?:previous(?:ly)?|first|last|earlier|initial|prior|inaugural|former|then)(?: \w+){0,3}"
    r" (?:talks|meeting|summit|session|encounter|visit|met|trip)\b[^.;]{0,120}$"
)
_WITH = re.compile(
    r",? (?:\w+ )?(?:talks|meeting|summit|session|visit|call|trip)(?: \w+)?? (?:with|to|by|of) (?:the )?[^.;,]{0,30}$"
)
# So far behind a date its phrase may still name the event.
_IN_REACH = 40
# Days so far from the event's own are no slip about it where the words lead back to another.
_APART = timedelta(days=20)


def is_of_another_event(
    line: Line, value: Value, own: date, rivals: Iterable[Span], names: Iterable[Span]
) -> bool:
    """Whether an English date belongs to another event that its own phrase names.

    Args:
        line: the sentence.
        value: the date.
        own: the day of the event.
        rivals: words of other events and of those met there.
        names: words that name the event.
    """
    if line.language != "en":
        return False
    before, after = line.folded[: value.start], line.folded[value.end :]
    if any(
        _WITH.fullmatch(after[: start - value.end]) for start, _ in rivals if start >= value.end
    ):
        return True
    if abs(date.fromisoformat(value.first) - own) <= _APART:
        return False
    named = list(names)
    lead = f"{before}{value.text.lower()[:6]}"
    return any(
        phrase is not None
        and not any(phrase.start() <= at < value.end + _IN_REACH for at, _ in named)
        for phrase in (_BACK_TO.search(lead), _BEFORE_IT.search(before))
    )


# A day that is told by its place beside the event's: 'the day before the talks, the 12th', 회담 전날인 12일.
_BEFORE_OR_AFTER = {
    "ja": r"(?:会談|訪日|訪問|来日)(?:の)?(?:前日|前夜|翌日|翌朝)",
    "ko": r"(?:회담|방일|방문|출국|만남|회동) ?(?:전날|하루 전|이틀 전|이튿날|다음 ?날)",
}
_DAY_BESIDE = {
    "ja": re.compile(rf"{_BEFORE_OR_AFTER['ja']}(?:の|（|\(|、|に当たる)?$"),
    "ko": re.compile(rf"{_BEFORE_OR_AFTER['ko']}(?:인|이던|\()? ?$"),
}


def is_day_beside(line: Line, value: Value) -> bool:
    """Whether a date is that of the day before or after the event, told by that word or behind it."""
    pattern = _DAY_BESIDE.get(line.language)
    return pattern is not None and any(
        pattern.search(line.folded, 0, end) for end in (value.start, value.end)
    )


# The occasion of saying something, behind its day: 'on the 21st at a news conference', 21일 신년 기자회견에서.
_OCCASION = {
    "en": re.compile(
        r",? (?:at|in|during|on) (?:an?|his|her|the|its) (?:(?!joint|summit)[\w'’-]+ ){0,3}?"
        r"(?:news conference|press conference|interview|briefing|speech|post|address|cabinet meeting)\b"
    ),
    "ja": re.compile(
        r"(?:(?!会談|首脳|共同)[^。、「]){0,16}?(?:会見|インタビュー|閣議|予算委|本会議|投稿|演説|講演)"
    ),
    "ko": re.compile(
        r"(?:(?!회담|정상|공동)[^.,\"“]){0,24}?(?:기자회견|인터뷰|간담회|국무회의|브리핑|sns|엑스|페이스북|연설|라디오|예산위)"
        r"|에? ?(?:(?:총리|대통령)(?:직|자리)?에 )?(?:취임|당선|선출|부임|집권)(?:한|된) "
    ),
}


# What appeared in print on a day: 'an article on Thursday misstated', 'a caption published on Jan. 9'.
_PRINTED = re.compile(
    r"\b(?:article|story|report|column|caption|item|piece|feature|headline|graphic|map|chart|editorial|obituary|review"
    r"|profile|correction)s?(?: (?:published|printed|posted|carried|that appeared|that ran|which appeared|appearing))?"
    r"(?: (?:online|here|in print))?(?: on)? $"
)


def _lead_of(value: Value) -> str:
    return "on " if value.text.lower().startswith("on ") else ""


def is_of_telling(found: Touch, value: Value, parties: Iterable[str]) -> bool:
    """Whether a date stands by the one who says so and dates the saying: '청와대는 9일 … 밝혔다'.

    Args:
        found: the sentence, and where the event stands in it.
        value: the date.
        parties: sets of those who were there; when they speak, the day is that of their deed.
    """
    line, speaker = found.line, found.line.speaker
    if line.language == "en" and _PRINTED.search(line.folded[: value.start] + _lead_of(value)):
        return True
    if _OCCASION[line.language].match(line.folded, value.end):
        return True
    if speaker is None or not speaker.verb_kind:
        return False
    if line.is_told_by([*found.spans, *line.spans(parties)]):
        return False
    if speaker.start <= value.start and value.end <= speaker.end:
        return True
    between = line.text[speaker.end : value.start]
    return value.start >= speaker.end and bool(_SAID_ON[line.language].fullmatch(between))


def is_aside(line: Line, span: Span) -> bool:
    """Whether a place is none where the event was: beside it, in brackets, of a government, or in another's name."""
    tests = (_is_lent, _is_beside, _is_party, _is_gloss)
    return any(test(line, span) for test in tests)


def _is_lent(line: Line, span: Span) -> bool:
    return bool(_LENT[line.language].match(line.folded, span[1]))


def _is_gloss(line: Line, span: Span) -> bool:
    """Whether a place follows others in brackets that tell where a thing before them is: '(Ube, Yamaguchi)'."""
    opened = re.search(r"\(([^()]*)$", line.text[: span[0]])
    return line.language == "en" and opened is not None and "," in opened[1]


def _is_party(line: Line, span: Span) -> bool:
    if line.language == "en":
        return bool(_PARTY_BEFORE.search(line.folded[: span[0]]))
    return bool(_PARTIES[line.language].match(line.folded, span[1]))


def _is_beside(line: Line, span: Span) -> bool:
    if line.language == "en" and _BESIDE_BEFORE.search(line.folded[: span[0]]):
        return True
    of_a_noun = _OF_A_NOUN.get(line.language)
    if of_a_noun is not None and of_a_noun.match(line.folded, span[1]):
        return True
    return bool(_BESIDE_AFTER[line.language].match(line.folded, span[1]))


# 부산에서 첫 회담을 한 뒤: the place right in front of a meeting's number is that meeting's.
_AT = {"ko": re.compile(r"에서(?:의)? (?:열린 |가진 |있었던 |두 사람의 |두 정상의 |양 정상의 )?")}
# 처음 손을 맞잡은 곳은 지난해 11월 요하네스버그였다: the same, the other way round.
_WAS_AT = {
    "ko": re.compile(r"[^.,]{0,20}(?:곳|장소|무대|도시|자리|데)(?:은|는) (?:[^.,]{0,16} )?$")
}
_IS = {"ko": re.compile(r"(?:이었|였|이다|다(?![가-힣]))")}


def is_place_of(line: Line, place: Span, starts: Iterable[int]) -> bool:
    """Whether a place is where something was that the sentence tells: 부산에서 첫 회담, 처음 만난 곳은 부산이었다.

    Args:
        line: the sentence; Korean is read.
        place: the name of the place.
        starts: where the words begin that tell of it.
    """
    if line.language not in _AT:
        return False
    at, was_at, copula = (forms[line.language] for forms in (_AT, _WAS_AT, _IS))
    text, (begin, end) = line.folded, place
    return any(
        (start > end and at.fullmatch(text, end, start))
        or (start < begin and was_at.match(text[start:begin]) and copula.match(text, end))
        for start in starts
    )
