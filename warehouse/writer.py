"""The one way to write: `with writing(home, who=...) as writer`. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from extractors.model import Source
from warehouse import (
    corpus,
    decisions,
    likeness,
    migrate,
    outbox,
    placing,
    sourcing,
    story_counts,
    verdicts,
)
from warehouse.db import Connection, be_modest, keep_log, open_writable, storage_errors, transaction
from warehouse.errors import StorageError
from warehouse.home import Home
from warehouse.judging.model import Claim, Feedback
from warehouse.lock import writers_lock
from warehouse.records import (
    Action,
    Arrival,
    Batch,
    Decision,
    FetchRecord,
    KnownArticle,
    NewArticle,
    PageHistory,
    PendingDelivery,
    Placement,
    Revisit,
    SourceState,
    StoredBatch,
)

# Working a few rows into the file costs half a megabyte of writing, however few they are; a log of one megabyte
# takes 0.05 s to read at opening.
MOST_LOG_BYTES = 1_000_000


@contextmanager
def writing(
    home: Home, *, who: str, wait_seconds: float = 60, is_note: bool = False
) -> Iterator[Writer]:
    """Hold the writer's lock and the database, brought to the current schema.

    Keep it short: other writers queue meanwhile, readers never notice.

    Args:
        home: the data directory; made when missing.
        who: what we are, for the message that others get while they wait.
        wait_seconds: how long to queue.
        is_note: a few rows at most will be written; see `database`.

    Yields:
        the writer.

    Raises:
        LockTimeoutError: names the holder.
        NewerDatabaseError: the database is from a newer narawatch; it is left untouched.
        DatabaseUnreadableError: the file is no database of ours.
        StorageError: the disk refuses.
    """
    try:
        home.make()
    except OSError as error:
        raise StorageError(f"cannot make {home.root}: {error.strerror}") from error
    with (
        writers_lock(home.lock, who=who, wait_seconds=wait_seconds),
        database(home, is_note=is_note) as connection,
    ):
        be_modest(connection)
        yield Writer(connection)


@contextmanager
def database(home: Home, *, is_note: bool = False) -> Iterator[Connection]:
    """The database itself, in the current schema; the caller holds the writer's lock.

    Args:
        home: the data directory.
        is_note: leave what is written in the log beside the file, which the next one who opens the database
            reads. Otherwise, or when the log has grown, it is worked into the file at the end.
    """
    if home.database.exists():
        migrate.refuse_newer(home.database)
    connection = open_writable(home.database)
    try:
        migrate.migrate(connection, datetime.now(UTC))
        if is_note and log_bytes(home) < MOST_LOG_BYTES:
            keep_log(connection)
        yield connection
    finally:
        with storage_errors():
            connection.close()


def log_bytes(home: Home) -> int:
    """Size of the log that DuckDB keeps beside the database, 0 when there is none."""
    try:
        return home.log.stat().st_size
    except FileNotFoundError:
        return 0


class Writer:
    """Everything that changes the warehouse; get one from `writing`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def start_run(self, started_at: datetime, trigger: str) -> UUID:
        """Note that a run began, and give it an id."""
        run_id = uuid4()
        with transaction(self._connection) as connection:
            sourcing.start_run(connection, run_id, started_at, trigger)
        return run_id

    def finish_run(
        self, run_id: UUID, finished_at: datetime, outcome: str, counts: Mapping[str, int]
    ) -> None:
        """Note how a run ended: `done`, `failed` or `interrupted`, and what it did, as numbers by name."""
        with transaction(self._connection) as connection:
            sourcing.finish_run(connection, run_id, finished_at, outcome, counts)

    def sync_sources(self, sources: Sequence[Source], now: datetime) -> None:
        """Make the sources table say what the sources file says."""
        with transaction(self._connection) as connection:
            sourcing.sync_sources(connection, sources, now)

    def sync_claims(
        self, pack_id: str, pack_version: str, claims: Mapping[str, Claim], now: datetime
    ) -> None:
        """Keep the claims of a version of a pack; call it before storing findings judged by it."""
        with transaction(self._connection) as connection:
            sourcing.sync_claims(connection, pack_id, pack_version, claims, now)

    def source_states(self) -> list[SourceState]:
        """All sources of the file with what their last fetches left."""
        with storage_errors():
            return sourcing.source_states(self._connection)

    def due_sources(self, now: datetime) -> list[SourceState]:
        """The enabled sources that are to be polled by now."""
        return [
            state
            for state in self.source_states()
            if state.source.is_enabled and (state.next_due_at is None or state.next_due_at <= now)
        ]

    def set_source_states(self, states: Sequence[SourceState]) -> None:
        """Replace what is known of some sources."""
        with transaction(self._connection) as connection:
            sourcing.set_source_states(connection, states)

    def record_fetches(self, fetches: Sequence[FetchRecord]) -> None:
        """Note some requests."""
        with transaction(self._connection) as connection:
            sourcing.record_fetches(connection, fetches)

    def page_histories(self, urls: Sequence[str], since: datetime) -> dict[str, PageHistory]:
        """How some addresses, as listings have them, answered since a time; those never asked are left out."""
        with storage_errors():
            return sourcing.page_histories(self._connection, urls, since)

    def known(self, urls: Sequence[str]) -> dict[str, KnownArticle]:
        """What is known of some canonical addresses; unknown ones are left out."""
        with storage_errors():
            return corpus.known_articles(self._connection, urls)

    def due_revisits(self, now: datetime, ages: Sequence[timedelta]) -> list[Revisit]:
        """Say which known articles are to be looked at again.

        Args:
            now: aware.
            ages: how long after its first sight an article is looked at again, each age once.

        Returns:
            newest first.
        """
        with storage_errors():
            return corpus.due_revisits(self._connection, now, ages)

    def place(self, articles: Sequence[NewArticle]) -> list[Placement]:
        """Say where some articles belong: revision, near-copy group, what is new in them, story, origin.

        Nothing is written. Store the answer within the same `writing`, lest another writer come between.

        Args:
            articles: on their way in.

        Returns:
            a placement for each, in order.
        """
        with storage_errors():
            return placing.place(self._connection, articles)

    def store(self, batch: Batch) -> StoredBatch:
        """Store articles, findings and alerts in one transaction; storing the same again changes nothing.

        Args:
            batch: placed by this writer.

        Returns:
            what was new in it.

        Raises:
            StorageError: the disk refused; nothing of the batch was kept.
        """
        with transaction(self._connection) as connection:
            corpus.write_articles(connection, batch)
            likeness.write_likeness(connection, batch)
            story_counts.recount(connection, _touched_stories(connection, batch))
            decided = decisions.decided(connection)
            findings, plan = verdicts.write_findings(connection, batch, decided)
        arrivals = [judged.placement.arrival for judged in batch.articles]
        return StoredBatch(
            new_articles=arrivals.count(Arrival.NEW),
            revised_articles=arrivals.count(Arrival.REVISED),
            findings=findings,
            alerts=tuple(alert.id for alert in plan.new),
            attached=len(plan.attached) - len(plan.new),
        )

    def pending_deliveries(
        self, now: datetime, targets: Sequence[str] | None = None
    ) -> list[PendingDelivery]:
        """Alerts that channels have not got yet and that may be tried by now, oldest first."""
        with storage_errors():
            return outbox.pending_deliveries(self._connection, now, targets)

    def record_delivery(
        self, alert_id: UUID, target: str, tried_at: datetime, *, is_taken: bool, detail: str
    ) -> None:
        """Note what a try came to; a failure is tried again after a while that doubles up to six hours."""
        with transaction(self._connection) as connection:
            outbox.record_delivery(
                connection, alert_id, target, tried_at, is_taken=is_taken, detail=detail
            )

    def feedback(self) -> Feedback:
        """What analysts decided, as the judge wants it."""
        with storage_errors():
            return decisions.feedback(self._connection)

    def find(self, identity: str) -> UUID:
        """The finding whose id begins like this; `UnknownIdError` when none or several do."""
        with storage_errors():
            return decisions.find(self._connection, identity)

    def accept(self, finding_id: UUID, who: str, now: datetime, why: str = "") -> Decision:
        """Make a finding's value the claim's current one from its article's date on."""
        with transaction(self._connection) as connection:
            return decisions.decide(connection, finding_id, Action.ACCEPT, why, who, now)

    def dismiss(self, finding_id: UUID, why: str, who: str, now: datetime) -> Decision:
        """Silence a finding's claim and value (a novel one's alert) from now on."""
        with transaction(self._connection) as connection:
            return decisions.decide(connection, finding_id, Action.DISMISS, why, who, now)

    def undo(self, finding_id: UUID, who: str, now: datetime) -> Decision:
        """Take back what was decided last about a finding."""
        with transaction(self._connection) as connection:
            return decisions.undo(connection, finding_id, who, now)


def _touched_stories(connection: Connection, batch: Batch) -> set[UUID]:
    """Stories whose counts a batch may have changed: of its articles, of what these copy, of what was merged."""
    placements = [
        j.placement for j in batch.articles if j.placement.arrival is not Arrival.UNCHANGED
    ]
    articles = {p.article_id for p in placements} | {p.group_id for p in placements}
    merged = {story for p in placements for story in p.merges}
    return story_counts.stories_of(connection, articles) | merged
