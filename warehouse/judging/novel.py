"""Weighty events between the two sides that no claim covers, by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractors.cues import read_certainty
from extractors.model import Certainty, Value, ValueKind
from extractors.patterns import Expression
from warehouse.judging.background import (
    has_lasted,
    is_set_by_a_noun,
    is_standing_attribute,
    narrates_the_past,
    tells_of_a_dated_noun,
    told_before,
)
from warehouse.judging.case import SURE
from warehouse.judging.matters import is_matter
from warehouse.judging.model import Finding, FindingKind, Weight
from warehouse.judging.reading import NEWS_DAYS, Line, Reading
from warehouse.judging.times import date_of
from warehouse.judging.touch import Span, is_in_play, touch
from warehouse.judging.watch import Act, ActWatch, NovelWatch, Subjects, WatchList

# News stands at the top: of 13 novel events in the tuned articles 12 were in the title or the first
# four sentences; lower down the same words are background or reaction.
TOP_LINES = 5
# A feature may open with an anecdote: further down, up to here, news must give its own fresh date.
DEEP_LINES = 14
# Told again this many days later, an event is background.
FRESH_DAYS = 10
# What two governments agree to do is news before it is done.
_AGREED = {
    "en": re.compile(
        r"\b(?:agreed?|decided|announced|pledged"
        r"|(?:declared|said|stated|affirmed|confirmed) in an? (?:joint|common)"
        r" (?:statement|communiqu[eé]|declaration))\b"
    ),
    "ja": re.compile(
        r"(こと|方針)[でにを](合意|一致|決め|申し合わせ)|と(発表|表明|決定)|決定した"
        r"|(こと|との内容|旨)[^。]{0,40}(明記|盛り込)"
    ),
    "ko": re.compile(
        r"[기키]로 ?(전격 |최종 )?(했|하고|합의|의견|뜻|결정|확정|손|통보|방침|$)"
        r"|다고 (발표|밝혔)|겠다고 (발표|밝혔)|결정했|약속(했|$)"
    ),
}


_PRESENT = re.compile(r"[a-z-]+[^s\W]s\b")
_RELATIVE = re.compile(r"\b(?:which|who|that) (?:\w+ )?$")


Patterns = Mapping[str, tuple[Expression, ...]]
# What the words of a topic weigh, by where they stand: the sentence itself, the title, the first sentences.
_IN_LINE, _IN_TITLE, _IN_HEAD = 3, 2, 1
# The topic of an act tips the scales between topics of equal weight, that of a known kind outweighs a word
# of another in the sentence, and a third party in it outweighs both.
_OWN, _KNOWN, _OUTSIDE = 2, 4, 5


@dataclass(frozen=True, slots=True)
class Sighting:
    """A novel event in a line.

    Attributes:
        finding: the verdict.
        is_news: it stands high enough in the article to be what it is about; below, in an update alone.
        is_apart: it is news beside a change of a claim as well.
        is_between: the sentence itself names both sides.
    """

    finding: Finding
    is_news: bool
    is_between: bool
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    says: str
    topic: str
    weight: Weight


def detect(reading: Reading, watch: WatchList) -> list[Sighting]:
    """Every novel event that a text tells: those of known kinds in order, then acts of no known kind.

    Where an event of a known kind is the news, acts are not.
    """
    known = list(_known_kinds(reading, watch))
    is_known = any(sighting.is_news for sighting in known)
    acts = _acts(reading, watch)
    return known + [replace(s, is_news=s.is_news and not is_known) for s in acts]


def _known_kinds(reading: Reading, watch: WatchList) -> Iterator[Sighting]:
    kinds = [novel for novel in watch.novel if is_in_play(reading, novel.subjects)]
    # An envoy is called in over some matter: that first.
    kinds.sort(key=lambda novel: novel.is_any_topic)
    for line in reading.lines:
        for novel in kinds:
            if touch(reading, line, novel.subjects) is None:
                continue
            said = _said(reading, line, novel.patterns)
            if said is not None:
                span, lines = said
                topic = _topic_of_kind(reading, line, watch.acts, novel)
                found = _Found(novel.id, novel.says, topic, Weight(novel.weight))
                yield Sighting(
                    _finding(found, line, span),
                    line.index < lines,
                    _names_both(reading, line, watch),
                    is_apart=novel.is_apart and not _is_about_a_claim(reading, line, watch),
                )


def _is_about_a_claim(reading: Reading, line: Line, watch: WatchList) -> bool:
    return any(touch(reading, line, subjects) for subjects in _judged_subjects(reading, watch))


def _names_both(reading: Reading, line: Line, watch: WatchList) -> bool:
    return watch.acts is not None and touch(reading, line, watch.acts.between) is not None


def _acts(reading: Reading, watch: WatchList) -> Iterator[Sighting]:
    """Acts in sentences that are about no claim: what those say is theirs to judge. News near the top."""
    if watch.acts is None:
        return
    claims = _judged_subjects(reading, watch)
    for line in reading.lines:
        is_between = touch(reading, line, watch.acts.between) is not None
        if not is_between and touch(reading, line, watch.acts.beside) is None:
            continue
        if not any(touch(reading, line, subjects) for subjects in claims):
            yield from _acts_in(reading, line, watch.acts, is_between=is_between)


def _acts_in(
    reading: Reading, line: Line, watch: ActWatch, *, is_between: bool
) -> Iterator[Sighting]:
    """The first act that a line tells of; beside one side alone, words must speak of the topic."""
    for act in watch.acts_in(line.folded, line.language):
        if (act.is_between and not is_between) or not line.names.isdisjoint(act.without):
            continue
        said = _said(reading, line, act.patterns)
        topic = _topic(reading, line, watch, act, is_between=is_between) if said else ""
        if said is not None and topic:
            found = _Found(f"act-{act.id}", act.says, topic, Weight.MAJOR)
            is_news = line.index < TOP_LINES or (is_between and _closes_with_news(reading, line))
            yield Sighting(_finding(found, line, said[0]), is_news, is_between)
            return


def _closes_with_news(reading: Reading, line: Line) -> bool:
    """Whether a feature comes to its news in its last sentence: that then gives a day of these, the first to do so."""
    if line is not reading.lines[-1] or line.index < TOP_LINES:
        return False
    return _gives_fresh_day(reading, line) and not any(
        _gives_fresh_day(reading, other) for other in reading.lines[:-1]
    )


def _gives_fresh_day(reading: Reading, line: Line) -> bool:
    return any(
        value.kind is ValueKind.DATE and 0 <= _days_since(reading, value.first) <= NEWS_DAYS.days
        for value in reading.dates(line)
    )


def _judged_subjects(reading: Reading, watch: WatchList) -> list[Subjects]:
    """What claims of this article are about; who holds a post is no claim on what its holder does."""
    offices = {claim.claim for claim in watch.watches if claim.reader == "office"}
    return [
        claim.subjects
        for claim in watch.watches
        if claim.claim not in offices and is_in_play(reading, claim.subjects)
    ]


def _said(reading: Reading, line: Line, patterns: Patterns) -> tuple[Span, int] | None:
    """The words that tell an event, and down to which line they are news."""
    for pattern in patterns.get(line.language, ()):
        deeds = (
            m
            for m in pattern.compiled.finditer(line.folded)
            if not is_matter(line, m.span()) and not _is_standing(line, m.group(), m.start())
        )
        match = next(deeds, None)
        if match and (lines := _reach(reading, line, match.span())):
            return match.span(), lines
    return None


def _is_standing(line: Line, words: str, start: int) -> bool:
    """Whether an English clause only says of a party what it does anyway: 'Seoul, which bans such fish'."""
    is_present = line.language == "en" and bool(_PRESENT.match(words))
    return is_present and bool(_RELATIVE.search(line.folded, max(0, start - 12), start))


def _topic_of_kind(reading: Reading, line: Line, acts: ActWatch | None, novel: NovelWatch) -> str:
    """The topic of a known kind; an envoy is summoned over some matter, so that his own topic comes last."""
    if acts is None:
        return novel.topic
    scores = _scores(reading, line, acts)
    scores[novel.topic] = 0 if novel.is_any_topic else scores.get(novel.topic, 0) + _KNOWN
    best = max(scores, key=lambda topic: scores[topic])
    return best if scores[best] else novel.topic


def _topic(reading: Reading, line: Line, acts: ActWatch, act: Act, *, is_between: bool) -> str:
    """The topic of an act, leaning to its own; without one it needs a topic's word in the sentence.

    What only has the form of politics (a law, an accord, a protest) is about the matter that it is made on.
    """
    own = act.topic if is_between else ""
    if not own and not any(line.spans((words,)) for words in acts.topics.values()):
        return ""
    scores = _scores(reading, line, acts)
    if own and not act.is_any_topic:
        scores[own] += _OWN
    if act.is_any_topic:
        scores[act.topic] = 0
    best = max(scores, key=lambda topic: scores[topic], default="")
    return best if best and scores[best] else act.topic


def _scores(reading: Reading, line: Line, acts: ActWatch) -> dict[str, int]:
    """How much of each topic the words of the sentence and of the article's head speak."""
    weights = [(line, _IN_LINE)]
    weights += [(o, _IN_TITLE if o.is_title else _IN_HEAD) for o in reading.head_lines(2)]
    return {
        topic: sum(weight * len(set(other.spans((words,)))) for other, weight in weights)
        + (_OUTSIDE if topic in acts.outside and line.spans((words,)) else 0)
        for topic, words in acts.topics.items()
    }


def _reach(reading: Reading, line: Line, span: Span) -> int:
    """Down to which line such words are news; 0 when they are none."""
    certainty, marker = read_certainty(line.text, line.language, *span, is_title=line.is_headline)
    if certainty is Certainty.BACKGROUND and marker:
        certainty = told_before(reading, line, span, marker) or certainty
        if is_set_by_a_noun(reading, line, span, marker):
            certainty = Certainty.ASSERTED
    is_agreed = bool(_AGREED[line.language].search(line.folded))
    if certainty is not Certainty.ASSERTED and not (certainty is Certainty.PLANNED and is_agreed):
        return 0
    if is_agreed and (certainty is Certainty.PLANNED or line.index < TOP_LINES):
        return TOP_LINES  # an older year beside it is what the agreement ends ('after the tenth in 2017')
    when = date_of(line.text, span, reading.dates(line), line.language) or _day_before(
        reading, line
    )
    this_year = reading.day.replace(month=1, day=1)
    if narrates_the_past(reading, line, when, reading.day) or is_standing_attribute(line, span):
        return 0
    if has_lasted(reading, line, span, reading.dates(line), this_year):
        return 0
    if tells_of_a_dated_noun(line, span, reading.dates(line), reading.day):
        return 0
    if when is None or not when.first:
        return TOP_LINES
    age = _days_since(reading, when.last or when.first)
    if 0 <= age <= NEWS_DAYS.days and when.kind is ValueKind.DATE:
        return len(reading.lines)  # features keep the news for the end, and then give its day
    return DEEP_LINES if age <= FRESH_DAYS else 0


def _day_before(reading: Reading, line: Line) -> Value | None:
    """The day that the sentence right before gives, if it is one of the news ('Thursday's ceremony came late')."""
    for other in reading.before(line, 1) if line.index >= TOP_LINES else ():
        for value in reading.dates(other):
            if (
                value.kind is ValueKind.DATE
                and 0 <= _days_since(reading, value.first) <= FRESH_DAYS
            ):
                return value
    return None


def _days_since(reading: Reading, day: str) -> int:
    return (reading.day - type(reading.day).fromisoformat(day)).days


def _finding(found: _Found, line: Line, span: Span) -> Finding:
    words = line.text[slice(*span)]
    return Finding(
        kind=FindingKind.NOVEL,
        claim="",
        topic=found.topic,
        value=found.says or words,
        value_key=f"novel:{found.kind}",
        weight=found.weight,
        evidence=line.evidence(),
        rule=f"novel.{found.kind}",
        confidence=SURE - 0.1,
        reason=f"the words '{words}' near the top of the article, and no claim covers them",
    )
