"""From sources to readings: ask, fetch, archive, read. Decides nothing; faults come back as values."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from extractors.model import Entry, Page
from flows.addresses import safe_url
from flows.archive import Archive
from flows.backlog import Backlog
from flows.errors import (
    ArchiveError,
    FetchError,
    FlowError,
    HttpStatusError,
    TransientFetchError,
    TransientHttpStatusError,
)
from flows.http import Fetcher, FetchRequest, NotModified
from flows.plan import Polled, Wanted, newest_listings
from flows.polite import content_hash, is_unconditional
from flows.pool import ReadingPool
from flows.reading import Failure, Job, Reading, read_listing, read_page
from flows.settings import Settings
from warehouse.judging.model import Feedback
from warehouse.records import FetchRecord, SourceState

# A sitemap index may name thousands of sitemaps; news stands in the newest few.
MOST_INNER_LISTINGS = 4


@dataclass(frozen=True, slots=True)
class Brought:
    """What one wanted page came to.

    Attributes:
        wanted: what was asked for.
        outcome: the reading, or why there is none.
        records: the requests made for it. They are stored after the article: an address that is recorded as
            read has to be in the warehouse.
    """

    wanted: Wanted
    outcome: Reading | Failure
    records: tuple[FetchRecord, ...] = ()


@dataclass
class Collector:
    """Asks sources and brings articles; keeps a record of every request.

    Attributes:
        fetcher: the polite one.
        archive: where raw pages go first.
        pool: worker processes.
        settings: the run's.
        run_id: for the records.
        feedback: what analysts decided so far.
        clock: gives the run's time, aware UTC.
        backlog: counts the pages that wait to be read.
        records: requests for listings since they were last taken.
        rests: longest time in seconds that a site asked to be left alone for, by source.
    """

    fetcher: Fetcher
    archive: Archive
    pool: ReadingPool
    settings: Settings
    run_id: UUID
    feedback: Feedback
    clock: Callable[[], datetime]
    backlog: Backlog
    records: list[FetchRecord] = field(default_factory=list)
    rests: dict[str, float] = field(default_factory=dict)

    def take_records(self) -> list[FetchRecord]:
        """Hand over the records so far."""
        taken, self.records = self.records, []
        return taken

    async def ask(self, request: FetchRequest, source_id: str) -> Page | NotModified:
        """Ask for a listing as it is, on record; raises FetchError."""
        return await self._get(request, source_id, self.records)

    async def poll(self, state: SourceState) -> Polled:
        """Ask one source for its listing."""
        request = listing_request(state, self.settings)
        try:
            answer = await self._get(request, state.source.id, self.records)
        except FetchError as error:
            return Polled(state, error=str(error), retry_after_s=wait_asked(error))
        if isinstance(answer, NotModified):
            return unchanged(state, answer.etag, answer.last_modified, state.body_hash)
        validators = dict(answer.headers)
        etag, modified = validators.get("etag", ""), validators.get("last-modified", "")
        digest = content_hash(answer.body)
        if digest == state.body_hash:
            return unchanged(state, etag, modified, digest)
        entries = await self.pool.run(read_listing, answer)
        if isinstance(entries, Failure):
            return Polled(state, error=entries.detail)
        entries = await self._unfold(entries, state)
        return Polled(state, entries, etag=etag, last_modified=modified, body_hash=digest)

    async def _unfold(self, entries: Sequence[Entry], state: SourceState) -> tuple[Entry, ...]:
        """Replace listings within the listing (sitemaps of an index) by what the newest of them have."""
        articles = [entry for entry in entries if not entry.is_listing]
        for entry in newest_listings(entries, MOST_INNER_LISTINGS):
            articles += await self._inner_entries(entry, state)
        return tuple(articles)

    async def _inner_entries(self, entry: Entry, state: SourceState) -> list[Entry]:
        request = replace(
            listing_request(state, self.settings), url=entry.url, is_unconditional=True
        )
        try:
            answer = await self._get(request, state.source.id, self.records)
        except FetchError:
            return []  # it has a record of its own; the other listings still count
        if isinstance(answer, NotModified):
            return []
        entries = await self.pool.run(read_listing, answer)
        if isinstance(entries, Failure):
            return []
        return [found for found in entries if not found.is_listing]

    async def bring(self, wanted: Wanted) -> Brought:
        """Fetch, archive and read one article."""
        digest = wanted.page_digest
        before = await asyncio.to_thread(self._archived, digest) if digest else None
        notes: list[FetchRecord] = []
        outcome = await self._outcome(wanted, before, notes)
        if isinstance(outcome, Failure) and notes[-1].outcome == "page":
            said = f"{outcome.reason}: {outcome.detail}"
            notes[-1] = replace(notes[-1], outcome="unreadable", error=said)
        return Brought(wanted, outcome, tuple(notes))

    def _archived(self, digest: str) -> Page | None:
        """The page that an address answered last time; None when it was forgotten since."""
        try:
            return self.archive.get(digest)
        except ArchiveError:
            return None

    async def _outcome(
        self, wanted: Wanted, before: Page | None, notes: list[FetchRecord]
    ) -> Reading | Failure:
        request = page_request(wanted, before)
        try:
            page = await self._get(request, wanted.source.id, notes)
        except FetchError as error:
            return Failure(type(error).__name__, str(error), error.retry)
        if isinstance(page, Page):
            with self.backlog.holding(len(page.body)):
                digest = await asyncio.to_thread(self.archive.put, page)
                return await self._read(page, digest, wanted)
        if before is None:  # asked without validators, so a fault of the server
            return Failure("NotModified", "304 without having been asked", may_change=True)
        same = replace(before, entry=wanted.entry, fetched_at=page.fetched_at)
        return await self._read(same, wanted.page_digest, wanted)

    async def _read(self, page: Page, digest: str, wanted: Wanted) -> Reading | Failure:
        may_ask = self.settings.adjudicator.may_ask
        job = Job(page, digest, wanted.source, self.settings.pack, self.feedback, may_ask)
        return await self.pool.run(read_page, job)

    async def bring_all(self, batch: Iterable[Wanted]) -> list[Brought]:
        """Bring a batch; a page that hits a fault of ours is a failure, and the others go on."""
        todo = list(batch)
        done = await asyncio.gather(*map(self.bring, todo), return_exceptions=True)
        await asyncio.to_thread(self.archive.flush)
        return [settled(wanted, outcome) for wanted, outcome in zip(todo, done, strict=True)]

    async def _get(
        self, request: FetchRequest, source_id: str, notes: list[FetchRecord]
    ) -> Page | NotModified:
        began = time.monotonic()
        try:
            answer = await self.fetcher.get(request)
        except FetchError as error:
            notes.append(self._note(request, source_id, began, error))
            self.rests[source_id] = max(self.rests.get(source_id, 0.0), wait_asked(error) or 0.0)
            raise
        notes.append(self._note(request, source_id, began, answer))
        return answer

    def _note(
        self,
        request: FetchRequest,
        source_id: str,
        began: float,
        answer: Page | NotModified | FetchError,
    ) -> FetchRecord:
        took_ms = (time.monotonic() - began) * 1000
        return FetchRecord(
            run_id=self.run_id,
            source_id=source_id,
            # A listing's address may carry a key; a page's is what it is found by again.
            url=request.url if request.purpose == "page" else safe_url(request.url),
            purpose=request.purpose,
            fetched_at=self.clock(),
            duration_ms=round(took_ms, 1),
            **outcome_of(answer),
        )


def outcome_of(answer: Page | NotModified | FetchError) -> dict[str, Any]:
    """The part of a fetch record that depends on how it ended."""
    if isinstance(answer, NotModified):
        return {"outcome": "not-modified", "status": HTTPStatus.NOT_MODIFIED.value}
    if isinstance(answer, FetchError):
        return {"outcome": "error", "status": status_of(answer), "error": str(answer)}
    return {
        "outcome": "page",
        "status": answer.status,
        "size_bytes": len(answer.body),
        "page_digest": content_hash(answer.body),
    }


def status_of(error: FetchError) -> int:
    """The HTTP status behind an error; 0 when no answer came."""
    if isinstance(error, HttpStatusError | TransientHttpStatusError):
        return error.status
    return 0


def listing_request(state: SourceState, settings: Settings) -> FetchRequest:
    """What to ask a source: with its validators, but once in a while without."""
    source = state.source
    return FetchRequest(
        source.url,
        etag=state.etag,
        last_modified=state.last_modified,
        user_agent=source.user_agent,
        is_unconditional=is_unconditional(
            state.not_modified_streak, settings.http.unconditional_every
        ),
        purpose="feed",
        kind=source.kind,
        link_pattern=source.link_pattern,
    )


def page_request(wanted: Wanted, before: Page | None) -> FetchRequest:
    """What to ask for an article's page: with the validators of what it answered last, where that is known.

    After a 304 it is asked without them (see `PageHistory.page_digest`): some servers keep an ETag too long, and an
    edit that is told late is better than one that is never told.
    """
    validators = dict(before.headers) if before else {}
    return FetchRequest(
        wanted.entry.url,
        etag=validators.get("etag", ""),
        last_modified=validators.get("last-modified", ""),
        user_agent=wanted.source.user_agent,
        entry=wanted.entry,
    )


def unchanged(state: SourceState, etag: str, last_modified: str, body_hash: str) -> Polled:
    """A source that has nothing new."""
    return Polled(
        state, is_unchanged=True, etag=etag, last_modified=last_modified, body_hash=body_hash
    )


def wait_asked(error: FetchError) -> float | None:
    """Seconds the server asked us to stay away, or None."""
    return error.retry_after_s if isinstance(error, TransientFetchError) else None


def settled(wanted: Wanted, outcome: Brought | BaseException) -> Brought:
    """What `gather` gave: a fault of one page is told; a fault of the disk or a cancelled run is raised."""
    if isinstance(outcome, Brought):
        return outcome
    if isinstance(outcome, OSError | FlowError) or not isinstance(outcome, Exception):
        raise outcome
    detail = f"{type(outcome).__name__}: {outcome} (a fault of narawatch; please report it)"
    return Brought(wanted, Failure("Fault", detail, may_change=False))
