"""The schema as people read it: every table and view with its columns and what they mean."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.db import fetch, open_in_memory
from warehouse.migrate import migrate


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """One column.

    Attributes:
        name: its name.
        type: the database's name of its type.
        comment: what it means.
    """

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class TableDoc:
    """One table or view.

    Attributes:
        name: its name.
        kind: `table` or `view`.
        comment: what it holds.
        columns: in order.
    """

    name: str
    kind: str
    comment: str
    columns: tuple[ColumnDoc, ...]


def current_schema() -> tuple[TableDoc, ...]:
    """What the migrations build: tables in the order of their making, then views."""
    connection = open_in_memory()
    try:
        migrate(connection, datetime.now(UTC))
        relations = fetch(
            connection,
            """
            SELECT table_name, 'table', comment, table_oid FROM duckdb_tables() WHERE NOT internal
            UNION ALL
            SELECT view_name, 'view', comment, view_oid FROM duckdb_views() WHERE NOT internal
            ORDER BY 2, 4
            """,
        )
        columns = fetch(
            connection,
            """
            SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal
            ORDER BY table_oid, column_index
            """,
        )
    finally:
        connection.close()
    return tuple(
        TableDoc(
            str(name),
            str(kind),
            str(comment or ""),
            tuple(
                ColumnDoc(str(column), str(type_), str(words or ""))
                for table, column, type_, words in columns
                if table == name
            ),
        )
        for name, kind, comment, _ in relations
    )


def render(schema: tuple[TableDoc, ...]) -> str:
    """The schema as text, one block a table, no line cut."""
    blocks = []
    for table in schema:
        width = max(len(column.name) for column in table.columns)
        types = max(len(column.type) for column in table.columns)
        lines = [f"{table.kind} {table.name}: {table.comment}"]
        lines += [f"    {c.name:<{width}}  {c.type:<{types}}  {c.comment}" for c in table.columns]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render(current_schema()))
