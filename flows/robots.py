"""robots.txt of each origin: fetched once, kept for a day, also across runs."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from extractors.robots import Robots, parse_robots
from flows.errors import (
    HttpStatusError,
    TooManyRedirects,
    TransientFetchError,
    TransientHttpStatusError,
)
from flows.files import write_atomically

# RFC 9309, 2.4: no longer than 24 hours, unless the file cannot be had.
_TTL_S = 86_400.0

FetchText = Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets one agent do.

    Attributes:
        robots: the file, read; an empty one where there is none.
        agent: our product name.
    """

    robots: Robots
    agent: str

    def is_allowed(self, url: str) -> bool:
        """Whether `url` may be fetched."""
        return self.robots.can_fetch(url, self.agent)

    @property
    def delay_s(self) -> float:
        """Seconds it wants between two requests, 0 where it does not say."""
        return self.robots.request_spacing(self.agent) or 0.0


@dataclass(frozen=True, slots=True)
class _Copy:
    text: str
    fetched_at_s: float
    rules: Rules


class RobotsBook:
    """The robots.txt files of a run.

    Args:
        fetch: gives the text behind an address, or raises a `FetchError`.
        agent: product name of our User-Agent.
        folder: where copies outlive the run, or None.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        fetch: FetchText,
        agent: str,
        *,
        folder: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._fetch = fetch
        self._agent = agent
        self._folder = folder
        self._clock = clock
        self._locks: dict[str, asyncio.Lock] = {}
        self._known: dict[str, _Copy] = {}

    async def rules(self, origin: str) -> Rules:
        """Return the rules of an origin.

        Args:
            origin: `scheme://host[:port]`.

        Raises:
            TransientFetchError: the file cannot be had now and no copy is left; the site is then left alone
                (RFC 9309, 2.3.1.4).
            FetchError: the origin may not be asked at all.
        """
        async with self._locks.setdefault(origin, asyncio.Lock()):
            known = self._known.get(origin) or self._read(origin)
            if known is None or self._clock() - known.fetched_at_s > _TTL_S:
                known = await self._refresh(origin, known)
            self._known[origin] = known
        return known.rules

    async def _refresh(self, origin: str, stale: _Copy | None) -> _Copy:
        try:
            text = await self._fetch_text(origin)
        except TransientFetchError as error:
            if stale is not None:
                return stale
            message = f"robots.txt cannot be had: {error}"
            raise TransientFetchError(message, retry_after_s=error.retry_after_s) from error
        now_s = self._clock()
        if self._folder is not None:
            record = {"origin": origin, "text": text, "fetched_at_s": now_s}
            write_atomically(self._path(self._folder, origin), json.dumps(record).encode())
        return _Copy(text, now_s, Rules(parse_robots(text), self._agent))

    async def _fetch_text(self, origin: str) -> str:
        """Return the file; no such file (RFC 9309, 2.3.1.3: any 4xx) means no rules."""
        try:
            return await self._fetch(f"{origin}/robots.txt")
        except (HttpStatusError, TooManyRedirects):
            return ""
        except TransientHttpStatusError as error:
            if error.status in (HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_TIMEOUT):
                return ""
            raise

    @staticmethod
    def _path(folder: Path, origin: str) -> Path:
        return folder / f"{hashlib.sha256(origin.encode()).hexdigest()[:32]}.json"

    def _read(self, origin: str) -> _Copy | None:
        if self._folder is None:
            return None
        try:
            record = json.loads(self._path(self._folder, origin).read_bytes())
            text, fetched_at_s = str(record["text"]), float(record["fetched_at_s"])
        except (OSError, ValueError, TypeError, KeyError):
            return None  # never written, or broken: fetched again
        return _Copy(text, fetched_at_s, Rules(parse_robots(text), self._agent))
