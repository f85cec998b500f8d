"""The schedule: a Prefect runner over the flow `watch`. Imports Prefect; see `flows.watch`."""

from __future__ import annotations

import asyncio
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.runner import Runner
from prefect.schedules import Cron, Interval
from prefect.types.entrypoint import EntrypointType

from flows.settings import Settings
from flows.watch import signals_set, watch

# A run that falls due while another is under way is cancelled, not queued: the next one sees all it would have.
ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)


def schedule(settings: Settings) -> Any:  # noqa: ANN401 - Prefect's own type
    """The settings' schedule in Prefect's words."""
    if settings.cron:
        return Cron(settings.cron, timezone=settings.zone)
    return Interval(settings.every, timezone=settings.zone)


async def serve_until_stopped(settings: Settings, file: str) -> None:
    """Start runs on schedule until SIGTERM or Ctrl-C; a run under way is interrupted, and keeps what it stored.

    Args:
        settings: schedule and home.
        file: the settings file that runs shall read, or empty to have them look for it.
    """
    runner = Runner(name="narawatch", pause_on_shutdown=False)
    await runner.aadd_flow(
        watch,
        name="narawatch",
        parameters={
            "home": str(settings.home),
            "settings_file": file,
        },
        schedule=schedule(settings),
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    work = asyncio.ensure_future(runner.start())
    # The runner sets a signal handler of its own when it starts, which forgets to await its end; ours comes after.
    while not (runner.started or work.done()):  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.05)
    stop = asyncio.Event()
    with signals_set(asyncio.get_running_loop(), stop):
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait((work, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
    if not work.done():
        await runner.astop()
    await work
