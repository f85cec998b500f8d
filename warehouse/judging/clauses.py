"""Whose deed a rung is when its sentence holds more than one clause, topic or verb. Pure.

'Makers stopped chasing cargoes' ends no project that the cargoes are of, and 'the drills are off, a step to test its
appetite for talks' breaks off no talks.
"""

from __future__ import annotations

import re

from extractors.anaphora import may_stand_for
from warehouse.judging.case import Case
from warehouse.judging.reading import Line, overlaps
from warehouse.judging.rungs import RungRead
from warehouse.judging.touch import Touch, Touches

# Verbs of stopping that take another deed ('stopped chasing cargoes'); what works or runs stops itself.
_STOP = re.compile(
    r"\b(?:stop(?:s|ped)?|quit(?:s)?|ceased?|ceases|g[ia]ven? up|gives up|leaves? off|left off)$"
)
_DEED = re.compile(
    r" (?:\w+ly )?(?!working|running|operating|functioning|flowing|during|according|following|including|pending)"
    r"[a-z]{2,}ing\b(?P<object>.*?)(?= and |[,;:—]|$)"
)
# Behind a verb a comma ends its clause, unless what follows is counted with its subject or object.
_BEHIND = re.compile(
    r"[^,;:—]*(?:,(?! (?:and|or|as well as|along with|together with|including|like|plus|besides)\b)|[;:—])"
)
# What is called off for the weather will be held on another day.
_OFF = frozenset({"paused", "ended"})
_WEATHER = re.compile(
    r"(?:強風|荒天|悪天候|天候不良|台風|大雪|吹雪|濃霧|高波|しけ|時化|大雨|豪雨|雷雨|嵐)(?:の(?:ため|影響)|で|により|による|を受け|に見舞われ)"
)
_BEGUN = "launched"
_GATHERING = re.compile(
    r"(?:催し|行事|イベント|セミナー|シンポジウム|フォーラム|講演会|勉強会|説明会|見学会|体験会|展示会|交流会|研修会|講座|企画展|集い)"
    r"(?:を|が|は)(?:\d+日[^。、]{0,4}、)?(?:開|始|催|スタート|幕)[^。、]{0,4}$"
)
# The end of a Japanese clause behind the matter, and a subject behind it up to its verb.
_NEXT_CLAUSE = re.compile(
    r"[^。「」]*?(?:[いきしちにびみりえけせてねべめれ]|[てで]おり|[たるだい]が|[たるだい]ものの|[一-龥]で)、"
    r"(?P<noun>[^。、「」はがもを]{1,20})[はが][^。、「」はがも]{0,24}$"
)
# A Korean topic with its own predicate, a break, and another topic set against it.
_TURN = re.compile(
    r"[가-힣]{0,4}[은는] [^,…]{1,40}?(?:[,…]|(?:고|지만|으나|반면|데 반해)(?= )) ?(?:\S+ )?\S+[은는]"
)


def is_of_another(case: Case, found: Touch, read: RungRead, touches: Touches) -> bool:
    """Whether the words of a rung tell of something else than the claim's subject, which the sentence names too.

    Args:
        case: claim and article.
        found: the sentence, and where the claim's subject stands in it.
        read: the rung, with its words.
        touches: by ladder and line index, the touches of all status claims.
    """
    return (
        _stops_another_deed(found, read)
        or _is_of_another_clause(case, found, read, touches)
        or is_for_the_day(found.line, read)
        or _opens_a_gathering(found.line, read)
        or _is_of_another_subject(case, found, read)
    )


def _stops_another_deed(found: Touch, read: RungRead) -> bool:
    """Whether what is stopped is another deed than the subject's: 'traders gave up hoarding'."""
    line = found.line
    stop = _STOP.search(line.folded, *read.span) if line.language == "en" else None
    deed = _DEED.match(line.folded, stop.end()) if stop else None
    if deed is None:
        return False
    is_last = not deed["object"].strip(" .") and deed.end() >= len(line.text.rstrip(" .,;:"))
    return not is_last and not any(overlaps(span, deed.span()) for span in found.spans)


def _is_of_another_clause(case: Case, found: Touch, read: RungRead, touches: Touches) -> bool:
    """Whether the subject stands behind the clause of a rung that another claim's subject opens."""
    line = found.line
    behind = _BEHIND.match(line.folded, read.span[1]) if line.language == "en" else None
    if behind is None or any(start < behind.end() for start, _ in found.spans):
        return False
    return any(
        _opens(other, read) and _reads_too(other, ladder, read)
        for ladder, by_line in touches.items()
        if ladder != case.claim.ladder
        for other in by_line.get(line.index, ())
    )


def is_for_the_day(line: Line, read: RungRead) -> bool:
    """Whether a Japanese sentence calls off one occasion for the weather: 強風のため中止, which ends no practice.

    Args:
        line: the sentence.
        read: the rung, with its words.
    """
    is_asked = line.language == "ja" and read.rung in _OFF
    return is_asked and bool(_WEATHER.search(line.text, 0, read.span[1]))


def _opens_a_gathering(line: Line, read: RungRead) -> bool:
    """Whether what a Japanese sentence opens or begins is a talk or a show about the subject: 催しを開いた."""
    is_asked = line.language == "ja" and read.rung == _BEGUN
    return is_asked and bool(_GATHERING.search(line.text, 0, read.span[1]))


def _is_of_another_subject(case: Case, found: Touch, read: RungRead) -> bool:
    """'警報は各艦に届き、確認は早く終わった': the matter is named in one Japanese clause, and the next has its own."""
    line = found.line
    if line.language != "ja" or not found.spans:
        return False
    last = max(end for _, end in found.spans)
    turn = _NEXT_CLAUSE.match(line.text, last, read.span[0])
    return turn is not None and not may_stand_for(turn["noun"], case.claim.ladder, line.language)


def is_of_another_topic(found: Touch, read: RungRead) -> bool:
    """'수소망은 순항, 펀드는 좌초': the subject is one topic, and the rung is told of the one set against it.

    Args:
        found: the sentence, and where the claim's subject stands in it.
        read: the rung, with its words.
    """
    core = found.core if found.line.language == "ko" else []
    if not core or any(overlaps(read.span, span) for span in core):
        return False
    last = max(core)[1]
    return last <= read.span[0] and bool(_TURN.match(found.line.text, last, read.span[1]))


def _opens(other: Touch, read: RungRead) -> bool:
    """Whether a subject stands before the words of a rung and in their clause."""
    ends = [end for _, end in other.spans if end <= read.span[0]]
    return bool(ends) and "," not in other.line.text[max(ends) : read.span[0]]


def _reads_too(other: Touch, ladder: str, read: RungRead) -> bool:
    """Whether the words tell a rung of the other subject's ladder as well."""
    return any(overlaps((cue.start, cue.end), read.span) for cue in other.line.cues(ladder))
