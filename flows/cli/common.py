"""What every command needs: settings when asked for, errors as messages, tables and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractors.yamlfile import YamlError
from flows.errors import FlowError, UserError
from flows.settings import Settings, find_file, load_settings
from warehouse.errors import LockTimeoutError, PublishError, StorageError, WarehouseError

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from warehouse.home import Home
    from warehouse.judging.pack import Pack
    from warehouse.records import Table

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_BUSY = 3


@dataclass
class Shell:
    """What the options before the command said; settings, home and pack are read on first use.

    Attributes:
        file: settings file, or None to look for one.
        home_folder: data folder, or None to take the settings'.
    """

    file: Path | None
    home_folder: Path | None

    @cached_property
    def settings(self) -> Settings:
        """The settings; raises SettingsError."""
        return load_settings(self.file, home=self.home_folder)

    @property
    def settings_file(self) -> Path | None:
        """The settings file that applies, or None."""
        return self.file or find_file()

    @property
    def home(self) -> Home:
        """The data folder; nothing is made."""
        from warehouse.home import Home

        return Home(self.settings.home)

    @cached_property
    def pack(self) -> Pack:
        """The baseline pack of the settings; raises YamlError."""
        from flows.packs import open_pack

        return open_pack(self.settings.pack)


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors of our trees and of files into one message and an exit code; the rest are bugs and show."""
    try:
        yield
    except (FlowError, WarehouseError, YamlError) as error:
        click.secho(f"narawatch: {error}", err=True, fg="red")
        raise SystemExit(exit_code(error)) from error
    except BrokenPipeError:
        raise  # click ends quietly then: whoever read our output has enough
    except OSError as error:
        if error.filename is None:
            raise
        click.secho(f"narawatch: {error.filename}: {error.strerror}", err=True, fg="red")
        raise SystemExit(EXIT_FAILED) from error


def exit_code(error: Exception) -> int:
    """2 for what the user can mend, 3 for a busy warehouse, 1 for the rest."""
    if isinstance(error, LockTimeoutError):
        return EXIT_BUSY
    failed = isinstance(error, PublishError | StorageError)
    is_users = isinstance(error, UserError | WarehouseError | YamlError) and not failed
    return EXIT_USAGE if is_users else EXIT_FAILED


def print_json(value: object) -> None:
    """One JSON document, readable, not ASCII-escaped."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def plain(value: object) -> object:
    """What JSON has no word for: times as ISO 8601, the rest as text."""
    return value.isoformat() if isinstance(value, datetime) else str(value)


def print_table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, may_stack: bool = False
) -> None:
    """A table for people, as wide as the terminal (80 columns where there is none); long cells are folded.

    Args:
        columns: headings; the first column is never folded.
        rows: cells.
        may_stack: a table that is too wide is shown row by row instead, a line for each column.
    """
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table as Grid

    console = Console(markup=False, emoji=False, highlight=False)
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        grid.add_column(column, no_wrap=not number and not may_stack, overflow="fold")
    told = [[cell(value) for value in row] for row in rows]
    for row in told:
        grid.add_row(*row)
    if may_stack and Measurement.get(console, console.options, grid).maximum >= console.width:
        grid = stacked(columns, told)
    console.print(grid)


def stacked(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RichTable:
    """Rows below one another, each a block of lines `column  value`."""
    from rich.table import Table as Grid

    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            grid.add_row("", "")
        for column, value in zip(columns, row, strict=True):
            grid.add_row(column, value)
    return grid


def cell(value: object) -> str:
    """A value in a table; nothing for NULL, times to the second."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M:%S%z}" if isinstance(value, datetime) else str(value)


def rows_as_json(table: Table) -> list[Mapping[str, object]]:
    """One mapping a row."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
