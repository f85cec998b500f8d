"""Whether a Korean date without year or month lies behind or ahead: the verb behind it tells."""

from __future__ import annotations

import re

from extractors.lang.ko import hangul
from extractors.numbers import Lean

_PAST = re.compile(rf"(?![있겠]){hangul.syllables('ㅆ')}")
_PAST_ADNOMINAL = re.compile(
    r"(?<![대관위인향])(?:[가-힣]된|열린|맺은|나온|치른|[가-힣]{2}(?<!북)(?<!남)(?<!방)한)\s"
)
_FUTURE = re.compile(
    rf"겠|{hangul.syllables('ㄹ')}\s?(?:예정|계획|것|전망|방침|듯|가능성)|예정|앞두|앞둔|[으]?려[고는]"
    rf"|기로|{hangul.syllables('ㄴ')}다(?:[.…\"”\s고며는]|$)|(?!습){hangul.syllables('ㅂ')}니다"
)


def lean_after(text: str, position: int) -> Lean:
    """Tell from the first predicate behind `position` whether a bare date lies behind or ahead."""
    future = _FUTURE.search(text, position)
    starts = [
        match.start()
        for match in (_PAST.search(text, position), _PAST_ADNOMINAL.search(text, position))
        if match
    ]
    if starts and (future is None or min(starts) <= future.start()):
        return Lean.PAST
    return Lean.FUTURE if future else Lean.NEAR
