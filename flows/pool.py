"""Worker processes for reading: extraction holds the interpreter's lock, so threads would not help."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from flows.reading import Failure, enter_worker
from flows.settings import tell_workers

# Of a processor's time. The slowest page let through takes five seconds, judged ten; loading a pack takes three.
PAGE_SECONDS = 60.0
# Works handed over for each worker: one under way and some that wait, so that none is idle while we are busy storing.
# All of them are read again when one kills its worker. With two a run is a tenth slower.
HANDED_OVER = 6

Work = TypeVar("Work")
Result = TypeVar("Result")


class ReadingPool:
    """Processes that read pages; started with the first page, not before. An async context manager.

    A page that kills its worker (a crash in a C library) or does not end (the worker's own alarm kills it) is
    found by trying the few that were handed over again one by one, and comes back as a `Failure`; the others
    lose nothing.

    Args:
        workers: processes; 0 means one for each core.
        pack: baseline pack that they find loaded; another takes its time with the first page.
        page_seconds: processor time that one page may take.
    """

    def __init__(self, workers: int, pack: str = "", *, page_seconds: float = PAGE_SECONDS) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._pack = pack
        self._page_seconds = page_seconds
        self._places = asyncio.Semaphore(HANDED_OVER * self._workers)
        self._pool: ProcessPoolExecutor | None = None
        self._starting = asyncio.Lock()
        self._alone = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Start nothing yet."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers; work that has not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    async def run(self, function: Callable[[Work], Result], work: Work) -> Result | Failure:
        """Call `function(work)` in a worker; both must be importable or picklable."""
        async with self._places:
            pool = await self._running()
            try:
                return await self._in(pool, function, work)
            except BrokenProcessPool:
                if self._pool is pool:
                    self._pool = None
        async with self._alone:
            return await self._run_alone(function, work)

    async def _in(
        self, pool: ProcessPoolExecutor, function: Callable[[Work], Result], work: Work
    ) -> Result:
        future = pool.submit(within, self._page_seconds, function, work)
        return await asyncio.wrap_future(future)

    async def _running(self) -> ProcessPoolExecutor:
        async with self._starting:
            if self._pool is None:
                self._pool = await asyncio.to_thread(start_pool, self._workers, self._pack)
            return self._pool

    async def _run_alone(self, function: Callable[[Work], Result], work: Work) -> Result | Failure:
        with await asyncio.to_thread(start_pool, 1, self._pack) as pool:
            began = time.monotonic()
            try:
                return await self._in(pool, function, work)
            except BrokenProcessPool:
                if time.monotonic() - began < self._page_seconds:
                    return Failure("Crash", "reading it ended the worker process", may_change=False)
        detail = f"reading it took more than {self._page_seconds:.0f} s of processor time"
        return Failure("Endless", detail, may_change=False)


def within(seconds: float, function: Callable[[Work], Result], work: Work) -> Result:
    """Call `function(work)` and die of `SIGPROF` when it takes longer: no library in C can ignore that."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(work)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def start_pool(workers: int, pack: str) -> ProcessPoolExecutor:
    """Forks of a process that has loaded all they need; not of ours, whose threads' locks they would inherit held.

    That process is started with the first pool, and serves all later ones. Returns when there is a worker, which for
    the first pool takes as long as the loading: call it in a thread.
    """
    tell_workers(pack)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["flows.nursery"])
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=enter_worker)
    pool.submit(os.getpid)  # a worker is started with the work for it
    return pool
