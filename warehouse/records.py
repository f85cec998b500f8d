"""Values that go into the warehouse and come out of it: frozen, with aware UTC times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from extractors.model import Article, Entry, Mention, Source
from warehouse.judging.model import Finding, Judgement


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the last fetches of a source left behind.

    Attributes:
        source: the row of the sources file.
        etag: validator of the last full answer, or empty.
        last_modified: validator of the last full answer, or empty.
        body_hash: digest of the last full answer; sources lie about validators.
        next_due_at: aware UTC; None means at once.
        failures: failed fetches in a row.
        not_modified_streak: 304 answers in a row.
        last_success_at: aware UTC of the last answer that could be read, or None.
        last_error: message of the last failure, empty when the last fetch went well.
        last_error_at: aware UTC, or None.
    """

    source: Source
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    next_due_at: datetime | None = None
    failures: int = 0
    not_modified_streak: int = 0
    last_success_at: datetime | None = None
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One request and what became of it.

    Attributes:
        run_id: the run it belongs to.
        source_id: the source it was made for.
        url: address asked for.
        purpose: `feed`, `page` or `robots`.
        fetched_at: aware UTC.
        outcome: `page`, `not-modified`, `error`, or `unreadable` for a page that gave no article.
        status: HTTP status, 0 when there was no answer.
        error: message, empty when all went well; for `unreadable` it begins with the class and a colon.
        size_bytes: size of the body.
        duration_ms: milliseconds from asking to the last byte.
        page_digest: key of the raw page in the archive, or empty.
    """

    run_id: UUID
    source_id: str
    url: str
    purpose: str
    fetched_at: datetime
    outcome: str
    status: int = 0
    error: str = ""
    size_bytes: int = 0
    duration_ms: float = 0.0
    page_digest: str = ""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What the warehouse knows of an address.

    Attributes:
        id: the article's id.
        canonical_url: the address it is stored under, which may differ from the one asked about in scheme or `www.`.
        content_hash: `ids.content_hash` of its current version.
        revision: number of its current version, from 1.
        first_seen_at: aware UTC.
        last_checked_at: aware UTC of the last time its page was read.
    """

    id: UUID
    canonical_url: str
    content_hash: UUID
    revision: int
    first_seen_at: datetime
    last_checked_at: datetime


@dataclass(frozen=True, slots=True)
class Revisit:
    """A known article that is to be looked at again.

    Attributes:
        canonical_url: what it is known by.
        source_id: the source that led to it first.
        entry: what its listing said of it, as far as the article shows it.
    """

    canonical_url: str
    source_id: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class PageHistory:
    """How an address of an article answered lately.

    Attributes:
        is_read: an article was read there; it may be known by another address (a redirect, a canonical link).
        failures: times that nothing could be read there.
        last_at: aware UTC of the last request.
        page_digest: key of the page in the archive, when it was the last answer.
    """

    is_read: bool
    failures: int
    last_at: datetime
    page_digest: str = ""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An extracted article on its way in.

    Attributes:
        article: what was extracted.
        source_id: the source that led to it.
        seen_at: aware UTC when its page was fetched.
        page_digest: key of the raw page in the archive, or empty.
        owner: who owns the outlet (`Source.owner`), or empty.
        outlet: the outlet's name; empty takes the article's own, then the address's host.
        title_mentions: names in the title; those without an entity are candidates.
        text_mentions: names in the text.
        traits: what it is recognised by, from `warehouse.traits`; None has it computed when the article is placed.
    """

    article: Article
    source_id: str
    seen_at: datetime
    page_digest: str = ""
    owner: str = ""
    outlet: str = ""
    title_mentions: tuple[Mention, ...] = ()
    text_mentions: tuple[Mention, ...] = ()
    traits: Traits | None = None


class Arrival(StrEnum):
    """What an article is to the corpus."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What near-copies are found by; made by `warehouse.near.fingerprints`.

    Attributes:
        text_hash: `ids.text_hash`.
        sketch: one byte a permutation: the low bits of the MinHash.
        bands: 32-bit keys, one a band.
        sentences: 64-bit keys of the sentences, in order.
    """

    text_hash: UUID
    sketch: bytes
    bands: tuple[int, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is recognised by.

    Attributes:
        fingerprint: of its text, for near-copies.
        features: weight by key, for stories; see `warehouse.story_features`.
    """

    fingerprint: Fingerprint
    features: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs in the corpus.

    Attributes:
        article_id: its id.
        arrival: new, revised, or nothing to do.
        revision: number that this version has or would have.
        content_hash: digest of this version.
        group_id: the near-copy group, named by its first member; the article's own id when it is alone.
        similarity: estimated Jaccard likeness to the nearest member of the group; 1.0 when alone.
        new_spans: stretches of the text, as (start, end) in code points, that neither another member of
            the group nor an earlier version says; everything, when the article is alone and new.
        story_id: the story.
        story_score: likeness to the story, 0 when it begins one.
        origin: key of the independent origin (`agency:yonhap`, `owner:…`, `outlet:…`).
        origin_reason: `agency`, `copy`, `owner` or `outlet`.
        fingerprint: stored with the article.
        merges: stories that this article showed to be part of the same one.
        features: weights by key that stories are found by; stored with the article.
    """

    article_id: UUID
    arrival: Arrival
    revision: int
    content_hash: UUID
    group_id: UUID
    similarity: float
    new_spans: tuple[tuple[int, int], ...]
    story_id: UUID
    story_score: float
    origin: str
    origin_reason: str
    fingerprint: Fingerprint
    merges: tuple[UUID, ...] = ()
    features: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_copy(self) -> bool:
        """Somebody else said most of it before."""
        return self.group_id != self.article_id


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article with its place and its verdicts, ready to be stored.

    Attributes:
        new: the article.
        placement: what `Writer.place` said of it.
        judgement: what the judge said of it; None when it was not judged.
    """

    new: NewArticle
    placement: Placement
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that one transaction stores.

    Attributes:
        run_id: from `Writer.start_run`.
        now: aware UTC, the run's one clock reading.
        articles: the judged articles.
        pack_id: the baseline they were judged by.
        pack_version: its version.
        targets: labels of the channels that alerts go to; free of passwords.
        silence: why no finding of this batch is told (`backfill`), or empty.
    """

    run_id: UUID
    now: datetime
    articles: tuple[JudgedArticle, ...]
    pack_id: str
    pack_version: str
    targets: tuple[str, ...] = ()
    silence: str = ""


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """What a batch came to.

    Attributes:
        new_articles: articles that were not known.
        revised_articles: articles with a new version.
        findings: findings that were not known, silent ones included.
        alerts: ids of the alerts it caused.
        attached: findings that joined an alert that was there already.
    """

    new_articles: int
    revised_articles: int
    findings: int
    alerts: tuple[UUID, ...]
    attached: int


@dataclass(frozen=True, slots=True)
class PendingDelivery:
    """An alert that a channel has not got yet, with what a message needs.

    Attributes:
        alert_id: the alert.
        target: label of the channel.
        attempts: failed tries so far.
        finding: the finding that caused it.
        finding_id: its id, as analysts quote it.
        pack_id: baseline.
        article_title: title of the article.
        article_url: its address.
        outlet: who published it.
        published_at: aware, in the zone of its press, or None.
        language: language of the article.
        created_at: aware UTC when the alert was made.
        origins: independent origins so far.
        articles: articles that say so, so far.
        outlets: who published them, in order.
        story_id: the story.
    """

    alert_id: UUID
    target: str
    attempts: int
    finding: Finding
    finding_id: UUID
    pack_id: str
    article_title: str
    article_url: str
    outlet: str
    published_at: datetime | None
    language: str
    created_at: datetime
    origins: int
    articles: int
    outlets: tuple[str, ...]
    story_id: UUID


class Action(StrEnum):
    """What an analyst decides about a finding."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of an analyst.

    Attributes:
        id: the decision's id.
        finding_id: what was decided about.
        action: what was decided.
        why: the analyst's words, may be empty.
        who: the analyst.
        decided_at: aware UTC.
        undoes: for `UNDO`: the decision taken back.
    """

    id: UUID
    finding_id: UUID
    action: Action
    why: str
    who: str
    decided_at: datetime
    undoes: UUID | None = None


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding as the warehouse has it, for `explain`.

    Attributes:
        id: content-addressed.
        finding: the verdict.
        pack_id: baseline it was judged by.
        pack_version: and its version.
        article_id: the article.
        revision: the version of the article that says so.
        title: the article's title.
        url: its address.
        outlet: who published it.
        published_at: aware, in the zone of its press, or None.
        language: of the article.
        story_id: the story.
        alert_id: the alert it belongs to, or None when it stayed silent.
        silence: why it stayed silent, empty when it did not.
        origins: independent origins of the alert (1 when silent).
    """

    id: UUID
    finding: Finding
    pack_id: str
    pack_version: str
    article_id: UUID
    revision: int
    title: str
    url: str
    outlet: str
    published_at: datetime | None
    language: str
    story_id: UUID
    alert_id: UUID | None
    silence: str
    origins: int


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question.

    Attributes:
        columns: names.
        types: the database's names of their types.
        rows: tuples of plain Python values.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
