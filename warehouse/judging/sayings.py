"""Classes of words that together say something: a deed, and what it is done to.

'Took back her remark', 発言を撤回, 답변을 거둬들였다: the pack names the classes (`take-back`, `remark-word`), the
languages fill them, and no sentence need be foreseen as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from warehouse.judging.reading import Line, overlaps
from warehouse.judging.touch import Span
from warehouse.judging.watch import Saying

_STOP = re.compile(r"[:;；]")
# A quotation is one line, however many sentences it holds.
_SENTENCE = re.compile(r"(?<=[다요까])\. |(?<=[a-z])[.!?] (?=[A-Z])|。")
_CLAUSE = re.compile(r"[:;；,、\"“”]")
# Japanese and Korean say in a character what takes English two or three letters.
_DENSE = 2


def deeds(line: Line, saying: Saying) -> Iterator[Span]:
    """Places of the deed in a line that has the other words of the saying at hand."""
    first, *others = saying.words
    if not all(not line.names.isdisjoint(group) for group in saying.words):
        return
    if _is_told_by_another(line, saying):
        return
    reach = saying.within if line.language == "en" else saying.within // _DENSE
    barred = line.spans(saying.without)
    for deed in line.spans(first):
        if _is_at_hand(line, deed, line.spans(saying.against), reach, _CLAUSE):
            continue
        groups = [line.spans(group) for group in others]
        if all(_is_at_hand(line, deed, spans, reach) for spans in groups) and not _is_barred(
            line, deed, groups, barred
        ):
            yield deed


def _is_barred(line: Line, deed: Span, groups: list[list[Span]], barred: list[Span]) -> bool:
    """Whether words that make it another matter stand in the deed's sentence, outside the words that say it.

    The 'not' of 'not beyond next spring' is part of the term set; the one of the sentence before is another's.
    """
    said = [deed, *(span for spans in groups for span in spans)]
    return any(
        not any(overlaps(span, own) for own in said)
        and not _SENTENCE.search(line.text[min(span[1], deed[1]) : max(span[0], deed[0])])
        for span in barred
    )


def _is_at_hand(
    line: Line, deed: Span, others: list[Span], reach: int, stop: re.Pattern[str] = _STOP
) -> bool:
    """Whether other words stand by the deed, in the same sentence of a line that may hold several."""
    for start, end in others:
        low, high = min(deed[1], end), max(deed[0], start)
        if high - low <= reach and not stop.search(line.folded[low:high]):
            return True
    return False


def is_told_by(line: Line, names: tuple[str, ...]) -> bool:
    """Whether one of these sets names the one who speaks in a line."""
    return bool(names) and line.is_told_by(line.spans(names))


def _is_told_by_another(line: Line, saying: Saying) -> bool:
    """Whether somebody else speaks; a sentence without a speaker is the writer's own, 'he' is the subject's."""
    if not saying.by or line.speaker is None or len(line.speaker.text) <= _PRONOUN:
        return False
    return not is_told_by(line, saying.by)


# 'He', 'she', 氏: whom these mean is settled by the subject of the claim.
_PRONOUN = 3
