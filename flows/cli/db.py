"""`narawatch db`: looking after the warehouse."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.archive import Archive
from flows.cli.common import EXIT_FAILED, Shell, print_json
from flows.setting_values import length
from warehouse import care
from warehouse.export import export_parquet
from warehouse.publish import publish

FILE = click.Path(path_type=Path, dir_okay=False)


class Age(click.ParamType[datetime]):
    """A length of time such as 90d."""

    name = "age"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The time so long ago, aware UTC."""
        try:
            return datetime.now(UTC) - length(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.group()
def db() -> None:
    """Check, back up, restore, compact, prune or export the warehouse."""


@db.command()
@click.option("--json", "is_json", is_flag=True, help="One JSON array.")
@click.pass_obj
def check(shell: Shell, is_json: bool) -> None:
    """Check what must always hold; exits with 1 when something does not."""
    broken = care.check(shell.home, wait_seconds=shell.settings.lock_wait_s)
    if is_json:
        print_json([asdict(one) for one in broken])
    else:
        for one in broken:
            click.echo(f"{one.rule}: broken {one.count} times, e.g. {one.examples[0]}")
        click.echo(f"{len(broken)} broken" if broken else "all is well")
    if broken:
        raise SystemExit(EXIT_FAILED)


@db.command()
@click.argument("file", type=FILE)
@click.pass_obj
def backup(shell: Shell, file: Path) -> None:
    """Copy the database to FILE, whole or not at all; runs wait meanwhile."""
    size = care.backup(shell.home, file, wait_seconds=shell.settings.lock_wait_s)
    click.echo(f"{size / 1e6:.1f} MB in {file}")


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def restore(shell: Shell, file: Path) -> None:
    """Put the backup FILE in the database's place; the present one is set aside, not deleted."""
    aside = care.restore(shell.home, file, wait_seconds=shell.settings.lock_wait_s)
    publish(shell.home, datetime.now(UTC))
    click.echo(f"restored {file}" + (f"; the former database is {aside}" if aside else ""))


@db.command()
@click.pass_obj
def compact(shell: Shell) -> None:
    """Give back the room that deleted rows left."""
    before, after = care.compact(shell.home, wait_seconds=shell.settings.lock_wait_s)
    publish(shell.home, datetime.now(UTC))
    click.echo(f"{before / 1e6:.1f} MB before, {after / 1e6:.1f} MB after")


@db.command()
@click.option("--older-than", "before", type=Age(), required=True, help="An age such as 180d.")
@click.option("--pages", is_flag=True, help="Raw pages of that age too, in the archive.")
@click.pass_obj
def prune(shell: Shell, before: datetime, pages: bool) -> None:
    """Take out old articles that led to no finding; findings and their evidence stay."""
    gone = care.prune(shell.home, before, wait_seconds=shell.settings.lock_wait_s)
    publish(shell.home, datetime.now(UTC))
    click.echo(f"{gone.articles} articles and {gone.fetches} requests before {before:%Y-%m-%d}")
    if pages:
        pruned = Archive(shell.home.archive).prune(before)
        click.echo(f"{pruned.records} raw pages, {pruned.freed_bytes / 1e6:.1f} MB freed")


@db.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.pass_obj
def export(shell: Shell, folder: Path | None) -> None:
    """Write what is new as Parquet, by table and day, to FOLDER (without it under the data folder)."""
    done = export_parquet(shell.home, folder)
    click.echo(f"{len(done.written)} files written, {done.unchanged} were up to date")
