"""`narawatch serve`: runs on a schedule."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from pathlib import Path

import click

from flows.cli.common import Shell
from flows.run import make_plan
from flows.scheduler import prefect_server
from flows.settings import Settings, has_prefect_server, prepare_prefect, use_prefect_server


@click.command()
@click.pass_obj
def serve(shell: Shell) -> None:
    """Run on the schedule of the settings until stopped by SIGTERM or Ctrl-C.

    Runs never overlap: one that falls due while another is under way is left out, and missed ones are not
    made up. With PREFECT_API_URL set runs are scheduled and recorded on that Prefect server; without, one is
    started for as long as this lasts.
    """
    settings = shell.settings
    plan = make_plan(settings)
    when = f"by cron line '{settings.cron}'" if settings.cron else f"every {settings.every}"
    click.echo(f"{len(plan.sources)} sources, {when}; stop with Ctrl-C", err=True)
    prepare_prefect(settings.home)
    own = prefect_server(settings.home / "prefect" / "server.log")
    with nullcontext("") if has_prefect_server() else own as address:
        if address:
            use_prefect_server(address)
        _serve(settings, shell.file)


def _serve(settings: Settings, file: Path | None) -> None:
    from flows.serve import serve_until_stopped

    asyncio.run(serve_until_stopped(settings, str(file.resolve()) if file else ""))
