"""What a pack tells the judge to watch: subjects of claims, their readers, topics, relevance.

These are the typed forms of the files in a pack's `watch/` folder; `warehouse.baseline` reads them.
A *group* is a set of words or several joined by `|`; a subject is touched when every group of
`within` has a hit in the sentence and every group of `near` one in it or in what surrounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from extractors.cues import CueReader
from extractors.patterns import Expression
from extractors.sieve import Sieve

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One way in which a sentence can be about a claim.

    Attributes:
        within: groups that must be hit in the sentence itself.
        near: groups hit in the sentence, before it in the paragraph, in the sentences before, or in
            the title and lead.
        without: sets whose hit in the sentence means that it is about something else.
        rivals: sets that take over a context: looking back for `near` stops where one is hit.
        somewhere: groups hit anywhere in the article.
        is_dated: the sentence must also give a date that agrees with the claim's own.
        language: the only language in which it is meant, or empty.
    """

    within: tuple[Group, ...]
    near: tuple[Group, ...] = ()
    without: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    somewhere: tuple[Group, ...] = ()
    is_dated: bool = False
    language: str = ""


class Subjects(tuple[Subject, ...]):  # noqa: SLOT001 — a tuple has no other place for `openings`
    """Subjects any of which will do.

    Attributes:
        openings: the sets of words of which a text must hold one to be about any of them: four in five of what
            a pack watches are out of play in an article by that alone.
    """

    openings: frozenset[str]

    def __new__(cls, subjects: Iterable[Subject]) -> Self:
        """Gather the openings once, when the pack is read."""
        made = super().__new__(cls, subjects)
        made.openings = frozenset(name for subject in made for name in subject.within[0])
        return made


@dataclass(frozen=True, slots=True)
class OwnCue:
    """Words that speak of a rung (or a stance) of one claim only.

    Attributes:
        rung: rung of the claim's ladder; for stances `reversed`, `qualified`, `acted` or `repeated`.
        pattern: regular expression on the folded sentence.
        weight: `major` or `minor`.
    """

    rung: str
    pattern: Expression
    weight: str = "major"


@dataclass(frozen=True, slots=True)
class Saying:
    """Classes of words that together say something of a claim, in any language that has them.

    Attributes:
        rung: `contradicts`, `develops` or `repeats`.
        words: groups each of which must be hit; the first is the deed, whose certainty counts.
        within: characters that another group may stand from the deed; half as many in Japanese and Korean.
        without: sets whose hit in the sentence means that something else is said.
        against: sets whose hit by the deed, with no comma between, means so.
        by: sets one of which must name the speaker, where the sentence has one.
        weight: `major` or `minor`.
    """

    rung: str
    words: tuple[Group, ...]
    within: int
    without: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    weight: str = "major"


@dataclass(frozen=True, slots=True)
class Focus:
    """An event of the pack that sentences go on speaking of.

    Attributes:
        name: of the set that such sentences bear.
        first: first day of the event.
        last: last day of it.
        opens: sentences that name it.
        closes: sets that name something else.
        keeps: sets that say that it is only named beside this one.
        again: sets that refer to it in later paragraphs.
    """

    name: str
    first: date
    last: date
    opens: Subjects
    closes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """How one claim is watched.

    Attributes:
        claim: claim id.
        reader: name of the detector.
        subjects: any of them will do.
        sets: named roles of sets for the reader (`measure`, `avoid`, `event`, …).
        words: plain options for the reader.
        wordings: by what the reader uses them for and language, regular expressions any of which will do.
        cues: own cues by language.
        says: classes of words for every language.
        wide: subjects of so many other sentences that only the claim's own words for a rung count there.
        plain: those of the subjects that need no date.
        dated: those that do.
    """

    claim: str
    reader: str
    subjects: Subjects
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wordings: Mapping[str, Mapping[str, tuple[Expression, ...]]] = field(default_factory=dict)
    cues: Mapping[str, tuple[OwnCue, ...]] = field(default_factory=dict)
    says: tuple[Saying, ...] = ()
    wide: Subjects = field(default_factory=lambda: Subjects(()))
    plain: Subjects = field(init=False, compare=False)
    dated: Subjects = field(init=False, compare=False)
    _sieves: dict[str, Sieve] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Part the subjects that hold by their words from those that need a date as well."""
        object.__setattr__(self, "plain", Subjects(s for s in self.subjects if not s.is_dated))
        object.__setattr__(self, "dated", Subjects(s for s in self.subjects if s.is_dated))

    def cues_in(self, folded: str, language: str) -> list[OwnCue]:
        """The few own cues that may stand in a folded sentence, in order."""
        cues = self.cues.get(language)
        if not cues:
            return []
        if language not in self._sieves:
            self._sieves[language] = Sieve([cue.pattern.source for cue in cues])
        return [cues[index] for index in self._sieves[language].candidates(folded)]


@dataclass(frozen=True, slots=True)
class NovelWatch:
    """A kind of weighty event that no claim covers.

    Attributes:
        id: name, for `explain`.
        topic: topic of the pack.
        subjects: as for claims.
        patterns: what must be said, by language, on the folded sentence.
        weight: `major` or `minor`.
        is_any_topic: the kind says little of the matter (an agreement, a summoned envoy): the topic whose
            words the article holds most of goes before the one given here.
        is_apart: such a step is no side of anything else (a currency swap among what ministers settled):
            it is news beside a change of a claim, too.
        says: what happened, in a few English words; empty where the words found say it.
    """

    id: str
    topic: str
    subjects: Subjects
    patterns: Mapping[str, tuple[Expression, ...]]
    weight: str = "major"
    is_any_topic: bool = False
    is_apart: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act.

    Attributes:
        id: name, for `explain`.
        says: what happened, in a few English words.
        topic: the topic it leans to, and its topic where no words speak of any; may be empty.
        patterns: by language, on the folded sentence.
        is_between: counts only where the sentence itself names both sides.
        is_any_topic: a form that any matter can take (a law, an accord): its topic stands where no words speak of one.
        without: sets whose hit in the sentence means that the words tell of nothing weighty.
    """

    id: str
    says: str
    topic: str
    patterns: Mapping[str, tuple[Expression, ...]]
    is_between: bool = False
    is_any_topic: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActWatch:
    """Weighty acts between the two sides, whatever their matter.

    Attributes:
        between: as for claims: sentences that name both sides.
        beside: sentences that name one of them, with the other nearby.
        acts: first match wins.
        topics: by topic of the pack, the set whose words speak of it.
        outside: topics of a third party: named in the sentence, it is the matter whatever was done.
    """

    between: Subjects
    beside: Subjects
    acts: tuple[Act, ...]
    topics: Mapping[str, str]
    outside: frozenset[str] = frozenset()
    _sieves: dict[str, tuple[Sieve, list[Act]]] = field(
        init=False, compare=False, default_factory=dict
    )

    def acts_in(self, folded: str, language: str) -> list[Act]:
        """The few acts whose words may stand in a folded sentence, in order."""
        if language not in self._sieves:
            owners = [(act, p.source) for act in self.acts for p in act.patterns.get(language, ())]
            sieve = Sieve([pattern for _, pattern in owners])
            self._sieves[language] = sieve, [act for act, _ in owners]
        sieve, acts = self._sieves[language]
        return list({acts[n].id: acts[n] for n in sieve.candidates(folded)}.values())


@dataclass(frozen=True, slots=True)
class RelevanceWatch:
    """When an article is about the pack's subject.

    Attributes:
        pairs: groups all of which must be hit (in the whole article) for the article to be bilateral.
        strong: sets a single hit of which says so.
        claims: claims that make an article relevant as soon as a sentence is about one of them.
        weak: sets that count only beside a country.
        against: sets that lower the score (sport, festivals).
        threshold: score from which an article is relevant.
    """

    pairs: tuple[Group, ...]
    strong: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class OccasionWatch:
    """The event that the baseline is drawn from.

    Attributes:
        subjects: sentences that tell of it.
        days: how long after the baseline's day its reports go on.
        outcomes: claims on what it brought.
    """

    subjects: Subjects
    days: int
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchList:
    """Everything in a pack's `watch/` folder.

    Attributes:
        terms: words by set and language.
        watches: in the order of the file.
        novel: kinds of novel events, first match wins.
        acts: what makes an event of no known kind weighty, or None.
        own_words: by language, what makes (once) the reader of words for rungs of single claims; its ladders
            are claim ids.
        relevance: see there.
        occasion: the event that the baseline is drawn from, or None.
        paths: for ladders that are climbed in order, their rungs in that order; going back along a path
            is no news, while a rung beside it (`stalled`, `rejected`) always is.
        focuses: events that sentences go on speaking of.
    """

    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    watches: tuple[Watch, ...]
    novel: tuple[NovelWatch, ...]
    relevance: RelevanceWatch
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acts: ActWatch | None = None
    occasion: OccasionWatch | None = None
    own_words: Mapping[str, Callable[[], CueReader]] = field(default_factory=dict)
    focuses: tuple[Focus, ...] = ()

    def is_move(self, ladder: str, base: str, rung: str) -> bool:
        """Whether a status that is on one rung moves when it is found on another."""
        path = self.paths.get(ladder, ())
        if base in path and rung in path:
            return path.index(rung) > path.index(base)
        return rung != base

    def expressions(self) -> Iterator[Expression]:
        """Every regular expression, for a check: in use each is compiled when its words are first met."""
        for watch in self.watches:
            yield from (cue.pattern for cues in watch.cues.values() for cue in cues)
            for by_language in watch.wordings.values():
                yield from (wording for some in by_language.values() for wording in some)
        acts = self.acts.acts if self.acts is not None else ()
        for by_language in (one.patterns for some in (self.novel, acts) for one in some):
            for patterns in by_language.values():
                yield from patterns

    def sets_in(self, language: str) -> dict[str, tuple[str, ...]]:
        """Words of one language by set, with those marked `any` added."""
        return {
            name: by_language.get("any", ()) + by_language.get(language, ())
            for name, by_language in self.terms.items()
        }
