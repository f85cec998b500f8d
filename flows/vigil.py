"""Watching the watch: tell, once, when a source dies or falls silent, and when no run has finished for too long.

Run by `narawatch pulse` from outside the schedule (a systemd timer, cron, a container's health check), because
a schedule that has stopped cannot say so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from flows.errors import DeliveryError
from flows.files import write_atomically
from flows.notify import Channel, send_notice
from flows.settings import Settings
from warehouse.health import Diagnosis, diagnose, is_overdue, merge, recovered, worsened
from warehouse.health_facts import read_facts, read_finished_runs
from warehouse.home import Home

MEMORY = "pulse.json"
# When a run last finished. A file of its own: quiet runs do not renew the published copy, and the switch must
# work when the database does not.
HEARTBEAT = "heartbeat"
WATCH = "(the watch)"
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Pulse:
    """How everything fares.

    Attributes:
        sources: a diagnosis for each source.
        languages: one for all sources of a language together.
        last_run_at: when a run last finished, aware UTC, or None.
        every: time between runs that is expected.
        is_overdue: no run has finished for too long.
    """

    sources: tuple[Diagnosis, ...]
    languages: tuple[Diagnosis, ...]
    last_run_at: datetime | None
    every: timedelta
    is_overdue: bool


def feel(settings: Settings, now: datetime) -> Pulse:
    """Look at the published copy.

    Args:
        settings: home, schedule and how many runs may be missing.
        now: aware UTC.

    Raises:
        NoWarehouseError: nothing was published yet.
    """
    home = Home(settings.home)
    facts = read_facts(home, now)
    runs = read_finished_runs(home)
    every = expected_interval(settings, runs)
    last = max((*runs[:1], *last_beat(home)), default=None)
    return Pulse(
        sources=tuple(diagnose(one, now) for one in facts),
        languages=tuple(diagnose(one, now) for one in merge(facts).values()),
        last_run_at=last,
        every=every,
        is_overdue=is_overdue(last, every, settings.silence_runs, now),
    )


def beat(home: Home, at: datetime) -> None:
    """Note that a run has finished."""
    write_atomically(home.root / HEARTBEAT, at.isoformat().encode())


def last_beat(home: Home) -> tuple[datetime, ...]:
    """Read when a run last finished; empty when none did or the note cannot be read."""
    try:
        return (datetime.fromisoformat((home.root / HEARTBEAT).read_text(encoding="ascii")),)
    except (OSError, ValueError):
        return ()


def expected_interval(settings: Settings, runs: Sequence[datetime]) -> timedelta:
    """Give the time between runs: the settings', or with a cron line the usual one of the last runs."""
    if not settings.cron:
        return settings.every
    gaps = [(after - before).total_seconds() for after, before in pairwise(runs)]
    return timedelta(seconds=median(gaps)) if gaps else timedelta(days=1)


def news_of(pulse: Pulse, before: Mapping[str, str]) -> list[str]:
    """Say what is worth telling, one line each, given what was told before."""
    lines = []
    if pulse.is_overdue and before.get(WATCH) != OVERDUE:
        last = f"{pulse.last_run_at:%Y-%m-%d %H:%M} UTC"
        lines.append(
            f"No run has finished since {last}; one was due every {_minutes(pulse.every)}."
        )
    if not pulse.is_overdue and before.get(WATCH) == OVERDUE:
        lines.append("Runs finish again.")
    everyone = (*pulse.languages, *pulse.sources)
    if not pulse.is_overdue:  # a stopped watch makes every source silent; that is one piece of news
        lines += [
            f"{one.source_id}: {one.condition}. {one.reason}" for one in worsened(before, everyone)
        ]
    lines += [f"{one.source_id}: well again." for one in recovered(before, everyone)]
    return lines


def tell(settings: Settings, pulse: Pulse, channels: Sequence[Channel]) -> list[str]:
    """Send what is new to every channel, and remember that it was told.

    Args:
        settings: for the home folder.
        pulse: how everything fares.
        channels: where to.

    Returns:
        The lines that were news.

    Raises:
        DeliveryError: no channel took them; nothing is remembered, so that the next pulse tries again.
    """
    home = Home(settings.home)
    before = recall(home)
    lines = news_of(pulse, before)
    if lines and channels:
        _send(lines, channels)
    if lines or not before:
        remember(home, pulse, before)
    return lines


def recall(home: Home) -> dict[str, str]:
    """Read what was told before; nothing when there is no memory or it cannot be read."""
    try:
        found = json.loads((home.root / MEMORY).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def remember(home: Home, pulse: Pulse, before: Mapping[str, str]) -> None:
    """Write down the conditions; those of sources are left alone while the watch itself has stopped."""
    state = {WATCH: OVERDUE if pulse.is_overdue else "running"}
    if pulse.is_overdue:
        state = dict(before) | state
    else:
        state |= {one.source_id: one.condition.value for one in (*pulse.languages, *pulse.sources)}
    write_atomically(home.root / MEMORY, json.dumps(state, indent=1).encode())


def _send(lines: Sequence[str], channels: Sequence[Channel]) -> None:
    title = lines[0] if len(lines) == 1 else f"{len(lines)} changes in how the sources fare"
    failures = []
    for channel in channels:
        try:
            send_notice(channel, f"narawatch: {title}", "\n".join(lines))
        except DeliveryError as error:
            failures.append(error)
    if len(failures) == len(channels):
        raise failures[0]


def _minutes(span: timedelta) -> str:
    return f"{span.total_seconds() / 60:.0f} minutes"
