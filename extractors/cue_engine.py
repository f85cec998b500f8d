"""Find cues of rungs in a sentence and decide how sure they are: the engine that every language's lexicon feeds.

Cues: all matches of the ladder's patterns; where two overlap the one with more words wins (gaps do not count), so that
`end the freeze` beats `freeze` and a longer look-alike of the rung `none` silences a cue. A rung that the lexicon calls
strong wins however short: `規制を再発動` is a return, whatever else speaks of `規制`.
Certainty: each marker that stands where it must (side and reach) applies; the highest priority wins, then the longest.
Stacking negations cancel one another in pairs. What data cannot say, a language says in its `review`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.folding import fold
from extractors.lexicon import NO_RUNG, Lexicon, Marker, RungPattern
from extractors.model import Certainty, Cue


@dataclass(frozen=True, slots=True)
class Reading:
    """A cue as it is being read.

    Attributes:
        text: the folded sentence.
        is_title: the sentence is a headline.
        start: offset of the cue in `text`.
        end: offset behind it.
        meaning: ladder, rung and rule.
        certainty: what the markers say.
        rule: name of the deciding marker, or empty.
        marker: span of the deciding words in `text`.
        weight: characters that matched words, gaps not counted.
    """

    text: str
    is_title: bool
    start: int
    end: int
    meaning: RungPattern
    certainty: Certainty = Certainty.ASSERTED
    rule: str = ""
    marker: tuple[int, int] = (0, 0)
    weight: int = 0


@dataclass(frozen=True, slots=True)
class _Evidence:
    marker: Marker
    start: int
    end: int

    @property
    def weight(self) -> tuple[int, int]:
        return self.marker.priority, self.end - self.start


# Stands for words that no ladder knows: only markers for all ladders and rungs speak of it.
_ANY_MEANING = RungPattern(ladder="", rung="", rule="any/any/any")


class CueReader:
    """Reads cues with one language's lexicon; pure, and cheap to call for every sentence."""

    def __init__(
        self,
        lexicon: Lexicon,
        review: Callable[[Reading], Reading] | None = None,
        settle: Callable[[Sequence[Reading]], Sequence[Reading]] | None = None,
    ) -> None:
        """Keep the lexicon.

        Args:
            lexicon: compiled words of the language.
            review: sees each reading after the markers have spoken and may change it.
            settle: sees all readings of a sentence together, in order, and may change or drop some.
        """
        self._lexicon = lexicon
        self._review = review
        self._settle = settle
        self._clause_end = re.compile(lexicon.clause)
        # Asked for with each ladder and each span of words: half of the asking is for a sentence just read.
        self._signs = lru_cache(maxsize=64)(self._read_signs)

    def read(
        self, sentence: str, ladders: Collection[str] | None = None, *, is_title: bool = False
    ) -> tuple[Cue, ...]:
        """Read the cues of a sentence; see `extractors.cues.read_cues`."""
        folded = fold(sentence)
        readings = self._find(folded.text, ladders, is_title=is_title)
        if not readings:
            return ()
        candidates, boundaries = self._signs(folded.text)
        decided: Sequence[Reading] = [
            self._judge(reading, candidates, boundaries) for reading in readings
        ]
        if self._settle is not None:
            decided = self._settle(decided)
        return tuple(_cue(reading, sentence, folded.original_span) for reading in decided)

    def certainty(
        self, sentence: str, start: int, end: int, *, is_title: bool = False
    ) -> tuple[Certainty, str]:
        """How sure a span of a sentence is; see `extractors.cues.read_certainty`."""
        folded = fold(sentence)
        first, last = folded.folded_span(start, end)
        reading = Reading(folded.text, is_title, first, last, _ANY_MEANING)
        candidates, boundaries = self._signs(folded.text)
        decided = self._judge(reading, candidates, boundaries)
        marker = folded.original_span(*decided.marker)
        return decided.certainty, sentence[slice(*marker)] if decided.rule else ""

    def _read_signs(self, text: str) -> tuple[list[int], list[int]]:
        """Markers that may stand in a text, and where its clauses end."""
        candidates = self._lexicon.marker_patterns.candidates(text)
        return candidates, [found.end() for found in self._clause_end.finditer(text)]

    def _find(self, text: str, ladders: Collection[str] | None, *, is_title: bool) -> list[Reading]:
        """Cues in order; of overlapping ones of a ladder the strong or the longer."""
        found = [
            Reading(
                text,
                is_title,
                match.start(),
                match.end(),
                self._lexicon.rungs[index],
                weight=match.end() - match.start() - sum(map(len, match.groups(""))),
            )
            for index, match in self._lexicon.rung_patterns.finditer(
                text, self._patterns_of(ladders)
            )
        ]
        found.sort(key=lambda reading: (not reading.meaning.is_strong, -reading.weight))
        kept: list[Reading] = []
        for reading in found:
            if not any(_overlap(reading, other) for other in kept):
                kept.append(reading)
        kept.sort(key=lambda reading: (reading.start, reading.end))
        return [reading for reading in kept if reading.meaning.rung != NO_RUNG]

    def _patterns_of(self, ladders: Collection[str] | None) -> Callable[[int], bool] | None:
        if ladders is None:
            return None
        return lambda index: self._lexicon.rungs[index].ladder in ladders

    def _judge(self, reading: Reading, candidates: list[int], boundaries: list[int]) -> Reading:
        """Let the markers speak, then the language's own review."""
        decided = self._decide(reading, candidates, boundaries)
        return self._review(decided) if self._review is not None else decided

    def _decide(self, reading: Reading, candidates: list[int], boundaries: list[int]) -> Reading:
        """Let the strongest marker speak."""
        evidence = list(self._evidence(reading, candidates, boundaries))
        if not evidence:
            return reading
        best = max(evidence, key=lambda item: item.weight)
        if best.marker.is_stacking and _is_even(evidence):
            return replace(reading, rule=f"{best.marker.rule}-twice", marker=_span(best))
        return replace(
            reading,
            certainty=best.marker.certainty,
            rule=best.marker.rule,
            marker=_span(best),
        )

    def _evidence(
        self, reading: Reading, candidates: list[int], boundaries: list[int]
    ) -> Iterator[_Evidence]:
        """Markers that stand where they must for this cue."""
        before, after = _clause_around(reading, boundaries)
        for index in candidates:
            marker = self._lexicon.markers[index]
            meaning = reading.meaning
            if not marker.applies_to(meaning.ladder, meaning.rung, is_title=reading.is_title):
                continue
            expression = self._lexicon.marker_patterns.expression(index)
            if marker.is_after:
                end = after if marker.reach == "clause" else len(reading.text)
                search = expression.match if marker.reach == "adjacent" else expression.search
                match = search(reading.text, reading.end, end)
            else:
                start = before if marker.reach == "clause" else 0
                match = expression.search(reading.text, start, reading.start)
            if match:
                yield _Evidence(marker, match.start(), match.end())


def _clause_around(reading: Reading, boundaries: list[int]) -> tuple[int, int]:
    before = max((at for at in boundaries if at <= reading.start), default=0)
    after = min((at for at in boundaries if at >= reading.end), default=len(reading.text))
    return before, after


def _is_even(evidence: list[_Evidence]) -> bool:
    """Whether the stacking negations, overlapping ones counted once, cancel one another."""
    count, last = 0, -1
    for item in sorted((e for e in evidence if e.marker.is_stacking), key=lambda e: e.start):
        if item.start >= last:
            count += 1
        last = max(last, item.end)
    return count % 2 == 0


def _overlap(one: Reading, other: Reading) -> bool:
    return (
        one.meaning.ladder == other.meaning.ladder
        and one.start < other.end
        and other.start < one.end
    )


def _span(evidence: _Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def _cue(
    reading: Reading, sentence: str, original_span: Callable[[int, int], tuple[int, int]]
) -> Cue:
    start, end = original_span(reading.start, reading.end)
    marker_start, marker_end = original_span(*reading.marker)
    rule = reading.meaning.rule
    return Cue(
        ladder=reading.meaning.ladder,
        rung=reading.meaning.rung,
        start=start,
        end=end,
        certainty=reading.certainty,
        marker=sentence[marker_start:marker_end],
        rule=f"{rule} {reading.rule}" if reading.rule else rule,
    )
