"""Which of two figures is the one that was: 'from twelve to thirteen', 12개국에서 13개국으로, 61%였던 지지율이 52%로.

A sentence that tells of a change gives the old figure too; only the new one is what holds. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.model import Value

# What stands right behind the old figure, a noun of its measure apart ('12개국 체제에서').
_LEFT = {
    "ko": re.compile(
        r"\)?(?: ?(?:체제|수준|선|대|안팎))?(?:에서|이?었던|였던|이던|에 (?:머물|그치|불과하)던|(?:이었|였)다가"
        r"|보다|(?:에)? ?(?:대비|비해|비하면))(?![가-힣])"
        r"|(?: 자리)?[를을에서]{1,2} (?:[가-힣]{2,6}에(?:게)? )?(?:내[주준줬]|빼앗|밀려|물러)"
    )
}
# The same, right before it.
_FORMER = {"ko": re.compile(r"(?:종전|기존|직전|지난번|이전)(?: 조사|의)? $")}
# What ends the sentence's search for the new figure, and what stands behind that.
_REACH = 40
_REACHED = {
    "ko": re.compile(
        r"\)?(?: ?(?:체제|수준|선|대|안팎))?(?:으?로|이 |가 |까지|[을를] |이다|였|이었|에 (?:자리|올라|이르|머)|[,.]|$)"
    )
}


def is_left_behind(text: str, value: Value, values: Iterable[Value], language: str) -> bool:
    """Whether a figure is the one that another figure of the sentence has taken the place of.

    Args:
        text: the sentence.
        value: the figure.
        values: all values of the sentence.
        language: of the sentence; only Korean is read.
    """
    left, former = _LEFT.get(language), _FORMER.get(language)
    if left is None or former is None:
        return False
    if not (left.match(text, value.end) or former.search(text[: value.start])):
        return False
    return any(_takes_its_place(text, value, other, language) for other in values)


def _takes_its_place(text: str, old: Value, new: Value, language: str) -> bool:
    is_alike = new.kind is old.kind and new.unit == old.unit and new.amount != old.amount
    is_behind = old.end <= new.start <= old.end + _REACH
    return is_alike and is_behind and bool(_REACHED[language].match(text, new.end))
