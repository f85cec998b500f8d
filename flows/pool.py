"""Worker processes for reading: extraction holds the interpreter's lock, so threads would not help."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from flows.reading import Failure, enter_worker

Work = TypeVar("Work")
Result = TypeVar("Result")


class ReadingPool:
    """Processes that read pages; started with the first page, not before. An async context manager.

    A page that kills its worker (a crash in a C library) is found by trying those that were under way
    again one by one, and comes back as a `Failure`; the others lose nothing.

    Args:
        workers: processes; 0 means one for each core.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
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
        pool = self._running()
        try:
            return await asyncio.wrap_future(pool.submit(function, work))
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
        async with self._alone:
            return await self._run_alone(function, work)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = start_pool(self._workers)
        return self._pool

    async def _run_alone(self, function: Callable[[Work], Result], work: Work) -> Result | Failure:
        with start_pool(1) as pool:
            try:
                return await asyncio.wrap_future(pool.submit(function, work))
            except BrokenProcessPool:
                return Failure("Crash", "reading it ended the worker process", may_change=False)


def start_pool(workers: int) -> ProcessPoolExecutor:
    """Fresh processes, not forks: Prefect and Apprise have threads, and a fork would copy their locks held."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=enter_worker
    )
