"""Connections of a run: one is kept open for each of the hosts asked last, so that their next page comes over it.

A single pool of as many connections as requests may be under way would close one for every host that it turns to
when there are more hosts than that, and each page would cost a handshake; a larger one looks at all its idle
connections before each request. A host is asked one thing at a time, so a pool of its own is all it needs.
"""

from __future__ import annotations

import ssl

import httpcore

# Open sockets, at worst; a run of the shipped sources meets some sixty hosts.
MOST_HOSTS = 100
KEPT_S = 30.0

_Key = tuple[bytes, bytes, int | None]


class Connections:
    """Sends requests over connections that it keeps.

    Args:
        backend: opens the sockets.
        ssl_context: for `https`.
        most_hosts: beyond these the host not asked for longest is forgotten, unless it is still answering.
    """

    def __init__(
        self,
        backend: httpcore.AsyncNetworkBackend,
        ssl_context: ssl.SSLContext,
        *,
        most_hosts: int = MOST_HOSTS,
    ) -> None:
        self._backend = backend
        self._ssl_context = ssl_context
        self._most_hosts = most_hosts
        self._pools: dict[_Key, httpcore.AsyncConnectionPool] = {}

    async def send(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request; the answer's stream has to be closed. Raises httpcore's errors, and the backend's."""
        url = request.url
        key = (url.scheme, url.host, url.port)
        pool = self._pools.pop(key) if key in self._pools else self._new_pool()
        self._pools[key] = pool  # the last asked stands last
        await self._forget_one()
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close everything."""
        while self._pools:
            _, pool = self._pools.popitem()
            await pool.aclose()

    def _new_pool(self) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._ssl_context,
            max_keepalive_connections=1,
            keepalive_expiry=KEPT_S,
            network_backend=self._backend,
        )

    async def _forget_one(self) -> None:
        """Close the connection used longest ago when there are too many."""
        if len(self._pools) <= self._most_hosts:
            return
        *others, _present = self._pools.items()
        for key, pool in others:
            if all(connection.is_idle() for connection in pool.connections):
                del self._pools[key]
                await pool.aclose()
                return
