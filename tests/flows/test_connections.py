"""Connections are kept for the hosts asked last, however many hosts a run turns to."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import AsyncExitStack, suppress

import httpcore
import pytest

from flows.connections import Connections
from flows.dialing import GuardedBackend

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage"


async def patient(stack: AsyncExitStack, conversations: list[asyncio.Task[None]]) -> int:
    """A server on a port of its own that leaves its connections open."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversations.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(ANSWER)
        writer.close()
        await writer.wait_closed()

    server = await stack.enter_async_context(await asyncio.start_server(converse, "127.0.0.1", 0))
    return server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(("most_hosts", "wanted"), [(10, 3), (2, 6)])
async def test_each_host_keeps_its_connection_up_to_so_many_hosts(most_hosts, wanted) -> None:
    conversations: list[asyncio.Task[None]] = []
    backend = GuardedBackend(("127.0.0.1",))
    connections = Connections(backend, ssl.create_default_context(), most_hosts=most_hosts)
    async with AsyncExitStack() as stack:
        ports = [await patient(stack, conversations) for _ in range(3)]
        for port in ports * 2:
            request = httpcore.Request(
                "GET", f"http://127.0.0.1:{port}/", headers={"Host": "127.0.0.1"}
            )
            response = await connections.send(request)
            assert await response.aread() == b"page"
            await response.aclose()
        await connections.aclose()
        await asyncio.gather(*conversations)
    assert len(conversations) == wanted
