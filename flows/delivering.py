"""Emptying the outbox: what is pending goes to its channel, and the warehouse is told what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from flows.errors import DeliveryError
from flows.notify import Channel, send_alert
from flows.report import Delivered
from flows.settings import Settings
from flows.telling import alert_of_delivery
from warehouse.home import Home
from warehouse.judging.model import Feedback
from warehouse.judging.pack import Pack
from warehouse.records import PendingDelivery
from warehouse.writer import writing

# Sent at once and then marked together in one short write: a crash repeats at most these.
AT_ONCE = 8


async def deliver(
    home: Home,
    settings: Settings,
    pack: Pack,
    channels: Mapping[str, Channel],
    now: datetime,
    feedback: Feedback,
) -> list[Delivered]:
    """Send what is pending.

    Args:
        home: the data folder.
        settings: the language of claims, and how long to wait for the lock.
        pack: the baseline, for its side of each alert.
        channels: by label. What is pending for a channel that is no longer set stays pending.
        now: aware UTC; alerts whose next try is later stay.
        feedback: values accepted since the baseline.

    Returns:
        What was sent, and what was tried in vain.
    """
    waiting = await asyncio.to_thread(pending, home, settings, now, tuple(channels))
    todo = [one for one in waiting if one.pack_id == pack.id]
    done: list[Delivered] = []
    for group in groups(todo):
        told = [
            send(one, channels[one.target], pack, settings.alert_language, feedback)
            for one in group
        ]
        results = await asyncio.gather(*told)
        await asyncio.to_thread(record, home, settings, group, results)
        done += results
    return done


def pending(
    home: Home, settings: Settings, now: datetime, targets: Sequence[str]
) -> Sequence[PendingDelivery]:
    """What the outbox holds for these channels."""
    with writing(home, who="deliver", wait_seconds=settings.lock_wait_s, is_note=True) as writer:
        return tuple(writer.pending_deliveries(now, targets))


def groups(todo: Sequence[PendingDelivery]) -> Iterator[Sequence[PendingDelivery]]:
    """Stretches of `AT_ONCE`."""
    for start in range(0, len(todo), AT_ONCE):
        yield todo[start : start + AT_ONCE]


async def send(
    one: PendingDelivery, channel: Channel, pack: Pack, language: str, feedback: Feedback
) -> Delivered:
    """Hand one alert to its channel."""
    alert = alert_of_delivery(one, pack, language, feedback)
    try:
        await asyncio.to_thread(send_alert, channel, alert)
    except DeliveryError as error:
        return Delivered(alert, one.target, str(error))
    return Delivered(alert, one.target)


def record(
    home: Home,
    settings: Settings,
    group: Sequence[PendingDelivery],
    results: Sequence[Delivered],
) -> None:
    """Mark what arrived and what did not, in one short write."""
    at = datetime.now(UTC)
    with writing(home, who="deliver", wait_seconds=settings.lock_wait_s, is_note=True) as writer:
        for one, result in zip(group, results, strict=True):
            writer.record_delivery(
                one.alert_id, one.target, at, is_taken=not result.error, detail=result.error
            )
