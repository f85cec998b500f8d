"""Verb endings behind a Korean cue: 해제했다, 해제할, 해제한다, 해제하라 and 해제설 are five different things.

The last syllables of the predicate decide tense and mood; what the lexicon's markers have decided comes first.
Cues are of three sorts, told apart by the name of their rule: `noun…` (a verbal noun, a statement only with a verb
of doing or where a headline ends), `verb…` (a stem whose ending follows), `state…` (says all by itself).
"""

from __future__ import annotations

import re

from extractors.lang.ko import hangul
from extractors.model import Certainty

_PAST = rf"(?![있겠]){hangul.syllables('ㅆ')}"
_WILL = hangul.syllables("ㄹ")
_NOW = hangul.syllables("ㄴ")
# Nouns that end as a future does: a headline's 부활, 체결, 발굴, 연말 is no 'will'.
NOUN_END = "[활발굴결별물철출탈찰설절실률율말일월]"

_URGED = "촉구|요구|압박|주문|외[쳤치]|호소|항의|성토|요청|권고|일갈|지시|명령|당부|서한|목소리"

_INTENT = "것|예정|계획|방침|전망|듯|가능성|태세|채비|목표|수순|뜻|생각|의향|의사|준비"

# '협정을 중단한다고 일본 방위성에 공식 통고한'
_TOLD_TO = r"(?:(?:[가-힣]{2,6} ?){1,2}(?:에|에게) )?(?:공식 |정식 |최종 |전격 |서면으로 )?"

# Two years and more: '체결한 지 27년'.
_YEARS = r"(?:[2-9]|[1-9]\d+|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)"

Rule = tuple[Certainty, str, re.Pattern[str]]


def _rule(certainty: Certainty, name: str, pattern: str) -> Rule:
    return certainty, name, re.compile(pattern)


_A, _N, _P = Certainty.ASSERTED, Certainty.NEGATED, Certainty.PLANNED
_D, _C, _Q = Certainty.DEMANDED, Certainty.CONDITIONAL, Certainty.QUESTION
_O, _B = Certainty.OPINION, Certainty.BACKGROUND

# Read from the last syllable of the stem on; the first that matches decides.
_VERB_ENDINGS: tuple[Rule, ...] = (
    _rule(_A, "cannot-but", r"^\S{0,3}지 않을 수 없|^\S{0,3}지 않으면 안"),
    _rule(_C, "unless", r"^\S{0,3}지 (?:않으면|않는 한|않을 경우|못하면)"),
    _rule(
        _N, "not", r"^\S{0,3}(?: (?:주|내|두|놓|보|오|가))?지(?:는|도|를|조차)? ?(?:않|못|말|아니)"
    ),
    _rule(_N, "not", r"^\S{0,2}(?:기는커녕|긴커녕|기는 고사)"),
    _rule(_N, "failed", r"^\S{0,3} 데(?:는|에|에는)? (?:실패|이르지|그쳤|못)|^\S{0,2}려다"),
    _rule(
        _N,
        "no-fear",
        rf"^\S{{0,2}}{_WILL} (?:우려|걱정|염려|위험|가능성|여지|리)(?:는|은|이|가|도)? ?(?:전혀 |거의 )?없",
    ),
    _rule(
        Certainty.CONSIDERED,
        "might",
        rf"^\S{{0,2}}{_WILL} (?:우려|걱정|염려|위험|위기|처지|여지|공산|판국)",
    ),
    _rule(_A, "can-now", rf"^\S{{0,2}}{_WILL} 수 있게 (?:됐|되었|된다)"),
    _rule(_N, "cannot", rf"^\S{{0,2}}{_WILL} 수(?:는|도|가)? 없"),
    _rule(_Q, "whether", rf"^\S{{0,2}}(?:{_WILL}까|는가|느냐|나\?|을까|니까\?)"),
    _rule(Certainty.CONSIDERED, "whether", rf"^\S{{0,2}}(?:{_WILL}|을|는|은|ㄴ)지"),
    _rule(Certainty.CONSIDERED, "whether", r"^지(?:를|에|가|도) (?!않|못|말|아니)"),
    _rule(Certainty.CONSIDERED, "may", rf"^\S{{0,2}}{_WILL} 수(?:도)? 있"),
    _rule(
        _C,
        "if",
        rf"^\S{{0,3}}(?:다면|(?<!하)(?<!되)면(?!서)|으면(?!서)|하면(?!서)|되면(?!서)|거든|{_WILL} 경우|{_WILL} 때)",
    ),
    _rule(
        _D,
        "imperative",
        rf"^\S{{0,2}}(?:으라|하라|시키라|자고|자며|자는|[가-힣] ?달라|해 ?줄|라(?:고|며|는) .{{0,12}}(?:{_URGED}))",
    ),
    _rule(_D, "imperative", r"^\S(?:으)?라(?=[!\"”’'])"),
    _rule(_D, "hope", r"^\S{0,3}(?:기를|길) (?:기대|희망|바라|바란|원하|원한|고대)"),
    _rule(
        _D,
        "must",
        r"^\S{0,2}(?:해야|어야|아야|여야|돼야|되어야|져야|려야|야(?:만)? ?[한할하합된될]|야만[ ,]"
        r"|야(?=[\s\"”’'…,]|$))",
    ),
    _rule(
        _P,
        "will",
        rf"^\S{{0,2}}(?:겠|{_WILL} (?:{_INTENT})|{_WILL}듯|(?!{NOUN_END}){_WILL}$|려 (?:하|한|할|했|해|들|든|애|노력)"
        r"|려고|려는|고 ?싶|고자|코자)",
    ),
    _rule(
        _A,
        "carried-out",
        rf"^\S{{0,3}}기로 .{{0,16}}(?:시행|발효|통보|단행|들어[갔간]|실시|고시|관보)\S{{0,1}}(?:{_PAST}|하|$)",
    ),
    _rule(_A, "ruled", r"^\S{0,4}기로 (?:최종 )?(?:결론|의결)"),
    _rule(_P, "decided", r"^\S{1,3}(?:기로|키로)"),
    _rule(_P, "purpose", r"^\S{0,3}(?:기 위|기 전|기에 앞|도록)"),
    _rule(_A, "begun", r"^\S{0,3}기 시작[했한됐]"),
    _rule(
        _N,
        "not-that",
        rf"^\S{{0,2}}(?:{_NOW}|은) (?:바|적|일|것|게|건|사실)(?:이|은|도|가|는)? ?(?:없|아니|아닌)"
        rf"|^\S{{0,2}}(?:{_NOW}|은) \S{{1,5}}(?:은|는|이|가|도) (?:한 \S{{1,3}}도 |하나도 |전혀 |아무도 )?없(?!이)",
    ),
    _rule(
        _B,
        "years-ago",
        rf"^\S{{0,2}}(?:{_NOW}|은) 지 (?:\S{{1,4}} )?{_YEARS} ?(?:년|해)",
    ),
    _rule(
        _B, "day-of", rf"^\S{{0,2}}(?:{_NOW}|은) (?:날|해|달|때|무렵|자리)(?:이다|이었|였|입니다)"
    ),
    _rule(
        _B, "once-had", rf"^\S{{0,2}}(?:{_NOW}|은) (?:바|적|전력|경험|전례|일)(?:이|가|도|은)? 있"
    ),
    _rule(_B, "had-been", r"^\S{0,2} 있었(?:다|으|는|던|습|지만)"),
    _rule(_B, "pluperfect", r"^\S{0,2}[ㅆ-ㅆ]?(?:했었|됐었|었었|았었|렸었|던 )"),
    _rule(
        _B,
        "mention",
        r"^\S{0,2}는 (?:집회|시위|기자회견|회견|성명|목소리|여론|응답|단체|모임|서명|청원|행진|운동|구호|진영)"
        r"|^\S{0,2}는 (?:방안|안[을은이]|것[은이을]|게 |문제|쪽|편|법안|내용의|일은|데 필요|조건)",
    ),
    _rule(_A, "past", rf"^\S{{0,2}}{_PAST}"),
    _rule(
        _A,
        "state",
        rf"^\S{{0,2}}(?:{_NOW}|은) (?:상태|채|가운데|셈|것으로 (?:확인|집계|드러|나타|파악))",
    ),
    _rule(
        _A,
        "proclaimed",
        rf"^\S{{0,1}}(?:{_NOW}다|는다)고 {_TOLD_TO}(?:공고|고시|선언|공포|선포|통보|통고|공표|통지|고지|알[렸려린])",
    ),
    _rule(_P, "present", rf"^\S{{0,1}}(?:{_NOW}다|는다)(?=[.,…\s”\"’']|$)"),
    _rule(_P, "present-quoted", rf"^\S{{0,1}}(?:{_NOW}다|는다)"),
    _rule(_P, "present", r"^\S{0,1}(?:합니다|됩니다|립니다|입니다|냅니다|킵니다|둡니다|킨다)"),
)


def read_ending(stem_and_rest: str) -> tuple[Certainty, str]:
    """Read what a verb's ending says.

    Args:
        stem_and_rest: the sentence from the last syllable of the stem on.

    Returns:
        The certainty and the name of the ending; asserted with an empty name when none is special.
    """
    for certainty, name, pattern in _VERB_ENDINGS:
        if pattern.search(stem_and_rest):
            return certainty, name
    return Certainty.ASSERTED, ""


def read_state(rest: str) -> tuple[Certainty, str]:
    """Read what follows a cue that says all by itself: only 던 ('used to') takes it back."""
    was = re.match(r"\S{0,2}던[ ,]", rest)
    return (Certainty.BACKGROUND, "used-to") if was else (Certainty.ASSERTED, "")
