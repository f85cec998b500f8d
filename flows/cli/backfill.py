"""`narawatch backfill`: the press of days gone by."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import click

from flows.cli.common import Shell
from flows.report import render_summary

INTERRUPTED = 130


@click.command()
@click.option(
    "--since", required=True, type=click.DateTime(["%Y-%m-%d"]), help="First day, YYYY-MM-DD."
)
@click.option("--source", "only", multiple=True, metavar="ID", help="Only this source; repeatable.")
@click.option(
    "--alerts", is_flag=True, help="Tell what is found, as a run does; without it, only store."
)
@click.pass_obj
def backfill(shell: Shell, since: datetime, only: tuple[str, ...], alerts: bool) -> None:
    """Bring articles published since a day, through sitemaps and GDELT.

    As polite as any run, and as slow. Interrupted, it goes on where it stopped when it is called again with the
    same day; what was stored stays.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from flows.backfill import backfill as bring
    from flows.backfill import quiet_plan
    from flows.run import make_plan

    plan = make_plan(shell.settings)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("starting", total=None)

        def tell(done: int, total: int, text: str) -> None:
            progress.update(bar, completed=done, total=max(total, 1), description=text[:100])

        work = bring(
            plan if alerts else quiet_plan(plan),
            since.date(),
            datetime.now(UTC),
            only=only,
            tell=tell,
        )
        try:
            report = asyncio.run(work)
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
    click.echo(render_summary(report))
