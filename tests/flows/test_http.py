"""Fetching over real loopback sockets: bounds, validators, manners."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib

import pytest

from extractors.model import Entry, Page, SourceKind
from flows.errors import (
    BadContentEncoding,
    DeadlineExceeded,
    HttpStatusError,
    PermanentFetchError,
    RobotsForbidden,
    TooLarge,
    TooManyRedirects,
    TransientFetchError,
    TransientHttpStatusError,
)
from flows.http import FetchRequest, NotModified
from flows.polite import ASKED_PAUSES_S
from tests.flows.loopback import answer, serving

MIB = 1 << 20


async def fetch(handler, path="/", **changes):
    async with serving(handler) as server, server.fetcher(**changes) as fetcher:
        return await fetcher.get(FetchRequest(server.base + path))


async def test_a_page_comes_with_all_that_came_with_it() -> None:
    """Body, headers both ways, the entry that led here and the source's kind."""
    entry = Entry(url="x", title="제목")
    served = answer("본문".encode(), headers={"ETag": '"a"', "Content-Type": "text/html"})
    async with (
        serving({"/a": served}) as server,
        server.fetcher(contact="desk@example.org") as fetcher,
    ):
        page = await fetcher.get(
            FetchRequest(f"{server.base}/a#part", entry=entry, kind=SourceKind.HTML_INDEX)
        )
    assert isinstance(page, Page)
    assert page.body.decode() == "본문"
    assert page.url == f"{server.base}/a"
    assert page.content_type == "text/html"
    assert ("etag", '"a"') in page.headers
    assert ("user-agent", "narawatch/0.1 (+desk@example.org)") in page.request_headers
    assert page.entry is entry
    assert page.kind is SourceKind.HTML_INDEX
    assert page.fetched_at is not None
    assert page.fetched_at.tzinfo is not None


async def test_validators_are_sent_and_304_is_no_page() -> None:
    async with (
        serving({"/f": answer(status="304 Not Modified")}) as server,
        server.fetcher() as fetcher,
    ):
        result = await fetcher.get(
            FetchRequest(f"{server.base}/f", etag='W/"1"', last_modified="yesterday")
        )
    assert result == NotModified(f"{server.base}/f", 'W/"1"', "yesterday", result.fetched_at)
    assert 'if-none-match: W/"1"' in server.heads[-1].lower().replace("w/", "W/")
    assert "if-modified-since: yesterday" in server.heads[-1].lower()


async def test_an_unconditional_request_leaves_the_validators_out() -> None:
    async with serving({"/f": answer(b"x")}) as server, server.fetcher() as fetcher:
        await fetcher.get(FetchRequest(f"{server.base}/f", etag='"1"', is_unconditional=True))
    assert "if-none-match" not in server.heads[-1].lower()


async def test_an_endless_drip_ends_at_the_deadline() -> None:
    """Each byte comes in time, so only the total deadline can end it."""

    async def drip(_server, _path, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.05)

    started = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        await fetch(drip, total_timeout_s=0.6)
    assert time.monotonic() - started < 10


async def test_dripping_headers_end_at_the_deadline() -> None:
    async def drip(_server, _path, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-A: b\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    with pytest.raises(TransientFetchError):
        await fetch(drip, total_timeout_s=0.6)


async def test_a_silent_server_is_left_after_the_read_timeout() -> None:
    async def silent(_server, _path, _writer) -> None:
        await asyncio.sleep(30)

    with pytest.raises(TransientFetchError, match="fell silent"):
        await fetch(silent, read_timeout_s=0.3)


async def test_the_deadline_holds_over_all_hops() -> None:
    async def slow_hops(_server, path, writer) -> None:
        await asyncio.sleep(0.25)
        writer.write(answer(status="302 Found", headers={"Location": f"{path}x"}))

    # Without it the chain would end after eight hops, with an error of its own.
    with pytest.raises(DeadlineExceeded):
        await fetch(slow_hops, total_timeout_s=0.6)


@pytest.mark.parametrize("where", ["{path}x", "/"])
async def test_endless_redirects_end(where) -> None:
    """Both a chain that never ends and a circle."""

    async def onward(_server, path, writer) -> None:
        writer.write(answer(status="301 Moved", headers={"Location": where.format(path=path)}))

    with pytest.raises(TooManyRedirects):
        await fetch(onward)


async def test_a_redirect_that_only_wants_its_cookie_back_is_followed() -> None:
    async def cookie_wall(server, _path, writer) -> None:
        if "cookie: seen=1" in server.heads[-1].lower():
            writer.write(answer(b"inside"))
        else:
            writer.write(
                answer(status="302 Found", headers={"Location": "/", "Set-Cookie": "seen=1"})
            )

    page = await fetch(cookie_wall)
    assert page.body == b"inside"


async def test_cookies_do_not_outlive_their_request() -> None:
    served = {"/": answer(b"x", headers={"Set-Cookie": "id=1"})}
    async with serving(served) as server, server.fetcher() as fetcher:
        await fetcher.get(FetchRequest(server.base + "/"))
        await fetcher.get(FetchRequest(server.base + "/"))
    assert not any("cookie:" in head.lower() for head in server.heads)


async def test_an_announced_giant_is_refused_before_it_is_read() -> None:
    async def giant(_server, _path, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n")
        writer.write(bytes(1000))

    with pytest.raises(TooLarge, match="announces"):
        await fetch(giant)


async def test_an_unannounced_giant_is_cut_at_the_cap() -> None:
    async def giant(_server, _path, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(65536))
            await writer.drain()

    with pytest.raises(TooLarge, match="sends more"):
        await fetch(giant, max_received_bytes=MIB)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_stops_at_the_cap(encoding) -> None:
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    served = {"/": answer(pack(bytes(64 * MIB)), headers={"Content-Encoding": encoding})}
    with pytest.raises(TooLarge, match="inflates"):
        await fetch(served, max_inflated_bytes=MIB)


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"text" * 999)[:-12],
        b"<html>not gzip</html>",
        gzip.compress(b"x" * 99)[:-4] + b"0000",
    ],
    ids=["truncated", "plain", "wrong checksum"],
)
async def test_wrong_gzip_is_an_error(body) -> None:
    with pytest.raises(BadContentEncoding, match=r"^http://127\.0\.0\.1:\d+/: "):
        await fetch({"/": answer(body, headers={"Content-Encoding": "gzip"})})


async def test_an_encoding_nobody_asked_for_is_an_error() -> None:
    with pytest.raises(BadContentEncoding, match="br"):
        await fetch({"/": answer(b"x", headers={"Content-Encoding": "br"})})


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"one ") + gzip.compress(b"two")),
        ("x-gzip", gzip.compress(b"one two") + bytes(8)),
        ("deflate", zlib.compress(b"one two")),
        ("deflate", zlib.compress(b"one two")[2:-4]),
    ],
    ids=["members", "padded", "zlib", "raw"],
)
async def test_what_servers_call_gzip_and_deflate_is_inflated(encoding, body) -> None:
    page = await fetch({"/": answer(body, headers={"Content-Encoding": encoding})})
    assert page.body == b"one two"


async def test_a_body_shorter_than_announced_is_an_error() -> None:
    async def short(_server, _path, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")

    with pytest.raises(TransientFetchError, match="broke off"):
        await fetch(short)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("404 Not Found", HttpStatusError),
        ("204 No Content", HttpStatusError),
        ("403 Forbidden", TransientHttpStatusError),
        ("500 Oops", TransientHttpStatusError),
    ],
)
async def test_statuses_become_errors_that_say_whether_to_retry(status, error) -> None:
    with pytest.raises(error) as caught:
        await fetch({"/": answer(status=status)})
    assert caught.value.status == int(status[:3])
    assert caught.value.retry is (error is TransientHttpStatusError)


async def test_retry_after_is_read_and_the_host_left_alone() -> None:
    """A host that says 'in an hour' gets no second request in this run."""
    busy = answer(status="503 Busy", headers={"Retry-After": "3600"})
    async with serving({"/a": busy, "/b": answer(b"x")}) as server, server.fetcher() as fetcher:
        with pytest.raises(TransientFetchError) as first:
            await fetcher.get(FetchRequest(f"{server.base}/a"))
        with pytest.raises(TransientFetchError, match="left alone") as second:
            await fetcher.get(FetchRequest(f"{server.base}/b"))
    assert first.value.retry_after_s == 3600
    assert "asked again in 3600 s" in str(first.value)
    assert 3500 < second.value.retry_after_s <= 3600
    assert server.paths == ["/robots.txt", "/a"]


async def test_robots_are_asked_first_once_and_obeyed() -> None:
    served = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /private\n"),
        "/open": answer(b"x"),
        "/private/a": answer(b"secret"),
    }
    async with serving(served) as server, server.fetcher() as fetcher:
        await fetcher.get(FetchRequest(f"{server.base}/open"))
        with pytest.raises(RobotsForbidden):
            await fetcher.get(FetchRequest(f"{server.base}/private/a"))
    assert server.paths == ["/robots.txt", "/open"]


async def test_robots_hold_for_the_end_of_a_redirect_too() -> None:
    served = {
        "/robots.txt": answer(b"User-agent: narawatch\nDisallow: /private\n"),
        "/open": answer(status="302 Found", headers={"Location": "/private/a"}),
        "/private/a": answer(b"secret"),
    }
    async with serving(served) as server, server.fetcher() as fetcher:
        with pytest.raises(RobotsForbidden):
            await fetcher.get(FetchRequest(f"{server.base}/open"))
    assert "/private/a" not in server.paths


async def test_robots_that_cannot_be_had_forbid_for_now() -> None:
    with pytest.raises(TransientFetchError, match="robots"):
        await fetch({"/robots.txt": answer(status="500 Oops"), "/": answer(b"x")})


async def test_one_request_at_a_time_for_each_host() -> None:
    now, most = 0, 0

    async def count(_server, _path, writer) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        writer.write(answer(b"x"))

    async with serving(count) as server, server.fetcher() as fetcher:
        await asyncio.gather(*(fetcher.get(FetchRequest(f"{server.base}/{n}")) for n in range(6)))
    assert most == 1
    assert len(server.heads) == 7


async def test_requests_to_one_host_are_spaced() -> None:
    async with (
        serving({"/": answer(b"x")}) as server,
        server.fetcher(host_spacing_s=0.1) as fetcher,
    ):
        started = time.monotonic()
        for _ in range(3):
            await fetcher.get(FetchRequest(server.base + "/"))
    assert time.monotonic() - started >= 0.3  # robots.txt and three pages


async def test_a_pause_that_a_site_asks_for_in_words_is_kept(monkeypatch) -> None:
    monkeypatch.setitem(ASKED_PAUSES_S, "127.0.0.1", 0.4)
    times = []

    async def note(_server, _path, writer) -> None:
        times.append(time.monotonic())
        writer.write(answer(b"x"))

    async with serving(note) as server, server.fetcher() as fetcher:
        for path in ("a", "b"):
            await fetcher.get(FetchRequest(f"{server.base}/{path}"))
    assert times[1] - times[0] >= 0.39


async def test_a_refused_connection_may_be_tried_again() -> None:
    async with serving({}) as server:
        pass
    async with server.fetcher() as fetcher:
        with pytest.raises(TransientFetchError, match="connect"):
            await fetcher.get(FetchRequest(server.base))


@pytest.mark.parametrize("garbage", [b"SSH-2.0-OpenSSH\r\n", b"\x00\xff\xfe" * 50, b""])
async def test_what_is_not_http_is_an_error(garbage) -> None:
    async def speak(_server, _path, writer) -> None:
        writer.write(garbage)

    with pytest.raises(TransientFetchError):
        await fetch(speak)


async def test_messages_carry_no_keys() -> None:
    with pytest.raises(HttpStatusError) as caught:
        await fetch({}, path="/api?client_id=a&apikey=hunter2&q=x")
    assert "hunter2" not in str(caught.value)
    assert "q=x" in str(caught.value)


async def test_a_header_that_cannot_be_sent_is_an_error() -> None:
    with pytest.raises(PermanentFetchError):
        await fetch({"/": answer(b"x")}, user_agent="narawatch\r\nX: y")
