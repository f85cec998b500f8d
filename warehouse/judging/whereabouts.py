"""Where an event was, by the names of places in its sentence: which of them say where, and whom others are of. Pure."""

from __future__ import annotations

import re

from warehouse.judging.case import Case
from warehouse.judging.reading import Line
from warehouse.judging.touch import Span

# Words that make a place's name say where: a preposition or a choice before it, a meeting behind it.
_WHERE = re.compile(
    r"\b(in|at|near|around|outside|inside|to|of|on|into|for|was|were|is|been|chose|chosen|picked|hit|reached|visit|visited|visiting|toured|came|held|between|via|from|beside|off)\b"
    r"[^.;]{0,40}$|[(:] ?$"
)
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
_OF_SOMEBODY = re.compile(
    r"\b(?:an?|one|two|three|some|several|many) (?:[\w'-]+ ){0,2}(?:makers?|firms?|shops?|stores?|compan(?:y|ies)"
    r"|dealers?|bars?|clubs?|bands?|schools?|students?|fans?|buskers?|museums?|universit(?:y|ies)|professors?|restaurants?"
    r"|workshops?|factor(?:y|ies)|readers?|teachers?|tailors?|bakers?|bakery|brewer(?:y|s)?|designers?|studios?|brands?"
    r"|collectors?|museum|couples?|famil(?:y|ies)) (?:in|from|at|near|of|outside) $"
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
    """The place that 'the city' means: the one that the text has named so far, if it never names the event's own."""
    if line.language != "en" or not _THE_CITY.search(line.folded):
        return ""
    if not case.reading.names.isdisjoint(case.sets("place")):
        return ""
    so_far = case.reading.lines[: line.index]
    named = {o.text[slice(*span)] for o in so_far for span in o.spans(case.sets("places"))}
    return next(iter(named)) if len(named) == 1 else ""
