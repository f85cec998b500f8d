"""Delivery of messages through Apprise; the only module that imports it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

import apprise

from flows.alerts import Alert, headline, render_html, render_markdown, render_text
from flows.errors import DeliveryError, UserError

RENDERERS: dict[str, Callable[[Alert], str]] = {
    "text": render_text,
    "html": render_html,
    "markdown": render_markdown,
}


@dataclass(frozen=True, slots=True)
class Channel:
    """One place that alerts go to.

    Attributes:
        target: short stable name that holds no secret: scheme and a digest of the address.
        shown: the address with its secrets masked.
        format: `text`, `html` or `markdown`, what the service shows best.
        url: the address itself.
    """

    target: str
    shown: str
    format: str
    url: str

    def __repr__(self) -> str:
        return f"Channel({self.target})"


def open_channel(url: str) -> Channel:
    """Look at an Apprise URL without sending anything; raises UserError when Apprise knows no such service."""
    service = apprise.Apprise.instantiate(url)
    scheme = url.split("://", 1)[0]
    if service is None:
        raise UserError(
            f"channels: Apprise cannot use the {scheme}:// address; see its documentation"
        )
    digest = hashlib.sha256(url.encode()).hexdigest()[:8]
    shown = service.url(privacy=True).split("?")[0]
    return Channel(f"{scheme}-{digest}", shown, str(service.notify_format.value), url)


def send_alert(channel: Channel, alert: Alert) -> str:
    """Send one alert and wait for the answer; blocking.

    Args:
        channel: where to.
        alert: what.

    Returns:
        What was sent, as rendered for this channel.

    Raises:
        DeliveryError: the service did not take it; the message says what Apprise logged, without secrets.
    """
    body = RENDERERS[channel.format](alert)
    send(channel, headline(alert), body, channel.format)
    return body


def send_notice(channel: Channel, title: str, text: str) -> None:
    """Send a plain message, such as the news that a source died; raises DeliveryError."""
    send(channel, title, text, "text")


def send(channel: Channel, title: str, body: str, body_format: str) -> None:
    """Hand a message to Apprise; raises DeliveryError."""
    with apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as log:
        service = apprise.Apprise()
        service.add(channel.url)
        result = service.notify(body=body, title=title, body_format=body_format)
        said = log.getvalue().strip().splitlines()
    if not has_arrived(result):
        reason = said[-1] if said else "no answer"
        raise DeliveryError(f"{channel.shown}: {reason.replace(channel.url, channel.shown)}")


def has_arrived(result: object) -> bool:
    """Read what `notify` gave back: a truth value, None for 'nobody to tell', or one result for each service."""
    if result is None or isinstance(result, bool):
        return bool(result)
    if isinstance(result, Iterable):
        results = list(cast("Iterable[object]", result))
        return bool(results) and all(map(bool, results))
    return bool(result)
