"""What a sentence is about that names the subject no more: 'the ministers signed the agreement', 'on Monday it went'.

A word of the kind of the subject stands for it, a pronoun does, or an entry of a chronicle goes on about its title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.anaphora import is_compound
from warehouse.judging.background import CARRY_LINES
from warehouse.judging.case import Case
from warehouse.judging.chronicle import is_listed
from warehouse.judging.reading import Line
from warehouse.judging.rungs import RungRead
from warehouse.judging.times import is_of_an_earlier_year
from warehouse.judging.touch import Span, Touch, Touches, touch

# A word that stands for a subject named before does so as the sentence's own subject: 'the scheme …'. In
# Korean the same let a stranger in (one false alarm on 30 quiet articles).
OPENING = {"en": 4}

_PRONOUN = re.compile(r"\b(?:it|they|them)\b")
# Between a pronoun and the verb that it is the subject of.
_TO_ITS_VERB = re.compile(
    r" (?:(?:is|are|was|were|be|been|being|has|have|had|now|also|then|finally|formally|officially|quietly|simply|both"
    r"|all|too|itself|no longer|at last) )*"
)
# 'It ends on Friday' is how long something lasts.
_PRESENT = re.compile(r"(?!is |was |has )[a-z]+s\b")
# What somebody is still about to do with a thing is said of many things that 'it' may be.
_IN_VIEW = frozenset({"planned", "proposed", "under-discussion", "active", "interested", "seeking"})
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|got)\b")
# Behind a verb that takes no object: 'it lapsed on Monday', 'it went.'
_NO_OBJECT = re.compile(
    r"(?:ly)?(?: (?:on|at|in|with|without|from|for|to|after|before|as|by|when|last|this|yesterday|today|overnight|again"
    r"|altogether|entirely|completely|quietly|and|but|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|[.,;:—]|$)"
)


def carried(case: Case, line: Line, rivals: Mapping[int, list[Touch]]) -> Touch | None:
    """The subject that a sentence is about without naming it, or None.

    Args:
        case: claim and article.
        line: a sentence that names none of the claim's subjects.
        rivals: the touches of all claims of the ladder, by index of the line.
    """
    if rivals.get(line.index):
        return None
    if is_listed(line.folded) and (entry := _entry_of_title(case, line)):
        return entry
    return _by_its_kind(case, line, rivals) or _by_pronoun(case, line, rivals)


def follows_alone(case: Case, line: Line, touches: Touches) -> bool:
    """Whether the sentence before is about this matter and no other, and the line names nothing that shuts it out.

    Args:
        case: claim and article.
        line: a sentence that names none of the claim's subjects.
        touches: by ladder and index of the line, the touches of all status claims.
    """
    if not touches.get(case.claim.ladder, {}).get(line.index - 1):
        return False
    for before in case.reading.before(line, 1):
        named = [t for by_line in touches.values() for t in by_line.get(before.index, ())]
        subjects = [t.subject for t in named]
        if named and all(subject in case.watch.subjects for subject in subjects):
            return line.names.isdisjoint(subjects[0].without + subjects[0].rivals)
    return False


def is_of_its_pronoun(found: Touch, read: RungRead) -> bool:
    """Whether a rung is told of the pronoun that stands for the subject; of a subject that is named, it may be."""
    text = found.line.folded
    if not _is_pronoun(text, found.spans):
        return True
    return read.rung not in _IN_VIEW and any(
        _is_done_to(text, span, read.span) for span in found.spans
    )


def _is_done_to(text: str, pronoun: Span, deed: Span) -> bool:
    """'Scrapped it', 'struck it from the books'; 'it was scrapped', 'it lapsed on Monday'."""
    if deed[0] < pronoun[0]:
        return pronoun[0] <= deed[1] + 1
    between = _TO_ITS_VERB.match(text, pronoun[1], deed[0])
    if between is None or between.end() != deed[0] or _PRESENT.match(text, deed[0]):
        return False
    is_passive = _PASSIVE.search(text, pronoun[1], deed[1]) is not None
    return is_passive or _NO_OBJECT.match(text, deed[1]) is not None


def _is_pronoun(text: str, spans: tuple[Span, ...]) -> bool:
    return any(_PRONOUN.fullmatch(text, *span) for span in spans)


def _by_its_kind(case: Case, line: Line, rivals: Mapping[int, list[Touch]]) -> Touch | None:
    """A word that the pack lets stand for the subject ('the pact').

    The title or the first sentence must be about the claim (further down the sentence before, and the word
    must open the sentence), with none about another claim of the ladder between, and the sentence about none.
    """
    words = [
        word
        for word in line.spans(case.sets("carry"))
        if not is_compound(line.text, word, line.language)
    ]
    if not words:
        return None
    is_top = line.index <= CARRY_LINES
    if not is_top and words[0][0] > OPENING.get(line.language, -1):
        return None
    for head in case.reading.head_lines(1) if is_top else case.reading.before(line, 1):
        found = _named_in(case, line, head)
        if found is None or _is_taken_over(case, head, line, rivals):
            continue
        return Touch(line, found.subject, tuple(words))
    return None


def _named_in(case: Case, line: Line, head: Line) -> Touch | None:
    """How a sentence before is about the claim, where the line may go on about it."""
    found = touch(case.reading, head, case.watch.subjects)
    if found is None or line.names.intersection(found.subject.without):
        return None
    return None if _is_history(case, line) else found


def _is_taken_over(case: Case, head: Line, line: Line, rivals: Mapping[int, list[Touch]]) -> bool:
    """Whether a sentence between is about another claim of the ladder, and not about this one."""
    between = case.reading.lines[head.index + 1 : line.index]
    return any(
        rivals.get(other.index) and touch(case.reading, other, case.watch.subjects) is None
        for other in between
    )


def _by_pronoun(case: Case, line: Line, rivals: Mapping[int, list[Touch]]) -> Touch | None:
    """'The ban stood since 2013. On Monday it went': the sentence before is about this claim of the ladder alone."""
    if line.language != "en" or not line.index or line.is_title:
        return None
    head = case.reading.lines[line.index - 1]
    subjects = {id(other.subject) for other in rivals.get(head.index, ())}
    if not subjects or not (spans := tuple(m.span() for m in _PRONOUN.finditer(line.folded))):
        return None
    found = _named_in(case, line, head)
    is_alone = found is not None and subjects == {id(found.subject)}
    return Touch(line, found.subject, spans) if found is not None and is_alone else None


def _entry_of_title(case: Case, line: Line) -> Touch | None:
    """An entry of a chronicle that names nothing of any claim's ('11月　失効'): it is of what the title is about."""
    title = case.reading.lines[0]
    found = touch(case.reading, title, case.watch.subjects) if title.is_title else None
    is_free = found is not None and not any(
        touch(case.reading, line, watch.subjects) for watch in case.watchlist.watches
    )
    return Touch(line, found.subject, ((0, 1),)) if found is not None and is_free else None


def _is_history(case: Case, line: Line) -> bool:
    """Whether all that a sentence dates lies in years before the baseline: how another matter came about."""
    dates = case.reading.dates(line)
    return bool(dates) and all(is_of_an_earlier_year(d, case.as_of) for d in dates)
