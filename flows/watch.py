"""The flow `watch`: one pass over the sources, in coarse Prefect tasks. It orders the steps and decides nothing.

With `flows.serve` the only module that imports Prefect; `flows.settings.prepare_prefect` has to be called first.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flows.collecting import Brought
from flows.leaving import hush_at_exit
from flows.plan import Choice, Polled, Wanted, batches
from flows.report import RunReport, render_markdown_summary
from flows.run import Plan, Run, make_plan
from flows.scheduler import server_awaited
from flows.settings import load_settings
from warehouse.records import SourceState, StoredBatch

# Listings of so many sources are asked for, and their articles taken in, before the next ones are.
SOURCES_AT_ONCE = 200
# While one batch is stored, another is extracted and a third fetched.
BATCHES_AHEAD = 2

STOPPING = (signal.SIGTERM, signal.SIGINT)

coarse: dict[str, Any] = {"cache_policy": NO_CACHE, "persist_result": False, "log_prints": False}


@task(name="ask sources", **coarse)
async def ask_sources(run: Run, states: Sequence[SourceState]) -> list[Polled]:
    """Fetch and parse listings."""
    return await run.poll(states)


@task(name="choose articles", **coarse)
async def choose_articles(run: Run, polled: Sequence[Polled]) -> Choice:
    """Drop what is known."""
    return await run.choose(polled)


@task(name="read articles", **coarse)
async def read_articles(run: Run, batch: Sequence[Wanted]) -> list[Brought]:
    """Fetch, archive, extract, judge."""
    return await run.read(batch)


@task(name="store articles", **coarse)
async def store_articles(run: Run, brought: Sequence[Brought]) -> StoredBatch:
    """Dedupe and store with findings and outbox, in one transaction."""
    return await run.store(brought)


@task(name="settle sources", **coarse)
async def settle_sources(run: Run) -> None:
    """Write down how the sources fared."""
    await run.settle()


@task(name="deliver alerts", **coarse)
async def deliver_alerts(run: Run) -> None:
    """Empty the outbox."""
    await run.deliver()


@task(name="publish", **coarse)
async def publish_copy(run: Run) -> None:
    """Renew the read copy."""
    await run.publish()


async def take_in(run: Run, states: Sequence[SourceState]) -> None:
    """Everything from listing to stored, for some sources."""
    polled = await ask_sources(run, quote(states))
    choice = await choose_articles(run, quote(polled))
    ahead: deque[asyncio.Future[list[Brought]]] = deque()
    try:
        for batch in batches(choice.wanted, run.settings.batch):
            ahead.append(asyncio.ensure_future(read_articles(run, quote(batch))))
            if len(ahead) > BATCHES_AHEAD:
                await store_articles(run, quote(await ahead.popleft()))
        while ahead:
            await store_articles(run, quote(await ahead.popleft()))
    finally:
        for reading in ahead:
            reading.cancel()


async def steps(run: Run) -> None:
    """The way of every article of this run."""
    for start in range(0, len(run.due), SOURCES_AT_ONCE):
        await take_in(run, run.due[start : start + SOURCES_AT_ONCE])
    await settle_sources(run)
    await deliver_alerts(run)


async def is_interrupted(work: asyncio.Future[None], stop: asyncio.Event) -> bool:
    """Wait for the work; SIGTERM or Ctrl-C (`stop`) end it between two writes, and everything stored stays."""
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if work.done():
        work.result()
        return False
    work.cancel()
    await asyncio.wait({work})
    return True


@contextmanager
def signals_set(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> Iterator[None]:
    """Let SIGTERM and SIGINT set `stop`; outside the main thread Python delivers no signals, and none are set."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPPING}
    for number in STOPPING:
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


def end_undisturbed() -> None:
    """Leave the end of a scheduled run's process alone: all that is left is for Prefect to note that it is done."""
    if threading.current_thread() is threading.main_thread():
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)


@flow(name="watch", validate_parameters=False, persist_result=False)
async def watch(run: Run | None = None, settings_file: str = "", home: str = "") -> RunReport:
    """One pass over the sources.

    Args:
        run: an open run; None, as for a scheduled run, opens one from the two others.
        settings_file: path, or empty to look for one.
        home: data folder, or empty to take the settings'.

    Returns:
        The summary, which is also an artifact of the flow run.
    """
    stop = asyncio.Event()
    with signals_set(asyncio.get_running_loop(), stop):
        if run is not None:
            return await pass_over(run, stop)
        hush_at_exit()
        settings = load_settings(
            Path(settings_file) if settings_file else None, home=Path(home) if home else None
        )
        plan = make_plan(settings)
        async with Run(plan, datetime.now(UTC), trigger="serve", tell=print_line) as scheduled:
            report = await pass_over(scheduled, stop)
    end_undisturbed()
    return report


async def pass_over(run: Run, stop: asyncio.Event) -> RunReport:
    """The steps, what has to be done after them however they ended (`stop` ends them early), and the summary."""
    was_interrupted = await is_interrupted(asyncio.ensure_future(steps(run)), stop)
    report = await run.finish("interrupted" if was_interrupted else "done")
    if run.has_changed_anything:
        await publish_copy(run)
    report = replace(report, is_published=run.has_changed_anything)
    await acreate_markdown_artifact(
        markdown=render_markdown_summary(report),
        key="narawatch-run",
        description="What the run came to",
    )
    return report


def print_line(line: str) -> None:
    """Progress of a scheduled run, for the journal."""
    print(line, flush=True)  # noqa: T201 - the journal is this process's output


async def watch_once(
    plan: Plan,
    now: datetime,
    *,
    trigger: str = "run",
    tell: Callable[[str], None] = print_line,
    is_all: bool = False,
) -> RunReport:
    """One pass as `narawatch run` and `demo` make it.

    Args:
        plan: from `flows.run.make_plan`.
        now: aware UTC; the run's one clock reading.
        trigger: what started it, for the run's row.
        tell: gets a line at each step.
        is_all: ask every source, not only those that are due.

    Returns:
        The summary.

    Raises:
        LockTimeoutError: another run is under way here.
        WarehouseError: the warehouse cannot be used.
        SchedulerError: Prefect's own server did not start.
    """
    async with Run(plan, now, trigger=trigger, tell=tell, is_all=is_all) as run:
        with server_awaited():
            return await watch(run)
