"""Since when a post is held: 'president since May 2022', 2022年5月の就任以来, 2022년 5월부터 국정을 이끌어 온. Pure.

A date that something else runs from ('the first since 2002', 13日から1泊2日で, 13일부터 이틀 동안) says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Value
from warehouse.judging.reading import Line
from warehouse.judging.touch import Span, nearest

# Of the posts that a life has the others are left out: party leader since 2022, economy minister from 2022 to 2024.
_POST = (
    r"(?:(?<!vice )president|presidency|prime minister|premier(?:ship)?|in office|in power|in charge|at the helm"
    r"|the job|the post|(?:blue|white) house)"
)
_STATE = r"(?: (?!party|ministry)\w+){0,2}"
_ENTERS = (
    r"(?:taking (?:office|power|over)|took (?:office|power|over)|entering office|assuming|assumed|coming to power"
    r"|came to power|becoming|became|being elected|winning|won|moving into|moved into|succeeding|inaugurat\w+"
    r"|election|swearing[ -]in|sworn in)"
)
# English has it before the date, whose own words may begin with its preposition.
_PREPOSITION = re.compile(r"(?:(?:since|in|on|of) )*")
_HOLDS = re.compile(
    rf"\b(?:{_POST}[\s,]*|(?:led|leads|leading|govern(?:ed|s|ing)|ruled|run|headed){_STATE} )since(?: in| on)?\b"
)
_ENTERED = re.compile(
    rf"\b(?:since|after|upon) (?:\w+ )?{_ENTERS}(?:(?! as | party)[^,.;]){{0,40}} (?:in|on|of)\b"
)
# Japanese and Korean have it behind.
_AFTER = {
    "ja": re.compile(
        r"(?:から|以来|以降)、?(?:(?!まで|[相長]|知事|議員|代表)[^、。]){0,12}?"
        r"(?:務め|在任|率い|政権|かじ取り|舵取り|担って|担う|職に|座に)"
        r"|(?:の|に)?(?:大統領|首相|総理)?(?:に)?(?:就任|当選)(?:以来|以降|後|から|して)"
        r"|(?:の|に)?(?:大統領|首相|総理)(?:の座|職)?(?:に|へ)?(?:と)?(?:就(?:い|任し)|な(?:っ)|選ばれ|当選し|着任し|上り詰め)た(?=[一-龥。」]|の(?:は|が))"
    ),
    "ko": re.compile(
        r"(?:부터|이후|이래) ?(?:(?!까지|장관|대표|지사|시장|의원|위원)[^,.]){0,14}?"
        r"(?:맡|이끌|재임|집권|재직|수행|국정|자리를 지)"
        r"|에? ?(?:대통령|총리)?(?:에)? ?(?:취임|집권|당선)(?:한)? ?(?:이후|이래|후|뒤|부터)"
        r"|에? ?(?:(?:대통령|총리)(?:직| ?자리)?에 (?:오른|올라선|앉은|취임한)|(?:대통령|총리)[이가] 된"
        r"|(?:대권|정권|권좌)[을를에] (?:잡은|거머쥔|쥔|오른)) "
    ),
}


def start_told(
    line: Line, dates: Sequence[Value], holders: Sequence[Span], rivals: Sequence[Span]
) -> Value | None:
    """The date since which the holder is said to be in the post.

    Args:
        line: the sentence.
        dates: those it names.
        holders: where the holder's name stands.
        rivals: where the names of others stand who hold a post; nearer to the date, it is theirs.

    Returns:
        The date, or None when none is told.
    """
    for value in dates:
        span = (value.start, value.end)
        theirs, own = nearest(line.text, span, rivals), nearest(line.text, span, holders)
        if _says_since(line, value) and own <= theirs:
            return value
    return None


def _says_since(line: Line, value: Value) -> bool:
    if line.language != "en":
        return bool(_AFTER[line.language].match(line.folded, value.end))
    preposition = _PREPOSITION.match(value.text.lower())
    before = line.folded[: value.start + (preposition.end() if preposition else 0)].rstrip()
    return any(
        found.end() == len(before)
        for pattern in (_HOLDS, _ENTERED)
        for found in pattern.finditer(before)
    )
