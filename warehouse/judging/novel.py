"""Weighty events between the two sides that no claim covers, by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.cues import read_certainty
from extractors.model import Certainty
from warehouse.judging.background import narrates_the_past
from warehouse.judging.case import SURE
from warehouse.judging.model import Finding, FindingKind, Weight
from warehouse.judging.reading import Line, Reading
from warehouse.judging.times import date_of
from warehouse.judging.touch import Span, touch
from warehouse.judging.watch import ActWatch, Subject, WatchList

# News stands at the top: of 13 novel events in the tuned articles 12 were in the title or the first
# four sentences; lower down the same words are background or reaction.
TOP_LINES = 5
# A feature may open with an anecdote: further down, up to here, news must give its own fresh date.
DEEP_LINES = 14
# Told again this many days later, an event is background.
FRESH_DAYS = 10
# What two governments agree to do is news before it is done.
_AGREED = {
    "en": re.compile(r"\b(agreed|agree|decided|announced|pledged)\b"),
    "ja": re.compile(r"(こと|方針)[でにを](合意|一致|決め|申し合わせ)|と(発表|表明|決定)|決定した"),
    "ko": re.compile(
        r"[기키]로 ?(전격 |최종 )?(했|하고|합의|의견|뜻|결정|확정|손|통보|방침|$)"
        r"|다고 (발표|밝혔)|겠다고 (발표|밝혔)|결정했"
    ),
}


Subjects = tuple[Subject, ...]
Patterns = Mapping[str, tuple[re.Pattern[str], ...]]
# What the words of a topic weigh, by where they stand: the sentence itself, the title, the first sentences.
_IN_LINE, _IN_TITLE, _IN_HEAD = 3, 2, 1


@dataclass(frozen=True, slots=True)
class _Sighting:
    kind: str
    topic: str
    weight: Weight
    line: Line
    span: Span


def detect(reading: Reading, watch: WatchList) -> Finding | None:
    """The novel finding of an article, at most one: the body's first sighting, else the title's.

    Known kinds go before acts of no known kind, and major before minor.
    """
    sightings = list(_known_kinds(reading, watch)) or list(_acts(reading, watch))
    if not sightings:
        return None
    majors = [s for s in sightings if s.weight is Weight.MAJOR]
    pool = majors or sightings
    body = [sighting for sighting in pool if not sighting.line.is_title]
    return _finding((body or pool)[0])


def _known_kinds(reading: Reading, watch: WatchList) -> Iterator[_Sighting]:
    for line in reading.lines[:DEEP_LINES]:
        for novel in watch.novel:
            span = _said(reading, line, novel.subjects, novel.patterns)
            if span is not None:
                topic = _topic(reading, line, watch.acts) if novel.is_any_topic else ""
                kind, weight = novel.id, Weight(novel.weight)
                yield _Sighting(kind, topic or novel.topic, weight, line, span)


def _acts(reading: Reading, watch: WatchList) -> Iterator[_Sighting]:
    """Acts near the top, in sentences that are about no claim: what those say is theirs to judge."""
    if watch.acts is None:
        return
    for line in reading.lines[:TOP_LINES]:
        span = _said(reading, line, watch.acts.subjects, watch.acts.patterns)
        if span is None or any(touch(reading, line, w.subjects) for w in watch.watches):
            continue
        topic = _topic(reading, line, watch.acts)
        if topic:
            yield _Sighting("act", topic, Weight.MAJOR, line, span)


def _said(reading: Reading, line: Line, subjects: Subjects, patterns: Patterns) -> Span | None:
    if touch(reading, line, subjects) is None:
        return None
    for pattern in patterns.get(line.language, ()):
        match = pattern.search(line.folded)
        if match and _is_news(reading, line, match.span()):
            return match.span()
    return None


def _topic(reading: Reading, line: Line, acts: ActWatch | None) -> str:
    """The topic whose words the sentence and the article's head hold most of; empty when none has any."""
    weights = [(line, _IN_LINE)]
    weights += [(o, _IN_TITLE if o.is_title else _IN_HEAD) for o in reading.head_lines(2)]
    scores = {
        topic: sum(weight * len(set(other.spans((words,)))) for other, weight in weights)
        for topic, words in (acts.topics if acts else {}).items()
    }
    best = max(scores, key=lambda topic: scores[topic], default="")
    return best if best and scores[best] else ""


def _is_news(reading: Reading, line: Line, span: Span) -> bool:
    certainty, _ = read_certainty(line.text, line.language, *span, is_title=line.is_title)
    is_agreed = bool(_AGREED[line.language].search(line.folded))
    if certainty is Certainty.PLANNED and is_agreed and line.index < TOP_LINES:
        return True
    if certainty is not Certainty.ASSERTED:
        return False
    if is_agreed and line.index < TOP_LINES:
        return (
            True  # an older year beside it is what the agreement ends ('after the tenth in 2017')
        )
    when = date_of(line.text, span, reading.dates(line), line.language)
    if narrates_the_past(reading, line, when, reading.day):
        return False
    if when is None or not when.first:
        return line.index < TOP_LINES
    last = when.last or when.first
    return _days_since(reading, last) <= FRESH_DAYS


def _days_since(reading: Reading, day: str) -> int:
    return (reading.day - type(reading.day).fromisoformat(day)).days


def _finding(sighting: _Sighting) -> Finding:
    words = sighting.line.text[slice(*sighting.span)]
    return Finding(
        kind=FindingKind.NOVEL,
        claim="",
        topic=sighting.topic,
        value=words,
        value_key=f"novel:{sighting.kind}",
        weight=sighting.weight,
        evidence=sighting.line.evidence(),
        rule=f"novel.{sighting.kind}",
        confidence=SURE - 0.1,
        reason=f"the words '{words}' near the top of the article, and no claim covers them",
    )
