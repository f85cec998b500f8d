"""Facts whose value is who did it: whose idea, whose surprise.

A deed of the sentence ('proposed', 発案, 꺼낸) on the claim's object is held against the one who did it:
the subject before it, the agent behind 'by' or a cleft (提案したのは, 제안한 쪽은), the owner of a noun
('her idea'), or the speaker where it is told in the first person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Certainty
from warehouse.judging.case import SURE, Case, certainty_of_fact
from warehouse.judging.model import Finding, FindingKind
from warehouse.judging.reading import Line
from warehouse.judging.times import is_named_as_wrong
from warehouse.judging.touch import Span, touch

_TOLD = (Certainty.ASSERTED, Certainty.BACKGROUND)
# How far an object may stand from the deed, in characters: a short clause.
_REACH = {"en": 60, "ja": 26, "ko": 30}
# Characters of a deed's end that belong to its verb in every language.
_VERB = 2
# What may stand between a deed and its object without being an object of its own, beside the claim's own words.
_BETWEEN = {
    "en": re.compile(
        r"(?:\W|\b(?:to|that|this|the|an?|in|at|of|for|as|with|on|and|by|from|who|which|while|there|is|not|one|two|s"
        r"|it|they|he|she|him|her|hers|his|their|own|be|been|was|were|had|has|having|should|would|might|could"
        r"|held|hold|holding|host|hosting|stage|staging|come|visit|go|going|see|sit|down|talk|confer|convene|gather"
        r"|receive|welcome|entertain|bring|invite|rather|than|capital|personal|formal|native|entirely|brought|first|next|again|january"
        r"|meeting|meet|summit|talks|session|performance|leaders?|president|guest|counterpart|visitor"
        r"|idea|choice|surprise|time|round|place|city|prefecture|home|town)\b)*"
    ),
    "ja": re.compile(r"(?:(?<=[良催談場所元訪問案目奏演り会体き地町里郷」』])を|[^を])*"),
    "ko": re.compile(r"(?:(?<=[라최담소향남문청말운드안자주무대의’”'\"곳])[을를]|[^을를])*"),
}
_I = {
    "en": re.compile(r"\b(?:i|we|my|our)\b"),
    "ja": re.compile(r"私|わたし|われわれ|我々|うちの"),
    "ko": re.compile(r"내가|제가|저희가|우리가|제 고향|내 고향"),
}
_EN_PLACE = re.compile(r"(?:^|[,;] )(?:in|at|after|during|before|from) (?:the )?$")
# What stands between the words of a row: nothing, a space, or 'of'.
_IN_A_ROW = ("", " ", "の")
_QUOTED = re.compile(r"[\"“「『‘](.*?)[\"”」』’]|(?<![a-z])'(.*?)'(?![a-z])")


def detect(case: Case) -> Iterator[Finding]:
    """Findings on who did something, at most one for each line."""
    for line in case.reading.lines:
        if touch(case.reading, line, case.watch.subjects) is None:
            continue
        for deed in _deeds(case, line):
            agent = _agent(case, line, deed)
            if agent is not None:
                finding = _judge(case, line, deed, agent)
                if finding is not None:
                    yield finding
                    break


def _deeds(case: Case, line: Line) -> list[Span]:
    """Deeds that have the claim's object at hand, with nothing else between them.

    Some need none in the sentence ('the idea came from …', 말을 꺼낸): it stands in the one before. A deed that
    has its object is the object of the next: 나라를 쓰자는 제안은 총리가 꺼냈다.
    """
    objects = line.spans(case.sets("object"))
    reach, between = _REACH[line.language], _BETWEEN[line.language]
    text = _blanked(line.folded, line.spans(case.sets("between")))
    found = [] if _goes_on_about_another(case, line) else line.spans(case.sets("alone"))
    if line.language == "en":  # 'in Nara, she proposed …' says where, not what
        objects = [span for span in objects if not _EN_PLACE.search(line.folded[: span[0]])]
    for deed in line.spans(case.sets("deed")):
        for other in objects:
            start, end = (deed[1], other[0]) if deed[1] <= other[0] else (other[1], deed[0])
            if end - start <= reach and (end <= start or between.fullmatch(text, start, end)):
                found.append(deed)
                objects.append(deed)
                break
    return found


def _goes_on_about_another(case: Case, line: Line) -> bool:
    """Whether the sentence before ends on another thing than the claim's: the idea told here is of that."""
    for other in case.reading.before(line, 1):
        rivals, objects = other.spans(case.sets("rival-object")), other.spans(case.sets("object"))
        return max(rivals, default=(-1, 0)) > max(objects, default=(-1, 0))
    return False


def _blanked(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _agent(case: Case, line: Line, deed: Span) -> Span | None:
    own, others = line.spans(case.sets("own")), line.spans(case.sets("others"))
    actors = [a for a in sorted({*own, *others}) if not is_named_as_wrong(line.text, a)]
    found = _AGENTS[line.language](line.folded, deed, actors)
    if found is None or _I[line.language].fullmatch(line.folded, *found):
        return _speaker(line, deed, actors)
    found = _whose(line, own, found) or found
    for actor in actors:  # 韓国外相, 한국 대사: the last of a row of words is the head
        is_behind = line.language != "en" and found[1] <= actor[0]
        if is_behind and line.folded[found[1] : actor[0]] in _IN_A_ROW:
            found = actor
    return found


def _whose(line: Line, own: list[Span], found: Span) -> Span | None:
    """The side whose people English calls by it: 'Lee's aides', 'South Korean diplomats'."""
    if line.language != "en":
        return None
    sides = [side for side in own if side[1] <= found[0]]
    return next(
        (s for s in sides if _EN_PEOPLE_OF.fullmatch(line.folded[s[1] - 2 : found[0]])), None
    )


def _speaker(line: Line, deed: Span, actors: list[Span]) -> Span | None:
    """Who says 'I' in the quotation that holds the deed: the actor named outside it."""
    for quote in _QUOTED.finditer(line.text):
        if quote.start() <= deed[0] and deed[1] <= quote.end():
            if not _I[line.language].search(line.folded, *quote.span()):
                return None
            outside = [a for a in actors if a[1] <= quote.start() or quote.end() <= a[0]]
            named = [a for a in outside if line.is_told_by([a])]
            return next(iter(named or outside), None)
    return None


_EN_NOUN = re.compile(
    r"(?:idea|suggestion|proposal|brainchild|brainwave|initiative|inspiration|thought(?! (?:of|up)\b)"
    r"|impulse|impetus|choice|wish|request|invitation|pick|notion|offer|insistence|urging|behest"
    r"|instigation|prompting|bidding|stroke of genius|plan|pitch)s?\b"
)
_EN_BY = re.compile(
    r"[^.;]{0,40}?\b(?:by|came from|come from|originated with|belong(?:s|ed) to"
    r"|(?:was|were|is|had been)(?: \w+){0,2}?) (?:the )?$"
    r"| from (?:the )?$"
)
_EN_OWNER = re.compile(
    r"(?:'s?|’s?)?(?: (?:own|personal|original|initial|express|first|\w+ly))* $|'s? $| $"
)
_EN_WHOSE = re.compile(r", whose (?:own |original |first )?")
# 'Takaichi's stroke of genius in proposing her own town': the owner of a noun does what its gerund tells.
_EN_GERUND = re.compile(r"'s (?:[\w-]+ ){1,5}?(?:in|of|for|at) ")
_EN_PEOPLE_OF = re.compile(r"(?:\w{2}'s|'s|an) (?:[\w-]+ ){0,2}")
_EN_OBJECT = re.compile(
    r"\b(?:to|with|for|told|asked|by|of|from|and|invited|urged|than|not) (?:the |president |prime minister )*$"
)


# What ends the stretch in which an actor before the deed can be its subject.
_EN_STOP, _JA_STOP, _KO_STOP = re.compile(r"[.;]"), re.compile("。"), re.compile(r"\. ")


def _behind(link: re.Pattern[str], text: str, deed: Span, actors: list[Span]) -> Span | None:
    """The first actor behind the deed whom the words between name as its doer."""
    for actor in actors:
        if actor[0] >= deed[1] and link.fullmatch(text, deed[1], actor[0]):
            return actor
    return None


def _before(stop: re.Pattern[str], text: str, deed: Span, actors: list[Span]) -> list[Span]:
    """The actors before the deed, in its own sentence."""
    return [a for a in actors if a[1] <= deed[0] and not stop.search(text[a[1] : deed[0]])]


def _english(text: str, deed: Span, actors: list[Span]) -> Span | None:
    before = _before(_EN_STOP, text, deed, actors)
    relative = next((a for a in before if _EN_WHOSE.fullmatch(text, a[1], deed[0])), None)
    if relative is not None:
        return relative
    if (behind := _behind(_EN_BY, text, deed, actors)) is not None:
        return behind
    if _EN_NOUN.match(text, deed[0]):
        owners = [a for a in before if _EN_OWNER.fullmatch(text, a[1], deed[0])]
        if owners:
            return owners[-1]
        return _possessor(text, deed)
    subjects = [
        a
        for a in before
        if not _EN_OBJECT.search(text[: a[0]])
        and (not text.startswith("'s", a[1]) or _EN_GERUND.fullmatch(text, a[1], deed[0]))
    ]
    return subjects[-1] if subjects else None


def _possessor(text: str, deed: Span) -> Span | None:
    """'Hers' and 'his' tell the side where the two are a woman and a man; the pack names them as actors."""
    match = re.search(r"\b(?:my|our) (?:own )?$", text[: deed[0]])
    return match.span() if match else None


_JA_CLEFT = re.compile(
    r"[^。、]{0,8}?(?:の|人|側|主|者|本人|張本人|っぺ|親|)(?:は|が)、?[^。、]{0,6}"
)
_JA_SUBJECT = re.compile(
    r"(?:[一-龥ァ-ヶー]{0,6})?(?:側)?(?:自身|本人|自ら|サイド)?(?:の?(?:側|方|ほう|口))?(?P<case>が|は|の|から|も|主導|発)"
)
# 首相の故郷で: whose town it is, not who did it.
_JA_TOWN_OF = re.compile(
    r"(?:故郷|郷里|地元|出身|生まれ|ふるさと|古里|お膝元|おひざ元|選挙区|実家)"
)


def _japanese(text: str, deed: Span, actors: list[Span]) -> Span | None:
    if (behind := _behind(_JA_CLEFT, text, deed, actors)) is not None:
        return behind
    first = _I["ja"].search(text, deed[1], min(len(text), deed[1] + 8))
    if first:
        return first.span()
    before = _before(_JA_STOP, text, deed, actors)
    subjects = [a for a in before if _is_japanese_subject(text, a)]
    return subjects[-1] if subjects else None


def _is_japanese_subject(text: str, actor: Span) -> bool:
    match = _JA_SUBJECT.match(text, actor[1])
    if match is None or match["case"] != "の":
        return match is not None
    return not _JA_TOWN_OF.match(text, match.end())


_KO_CLEFT = re.compile(
    r"[^.,고며]{0,6}?(?:(?:것|쪽|사람|건|측|인물|주인공|게)(?:은|는|이|도)?|이는) [가-힣 ]{0,12}?"
)
_KO_SUBJECT = re.compile(
    r"(?: ?[가-힣]{1,5})?(?: (?:측|쪽|정부|총리|대통령))?(?P<case>이|가|은|는|의|께서|측|에서|에게서)(?![가-힣])"
)
# 'The premier's own suggestion' names a doer; 'the premier's home town' only tells which town.
_KO_OWNED = re.compile(r"(?: (?:직접|개인|첫|최초|강한|거듭된|깜짝|전격)적?인?)? ")


# '이 대통령 요청에 따라': the owner of a noun stands before it without a particle.
_KO_BESIDE = re.compile(r"(?: ?(?:대통령|총리|측|쪽|정부))* ")
_KO_NOUN = re.compile(
    r"(?:제안|제의|요청|희망|구상|발상|아이디어|건의|권유|뜻|초청)(?:[으에을를이은는도]|로|$)"
)


def _korean(text: str, deed: Span, actors: list[Span]) -> Span | None:
    if (behind := _behind(_KO_CLEFT, text, deed, actors)) is not None:
        return behind
    owners = [a for a in actors if _KO_BESIDE.fullmatch(text[a[1] : deed[0]])]
    if owners and _KO_NOUN.match(text, deed[0]):
        return owners[-1]
    before = _before(_KO_STOP, text, deed, actors)
    subjects = [a for a in before if _is_korean_subject(text, a, deed)]
    return subjects[-1] if subjects else None


def _is_korean_subject(text: str, actor: Span, deed: Span) -> bool:
    match = _KO_SUBJECT.match(text, actor[1])
    if match is None or match["case"] != "의":
        return match is not None
    return bool(_KO_OWNED.fullmatch(text, match.end(), deed[0]))


def _judge(case: Case, line: Line, deed: Span, agent: Span) -> Finding | None:
    words = line.text[slice(*agent)]
    is_own = agent in line.spans(case.sets("own"))
    if is_own == (agent in line.spans(case.sets("others"))):
        return None  # both sides, or neither
    # The verb is what is told for sure or not; an invitation's own words ('come to us?') stand before it.
    certainty, marker = certainty_of_fact(line, max(deed[0], deed[1] - _VERB), deed[1])
    if is_own and certainty in _TOLD:
        return case.finding(
            FindingKind.RESTATEMENT,
            line,
            value=case.target.text,
            key="same",
            rule="actor.same",
            reason=f"'{words}' did it",
        )
    if is_own or certainty not in _TOLD:
        return None
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=f"{words}: {line.text[slice(*deed)]}",
        key="contradicts",
        rule="actor.other",
        certainty=certainty,
        confidence=SURE - 0.1,
        reason=f"'{words}' did it, not the one of the claim" + (f" ('{marker}')" if marker else ""),
    )


_AGENTS = {"en": _english, "ja": _japanese, "ko": _korean}
