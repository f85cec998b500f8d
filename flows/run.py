"""One run: its tools, its steps in plain Python, its tallies. `flows.watch` hands the steps to Prefect."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from uuid import UUID

from extractors.model import Source
from extractors.urls import identity
from flows.adjudicate import Adjudication, open_model
from flows.archive import Archive
from flows.backlog import Backlog
from flows.collecting import Brought, Collector
from flows.delivering import deliver
from flows.http import Fetcher
from flows.memory import be_thrifty
from flows.notify import Channel, open_channel
from flows.packs import check_pack, open_judge, open_pack
from flows.plan import Choice, Polled, Wanted, addresses, after_poll, choose, with_revisits
from flows.pool import ReadingPool
from flows.reading import Failure, Reading
from flows.report import Delivered, RunReport
from flows.settings import Settings
from flows.sourcefile import open_sources
from flows.vigil import beat
from warehouse.health import DEAD_FAILURES
from warehouse.home import Home
from warehouse.judging.adjudicator import Adjudicator
from warehouse.judging.model import Feedback, Finding
from warehouse.judging.pack import Pack
from warehouse.lock import writers_lock
from warehouse.publish import publish
from warehouse.records import (
    Arrival,
    Batch,
    FetchRecord,
    JudgedArticle,
    KnownArticle,
    PageHistory,
    SourceState,
    StoredBatch,
)
from warehouse.writer import Writer, writing

RUN_LOCK = "run.lock"
BACKFILL = "backfill"
# What a host that is slow, or wants long pauses, does not give in five minutes comes in the next run: at a pause of
# ten seconds thirty pages a run, 2,880 a day. A backfill has time.
QUEUE_S = 300.0
# Listings seldom go back further; older answers of a page no longer count.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run needs before it touches anything: all of it read and found good.

    Attributes:
        settings: the run's.
        sources: the sources file.
        pack: the baseline.
        channels: by label.
        silence: why nothing that is found is told, or empty when it is.
        adjudicator: one of your own, asked instead of the settings' model.
    """

    settings: Settings
    sources: tuple[Source, ...]
    pack: Pack
    channels: dict[str, Channel]
    silence: str = ""
    adjudicator: Adjudicator | None = None


def make_plan(settings: Settings) -> Plan:
    """Read sources, pack and channels; raises UserError or YamlError, and writes nothing."""
    sources = open_sources(settings)
    pack = open_pack(settings.pack)
    check_pack(settings.pack)
    opened = (open_channel(url) for url in settings.channels)
    return Plan(settings, sources, pack, {channel.target: channel for channel in opened})


@dataclass
class Tallies:
    """What happened so far; the report is made of it."""

    polled: list[Polled] = field(default_factory=list)
    listed: int = 0
    fetched: int = 0
    failed_pages: Counter[str] = field(default_factory=Counter)
    retry_sources: set[str] = field(default_factory=set)
    news_sources: set[str] = field(default_factory=set)
    new: int = 0
    revised: int = 0
    judged: Counter[str] = field(default_factory=Counter)
    alerts: int = 0
    joined: int = 0
    deliveries: list[Delivered] = field(default_factory=list)
    is_published: bool = False


class Run:
    """An open run; an async context manager.

    No dataclass: Prefect searches those for its own objects. Slots: what has a `__dict__` it copies into its records.

    Args:
        plan: what it needs.
        now: aware UTC; the run's one clock reading.
        trigger: what started it: `run`, `serve`, `demo`.
        tell: gets a line at each step.
        is_all: ask every source, not only those that are due.
    """

    __slots__ = (
        "_adjudication",
        "_stack",
        "began_at",
        "collector",
        "due",
        "feedback",
        "home",
        "is_all",
        "now",
        "plan",
        "run_id",
        "settings",
        "tallies",
        "tell",
        "trigger",
    )

    def __init__(
        self,
        plan: Plan,
        now: datetime,
        *,
        trigger: str = "run",
        tell: Callable[[str], None],
        is_all: bool = False,
    ) -> None:
        self.plan = plan
        self.settings = plan.settings
        self.home = Home(plan.settings.home)
        self.now = now
        self.trigger = trigger
        self.is_all = is_all
        self.began_at = datetime.now(UTC)
        self.tell = tell
        self.tallies = Tallies()
        self.feedback = Feedback()
        self._stack = AsyncExitStack()
        self._adjudication: Adjudication | None = None

    async def __aenter__(self) -> Self:
        """Take the run's lock, open the warehouse, start the run's row."""
        be_thrifty()
        self.home.make()
        lock = writers_lock(self.home.root / RUN_LOCK, who=self.trigger, wait_seconds=0)
        self._stack.enter_context(lock)
        self.run_id: UUID = await asyncio.to_thread(self._start)
        backlog = Backlog()
        fetcher = await self._stack.enter_async_context(
            Fetcher(
                self.settings.http,
                robots_folder=self.home.root / "robots",
                clock=self.clock,
                queue_s=math.inf if self.trigger == BACKFILL else QUEUE_S,
                room=backlog.room,
            )
        )
        pool = await self._stack.enter_async_context(
            ReadingPool(self.settings.workers, self.settings.pack)
        )
        archive = Archive(self.home.archive)
        self.collector = Collector(
            fetcher, archive, pool, self.settings, self.run_id, self.feedback, self.clock, backlog
        )
        await self._call_adjudicator()
        return self

    async def _call_adjudicator(self) -> None:
        """Bring in whoever is asked after the rules; what tells nobody is not worth a model's time."""
        adjudicator, settings = self.plan.adjudicator, self.settings.adjudicator
        if self.plan.silence or (adjudicator is None and settings.mode == "off"):
            return
        if adjudicator is None:
            opened = open_model(settings, self.home, datetime.now(UTC))
            adjudicator = await self._stack.enter_async_context(opened)
        judge = open_judge(self.settings.pack)
        self._adjudication = Adjudication(adjudicator, judge, self.feedback)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of everything."""
        await self._stack.__aexit__(kind, error, trace)

    def clock(self) -> datetime:
        """The run's time: its `now` and what has passed since, so that a run can live on another day."""
        return self.now + (datetime.now(UTC) - self.began_at)

    async def poll(self, states: Sequence[SourceState]) -> list[Polled]:
        """Ask these sources for their listings, all at once as far as politeness lets us."""
        polled = list(await asyncio.gather(*map(self.collector.poll, states)))
        self.tallies.polled += polled
        failed = sum(bool(one.error) for one in polled)
        self.tell(f"asked {len(polled)} sources, {failed} failed")
        return polled

    async def choose(self, polled: Iterable[Polled]) -> Choice:
        """Look up what is known of the listed articles, and decide which to fetch."""
        answers = tuple(polled)
        listed = addresses(answers, self.plan.sources)
        wanted, known, histories = await asyncio.to_thread(self._known, listed, answers)
        choice = choose(wanted, known, histories, self.now, self.settings)
        tallies = self.tallies
        tallies.listed += len(listed)
        tallies.retry_sources |= choice.cut
        tallies.news_sources |= {w.source.id for w in choice.wanted if w.url not in known}
        self.tell(f"{len(listed)} articles listed, {len(choice.wanted)} to fetch")
        return choice

    async def read(self, batch: Sequence[Wanted]) -> list[Brought]:
        """Fetch, archive, extract and judge a batch; a model has its say here, where nothing is locked."""
        brought = await self._adjudicated(await self.collector.bring_all(batch))
        tallies = self.tallies
        tallies.fetched += len(brought)
        for one in brought:
            if isinstance(one.outcome, Failure):
                tallies.failed_pages[one.outcome.reason] += 1
                if one.outcome.may_change:
                    tallies.retry_sources.add(one.wanted.source.id)
        return brought

    async def _adjudicated(self, brought: list[Brought]) -> list[Brought]:
        if self._adjudication is None:
            return brought
        told = self._adjudication.counts.total()
        heard = await self._adjudication.hear_readings([one.outcome for one in brought])
        if self._adjudication.counts.total() > told:
            self.tell(self._adjudication.says())
        return [replace(one, outcome=outcome) for one, outcome in zip(brought, heard, strict=True)]

    async def store(self, brought: Iterable[Brought]) -> StoredBatch:
        """Dedupe and store a batch with its findings and alerts, in one transaction."""
        batch = list(brought)
        found = [one.outcome for one in batch if isinstance(one.outcome, Reading)]
        readings = list({identity(one.new.article.canonical_url): one for one in found}.values())
        records = [record for one in batch for record in one.records]
        judged, stored = await asyncio.to_thread(self._store, readings, records)
        tallies = self.tallies
        tallies.new += stored.new_articles
        tallies.revised += stored.revised_articles
        tallies.alerts += len(stored.alerts)
        tallies.joined += stored.attached
        tallies.judged.update(f.kind.value for one in judged for f in verdicts(one))
        self.tell(
            f"stored {stored.new_articles} new and {stored.revised_articles} revised articles, "
            f"{len(stored.alerts)} new alerts"
        )
        return stored

    async def note_requests(self) -> None:
        """Write down the requests for listings so far."""
        await asyncio.to_thread(self._note_requests)

    async def settle(self) -> None:
        """Write down how the sources fared, so that the next run asks them when and as it should."""
        await asyncio.to_thread(self._settle)

    async def deliver(self) -> None:
        """Send what the outbox holds."""
        if not self.plan.channels:
            return
        sent = await deliver(
            self.home, self.settings, self.plan.pack, self.plan.channels, self.now, self.feedback
        )
        self.tallies.deliveries += sent
        failed = sum(bool(one.error) for one in sent)
        self.tell(f"delivered {len(sent) - failed} messages, {failed} failed")

    async def publish(self) -> None:
        """Renew the copy that readers open."""
        await asyncio.to_thread(publish, self.home, self.now)
        self.tallies.is_published = True
        self.tell("published the read copy")

    async def finish(self, outcome: str) -> RunReport:
        """Close the run's row.

        Args:
            outcome: `done` or `interrupted`.

        Returns:
            The summary.
        """
        report = self.report(outcome)
        await asyncio.to_thread(self._finish, report)
        return report

    @property
    def has_changed_anything(self) -> bool:
        """Whether readers would see more than a newer time of the last poll.

        Failures count until a source may be called dead: who judges by the copy has to learn of so many.
        """
        tallies = self.tallies
        failures = [(one.state.failures, bool(one.error)) for one in tallies.polled]
        turned = any(
            (before < DEAD_FAILURES) if is_failing else before for before, is_failing in failures
        )
        return bool(tallies.new or tallies.revised or tallies.deliveries or turned)

    def report(self, outcome: str) -> RunReport:
        """The summary so far."""
        tallies = self.tallies
        return RunReport(
            run_id=self.run_id,
            started_at=self.now,
            finished_at=self.clock(),
            outcome=outcome,
            sources=len(tallies.polled),
            unchanged=sum(one.is_unchanged for one in tallies.polled),
            failed_sources={p.state.source.id: p.error for p in tallies.polled if p.error},
            listed=tallies.listed,
            fetched=tallies.fetched,
            failed_pages=dict(tallies.failed_pages),
            new=tallies.new,
            revised=tallies.revised,
            judged=dict(tallies.judged),
            alerts=tallies.alerts,
            joined=tallies.joined,
            deliveries=tuple(tallies.deliveries),
            has_channels=bool(self.plan.channels),
            is_quiet=bool(self.plan.silence),
            is_published=tallies.is_published,
        )

    def _writing(self, step: str, *, is_note: bool = True) -> AbstractContextManager[Writer]:
        who, wait_s = f"{self.trigger}: {step}", self.settings.lock_wait_s
        return writing(self.home, who=who, wait_seconds=wait_s, is_note=is_note)

    def _start(self) -> UUID:
        pack = self.plan.pack
        with self._writing("start") as writer:
            run_id = writer.start_run(self.now, self.trigger)
            writer.sync_sources(self.plan.sources, self.now)
            writer.sync_claims(pack.id, pack.version, pack.claims, self.now)
            # The store applies dismissals, so that the verdict is kept and an undo finds it.
            self.feedback = Feedback(writer.feedback().current)
            states = writer.source_states() if self.is_all else writer.due_sources(self.now)
            self.due = tuple(state for state in states if state.source.is_enabled)
        return run_id

    def _known(
        self, listed: Mapping[str, Wanted], polled: Sequence[Polled]
    ) -> tuple[Mapping[str, Wanted], Mapping[str, KnownArticle], Mapping[str, PageHistory]]:
        """What may be fetched, edits that no listing tells of included, and what is known of it."""
        with self._writing("look up") as writer:
            revisits = writer.due_revisits(self.now, self.settings.revisit_after)
            wanted = with_revisits(listed, polled, revisits)
            asked = [one.entry.url for one in wanted.values()]
            histories = writer.page_histories(asked, self.now - REMEMBERED)
            return wanted, writer.known(list(wanted)), histories

    def _store(
        self, readings: Sequence[Reading], records: Sequence[FetchRecord]
    ) -> tuple[tuple[JudgedArticle, ...], StoredBatch]:
        pack = self.plan.pack
        with self._writing("store", is_note=False) as writer:
            placements = writer.place([one.new for one in readings])
            judged = tuple(
                JudgedArticle(one.new, placement, one.judgement)
                for one, placement in zip(readings, placements, strict=True)
            )
            batch = Batch(
                run_id=self.run_id,
                now=self.now,
                articles=judged,
                pack_id=pack.id,
                pack_version=pack.version,
                targets=tuple(self.plan.channels),
                silence=self.plan.silence,
            )
            stored = writer.store(batch)
            writer.record_fetches(records)  # not before: what is recorded as read must be stored
            return judged, stored

    def _note_requests(self) -> None:
        with self._writing("note") as writer:
            writer.record_fetches(self.collector.take_records())

    def _settle(self) -> None:
        tallies = self.tallies
        states = [
            after_poll(
                one,
                self.now,
                self.settings,
                has_news=one.state.source.id in tallies.news_sources,
                is_complete=one.state.source.id not in tallies.retry_sources,
                rest_s=self.collector.rests.get(one.state.source.id, 0.0),
            )
            for one in tallies.polled
        ]
        with self._writing("settle") as writer:
            writer.record_fetches(self.collector.take_records())
            writer.set_source_states(states)

    def _finish(self, report: RunReport) -> None:
        counts = {
            "sources": report.sources,
            "unchanged": report.unchanged,
            "failed_sources": len(report.failed_sources),
            "listed": report.listed,
            "fetched": report.fetched,
            "failed_pages": sum(report.failed_pages.values()),
            "new": report.new,
            "revised": report.revised,
            "alerts": report.alerts,
            "delivered": sum(not one.error for one in report.deliveries),
        }
        if self.settings.archive_days:
            Archive(self.home.archive).prune(self.now - timedelta(days=self.settings.archive_days))
        with self._writing("finish") as writer:
            writer.finish_run(self.run_id, report.finished_at, report.outcome, counts)
        if report.outcome == "done":
            beat(self.home, report.finished_at)


def verdicts(judged: JudgedArticle) -> tuple[Finding, ...]:
    """The findings of an article, unless it was there before to the letter."""
    is_unchanged = judged.placement.arrival is Arrival.UNCHANGED
    return () if is_unchanged or judged.judgement is None else judged.judgement.findings
