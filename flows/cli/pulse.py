"""`narawatch pulse`: the dead-man's switch."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from flows.cli.common import EXIT_FAILED, Shell
from flows.notify import open_channel
from flows.vigil import feel, tell


@click.command()
@click.option("--no-send", is_flag=True, help="Tell nobody; only look, as a health check does.")
@click.pass_obj
def pulse(shell: Shell, no_send: bool) -> None:
    """Tell when the watch has stopped, and when a source died, fell silent or recovered.

    Run it from a timer of its own: a schedule that has stopped cannot say so. What was told is not told again.
    Exits with 1 when no run has finished for too long.
    """
    settings = shell.settings
    found = feel(settings, datetime.now(UTC))
    channels = [] if no_send else [open_channel(url) for url in settings.channels]
    if not no_send:
        for line in tell(settings, found, channels):
            click.echo(line)
    last = f"{found.last_run_at:%Y-%m-%d %H:%M} UTC" if found.last_run_at else "never"
    click.echo(f"last finished run: {last}")
    if found.is_overdue:
        raise SystemExit(EXIT_FAILED)
