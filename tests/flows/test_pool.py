"""Pages are read in processes; one that kills its process costs nobody else anything."""

from __future__ import annotations

import asyncio
import os
import time

import pytest

from flows.pool import ReadingPool
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
