"""Bring a database to the schema this version knows: numbered steps, forward only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from warehouse.db import Connection, fetch, open_readable, transaction
from warehouse.errors import NewerDatabaseError, WarehouseError

FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")

_LEDGER = """
CREATE TABLE schema_migrations (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL,
    applied_by VARCHAR NOT NULL
);
COMMENT ON TABLE schema_migrations IS 'Schema changes this database has been through.';
COMMENT ON COLUMN schema_migrations.version IS 'Number of the change.';
COMMENT ON COLUMN schema_migrations.name IS 'What it was about.';
COMMENT ON COLUMN schema_migrations.applied_at IS 'When it was made.';
COMMENT ON COLUMN schema_migrations.applied_by IS 'Version of narawatch that made it.';
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step.

    Attributes:
        version: from 1, without gaps.
        name: from the file name.
        sql: its statements.
    """

    version: int
    name: str
    sql: str


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """All steps, in order.

    Raises:
        WarehouseError: a file name without a number, a number twice, or a gap.
    """
    steps = []
    for path in sorted(folder.glob("*.sql")):
        matched = _NAME.fullmatch(path.name)
        if matched is None:
            raise WarehouseError(f"{path}: a migration is named like 0007_what_it_does.sql")
        steps.append(Migration(int(matched[1]), matched[2], path.read_text(encoding="utf-8")))
    if [step.version for step in steps] != list(range(1, len(steps) + 1)):
        raise WarehouseError(f"{folder}: migrations must be numbered from 1 without gaps")
    return tuple(steps)


def schema_version(connection: Connection) -> int:
    """Number of the last step that the database has been through; 0 for an empty one."""
    if not fetch(
        connection,
        "SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_migrations' AND NOT internal",
    ):
        return 0
    ((found,),) = fetch(connection, "SELECT coalesce(max(version), 0) FROM schema_migrations")
    return int(str(found))


def refuse_newer(path: Path, steps: tuple[Migration, ...] | None = None) -> None:
    """Look at a database read-only, so that one from the future is left as it is.

    Raises:
        NewerDatabaseError: it has been through steps that we do not know.
    """
    known = len(migrations() if steps is None else steps)
    connection = open_readable(path)
    try:
        found = schema_version(connection)
    finally:
        connection.close()
    if found > known:
        raise NewerDatabaseError(path, found, known)


def migrate(
    connection: Connection, now: datetime, steps: tuple[Migration, ...] | None = None
) -> tuple[Migration, ...]:
    """Apply the steps that are missing, each with its record in one transaction.

    Args:
        connection: open for writing.
        now: aware UTC, for the record.
        steps: other steps than ours, for tests.

    Returns:
        the steps applied.
    """
    done = schema_version(connection)
    missing = (migrations() if steps is None else steps)[done:]
    for step in missing:
        with transaction(connection):
            if step.version == 1:
                connection.execute(_LEDGER)
            connection.execute(step.sql)
            connection.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, ?, ?)",
                [step.version, step.name, now, _our_version()],
            )
    return missing


def _our_version() -> str:
    try:
        return version("narawatch")
    except PackageNotFoundError:
        return "source"
