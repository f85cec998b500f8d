"""`narawatch run`: one pass over the sources."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

import click

from flows.alerts import render_text
from flows.cli.common import EXIT_FAILED, Shell
from flows.report import RunReport, render_summary
from flows.run import Plan, make_plan
from flows.settings import Settings, prepare_prefect

INTERRUPTED = 130


@click.command()
@click.option(
    "--all", "is_all", is_flag=True, help="Ask every source, not only those that are due."
)
@click.option("--quiet", is_flag=True, help="No progress; only the summary.")
@click.pass_obj
def run(shell: Shell, is_all: bool, quiet: bool) -> None:
    """Make one pass: fetch, judge, store, alert, publish.

    Exits with 0 when the run did its work, even if sources failed (they are named), and with 130 when it was
    interrupted; what was stored stays, and the next run takes up the rest.
    """
    tell = nothing if quiet else stopwatch()
    report = pass_once(shell.settings, tell, is_all=is_all)
    for alert in report.told:
        click.echo(render_text(alert))
    click.echo(render_summary(report))
    if report.outcome != "done":
        raise SystemExit(INTERRUPTED)
    if report.sources and len(report.failed_sources) == report.sources:
        raise SystemExit(EXIT_FAILED)


def pass_once(
    settings: Settings,
    tell: Callable[[str], None],
    *,
    is_all: bool = False,
    trigger: str = "run",
    now: datetime | None = None,
) -> RunReport:
    """One pass with its Prefect flow; everything a user can mend is found before Prefect starts."""
    plan = make_plan(settings)
    tell(f"{len(plan.sources)} sources; starting Prefect")
    prepare_prefect(settings.home)
    return asyncio.run(_pass(plan, tell, is_all=is_all, trigger=trigger, now=now))


async def _pass(
    plan: Plan,
    tell: Callable[[str], None],
    *,
    is_all: bool,
    trigger: str,
    now: datetime | None,
) -> RunReport:
    from flows.watch import watch_once

    moment = now or datetime.now(UTC)
    return await watch_once(plan, moment, trigger=trigger, tell=tell, is_all=is_all)


def stopwatch() -> Callable[[str], None]:
    """Progress lines with the seconds since now, to standard error."""
    began = time.monotonic()

    def tell(line: str) -> None:
        click.echo(f"[{time.monotonic() - began:5.1f} s] {line}", err=True)

    return tell


def nothing(_line: str) -> None:
    """No progress."""
