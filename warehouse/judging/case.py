"""What a detector is given, and how it answers: one claim, one article, findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.cues import read_certainty
from extractors.model import Certainty
from warehouse.judging.model import Claim, ClaimValue, Finding, FindingKind, Weight
from warehouse.judging.reading import Line, Reading
from warehouse.judging.terms import fold
from warehouse.judging.touch import nearest
from warehouse.judging.watch import Watch, WatchList

# How much a finding of each certainty may be trusted; asserted ones start here and lose by distance.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """One claim against one article.

    Attributes:
        claim: the claim of the baseline.
        target: the value compared with: the claim's own, or a later one that was accepted.
        compared_with: `baseline` or `current`.
        watch: how the claim is watched.
        reading: the article.
        as_of: the baseline's day; nothing published before it can be a development.
        watchlist: everything the pack watches.
    """

    claim: Claim
    target: ClaimValue
    compared_with: str
    watch: Watch
    reading: Reading
    as_of: date
    watchlist: WatchList

    @property
    def is_after(self) -> bool:
        """Whether the article was published on the baseline's day or later."""
        return self.reading.day >= self.as_of

    def sets(self, role: str) -> tuple[str, ...]:
        """Sets of words that play a role for the reader."""
        return self.watch.sets.get(role, ())

    def words(self, option: str) -> tuple[str, ...]:
        """A plain option of the reader."""
        return self.watch.words.get(option, ())

    def wordings(self, use: str) -> tuple[str, ...]:
        """Regular expressions that the reader uses for something, in the article's language."""
        found = self.watch.wordings.get(use, {}).get(self.reading.language, ())
        return tuple([wording.source for wording in found])

    def finding(
        self,
        kind: FindingKind,
        line: Line,
        *,
        value: str,
        key: str,
        rule: str,
        confidence: float = SURE,
        weight: Weight = Weight.MAJOR,
        certainty: Certainty = Certainty.ASSERTED,
        reason: str = "",
        denies: str = "",
        new_value: ClaimValue | None = None,
    ) -> Finding:
        """A finding on this claim with the line as its evidence."""
        return Finding(
            kind=kind,
            claim=self.claim.id,
            topic="",
            value=value,
            value_key=key,
            weight=weight,
            evidence=line.evidence(),
            rule=rule,
            confidence=round(max(0.0, min(1.0, confidence)), 3),
            certainty=certainty,
            compared_with=self.compared_with,
            reason=reason,
            denies=denies,
            new_value=new_value,
        )


_NEGATION = {
    "en": re.compile(r"\b(no|not|never|nor|none|without|neither)\b|n't\b"),
    "ja": re.compile(r"ない|なか|ず|なく|ません|ぬ"),
    "ko": re.compile(r"않|못|없|안 |아니"),
}


# Languages whose verbs carry their modals and negations as words of their own.
_GAPPED = frozenset(["en"])
_ESCAPE = re.compile(r"\\[a-zA-Z]")


# Japanese patterns run from what is spoken of to the predicate; 'once' and 'in the past' stand between them.
_ADVERBS_WITHIN = frozenset({"ja"})

# English denies a deed by its object as well ('met neither', 'invited nobody').
_NO_OBJECT = {"en": re.compile(r"\b(?:neither|nobody|no one|none of)\b")}


def certainty_of(line: Line, start: int, end: int, written: str = "") -> tuple[Certainty, str]:
    """How sure a line is of a pattern's words; a 'no longer' inside the pattern is part of its meaning.

    Args:
        line: the sentence.
        start: offset of the words in it.
        end: offset behind them.
        written: the pattern; where it is given, only what it spells out is part of its meaning, not a
            'will' or a 'not' that stands in one of its gaps.
    """
    certainty, marker = read_certainty(
        line.text, line.language, start, end, is_title=line.is_headline
    )
    words = line.folded[start:end]
    if written and line.language in _GAPPED:
        words = _ESCAPE.sub(" ", written)
    is_within = bool(marker) and fold(marker) in words
    if is_within or (certainty is Certainty.NEGATED and _NEGATION[line.language].search(words)):
        return Certainty.ASSERTED, ""
    denied = _NO_OBJECT.get(line.language)
    if certainty is Certainty.ASSERTED and written and denied:
        found = denied.search(line.folded, start, end)
        if found and found.group() not in words:
            return Certainty.NEGATED, found.group()
    if certainty is Certainty.ASSERTED and line.language in _ADVERBS_WITHIN:
        told, sign = read_certainty(
            line.text, line.language, end - 1, end, is_title=line.is_headline
        )
        return (told, sign) if told is Certainty.BACKGROUND else (certainty, marker)
    return certainty, marker


# What is over was neither asked for nor considered: such words hedge a fact only from within its own clause.
_HEDGES = frozenset(
    {
        Certainty.PLANNED,
        Certainty.DEMANDED,
        Certainty.CONSIDERED,
        Certainty.CONDITIONAL,
        Certainty.OPINION,
        Certainty.RUMOURED,
    }
)
# A short clause; `gap` counts a comma as 12 characters, so that the words of the next clause are out of reach.
_HEDGE_REACH = {"en": 25, "ja": 8, "ko": 10}


# '「2日間」とあるのは「4日間」の誤り': what stands before the error is what is right.
_INSTEAD_OF_AN_ERROR = re.compile(r"[」』]?の(?:誤り|間違い)")


def certainty_of_fact(line: Line, start: int, end: int) -> tuple[Certainty, str]:
    """How sure a line is of words that tell of what is over; see `certainty_of`.

    'People still ask where the two met in Kobe' asks for nothing of Kobe; a rumour is told by the words before it.
    """
    if line.language == "ja" and _INSTEAD_OF_AN_ERROR.match(line.folded, end):
        return Certainty.ASSERTED, ""
    certainty, marker = certainty_of(line, start, end)
    words = fold(marker).strip()
    if certainty not in _HEDGES or not words:
        return certainty, marker
    places = [match.span() for match in re.finditer(re.escape(words), line.folded)]
    is_introduced = certainty is Certainty.RUMOURED and any(at < start for at, _ in places)
    if is_introduced or nearest(line.folded, (start, end), places) <= _HEDGE_REACH[line.language]:
        return certainty, marker
    return Certainty.ASSERTED, ""


# The number of an occasion that goes on as the attribute, the place or the topic of something else.
_ATTRIBUTE = {
    "ja": re.compile(
        r"(?:の|となる|となった|に(?:なる|当たる))?[^。、]{0,10}?(?:会談|対面|顔合わせ|訪問|日程|滞在)"
        r"(?:(?:だった|である|となった|の)(?=[一-龥])|(?:で(?:は|も)|に(?:は|も))(?!な[いか]))"
    ),
    "ko": re.compile(
        r" ?[^.,]{0,12}?(?:회담|만남|대면|회동|방문|일정)(?:이었던|였던|인|이 된) "
        r"| ?[^.,]{0,12}?(?:회담|만남|대면|회동|방문|일정)(?:에서|에서는|에서도) "
    ),
}


def is_negation_beyond(line: Line, end: int, marker: str) -> bool:
    """Whether a 'not' is the main verb's, and a number stands in an attribute: 네 번째였던 회담에서는 …지 않았다.

    Args:
        line: the sentence.
        end: offset behind the number.
        marker: the words of the negation.
    """
    attribute = _ATTRIBUTE.get(line.language)
    if attribute is None or not marker:
        return False
    found = attribute.match(line.folded, end)
    return found is not None and found.end() <= line.folded.find(fold(marker).strip(), end)


def quietly(finding: Finding, reason: str) -> Finding:
    """The same finding as one that cannot tell, with the reason why it stays silent."""
    return replace(finding, kind=FindingKind.UNDECIDED, reason=reason)
