"""The only module that knows DuckDB: opening, transactions, bulk rows, its errors as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from warehouse.errors import DatabaseUnreadableError, QueryError, StorageError, WarehouseError
from warehouse.records import Table

Connection = duckdb.DuckDBPyConnection
Opened = TypeVar("Opened")

# Files in the form of 1.2 are read by clients of 1.2 and later (every question of the warehouse's page was asked with
# 1.2.2, 1.3.2, 1.4.4, 1.5.0 and 1.5.1), take the same room as those of 1.5, and know compressed texts, which those of
# 1.1 do not. The default, the form of 2.0, is read by nothing else, and analysts' tools lag behind.
STORAGE_VERSION = "v1.2.0"

# A batch of 1,000 at 1,000,000 articles peaks far below this; beyond it DuckDB spills to disk.
MEMORY_LIMIT = "1GiB"

# A run has other processes beside it and stays under 1 GiB with them. A batch of 1,000 in a corpus of 100,000 takes 4.7
# s with this and 4.6 s with twice as much, but 6.5 s with 96 MiB; a recount of a million articles, which a migration
# may need, does not do with it.
RUN_LIMIT = "128MiB"

_ROWS_AT_ONCE = 500

# An opening takes some 10 ms and a copy is published every few minutes: a second try is as good as always enough.
_OPENINGS = 50

_COMMON = {
    "autoinstall_known_extensions": "false",
    "memory_limit": MEMORY_LIMIT,
    "TimeZone": "UTC",
}


def open_writable(path: Path) -> Connection:
    """Open or make a database to write to; the caller holds the writer's lock.

    Raises:
        DatabaseUnreadableError: the file is no database this version of DuckDB can read.
    """
    config = {**_COMMON, "storage_compatibility_version": STORAGE_VERSION}
    return _open(path, read_only=False, config=config)


def open_readable(path: Path) -> Connection:
    """Open a database read-only, with the file system and its own settings out of a query's reach.

    Raises:
        DatabaseUnreadableError: the file is no database this version of DuckDB can read.
    """
    # Given at opening, since a second connection of this process must ask for the same settings as the first.
    locked = {**_COMMON, "enable_external_access": "false", "lock_configuration": "true"}
    return _while_it_stays(
        path,
        lambda: _open(path, read_only=True, config=locked),
        lambda connection: connection.close(),
    )


def open_in_memory() -> Connection:
    """A database that is gone with its connection."""
    return duckdb.connect(":memory:", config=dict(_COMMON))


def attach(connection: Connection, path: Path, name: str, *, read_only: bool) -> None:
    """Attach another file under a name; a new one gets our storage form.

    Raises:
        DatabaseUnreadableError: it cannot be opened.
    """
    quoted = str(path).replace("'", "''")
    if not read_only:
        _attach(
            connection, path, f"ATTACH '{quoted}' AS {name} (STORAGE_VERSION '{STORAGE_VERSION}')"
        )
        return
    _while_it_stays(
        path,
        lambda: _attach(connection, path, f"ATTACH '{quoted}' AS {name} (READ_ONLY)"),
        lambda _: connection.execute(f"DETACH {name}"),
    )


def _attach(connection: Connection, path: Path, statement: str) -> None:
    try:
        connection.execute(statement)
    except duckdb.Error as error:
        raise DatabaseUnreadableError(path, str(error)) from error


def _while_it_stays(
    path: Path, attempt: Callable[[], Opened], undo: Callable[[Opened], object]
) -> Opened:
    """Open a file that another may take the place of, and again if one did meanwhile.

    DuckDB (seen in 2.0.0) reads the headers, closes the file and opens the name anew for the rest: if a run publishes
    in between, they belong to two files.
    """
    for _ in range(_OPENINGS - 1):
        before = _stamp(path)
        try:
            opened = attempt()
        except DatabaseUnreadableError:
            if _stamp(path) == before:
                raise
            continue
        if _stamp(path) == before:
            return opened
        undo(opened)
    return attempt()


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is replaced or patched; nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _open(path: Path, *, read_only: bool, config: dict[str, str]) -> Connection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(config))
    except duckdb.Error as error:
        raise DatabaseUnreadableError(path, str(error)) from error


def be_modest(connection: Connection) -> None:
    """Let a connection take no more memory than a run has for it."""
    connection.execute(f"SET memory_limit = '{RUN_LIMIT}'")


def keep_log(connection: Connection) -> None:
    """Do not work the log into the file when this connection closes."""
    connection.execute("PRAGMA disable_checkpoint_on_shutdown")


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """All or nothing; the engine's errors come out as `StorageError` or `WarehouseError`."""
    connection.begin()
    try:
        yield connection
        connection.commit()
    except duckdb.Error as error:
        _roll_back(connection)
        raise _ours(error) from error
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: Connection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:
        # A failed commit has rolled back already; the first error is the one to tell.
        return


def _ours(error: duckdb.Error) -> WarehouseError:
    if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.OutOfMemoryException):
        return StorageError(str(error))
    return WarehouseError(str(error))


@contextmanager
def storage_errors() -> Iterator[None]:
    """Translate the engine's errors outside of transactions."""
    try:
        yield
    except duckdb.Error as error:
        raise _ours(error) from error


def append(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows in bulk, within the transaction that is open.

    Args:
        connection: open for writing.
        table: its name.
        columns: names of the columns that the rows give, in order.
        rows: plain values; UUIDs go in fastest as strings.
    """
    if not rows:
        return
    appender = connection.appender(table, columns=list(columns))
    appender.append_rows(rows)
    appender.flush()


def names(spaced: str) -> tuple[str, ...]:
    """Names of columns from one line of them."""
    return tuple(spaced.split())


def fetch(connection: Connection, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    """All rows of a statement of ours."""
    return list(stream(connection, sql, *parameters))


def stream(connection: Connection, sql: str, *parameters: object) -> Iterator[tuple[object, ...]]:
    """The rows of a statement of ours, some at a time; ask the connection nothing else before the last has come."""
    result = connection.execute(sql, list(parameters))
    has_times = any(str(column[1]).endswith("TIME ZONE") for column in result.description or ())
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        # Nearly all rows a batch asks for are counts of features, which have no time to look for.
        yield from ((tuple(map(_plain, row)) for row in rows) if has_times else rows)


def ask(connection: Connection, sql: str, parameters: Sequence[object]) -> Table:
    """Answer somebody else's question.

    Raises:
        QueryError: with the engine's message.
    """
    try:
        cursor = connection.execute(sql, list(parameters))
        described = cursor.description or []
        rows = cursor.fetchall()
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    return Table(
        columns=tuple(str(column[0]) for column in described),
        types=tuple(str(column[1]) for column in described),
        rows=tuple(tuple(_plain(value) for value in row) for row in rows),
    )


def _plain(value: object) -> object:
    """Times in the standard library's UTC rather than pytz's, which compares equal but reads oddly."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    return value
