"""Dialling: a name is resolved once, and only a public address of it is ever connected to.

The guard sits below HTTP, where the socket is opened. Whatever form an address has (decimal, octal,
a name that leads home, a redirect), the resolver turns it into the address that is checked, and that very
address is dialled, so a second answer of the name server has no say.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable

import httpcore

from flows.addresses import choose, is_allowed
from flows.errors import BlockedAddress, PermanentFetchError, TransientFetchError


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses only.

    Args:
        allow_hosts: hosts or `host:port` that may be private; empty outside tests and the demo.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._allow_hosts = tuple(allow_hosts)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve `host`, refuse what is not public, connect to the first address that answers."""
        addresses = await resolve(host, port)
        if not is_allowed(host, port, self._allow_hosts):
            addresses = choose(addresses)
        if not addresses:
            raise BlockedAddress(f"{host} does not lead to a public address")
        failure: Exception | None = None
        for address in addresses:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise TransientFetchError(f"cannot connect to {host}:{port}") from failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the signature is httpcore's
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no source lives behind a socket file."""
        raise BlockedAddress(f"no socket files: {path}")

    async def sleep(self, seconds: float) -> None:
        """Sleep, as httpcore asks between retries."""
        await asyncio.sleep(seconds)


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a name in the resolver's order.

    Raises:
        TransientFetchError: the name does not resolve now.
        PermanentFetchError: it never can.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        raise TransientFetchError(f"{host} does not resolve: {error.strerror}") from error
    except UnicodeError as error:
        raise PermanentFetchError(f"{host} is no host name") from error
    return list(dict.fromkeys(str(item[4][0]) for item in found))
