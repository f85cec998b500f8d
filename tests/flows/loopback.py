"""A server on a real loopback socket whose every byte the test decides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from flows.http import Fetcher
from flows.settings import HttpSettings

Handler = Callable[["Loopback", str, asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes = b"", status: str = "200 OK", headers: dict[str, str] | None = None
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass
class Loopback:
    """What the server saw: request heads by path, in order; and answers that go before those of the handler."""

    port: int = 0
    heads: list[str] = field(default_factory=list)
    fixed: dict[str, bytes] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [head.split(" ")[1] for head in self.heads]

    def fetcher(self, room=None, **changes) -> Fetcher:
        values = {
            "allow_hosts": (f"127.0.0.1:{self.port}",),
            "host_spacing_s": 0.0,
            "total_timeout_s": 5.0,
        }
        return Fetcher(HttpSettings(**values | changes), room=room)


@asynccontextmanager
async def serving(handler: Handler | dict[str, bytes]) -> AsyncIterator[Loopback]:
    """Serve with a handler, or a fixed answer for each path; robots.txt is missing unless given."""
    loopback = Loopback()
    tasks: set[asyncio.Task] = set()

    async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        try:
            await respond(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        loopback.heads.append(head)
        path = head.split(" ")[1]
        if path in loopback.fixed:
            writer.write(loopback.fixed[path])
        elif isinstance(handler, dict):
            writer.write(handler.get(path, answer(b"none", "404 Not Found")))
        elif path == "/robots.txt":
            writer.write(answer(b"none", "404 Not Found"))
        else:
            await handler(loopback, path, writer)
        await writer.drain()

    server = await asyncio.start_server(on_connection, "127.0.0.1", 0)
    loopback.port = server.sockets[0].getsockname()[1]
    try:
        yield loopback
    finally:
        server.close()
        for task in tasks:
            task.cancel()  # a handler may drip for ever
        await asyncio.gather(*tasks, return_exceptions=True)
