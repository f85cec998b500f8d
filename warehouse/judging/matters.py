"""Deeds that are only named as a matter: 'on the dispatch of a minister', 派遣の是非, 체결을 논의 중인 협정.

What is signed as a courtesy, a guest book, is no deed either.

Japanese and Korean name a deed by its noun and go on with what is done about it; the noun alone tells no deed.
"""

from __future__ import annotations

import re

from warehouse.judging.reading import Line
from warehouse.judging.touch import Span

_AS_MATTER = {
    "en": re.compile(
        r" (?:(?:the|a|an|its|their|his|her) )?(?:[\w'-]+ ){0,2}?(?:guest ?book|visitors?'? book|visitors'|golden book"
        r"|condolence book|autographs?|posters?|shirts?|footballs?)\b"
    ),
    "ja": re.compile(
        r"(?:の(?:是非|有無|可能性)|をめぐ|に関し|に関する|について|問題|案を検討|(?:が|を)(?:議論|検討)(?:され|中))"
    ),
    "ko": re.compile(
        r"(?:[과와] 관련|에 관[한해]|에 대[한해]|[을를] 둘러싼|[을를] 두고| ?문제| ?여부| ?가능성| ?방안| ?의혹"
        r"| ?(?:사건|사안)(?=[을를은는의이에])"
        r"|[이을가를]? (?:논의|검토|거론|추진)(?: 중|되고|하고|돼))"
    ),
}
# Between a deed and what it is done to: 'the pact whose signing is being discussed', 체결이 논의 중인 협정.
_STILL_TALKED_OF = {
    "ja": re.compile(r"[がを](?:議論|検討|協議|交渉)(?:中の|されている|している|が続く)"),
    "ko": re.compile(
        r"[이을가를]? (?:논의|검토|거론|추진|협의)(?: 중인|되고 있는|하고 있는|되는|돼 온)"
    ),
}


def is_matter(line: Line, span: Span) -> bool:
    """Whether the words behind a deed's name, or between it and its object, make it a matter that is talked of.

    Args:
        line: the sentence.
        span: the words that tell the deed.
    """
    behind, within = _AS_MATTER.get(line.language), _STILL_TALKED_OF.get(line.language)
    if behind is None:
        return False
    is_still_open = within is not None and bool(within.search(line.folded, *span))
    return is_still_open or bool(behind.match(line.folded, span[1]))
