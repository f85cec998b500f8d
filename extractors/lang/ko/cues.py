"""Cues of rungs in Korean: the lexicons beside this file, read by the shared engine, and the verb endings.

Rules of the rung files are named by sort (`any` stands for words of no rung):
`noun…` (a verbal noun), `verb…` (a stem), `state…` (says all by itself).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.cue_engine import CueReader, Reading
from extractors.lang.ko import hangul
from extractors.lang.ko.endings import NOUN_END, read_ending, read_state
from extractors.lang.ko.nominals import read_noun
from extractors.lexicon import lexicon_of, load_lexicon
from extractors.model import Certainty
from extractors.yamlfile import Node

_PAST_YEAR = re.compile(
    r"(?:(?<!\d)(?:19|20)\d\d년(?! ?\d+월(?: ?\d+일)?(?:부터| 이후| 이래))"
    r"(?!부터|도(?![ ,])| 만| 이후| ?말?까지|을 끝|생| 이래|대비)"
    r"|지난해(?!를)|작년|재작년|(?:\d+여?|수|십|십수|몇) ?년 전|(?<!에 )앞서 )"
)
_RESET = re.compile(r"[가-힣](?:한|된|던|린|온|운|긴) \S+(?: \S+){0,3}(?:은|는|이|가|을|를) ")
# The year's own verb, right in front of a cue that begins with what it tells of: '2023년 켜진 | 경보망이 꺼졌다'.
_TELLS_OF = re.compile(r"[가-힣](?:한|된|던|린|온|운|긴|난|진|낸) (?:\S+ ){0,2}$")
_UNDERWAY = frozenset(
    {"in-force", "seeking", "in-talks", "active", "unresolved", "stalled", "under-discussion"}
)
_UNDERWAY |= {"interested", "negotiating", "planned", "proposed", "escalated", "paused"}
# Rungs that a pause of hours, or for the weather, does not reach.
_RESTING = frozenset({"paused", "suspended", "stalled"})
_WISHES = frozenset({"seeking", "interested"})

# Marks in front of a cue that a finished verb overrules: a condition was met, or another clause's; what is
# done or decided for a contingency is done or decided.
_WEAK = {
    "condition-before": frozenset({"past"}),
    "contingency-before": frozenset({"", "past", "decided"}),
}

# A verb that goes on without a tense of its own ('풀고', '줄이며') is as sure as the one that closes the sentence;
# '서명하고 두기로 했다' has done the one and decided the other.
_GOES_ON = re.compile(
    rf"(?:(?!{hangul.syllables('ㅆ')}|[다라자냐])[가-힣]){{0,3}}(?:고|며|면서),? (?!있|싶)"
)
_CLOSES = re.compile(
    rf"(?P<told>{hangul.syllables('ㅆ')}(?:고|으며|지만|으나|는데|습니다|다(?=[.\s]|$)))"
    rf"|(?P<must>(?<=[가-힣])(?:해|어|아|여|돼|춰|켜|야)야 ?(?:한다|할|하며|합니다))"
    rf"|(?P<urge>(?<=[가-힣])자(?:고|는|며) )"
    rf"|(?P<plan>(?!{NOUN_END}){hangul.syllables('ㄹ')} (?:계획|방침|예정|전망|것으로|것이|생각|작정|참이)|겠다"
    r"|는 (?:구상|계획))"
    r"|(?P<weigh>는 (?:방안|안|쪽|카드|시나리오|것)[을를도까이]{0,2} .{0,12}(?:검토|고려|논의|저울질|조율|거론))"
)
_CLOSES_AS = {
    "must": Certainty.DEMANDED,
    "urge": Certainty.DEMANDED,
    "plan": Certainty.PLANNED,
    "weigh": Certainty.CONSIDERED,
}

# A pattern of several words may end in a verbal noun, whose own verb is still to come.
_ENDS_IN_NOUN = re.compile(
    r"(?:협의|협상|교섭|대화|접촉|담판|회담|절충|논의|조율|토의|심사|실사|완화|해제|강화|허용|개방|재개|폐지|철폐|금지|규제"
    r"|제한|통제|중단|정지|연기|보류|유예|확대|합의|타결|해결|해소|종결|화해|봉합|악화|격화|고조|심화|확산|충돌|신청|승인|비준"
    r"|가결|통과|부결|거부|반려|기각|가입|합류|탈퇴|철회|포기|시작|진행|가동|실시|운영|착수|개시|출범|도입|서명|체결|조인|제안"
    r"|제의|건의|약속|동의|의결|수용|관심|검토|추진|도전|요청|종료|파기|폐기|해지|만료|연장|갱신|개정|증액|확장|면제|철수|폐쇄"
    r"|완료|회복|복원|개선|정상화|인하|해빙|진정|매듭|지연|표류|교착|무산|취소|백지화|동면|휴면|소멸|통고)$"
)
_COMPOUND = re.compile(r"[점문안서국선책]|\s?(?:적용|시행|추진|운영|실시)[하했한되됐돼]")
# Between the noun and the verb of a long cue another ending may stand, which takes the verb's place.
_INSIDE = re.compile(
    r"(?P<hearsay>다는 (?:설|소문|보도|관측|주장|말))|(?P<plan>[할될룰릴낼칠질] (?:계획|예정|방침|것|수))"
    r"|(?P<urge>[하으]라고 )|(?P<if>[하되으오나가]면 )"
    r"|(?P<brief>(?:[0-9]|[한두세네몇]) ?(?:시간|분)(?:여|가량|쯤|간)? ?(?:동안 |만 )?(?!안에|뒤|전|후)"
    r"|(?<![가-힣])(?:하루|이틀|반나절|한나절)(?:간| 동안|만)? (?!안에|뒤|전|후)"
    r"|(?:점검|정비|보수|수리)[을를]? ?(?:위해|하느라|때문에|탓에)"
    r"|(?:태풍|폭설|악천후|풍랑)[가-힣 ]{0,3}(?:때문에|탓에|으로|로) )"
)
_INSIDE_SAYS = {
    "hearsay": Certainty.RUMOURED,
    "plan": Certainty.PLANNED,
    "urge": Certainty.DEMANDED,
    "if": Certainty.CONDITIONAL,
    "brief": Certainty.CONSIDERED,
}


def make_reader() -> CueReader:
    """Compile the language's lexicon into a reader; keep it, loading takes tens of milliseconds."""
    return CueReader(load_lexicon("ko"), review)


def make_own_reader(files: Mapping[str, Sequence[tuple[Node, Node]]]) -> CueReader:
    """A reader for the cue words of single subjects; see `extractors.lexicon.lexicon_of`."""
    return CueReader(lexicon_of("ko", files), review)


def review(reading: Reading) -> Reading:
    """Let the ending speak where no marker has, and the year where the ending says 'done'."""
    if reading.rule and reading.rule not in _WEAK:
        return reading
    certainty, rule = _by_ending(reading)
    if certainty is Certainty.PLANNED and _holds_already(reading.meaning.rung, rule):
        certainty = Certainty.ASSERTED
    if reading.rule and rule not in _WEAK[reading.rule]:
        return reading
    decided = replace(reading, certainty=certainty, rule=rule)
    if certainty is Certainty.ASSERTED and not rule:
        decided = _as_closed(decided)
    is_dated = decided.certainty is Certainty.ASSERTED and not _sort(reading).startswith(
        ("state", "any")
    )
    return _dated(decided) if is_dated else decided


def _as_closed(reading: Reading) -> Reading:
    """'금지를 해제하고 검역을 강화할 계획이다': what goes on without a tense has that of the sentence's last verb."""
    for begin in (reading.end, reading.end - 1):
        link = _GOES_ON.match(reading.text, begin)
        close = _CLOSES.search(reading.text, link.end()) if link else None
        if close is not None and close.lastgroup in _CLOSES_AS:
            return replace(reading, certainty=_CLOSES_AS[close.lastgroup], rule="as-closed")
    return reading


def _holds_already(rung: str, rule: str) -> bool:
    """Whether a present or future verb reaches the rung: who will join seeks already, who talks is in talks."""
    return (rule == "present" and rung in _UNDERWAY) or (rule == "will" and rung in _WISHES)


def _by_ending(reading: Reading) -> tuple[Certainty, str]:
    sort = _sort(reading)
    if sort == "any":
        return read_ending(reading.text[max(reading.end - 1, 0) :])
    if sort.startswith("state"):
        return read_state(reading.text[reading.end :])
    if sort.startswith("noun"):
        return read_noun(reading.text[reading.end :], reading.text[: reading.start])
    words = reading.text[reading.start : reading.end].rstrip()
    inside = _INSIDE.search(words, 0, len(words) - 1)
    if inside and (inside.lastgroup != "brief" or reading.meaning.rung in _RESTING):
        return _INSIDE_SAYS[inside.lastgroup or ""], "inside"
    rest = reading.text[reading.start + len(words) :]
    if _ENDS_IN_NOUN.search(words) and not _COMPOUND.match(rest):
        return read_noun(rest, reading.text[: reading.start])
    return read_ending(reading.text[reading.start + len(words) - 1 :])


def _sort(reading: Reading) -> str:
    return reading.meaning.rule.rsplit("/", 1)[1]


def _dated(reading: Reading) -> Reading:
    """A year or 'then' in front of the cue makes it background, unless it belongs to another verb."""
    for match in _PAST_YEAR.finditer(reading.text, 0, reading.end):
        between = reading.text[match.end() : reading.start]
        if not (_RESET.search(between) or _TELLS_OF.search(between)):
            span = match.span()
            return replace(reading, certainty=Certainty.BACKGROUND, rule="past-year", marker=span)
    return reading
