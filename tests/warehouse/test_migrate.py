from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.warehouse.filling import digest_of, digests, fill, released_versions, unpack
from tests.warehouse.making import NOW, finding, new_article, store
from warehouse.care import check
from warehouse.db import Connection, fetch, open_writable
from warehouse.errors import DatabaseUnreadableError, NewerDatabaseError, WarehouseError
from warehouse.home import Home
from warehouse.migrate import FOLDER, Migration, migrate, migrations, refuse_newer, schema_version
from warehouse.writer import writing

GOOD = Migration(1, "first", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)")
BAD = Migration(2, "second", "CREATE TABLE b (x INTEGER); INSERT INTO nowhere VALUES (1)")


def test_a_step_and_its_record_are_one(tmp_path: Path) -> None:
    connection = open_writable(tmp_path / "a.duckdb")
    with pytest.raises(WarehouseError):
        migrate(connection, NOW, (GOOD, BAD))
    assert schema_version(connection) == 1
    assert fetch(connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'b'") == [
        (0,)
    ]
    mended = Migration(2, "second", "CREATE TABLE b (x INTEGER)")
    assert migrate(connection, NOW, (GOOD, mended)) == (mended,)
    assert migrate(connection, NOW, (GOOD, mended)) == ()
    connection.close()


def test_a_newer_database_is_refused_and_left_as_it_is(home: Home) -> None:
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"))
    connection = open_writable(home.database)
    connection.execute("INSERT INTO schema_migrations VALUES (9999, 'future', now(), '99')")
    connection.close()
    before = hashlib.sha256(home.database.read_bytes()).hexdigest()
    with pytest.raises(NewerDatabaseError, match="schema version 9999"), writing(home, who="test"):
        pass
    assert hashlib.sha256(home.database.read_bytes()).hexdigest() == before


def test_a_file_that_is_no_database_is_named(home: Home) -> None:
    home.make()
    home.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(DatabaseUnreadableError, match=r"warehouse\.duckdb"), writing(home, who="t"):
        pass


def tables(connection: Connection) -> dict[str, list[str]]:
    """Columns by table, without the ledger of migrations."""
    found: dict[str, list[str]] = {}
    for table, column in fetch(
        connection,
        "SELECT c.table_name, c.column_name FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_name) "
        "WHERE NOT c.internal AND c.table_name <> 'schema_migrations' ORDER BY 1, c.column_index",
    ):
        found.setdefault(str(table), []).append(str(column))
    return found


def contents(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """Rows of some tables, as far as these columns go."""
    return {
        table: sorted(map(str, fetch(connection, f"SELECT {', '.join(named)} FROM {table}")))
        for table, named in columns.items()
    }


@pytest.mark.parametrize("version", released_versions())
def test_released_migrations_are_as_they_were_released(version: str) -> None:
    """Databases in the world have been through them: a change needs a migration of its own."""
    kept = digests(version)
    assert {name: digest_of(FOLDER / name) for name in kept} == kept


@pytest.mark.parametrize("version", released_versions())
def test_a_filled_database_of_a_release_keeps_every_row_and_works_on(
    home: Home, version: str
) -> None:
    """The database was filled, table by table, by the release itself."""
    unpack(version, home)
    connection = open_writable(home.database)
    columns = tables(connection)
    before = contents(connection, columns)
    connection.close()
    assert [table for table, rows in before.items() if not rows] == []
    with writing(home, who="test") as writer:
        pass
    connection = open_writable(home.database)
    assert contents(connection, columns) == before
    for (view,) in fetch(connection, "SELECT view_name FROM duckdb_views() WHERE NOT internal"):
        fetch(connection, f"SELECT * FROM {view}")
    connection.close()
    with writing(home, who="test") as writer:
        again = store(writer, new_article("https://a.example/1"), findings=[finding()])
        fresh = store(writer, new_article("https://z.example/1"), findings=[finding()])
    assert (again.new_articles, fresh.new_articles, fresh.alerts) == (0, 1, ())
    assert check(home) == []


def test_what_a_release_would_keep_has_rows_in_every_table(home: Home) -> None:
    fill(home)
    connection = open_writable(home.database)
    empty = [table for table, rows in contents(connection, tables(connection)).items() if not rows]
    connection.close()
    assert empty == []
    assert check(home) == []


@pytest.mark.parametrize("version", range(len(migrations())))
def test_every_step_can_be_the_one_a_database_stopped_at(tmp_path: Path, version: int) -> None:
    """Databases that stopped at any step come to the present schema, and take articles."""
    home = Home(tmp_path)
    connection = open_writable(home.database)
    migrate(connection, NOW, migrations()[:version])
    if version:
        connection.execute("INSERT INTO runs VALUES (uuid(), 'test', now(), NULL, 'running', '{}')")
    connection.close()
    with writing(home, who="test") as writer:
        stored = store(writer, new_article("https://a.example/1"), findings=[finding()])
    assert len(stored.alerts) == 1
    refuse_newer(home.database)


def test_numbers_have_no_gaps(tmp_path: Path) -> None:
    (tmp_path / "0001_one.sql").write_text("SELECT 1")
    (tmp_path / "0003_three.sql").write_text("SELECT 1")
    with pytest.raises(WarehouseError, match="without gaps"):
        migrations(tmp_path)
    (tmp_path / "x.sql").write_text("SELECT 1")
    with pytest.raises(WarehouseError, match="named like"):
        migrations(tmp_path)
