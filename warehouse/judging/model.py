"""Values of judging: claims of a baseline pack, findings, judgements. Nothing here knows SQL or Nara."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from extractors.model import Certainty


class ClaimType(StrEnum):
    """What a claim's value is, and therefore what can move it."""

    FACT = "fact"
    GAUGE = "gauge"
    STATUS = "status"
    STANCE = "stance"
    OFFICE = "office"


class FindingKind(StrEnum):
    """Verdicts; the first three alert."""

    CONTRADICTION = "contradiction"
    DEVELOPMENT = "development"
    NOVEL = "novel"
    RESTATEMENT = "restatement"
    UNDECIDED = "cannot-tell"


ALERTING = frozenset({FindingKind.CONTRADICTION, FindingKind.DEVELOPMENT, FindingKind.NOVEL})


class Weight(StrEnum):
    """Whether an analyst must hear of it (`MAJOR`) or may (`MINOR`: demands, plans, hints)."""

    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """A typed value; which fields are set depends on `kind`.

    Attributes:
        kind: `date`, `place`, `days`, `ordinal`, `count`, `percent`, `money`, `rank`, `rung`, `office`,
            `stance`, `event`.
        text: the value in a few English words.
        number: days, ordinal, count, percent, amount of money, rank.
        unit: counter in English, or ISO 4217 code.
        first: first ISO day a date value covers (or since when an office is held).
        last: last ISO day (or empty).
        also: further ISO days that are no disagreement (the second day of a visit).
        rung: rung on the claim's ladder.
        entities: entity ids: accepted places, the holder of an office, the actor of a stance.
        former: entity id of an office's former holder, or empty.
    """

    kind: str
    text: str
    number: float | None = None
    unit: str = ""
    first: str = ""
    last: str = ""
    also: tuple[str, ...] = ()
    rung: str = ""
    entities: tuple[str, ...] = ()
    former: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A seed that says something else than the claim's value."""

    seed: str
    says: str


@dataclass(frozen=True, slots=True)
class Growth:
    """Figures of a seed that should agree: what a number was, what it became, by how many percent.

    Attributes:
        was: the earlier figure.
        now: the later one.
        percent: the change as the seed gives it.
        seed: the seed that gives it.
    """

    was: float
    now: float
    percent: float
    seed: str

    @property
    def computed(self) -> float:
        """The change that the two figures give, in percent."""
        return (self.now / self.was - 1) * 100


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a baseline.

    Attributes:
        id: contract id, `subject.aspect`.
        type: see `ClaimType`.
        statement: the claim in our own words, by language.
        value: typed value.
        as_of: day from which, or for which, the value holds.
        ladder: for statuses: name of a ladder, else empty.
        seeds: ids of the seeds that say so.
        disagreements: seeds that say otherwise.
        growth: for gauges: figures of change that the seeds give beside the value.
    """

    id: str
    type: ClaimType
    statement: Mapping[str, str]
    value: ClaimValue
    as_of: date
    ladder: str = ""
    seeds: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    growth: tuple[Growth, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """A document the baseline rests on; named, never quoted."""

    id: str
    title: str
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with names in several languages.

    Attributes:
        id: `kind.slug`, e.g. `person.lee-jae-myung`.
        kind: `person`, `place`, `organisation`, `pact`, `country`, `event`, `title`.
        names: spellings by language, `mul` for those of every language; the first of a language is
            its canonical one.
        wikidata: Q-id, or empty where we are not sure.
        country: ISO 3166-1 alpha-2, or empty.
        short: spellings that mean it only after a full name of it (a surname alone).
        abbreviations: headline letters (日, 韓, 北) that mean it only where they stand alone or in a row.
        decoys: longer expressions that contain a spelling and mean something else (中日新聞).
    """

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    wikidata: str = ""
    country: str = ""
    short: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decoys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's time in an office.

    Attributes:
        title: entity id of the title (`title.prime-minister`).
        country: ISO 3166-1 alpha-2 of the office.
        person: entity id.
        first: first day in office.
        last: last day, or None as long as no end is known.
    """

    title: str
    country: str
    person: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What judging needs of an article.

    Attributes:
        id: any string; comes back in messages only.
        title: plain text.
        text: plain text, paragraphs separated by one blank line.
        published: aware; its offset is taken as the article's local zone.
        language: `en`, `ja`, `ko`; empty to have it recognised.
        is_date_guessed: then nothing it says becomes an alert.
    """

    id: str
    title: str
    text: str
    published: datetime
    language: str = ""
    is_date_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article, to the letter.

    Attributes:
        text: the sentence.
        start: offset into the article's text, or into the title.
        end: offset behind it.
        field: `text` or `title`.
    """

    text: str
    start: int
    end: int
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one sentence against one claim (or none, when novel).

    Attributes:
        kind: see `FindingKind`.
        claim: claim id; empty when novel.
        topic: topic of a novel finding; else empty.
        value: what the article says, in a few English words.
        value_key: normalised value; with claim and kind it identifies the news, so that five outlets that
            report it make one alert (`rung:lifted`, `percent:66@2026-03`).
        weight: see `Weight`.
        evidence: the sentence.
        rule: what fired, for `explain`.
        confidence: 0 to 1, calibrated on the labelled articles; not a probability of truth.
        certainty: how sure the sentence itself is.
        compared_with: `baseline` or `current` (an accepted later value), or empty.
        reason: one English sentence saying why, or why not.
        new_value: what the article says as a typed value, which an acceptance makes the current one; None
            where the reader of the claim gives none (it is then read from `value_key` as well as may be).
        denies: value key of the change that the sentence denies, or empty.
    """

    kind: FindingKind
    claim: str
    topic: str
    value: str
    value_key: str
    weight: Weight
    evidence: Evidence
    rule: str
    confidence: float
    certainty: Certainty = Certainty.ASSERTED
    compared_with: str = ""
    reason: str = ""
    new_value: ClaimValue | None = None
    denies: str = ""

    @property
    def is_alerting(self) -> bool:
        """A major finding of an alerting kind."""
        return self.kind in ALERTING and self.weight is Weight.MAJOR


@dataclass(frozen=True, slots=True)
class CurrentValue:
    """A later value that an analyst accepted; judged against from `from_day` on.

    Attributes:
        claim: claim id.
        value: typed value.
        from_day: day from which it holds.
    """

    claim: str
    value: ClaimValue
    from_day: date


@dataclass(frozen=True, slots=True)
class Feedback:
    """What analysts decided: accepted values, and (claim, value_key) pairs that stay silent."""

    current: Mapping[str, CurrentValue] = field(default_factory=dict)
    dismissed: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one article.

    Attributes:
        is_relevant: about the pack's subject, or a matter one of its claims covers.
        relevance: score behind that, 0 to 1.
        findings: all of them, restatements and undecided ones included, in order of the text.
        asides: what single sentences say and others outweigh; an update may be about one (`choosing.with_news`).
    """

    is_relevant: bool
    relevance: float
    findings: tuple[Finding, ...] = ()
    asides: tuple[Finding, ...] = ()
