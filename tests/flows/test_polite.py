"""When to ask, how often, how long to stay away; robots.txt across runs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from flows.errors import HttpStatusError, TransientFetchError, TransientHttpStatusError
from flows.polite import (
    Turnstile,
    back_off_s,
    content_hash,
    is_unconditional,
    next_interval_s,
    rest_s,
    retry_after_s,
)
from flows.robots import RobotsBook

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
ORIGIN = "https://news.example"


@pytest.mark.parametrize(
    ("streak", "every", "expected"),
    [
        (0, 48, False),
        (47, 48, False),
        (48, 48, True),
        (49, 48, False),
        (96, 48, True),
        (5, 0, False),
    ],
)
def test_validators_are_left_out_once_in_a_while(streak, every, expected) -> None:
    assert is_unconditional(streak, every) is expected


def test_the_hash_tells_bodies_apart() -> None:
    assert content_hash(b"a") == content_hash(b"a") != content_hash(b"b")


def test_the_interval_settles_between_floor_and_ceiling() -> None:
    """A lively source ends at the floor, a dead one at the ceiling, and neither passes it."""
    lively = silent = 900.0
    for _ in range(30):
        lively = next_interval_s(lively, has_news=True, floor_s=300, ceiling_s=21_600)
        silent = next_interval_s(silent, has_news=False, floor_s=300, ceiling_s=21_600)
    assert (lively, silent) == (300, 21_600)
    assert next_interval_s(0, has_news=False, floor_s=300, ceiling_s=21_600) == 450


def test_back_off_doubles_up_to_its_ceiling_and_obeys_retry_after() -> None:
    waits = [back_off_s(n, floor_s=60, ceiling_s=500) for n in range(1, 6)]
    assert waits == [60, 120, 240, 480, 500]
    assert back_off_s(1, retry_after_s=7200, floor_s=60, ceiling_s=500) == 7200
    assert back_off_s(1, retry_after_s=1e9, floor_s=60) == 86_400
    assert back_off_s(10_000, floor_s=60) == 86_400


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", 120.0),
        ("Thu, 19 Nov 2026 12:05:00 GMT", 300.0),
        ("Thu, 19 Nov 2026 11:00:00 GMT", 0.0),
        ("99999999999999", 86_400.0),
        ("", None),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_read(value, expected) -> None:
    assert retry_after_s(value, NOW) == expected


@pytest.mark.parametrize(
    ("status", "failures", "asked", "expected"),
    [
        (200, 0, None, 0),
        (404, 0, None, 0),
        (500, 1, None, 0),
        (500, 2, None, 30),
        (403, 3, None, 60),
        (429, 1, None, 30),
        (503, 1, 10.0, 10),
        (429, 99, None, 3600),
    ],
)
def test_a_refusing_host_rests(status, failures, asked, expected) -> None:
    assert rest_s(status, failures, asked) == expected


class Clock:
    """Time that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_crawl_delay_is_kept() -> None:
    clock = Clock()
    turnstile = Turnstile(1.0, 4, clock=clock, sleep=clock.sleep)
    for _ in range(3):
        async with turnstile.lane("h:443", 10.0):
            pass
    assert clock.now == 1020.0


async def test_a_host_that_rests_too_long_fails_the_request() -> None:
    clock = Clock()
    turnstile = Turnstile(1.0, 4, patience_s=60, clock=clock, sleep=clock.sleep)
    turnstile.report("h:443", 429, 600.0)
    with pytest.raises(TransientFetchError) as caught:
        async with turnstile.lane("h:443"):
            pytest.fail("the host was asked")
    assert caught.value.retry_after_s == 600.0
    async with turnstile.lane("other:443"):
        assert clock.now == 1000.0


async def test_who_waits_too_long_in_a_hosts_line_comes_in_the_next_run() -> None:
    """One slow host must not hold up a run; what comes later finds the line short again."""
    clock = Clock()

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(0)
        await clock.sleep(seconds)

    turnstile = Turnstile(1.0, 4, queue_s=25.0, clock=clock, sleep=sleep)

    async def ask(_number: int) -> float:
        async with turnstile.lane("h:443", 10.0):
            return clock.now

    asked = await asyncio.gather(*map(ask, range(6)), return_exceptions=True)
    assert [isinstance(one, TransientFetchError) for one in asked] == [False] * 4 + [True] * 2
    assert clock.now == 1030.0
    assert await ask(7) == 1040.0


def book(folder, answers, clock):
    """A book whose fetches give these answers in turn."""
    asked = []

    async def fetch(url: str) -> str:
        asked.append(url)
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return RobotsBook(fetch, "narawatch", folder=folder, clock=clock), asked


async def test_robots_are_kept_for_a_day_also_across_runs(tmp_path) -> None:
    clock = Clock()
    first, asked = book(tmp_path, ["User-agent: *\nDisallow: /x\nCrawl-delay: 3"], clock)
    assert not (await first.rules(ORIGIN)).is_allowed(f"{ORIGIN}/x")
    assert (await first.rules(ORIGIN)).delay_s == 3.0
    second, asked_again = book(tmp_path, [""], clock)
    assert not (await second.rules(ORIGIN)).is_allowed(f"{ORIGIN}/x")
    clock.now += 90_000
    assert (await second.rules(ORIGIN)).is_allowed(f"{ORIGIN}/x")
    assert (asked, asked_again) == ([f"{ORIGIN}/robots.txt"], [f"{ORIGIN}/robots.txt"])


async def test_an_old_copy_serves_while_the_site_is_down(tmp_path) -> None:
    clock = Clock()
    answers = ["User-agent: *\nDisallow: /x", TransientFetchError("down")]
    robots, _ = book(tmp_path, answers, clock)
    await robots.rules(ORIGIN)
    clock.now += 90_000
    assert not (await robots.rules(ORIGIN)).is_allowed(f"{ORIGIN}/x")


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_no_robots_means_no_rules(status) -> None:
    error = TransientHttpStatusError(403, "u") if status == 403 else HttpStatusError(status, "u")
    robots, _ = book(None, [error], Clock())
    assert (await robots.rules(ORIGIN)).is_allowed(f"{ORIGIN}/x")


async def test_a_broken_copy_is_fetched_again(tmp_path) -> None:
    robots, _ = book(tmp_path, [""], Clock())
    await robots.rules(ORIGIN)
    (kept,) = tmp_path.iterdir()
    kept.write_text("{half")
    again, asked = book(tmp_path, ["User-agent: *\nDisallow: /"], Clock())
    assert not (await again.rules(ORIGIN)).is_allowed(f"{ORIGIN}/")
    assert len(asked) == 1
