"""Which of two figures is the one that was: 'from twelve to thirteen', 12개국에서 13개국으로, 前年の5位から6位へ.

A sentence that tells of a change gives the old figure too; only the new one is what holds. Korean and Japanese mark
the old one with its particle, and where another has taken its place it counts no more. English says 'from' and
'against' of much else: there the old figure only yields to another of the sentence. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.model import Value, ValueKind

# What stands right behind the old figure, a noun of its measure apart ('12개국 체제에서').
_LEFT = {
    "ko": re.compile(
        r"\)?(?: ?(?:체제|수준|선|대|안팎))?(?:에서|이?었던|였던|이던|에 (?:머물|그치|불과하)던|(?:이었|였)다가"
        r"|보다|(?:에)? ?(?:대비|비해|비하면))(?![가-힣])"
        r"|(?:으?로|이?라고) (?:잘못 )?(?:적었|썼|보도했|표기했|전했|알렸)(?:으나|지만|는데|던)"
        r"|(?: 자리)?[를을에서]{1,2} (?:[가-힣]{2,6}에(?:게)? )?(?:내[주준줬]|빼앗|밀려|물러)"
    ),
    "ja": re.compile(
        r"[)）]?(?:体制|程度|前後|台|余り|弱|強|止まり)?(?:から|だった|であった|にすぎなかった|にとどまっていた|を(?=[^。、]{0,12}(?:に|へ|と)(?:改|減|増|引き|縮|絞|広|拡|し))"
        r"|より|に比べ|と比べ|に対し|を(?:上|下)回)"
    ),
}
# The same, right before it.
_FORMER = {
    "ko": re.compile(r"(?:종전|기존|직전|지난번|이전)(?: 조사|의)? $"),
    "ja": re.compile(
        r"(?:(?:前|昨|一昨)(?:年|回|月|週|期|季|年度|年同期|年同月)|従来|これまで|直前|以前|当初|先月|先週)(?:の|は|が|調査の|実績の)?$"
    ),
}
# A figure with the time that the change is counted from: 61%だった1月から, wherever the new one stands.
_SINCE = {"ja": re.compile(r"[)）]?だった[^。、]{0,12}(?:から|より|に比べ|と比べ)")}
# A rank that is lost, whoever now has it: 5位の座を明け渡した, 5位から転落した.
_LOST = {
    "ja": re.compile(
        r"(?:の(?:座|地位|経済大国|経済規模)){0,2}(?:を[^。、]{0,12}(?:明け渡|譲(?:った|り|る)|奪われ|失(?:った|い|う))"
        r"|から(?:[^。、]{0,6})?(?:陥落|転落|滑り落ち|脱落|ずり落ち|転げ落ち|順位を[^。、]{0,6}(?:下げ|落と)))"
    )
}
# What ends the sentence's search for the new figure, and what stands behind that.
_REACH = 40
# How far in front of a figure the words stand that make it the one before.
_LEAD = 60
_FROM = {
    "en": re.compile(
        r"\b(?:from|compared (?:with|to)|against|versus|after|than|up on|down on)"
        r"(?: (?:the|an?|some|about|around|its|just|only|roughly|nearly|over|under|last year's|a year-earlier))* $"
    )
}
_REACHED = {
    "ko": re.compile(
        r"\)?(?: ?(?:체제|수준|선|대|안팎))?(?:으?로|이 |가 |까지|[을를] |이다|였|이었|에 (?:자리|올라|이르|머)|[,.]|$)"
    ),
    "ja": re.compile(
        r"[)）]?(?:体制|程度|前後|台|余り|弱|強)?(?:に|へ|と(?!比べ)|まで|だ|で|た|て|を(?:記録|付け|つけ)|[、。」]|$)"
    ),
}


def is_left_behind(text: str, value: Value, values: Iterable[Value], language: str) -> bool:
    """Whether a figure is the one that another figure of the sentence has taken the place of.

    Args:
        text: the sentence.
        value: the figure.
        values: all values of the sentence.
        language: of the sentence; Korean and Japanese are read.
    """
    left, former = _LEFT.get(language), _FORMER.get(language)
    if left is None or former is None:
        return False
    since, lost = _SINCE.get(language), _LOST.get(language)
    if lost is not None and value.kind is ValueKind.ORDINAL and lost.match(text, value.end):
        return True
    if since is not None and since.match(text, value.end):
        return any(_is_another(value, other) for other in values)
    if not (left.match(text, value.end) or former.search(text[: value.start])):
        return False
    return any(_takes_its_place(text, value, other, language) for other in values)


def is_of_before(text: str, value: Value, language: str) -> bool:
    """Whether a figure may be the one before a change: 'from $1.52 billion the year before'.

    Args:
        text: the sentence, folded.
        value: the figure.
        language: of the sentence; English is read.
    """
    before = _FROM.get(language)
    return bool(before and before.search(text[max(0, value.start - _LEAD) : value.start]))


def _takes_its_place(text: str, old: Value, new: Value, language: str) -> bool:
    is_behind = old.end <= new.start <= old.end + _REACH
    return _is_another(old, new) and is_behind and bool(_REACHED[language].match(text, new.end))


def _is_another(old: Value, new: Value) -> bool:
    return new.kind is old.kind and new.unit == old.unit and new.amount != old.amount
