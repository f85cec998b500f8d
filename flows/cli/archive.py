"""`narawatch archive`: the raw pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.archive import Archive
from flows.cli.common import Shell

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def archive() -> None:
    """Hand out the raw pages that were fetched."""


@archive.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--since", type=DAY, help="Only pages fetched since this day (UTC).")
@click.pass_obj
def export(shell: Shell, file: Path, since: datetime | None) -> None:
    """Write the pages to FILE as WARC 1.1 (.warc.gz), for other tools to read."""
    start = since.replace(tzinfo=UTC) if since else None
    count = Archive(shell.home.archive).export_warc(file, start)
    click.echo(f"{count} pages in {file}")
