"""Pages are read in processes; one that kills its process costs nobody else anything."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from flows.pool import ReadingPool, start_pool
from flows.reading import Failure

pytestmark = pytest.mark.slow


def double_or_die(number):
    """What a worker does here: 13 is the page that crashes a C library."""
    if number == 13:
        os._exit(139)
    time.sleep(0.01)
    return number * 2


async def test_a_page_that_kills_its_worker_is_found_and_the_others_are_read() -> None:
    async with ReadingPool(2) as pool:
        results = await asyncio.gather(
            *(pool.run(double_or_die, number) for number in range(10, 20))
        )
        again = await pool.run(double_or_die, 50)
    [failure] = [result for result in results if isinstance(result, Failure)]
    assert (failure.reason, failure.may_change) == ("Crash", False)
    assert sorted(result for result in results if result != failure) == [
        number * 2 for number in range(10, 20) if number != 13
    ]
    assert again == 100


def double_or_loop(number):
    """What a worker does here: 13 is the page that does not end."""
    while number == 13:
        pass
    return number * 2


async def test_a_page_that_does_not_end_is_given_up_and_the_others_are_read() -> None:
    began = time.monotonic()
    async with ReadingPool(2, page_seconds=0.5) as pool:
        results = await asyncio.gather(*(pool.run(double_or_loop, number) for number in range(40)))
    failure = results.pop(13)
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.may_change) == ("Endless", False)
    assert results == [number * 2 for number in range(40) if number != 13]
    assert time.monotonic() - began < 30


async def test_no_process_is_started_for_nothing() -> None:
    async with ReadingPool(2) as pool:
        assert pool._pool is None


def process_it_came_from(_nothing):
    """What a worker does here: name the process that it is a fork of."""
    return os.getppid()


async def test_workers_are_forks_of_one_process_that_is_not_ours() -> None:
    """Of one that has loaded everything, and has no threads whose locks they could inherit."""
    async with ReadingPool(2) as first, ReadingPool(2) as second:
        parents = {
            await pool.run(process_it_came_from, None) for pool in (first, second) for _ in "ab"
        }
    [parent] = parents
    assert parent != os.getpid()
    assert "Threads:\t1\n" in await asyncio.to_thread(Path(f"/proc/{parent}/status").read_text)


async def test_a_pool_that_starts_holds_nothing_else_up(monkeypatch) -> None:
    """The first waits for the loading, which takes seconds; requests under way must not run out of time meanwhile."""

    def start_slowly(workers: int, pack: str):
        time.sleep(0.5)
        return start_pool(workers, pack)

    monkeypatch.setattr("flows.pool.start_pool", start_slowly)
    async with ReadingPool(1) as pool:
        work = asyncio.ensure_future(pool.run(double_or_die, 4))
        beats = 0
        while not work.done():
            await asyncio.sleep(0.02)
            beats += 1
        assert (await work, beats > 10) == (8, True)
