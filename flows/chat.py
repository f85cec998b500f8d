"""One request to an OpenAI-compatible endpoint: JSON out, bytes back, bounded in size and time.

It has a client of its own beside `flows.http`, because nothing of that fits: the address is the user's, who may
well mean this machine (no address guard), there is no robots.txt to ask and no crawl to space out, the request
is a POST, and it carries a key that must not follow a redirect, a proxy or a log.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus

import httpx

from flows.errors import EndpointRefusal, EndpointTrouble
from flows.polite import retry_after_s
from flows.settings import AdjudicatorSettings

# An answer has a few hundred tokens; reasoning that an endpoint sends along may have some thousands.
MOST_BYTES = 256_000
_PASSING = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


class ChatEndpoint:
    """An open client for one endpoint.

    Args:
        client: with the key in its headers.
        address: where completions are asked for.
    """

    def __init__(self, client: httpx.AsyncClient, address: str) -> None:
        self._client = client
        self._address = address

    async def post(self, body: Mapping[str, object]) -> bytes:
        """Ask once.

        Returns:
            The body of a 200, whatever it holds.

        Raises:
            EndpointTrouble: no connection, silence, 429, 5xx, or too large an answer.
            EndpointRefusal: any other status, redirects included.
        """
        try:
            async with self._client.stream("POST", self._address, json=body) as answer:
                _check_status(answer)
                return await _bounded(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # Its text, and the chain, may show headers.
            raise EndpointTrouble(type(error).__name__) from None


@asynccontextmanager
async def open_endpoint(settings: AdjudicatorSettings) -> AsyncIterator[ChatEndpoint]:
    """Open a client; nothing is sent. The environment's proxies and netrc are left alone: the key is not theirs."""
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    async with httpx.AsyncClient(
        headers=headers,
        timeout=settings.timeout_s,
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=settings.concurrency),
    ) as client:
        yield ChatEndpoint(client, f"{settings.url}/chat/completions")


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == HTTPStatus.OK:
        return
    if status in _PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        asked_s = retry_after_s(answer.headers.get("retry-after", ""), datetime.now(UTC))
        raise EndpointTrouble(f"HTTP {status}", retry_after_s=asked_s)
    raise EndpointRefusal(status)


async def _bounded(answer: httpx.Response) -> bytes:
    """The body as sent: no encoding was asked for, so none is undone, and nothing can inflate."""
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise EndpointTrouble("answer too large")
    return bytes(body)
