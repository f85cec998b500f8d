"""Where an event was, by the names of places in its sentence: which of them say where, and whom others are of. Pure."""

from __future__ import annotations

import re

from warehouse.judging.case import Case
from warehouse.judging.reading import Line
from warehouse.judging.touch import Span

# Words that make a place's name say where: a preposition or a choice before it, a meeting behind it.
_PREPOSITION = "in|at|near|around|outside|inside|to|of|on|into|for|between|via|from|beside|off"
_WENT = "hit|reached|visit|visited|visiting|toured|came"
_CHOSEN = "was|were|is|been|chose|chosen|picked|held"
_WHERE = re.compile(rf"\b(?:{_PREPOSITION}|{_WENT}|{_CHOSEN})\b[^.;]{{0,40}}$|[(:] ?$")
# A headline may begin with the place: 'Busan 2025: where they first met', 'Cape Town chat was their second'.
_SCENE = re.compile(
    r",? (?:(?:19|20)\d\d)?(?::|,? ?where\b|,? ?scene\b|chat\b|detour\b|handshake\b|reunion\b|moment\b)"
)
_MEETING = re.compile(
    r",? (?:the|their) (?:[\w'’-]+ ){0,3}?(?:host(?: city| town)?|venue|site|scene|setting|stage)\b"
    r"|( (palace|castle|hotel|shrine|temple|guest ?house|bay|city|prefecture))? (hosts?|hosted|rolled out|was the"
    r"|was where|played host|served as|staged|provided|laid on|put on)\b"
    r"|['’]?s? (\w+ )?(summit|meeting|talks|visit|trip|encounter|banquet|session|gathering|stay|stop)\b"
)
# 'A drum maker in Hamamatsu': where somebody is at home who is new to the story.
_SOME = "an?|one|two|three|some|several|many"
_FIRMS = (
    r"(?:maker|firm|shop|store|dealer|bar|club|school|museum|restaurant|workshop|studio|brand)s?"
    r"|(?:compan|universit|factor)(?:y|ies)|bakery|brewery"
)
_PEOPLE = (
    r"(?:band|student|fan|busker|professor|reader|teacher|tailor|baker|designer|collector|couple)s?"
    r"|brewers?|famil(?:y|ies)"
)
_OF_SOMEBODY = re.compile(
    rf"\b(?:{_SOME}) (?:[\w'-]+ ){{0,2}}(?:{_FIRMS}|{_PEOPLE}) (?:in|from|at|near|of|outside) $"
)
_THE_CITY = re.compile(r"\b(?:the|this|our) (?:city|town|port|resort|old capital)\b")
_SOMEBODY_ELSE = re.compile(
    r"[,;] (?:and|but|while|whereas) (?:an?|some|one|many|several) (?!week|day|month|year)"
)


def is_whereabouts(line: Line, span: Span) -> bool:
    """Whether an English place says where, not who: 'in Kobe', 'the Kobe summit', but not 'her guest from Seoul'."""
    if line.language != "en":
        return True
    before, after = line.folded[: span[0]], line.folded[span[1] :]
    if before.endswith("from ") or _OF_SOMEBODY.search(before):
        return False
    is_scene = not before.strip(" \"'") and _SCENE.match(after)
    return bool(_WHERE.search(before) or _MEETING.match(after) or is_scene)


def is_of_another_clause(line: Line, event: Span, span: Span) -> bool:
    """Whether a place behind the event is in a clause about somebody else: '…, and a busker in Osaka has played'."""
    if line.language != "en" or span[0] < event[1]:
        return False
    return bool(_SOMEBODY_ELSE.search(line.folded, event[1], span[0]))


def held_over(case: Case, line: Line) -> str:
    """The place that 'the city' means: the one that the text has named so far, if it never names the event's own.

    'Kobe was festive that day. The city saw the two leaders meet' places the meeting in Kobe.

    Args:
        case: the claim, with the sets of its own place and of places, and the article.
        line: a sentence about the event.

    Returns:
        The name as it stands in the text, or an empty string.
    """
    if line.language != "en" or not _THE_CITY.search(line.folded):
        return ""
    if not case.reading.names.isdisjoint(case.sets("place")):
        return ""
    so_far = case.reading.lines[: line.index]
    named = {o.text[slice(*span)] for o in so_far for span in o.spans(case.sets("places"))}
    return next(iter(named)) if len(named) == 1 else ""
