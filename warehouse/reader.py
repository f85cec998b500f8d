"""Asking the published copy: read-only, never in the writer's way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from warehouse.db import Connection, ask, open_readable
from warehouse.errors import NoWarehouseError
from warehouse.home import Home
from warehouse.records import Table


@contextmanager
def reading(home: Home) -> Iterator[Connection]:
    """Open the published copy for some questions; a copy published meanwhile is seen by the next opening.

    Raises:
        NoWarehouseError: nothing was published yet.
        DatabaseUnreadableError: the copy cannot be read.
    """
    if not home.published.exists():
        raise NoWarehouseError(home.published)
    connection = open_readable(home.published)
    try:
        yield connection
    finally:
        connection.close()


def query(home: Home, sql: str, parameters: Sequence[object] = ()) -> Table:
    """Ask one question.

    Args:
        home: the data directory.
        sql: one statement; it can change nothing and reach no file.
        parameters: values for `?` or `$1` in it.

    Returns:
        the answer, times in UTC.

    Raises:
        NoWarehouseError: nothing was published yet.
        QueryError: with the database's message.
    """
    with reading(home) as connection:
        return ask(connection, sql, parameters)
