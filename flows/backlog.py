"""What was fetched and waits to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

# Some hundreds of usual pages, enough for the workers never to wait. A run's memory has room for it.
MOST_BYTES = 48 * 2**20


class Backlog:
    """Counts the bytes of pages on their way from the fetcher to a worker, so that fetching can wait for reading.

    Of a batch more pages can come than are read; without a bound the large ones would lie in memory all at once.

    Args:
        most_bytes: from so many on nothing more is fetched.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._has_room = asyncio.Event()
        self._has_room.set()

    async def room(self) -> None:
        """Wait until one more page may come; those under way are not counted before they are here."""
        await self._has_room.wait()

    @contextmanager
    def holding(self, size_bytes: int) -> Iterator[None]:
        """Count a page while the block runs."""
        self._count(size_bytes)
        try:
            yield
        finally:
            self._count(-size_bytes)

    def _count(self, size_bytes: int) -> None:
        self._bytes += size_bytes
        if self._bytes < self._most_bytes:
            self._has_room.set()
        else:
            self._has_room.clear()
