"""`narawatch sql` and `schema`: questions to the published copy, also while a run writes."""

from __future__ import annotations

import csv
import io
import sys

import click

from flows.cli.common import Shell, print_json, print_table, rows_as_json
from flows.errors import UserError
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.lookup import relations_table, schema_table
from warehouse.reader import query
from warehouse.records import Table

HELP = ".tables  tables and views    .schema NAME  columns of one    .quit  leave"


@click.command()
@click.argument("question", required=False)
@click.option("--json", "form", flag_value="json", help="One JSON array of objects.")
@click.option("--csv", "form", flag_value="csv", help="CSV with a header line.")
@click.pass_obj
def sql(shell: Shell, question: str | None, form: str | None) -> None:
    """Ask the published copy a QUESTION in SQL; without one, open a prompt with history.

    An answer wider than the terminal is shown row by row, a line for each column. Without a terminal the
    questions are read from standard input, one a line.

    The copy is read-only and stays open to everybody: a run that writes is never in the way. `narawatch
    schema` says what there is to ask.
    """
    if question:
        show(query(shell.home, question), form)
    else:
        prompt(shell.home, form)


def show(table: Table, form: str | None) -> None:
    """Print an answer in the form asked for."""
    if form == "json":
        print_json(rows_as_json(table))
    elif form == "csv":
        click.echo(as_csv(table), nl=False)
    else:
        print_table(table.columns, table.rows, may_stack=True)


def describe(table: Table, form: str | None) -> None:
    """Print names with their comments, whose last column folds well."""
    if form:
        show(table, form)
    else:
        print_table(table.columns, table.rows)


def as_csv(table: Table) -> str:
    """The answer as CSV; NULL is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return buffer.getvalue()


def prompt(home: Home, form: str | None) -> None:
    """Read and answer questions until the end of input."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    query(home, "SELECT 1")  # so that a missing warehouse is told before anything is written
    if not sys.stdin.isatty():
        for line in sys.stdin:
            answer_line(home, line.strip(), form)
        return
    session: PromptSession[str] = PromptSession(history=FileHistory(str(home.root / "sql_history")))
    click.echo(HELP)
    while True:
        try:
            line = session.prompt("narawatch> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line in (".quit", ".exit"):
            return
        answer_line(home, line, form)


def answer_line(home: Home, line: str, form: str | None) -> None:
    """Answer one line of the prompt; a mistake is told and the prompt goes on."""
    try:
        if line == ".tables":
            describe(relations_table(home), form)
        elif line.startswith(".schema"):
            describe(columns_of(home, line.removeprefix(".schema").strip()), form)
        elif line.startswith("."):
            click.echo(HELP)
        elif line:
            show(query(home, line), form)
    except WarehouseError as error:
        click.secho(str(error), err=True, fg="red")


def columns_of(home: Home, name: str) -> Table:
    """The columns of one table or view, of all when no name is given."""
    table = schema_table(home)
    rows = tuple(row for row in table.rows if name in ("", row[0]))
    return Table(table.columns, table.types, rows)


@click.command()
@click.argument("name", required=False, default="")
@click.option("--json", "is_json", is_flag=True, help="One JSON array of objects.")
@click.pass_obj
def schema(shell: Shell, name: str, is_json: bool) -> None:
    """Say what every table and view is for, or with a NAME what its columns mean."""
    table = columns_of(shell.home, name) if name else relations_table(shell.home)
    if not table.rows:
        raise UserError(f"no table or view is called {name!r}; `narawatch schema` lists them")
    describe(table, "json" if is_json else None)
