"""Being a good guest: when to ask, how often, and how long to stay away.

The decisions are pure functions; `Turnstile` keeps the order within one run. What has to survive a run
(validators, failures, the interval) stands in the source's row of the warehouse.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from flows.errors import TransientFetchError

_DAY_S = 86_400.0
# Seconds between requests that a site asks for in its own words rather than in robots.txt: GDELT's search says "one
# every 5 seconds" in its refusals, and counts strictly.
ASKED_PAUSES_S = {"api.gdeltproject.org": 6.0}
_TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
_SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR


def content_hash(body: bytes) -> str:
    """Return the SHA-256 of a body in hex; compared on 200, since many servers keep an ETag too long."""
    return hashlib.sha256(body).hexdigest()


def is_unconditional(not_modified_streak: int, every: int) -> bool:
    """Whether a source is asked without its validators this time.

    Args:
        not_modified_streak: answers in a row that brought nothing new (304, or 200 with the same hash).
        every: after so many the validators are left out once; 0 never leaves them out.
    """
    return every > 0 and not_modified_streak > 0 and not_modified_streak % every == 0


def next_interval_s(
    interval_s: float, *, has_news: bool, floor_s: float, ceiling_s: float
) -> float:
    """Return how long to wait before a source is asked again, in seconds.

    Halving on news and growing by a half otherwise keeps a source that brings something in two polls of
    five where it is; a wire settles at the floor, a ministry's page at the ceiling.

    Args:
        interval_s: the present interval; anything not positive stands for the floor.
        has_news: the poll brought an entry that was not known.
        floor_s: shortest interval, seconds.
        ceiling_s: longest interval, seconds.
    """
    present = interval_s if interval_s > 0 else floor_s
    wanted = present / 2 if has_news else present * 1.5
    return min(max(wanted, floor_s), ceiling_s)


def back_off_s(
    failures: int, *, retry_after_s: float | None = None, floor_s: float, ceiling_s: float = _DAY_S
) -> float:
    """Return how long a source that failed is left alone, in seconds.

    Args:
        failures: failures in a row, this one included.
        retry_after_s: what the server asked for; obeyed when longer, up to a day.
        floor_s: wait after the first failure; it doubles with each further one.
        ceiling_s: longest wait of our own accord.
    """
    own = min(floor_s * 2.0 ** min(max(failures - 1, 0), 20), ceiling_s)
    return max(own, min(retry_after_s or 0.0, _DAY_S))


def retry_after_s(value: str, now: datetime) -> float | None:
    """Read a Retry-After header.

    Args:
        value: seconds or an HTTP date.
        now: aware time the date is counted from.

    Returns:
        Seconds, not negative; None when there is none or it cannot be read.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), int(_DAY_S)))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def rest_s(status: int, failures: int, asked_s: float | None) -> float:
    """Return how long a whole host is left alone within a run after an answer, in seconds.

    One refused page among many says little about the host, so a first 403 or 5xx without Retry-After costs
    nothing but the usual spacing; 'too many requests' is about us and always counts.

    Args:
        status: HTTP status of the answer.
        failures: refusals of the host in a row, this one included.
        asked_s: its Retry-After in seconds, if it gave one.
    """
    if status not in (_TOO_MANY, HTTPStatus.FORBIDDEN) and status < _SERVER_ERROR:
        return 0.0
    step = failures if status == _TOO_MANY else failures - 1
    own = 0.0 if step <= 0 else min(15.0 * 2.0 ** min(step, 12), 3600.0)
    return max(own, asked_s or 0.0)


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready_at: float = 0.0
    failures: int = 0


class Turnstile:
    """One request at a time for each host, spaced out; so many in all.

    Args:
        spacing_s: seconds from the end of one request to a host to the start of the next.
        concurrency: requests under way at once, over all hosts.
        patience_s: longest wait for a host that asked for rest; beyond it the request fails.
        queue_s: longest wait in a host's line; beyond it the request fails, so that one slow host holds up nobody.
        clock: monotonic seconds.
        sleep: how to wait.
    """

    def __init__(
        self,
        spacing_s: float,
        concurrency: int,
        *,
        patience_s: float = 90.0,
        queue_s: float = math.inf,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._spacing_s = spacing_s
        self._patience_s = patience_s
        self._queue_s = queue_s
        self._all = asyncio.Semaphore(concurrency)
        self._lanes: dict[str, _Lane] = {}
        self._clock = clock
        self._sleep = sleep

    @asynccontextmanager
    async def lane(self, authority: str, delay_s: float = 0.0) -> AsyncIterator[None]:
        """Wait for this host's turn and a free place; hold both while the block runs.

        Args:
            authority: `host:port`.
            delay_s: crawl-delay of its robots.txt, where longer than our spacing.

        Raises:
            TransientFetchError: the host wants to be left alone for longer than our patience, or its line is too long.
        """
        lane = self._lanes.setdefault(authority, _Lane())
        came_at = self._clock()
        async with lane.lock:
            if self._clock() - came_at > self._queue_s:
                raise TransientFetchError(f"{authority} is slow; this has to wait for the next run")
            wait_s = lane.ready_at - self._clock()
            if wait_s > self._patience_s:
                message = f"{authority} wants to be left alone for {wait_s:.0f} s"
                raise TransientFetchError(message, retry_after_s=wait_s)
            if wait_s > 0:
                await self._sleep(wait_s)
            async with self._all:
                try:
                    yield
                finally:
                    rest_until = self._clock() + max(self._spacing_s, delay_s)
                    lane.ready_at = max(lane.ready_at, rest_until)

    def report(self, authority: str, status: int, asked_s: float | None = None) -> None:
        """Note a host's answer; refusals make it rest.

        Args:
            authority: `host:port`.
            status: HTTP status.
            asked_s: Retry-After in seconds, if given.
        """
        lane = self._lanes.setdefault(authority, _Lane())
        is_refusal = status in (_TOO_MANY, HTTPStatus.FORBIDDEN) or status >= _SERVER_ERROR
        lane.failures = lane.failures + 1 if is_refusal else 0
        lane.ready_at = max(lane.ready_at, self._clock() + rest_s(status, lane.failures, asked_s))
