"""Fetching pages: the only module that speaks HTTP with sites (`flows.chat` does with a model).

A `Fetcher` takes a `FetchRequest` and gives a `Page`, a `NotModified`, or an error of the `FetchError` tree.
Every hop of a redirect goes through the same doors as the first address: the address guard, robots.txt, the
host's turn. The time a request waits in line does not count against its deadline; the time on the wire does,
over all hops.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore
import httpx

from extractors.model import Entry, Page, SourceKind
from flows.addresses import Target, read_target, safe_url
from flows.connections import Connections
from flows.dialing import GuardedBackend
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
from flows.inflate import ACCEPT_ENCODING, Inflater
from flows.polite import ASKED_PAUSES_S, Turnstile, retry_after_s
from flows.robots import RobotsBook
from flows.settings import HttpSettings

# RFC 9309, 2.5: at least 500 KiB of a robots.txt are read; what follows is left out.
_ROBOTS_BYTES = 512_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({403, 408, 425, 429})
_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.8, text/html;q=0.7, */*;q=0.5",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One thing to ask for.

    Attributes:
        url: absolute address.
        etag: validator of the last answer, as the server wrote it, or empty.
        last_modified: the same for its date.
        user_agent: overrides the settings' product for this request, or empty.
        is_unconditional: leave the validators out.
        purpose: `feed`, `page` or `robots`.
        entry: the listing entry that led here.
        kind: kind of the source, for listings.
        link_pattern: see `extractors.model.Source`.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    user_agent: str = ""
    is_unconditional: bool = False
    purpose: str = "page"
    entry: Entry | None = None
    kind: SourceKind = SourceKind.AUTO
    link_pattern: str = ""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing changed.

    Attributes:
        url: address that said so, after redirects.
        etag: validator it gave, or the one it was asked with.
        last_modified: the same for its date.
        fetched_at: aware UTC.
    """

    url: str
    etag: str
    last_modified: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class _Answer:
    """A hop's answer: its body is read only where it is wanted."""

    status: int
    headers: httpx.Headers
    request_headers: httpx.Headers
    body: bytes
    location: str


@dataclass(slots=True)
class _Journey:
    """What one request carries from hop to hop.

    Attributes:
        request: what was asked for.
        left_s: seconds on the wire that are left.
        cookies: set on the way, sent on the way, forgotten after it.
        seen: (address, cookies) pairs met, to notice circles.
    """

    request: FetchRequest
    left_s: float
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    seen: set[tuple[str, str]] = field(default_factory=set)


class _BodyStream(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()


class _GuardedTransport(httpx.AsyncBaseTransport):
    """httpx over connections whose sockets the address guard opens; no proxies."""

    def __init__(self, settings: HttpSettings) -> None:
        backend = GuardedBackend(settings.allow_hosts)
        self._connections = Connections(backend, httpx.create_ssl_context())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        response = await self._connections.send(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_BodyStream(response), request=request
        )

    async def aclose(self) -> None:
        await self._connections.aclose()


def utc_now() -> datetime:
    """Give the present, aware."""
    return datetime.now(UTC)


class Fetcher:
    """Asks for pages, politely and within bounds. Use as an async context manager, once for each run.

    Args:
        settings: bounds, manners and who we are.
        robots_folder: where copies of robots.txt outlive the run, or None.
        clock: gives the aware UTC time that pages are stamped with.
        queue_s: longest wait of a request in its host's line, seconds.
        room: waited for when an article's turn has come, before it is asked for.
    """

    def __init__(
        self,
        settings: HttpSettings,
        *,
        robots_folder: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
        queue_s: float = math.inf,
        room: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._settings = settings
        self._room = room
        self._clock = clock
        self._timeout = httpx.Timeout(
            settings.read_timeout_s, connect=settings.connect_timeout_s, pool=None
        ).as_dict()
        self._transport = _GuardedTransport(settings)
        self._turnstile = Turnstile(settings.host_spacing_s, settings.concurrency, queue_s=queue_s)
        agent = settings.user_agent.partition("/")[0]
        self._robots = RobotsBook(
            self._fetch_robots, agent, folder=robots_folder, clock=lambda: clock().timestamp()
        )

    async def __aenter__(self) -> Self:
        """Open nothing yet; connections are made when needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        await self._transport.aclose()

    async def get(self, request: FetchRequest) -> Page | NotModified:
        """Fetch one address.

        Returns:
            The page, inflated, or `NotModified`.

        Raises:
            FetchError: it did not come; the class says whether trying again may help. Messages carry no
                credentials.
        """
        journey = _Journey(request, self._settings.total_timeout_s)
        url = request.url
        for _hop in range(self._settings.max_redirects + 1):
            target = read_target(url)
            delay_s = await self._check_robots(target, request)
            delay_s = max(delay_s, ASKED_PAUSES_S.get(target.host, 0.0))
            async with self._turnstile.lane(target.authority, delay_s):
                if self._room is not None and request.purpose == "page":
                    await self._room()
                answer = await self._exchange(target, journey)
            if not answer.location:
                return _outcome(target, journey, answer, self._clock())
            url = urljoin(target.url, answer.location)
            _check_circle(url, journey)
        message = f"more than {self._settings.max_redirects} redirects from {safe_url(request.url)}"
        raise TooManyRedirects(message)

    async def _check_robots(self, target: Target, request: FetchRequest) -> float:
        """Return the crawl-delay in seconds, or raise where robots.txt says no."""
        if request.purpose == "robots":
            return 0.0
        rules = await self._robots.rules(target.origin)
        if not rules.is_allowed(target.url):
            raise RobotsForbidden(f"robots.txt forbids {safe_url(target.url)}")
        return rules.delay_s

    async def _fetch_robots(self, url: str) -> str:
        page = await self.get(FetchRequest(url, purpose="robots", is_unconditional=True))
        return page.body.decode("utf-8-sig", "replace") if isinstance(page, Page) else ""

    async def _exchange(self, target: Target, journey: _Journey) -> _Answer:
        """Send one request and read its answer within what is left of the deadline."""
        started = time.monotonic()
        try:
            with _translated(target):
                async with asyncio.timeout(max(journey.left_s, 0.0)):
                    answer = await self._ask(target, journey)
        except TimeoutError as error:
            message = (
                f"{safe_url(target.url)} took longer than {self._settings.total_timeout_s:g} s"
            )
            raise DeadlineExceeded(message) from error
        finally:
            journey.left_s -= time.monotonic() - started
        self._raise_for_status(target, answer)
        return answer

    async def _ask(self, target: Target, journey: _Journey) -> _Answer:
        request = self._build(target, journey)
        response = await self._transport.handle_async_request(request)
        try:
            if "set-cookie" in response.headers:
                journey.cookies.extract_cookies(response)
            body = b""
            if response.status_code == HTTPStatus.OK:
                body = await self._read(response, journey.request.purpose)
        finally:
            await response.aclose()
        location = response.headers.get("location", "")
        is_redirect = response.status_code in _REDIRECTS and location != ""
        return _Answer(
            response.status_code,
            response.headers,
            request.headers,
            body,
            location if is_redirect else "",
        )

    def _build(self, target: Target, journey: _Journey) -> httpx.Request:
        wanted = journey.request
        headers = {
            "user-agent": _agent(
                wanted.user_agent or self._settings.user_agent, self._settings.contact
            ),
            "accept": _ACCEPT[wanted.purpose],
            "accept-encoding": ACCEPT_ENCODING,
        }
        if wanted.etag and not wanted.is_unconditional:
            headers["if-none-match"] = wanted.etag
        if wanted.last_modified and not wanted.is_unconditional:
            headers["if-modified-since"] = wanted.last_modified
        request = httpx.Request(
            "GET", target.url, headers=headers, extensions={"timeout": self._timeout}
        )
        if journey.cookies:
            journey.cookies.set_cookie_header(request)
        return request

    async def _read(self, response: httpx.Response, purpose: str) -> bytes:
        """Read a body, counting what comes off the wire and what it inflates to."""
        is_cut = purpose == "robots"
        limit = _ROBOTS_BYTES if is_cut else self._settings.max_received_bytes
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit and not is_cut:
            raise TooLarge(f"announces {int(declared):,} bytes, more than {limit:,}")
        inflater = Inflater(
            response.headers.get("content-encoding", ""), self._settings.max_inflated_bytes
        )
        received, parts = 0, []
        async for chunk in response.aiter_raw():
            received += len(chunk)
            parts.append(inflater.feed(chunk))
            if received > limit:
                if is_cut:
                    return b"".join(parts)
                raise TooLarge(f"sends more than {limit:,} bytes")
        inflater.finish()
        return b"".join(parts)

    def _raise_for_status(self, target: Target, answer: _Answer) -> None:
        """Tell the turnstile how it went; raise unless the answer is a page, a redirect or a 304."""
        asked_s = retry_after_s(answer.headers.get("retry-after", ""), self._clock())
        self._turnstile.report(target.authority, answer.status, asked_s)
        if answer.location or answer.status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return
        where = safe_url(target.url)
        if answer.status in _PASSING or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TransientHttpStatusError(answer.status, where, retry_after_s=asked_s)
        raise HttpStatusError(answer.status, where)


def _agent(product: str, contact: str) -> str:
    """Return the User-Agent: who asks, and whom to write to."""
    return f"{product} (+{contact})" if contact else product


def _check_circle(url: str, journey: _Journey) -> None:
    """Raise when the same address comes again with nothing new to show it."""
    cookies = "; ".join(sorted(f"{cookie.name}={cookie.value}" for cookie in journey.cookies.jar))
    if (url, cookies) in journey.seen:
        raise TooManyRedirects(f"redirects in a circle at {safe_url(url)}")
    journey.seen.add((url, cookies))


def _outcome(
    target: Target, journey: _Journey, answer: _Answer, now: datetime
) -> Page | NotModified:
    request = journey.request
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return NotModified(
            target.url,
            answer.headers.get("etag", request.etag),
            answer.headers.get("last-modified", request.last_modified),
            now,
        )
    return Page(
        url=target.url,
        body=answer.body,
        content_type=answer.headers.get("content-type", ""),
        status=answer.status,
        fetched_at=now,
        requested_url=request.url if request.url != target.url else "",
        headers=tuple(answer.headers.multi_items()),
        request_headers=tuple(answer.request_headers.multi_items()),
        entry=request.entry,
        kind=request.kind,
        link_pattern=request.link_pattern,
    )


@contextlib.contextmanager
def _translated(target: Target) -> Iterator[None]:
    """Turn the libraries' errors into ours; messages name the address without credentials."""
    where = safe_url(target.url)
    try:
        yield
    except (TooLarge, BadContentEncoding) as error:
        raise type(error)(f"{where}: {error}") from error
    except httpcore.TimeoutException as error:
        raise TransientFetchError(f"{where} fell silent ({type(error).__name__})") from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise TransientFetchError(f"{where} broke off: {error or type(error).__name__}") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise PermanentFetchError(f"{where} cannot be asked: {error}") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise PermanentFetchError(f"not an address: {where}") from error
