"""Looking after the warehouse: check, backup, restore, compact, prune. Each holds the writer's lock meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from warehouse import corpus, story_counts
from warehouse.db import Connection, attach, fetch, storage_errors, transaction
from warehouse.errors import NoWarehouseError
from warehouse.home import Home
from warehouse.invariants import Broken, broken_invariants
from warehouse.lock import writers_lock
from warehouse.migrate import refuse_newer
from warehouse.publish import copy_by_child, replace_with_copy
from warehouse.schema import current_schema
from warehouse.writer import database


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning took out.

    Attributes:
        articles: articles with everything that belonged to them.
        fetches: requests.
    """

    articles: int
    fetches: int


def check(home: Home, *, wait_seconds: float = 60) -> list[Broken]:
    """Invariants that do not hold; none in a sound warehouse.

    Raises:
        NoWarehouseError: nothing was written yet.
    """
    with _held(home, "check", wait_seconds), database(home) as connection, storage_errors():
        return broken_invariants(connection)


def backup(home: Home, target: Path, *, wait_seconds: float = 60) -> int:
    """Copy the database to a file, whole or not at all.

    Args:
        home: the data directory.
        target: replaced when it exists.
        wait_seconds: how long to queue for the lock.

    Returns:
        bytes copied.

    Raises:
        NoWarehouseError: nothing was written yet.
        PublishError: the disk refused; what stood at `target` is intact.
    """
    with _held(home, "backup", wait_seconds):
        with database(home) as connection, storage_errors():
            connection.execute("CHECKPOINT")
        replace_with_copy(home.database, target, copy_by_child)
    return target.stat().st_size


def restore(home: Home, source: Path, *, wait_seconds: float = 60) -> Path | None:
    """Put a backup in the place of the database. Publish afterwards.

    Args:
        home: the data directory; made when missing.
        source: made by `backup`, by this or an older version.
        wait_seconds: how long to queue for the lock.

    Returns:
        where the replaced database was put, or None when there was none.

    Raises:
        NoWarehouseError: there is no such file.
        NewerDatabaseError: it is from a newer narawatch.
        DatabaseUnreadableError: it is no database of ours.
        PublishError: the disk refused; the database is intact.
    """
    if not source.exists():
        raise NoWarehouseError(source)
    refuse_newer(source)
    home.make()
    with writers_lock(home.lock, who="restore", wait_seconds=wait_seconds):
        aside = None
        if home.database.exists():
            # Opening it takes in what a killed run left in its log, so that the file alone is complete.
            with database(home):
                aside = _free_name(home.database)
            replace_with_copy(home.database, aside, copy_by_child)
        replace_with_copy(source, home.database, copy_by_child)
        with database(home) as connection, storage_errors():
            connection.execute("CHECKPOINT")
    return aside


def compact(home: Home, *, wait_seconds: float = 60) -> tuple[int, int]:
    """Write the database anew without the room that deleted rows left.

    Returns:
        bytes before and after.

    Raises:
        NoWarehouseError: nothing was written yet.
        StorageError: the disk refused; the database is intact.
    """
    with _held(home, "compact", wait_seconds):
        fresh = Home(home.root / ".compact")
        _discard(fresh)
        fresh.make()
        try:
            with database(home) as connection, storage_errors():
                connection.execute("CHECKPOINT")
            before = home.database.stat().st_size
            with database(fresh) as connection, storage_errors():
                _copy_rows(connection, home.database)
                connection.execute("CHECKPOINT")
            fresh.database.replace(home.database)
        finally:
            _discard(fresh)
    return before, home.database.stat().st_size


def prune(home: Home, before: datetime, *, wait_seconds: float = 60) -> Pruned:
    """Take out old articles that led to no finding, and old fetches. Findings and their evidence stay.

    Args:
        home: the data directory.
        before: aware UTC; articles first seen earlier go.
        wait_seconds: how long to queue for the lock.

    Returns:
        what was taken out; the room is free after `compact`.

    Raises:
        NoWarehouseError: nothing was written yet.
    """
    with _held(home, "prune", wait_seconds), database(home) as connection, transaction(connection):
        connection.execute(_DOOMED, [before])
        stories = story_counts.stories_of(connection, _doomed(connection))
        for table, column in _OF_ARTICLES.items():
            connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM doomed)")  # noqa: S608
        connection.execute(_WITHOUT_SKETCH)
        story_counts.recount(connection, stories)
        corpus.recount_names(connection)
        connection.execute(_WITHOUT_ARTICLES)
        articles = len(_doomed(connection))
        ((fetches,),) = fetch(
            connection, "SELECT count(*) FROM fetches WHERE fetched_at < $1", before
        )
        connection.execute("DELETE FROM fetches WHERE fetched_at < $1", [before])
        connection.execute("DROP TABLE doomed")
    return Pruned(articles, int(str(fetches)))


# A group or a story is named by its first article, which therefore stays as long as any other of them does.
_DOOMED = """
CREATE TEMP TABLE doomed AS
WITH kept AS (
    SELECT id FROM articles WHERE first_seen_at >= $1
    UNION SELECT article_id FROM findings
)
SELECT id FROM articles WHERE id NOT IN (SELECT id FROM kept)
    AND id NOT IN (SELECT group_id FROM near_copies WHERE article_id IN (SELECT id FROM kept))
"""
_WITHOUT_SKETCH = "DELETE FROM near_bands WHERE slot NOT IN (SELECT slot FROM near_sketches)"
# The ids of stories live on in the one they were merged into, as long as that has articles.
_WITHOUT_ARTICLES = """
DELETE FROM stories WHERE coalesce(merged_into, id) NOT IN (SELECT story_id FROM story_members)
"""
_OF_ARTICLES = {
    "mentions": "article_id",
    "article_entities": "article_id",
    "name_candidates": "article_id",
    "near_copies": "article_id",
    "near_sketches": "article_id",
    "origins": "article_id",
    "story_members": "article_id",
    "story_features": "article_id",
    "revisions": "article_id",
    "articles": "id",
}


def _doomed(connection: Connection) -> list[UUID]:
    return [cast("UUID", row[0]) for row in fetch(connection, "SELECT id FROM doomed")]


@contextmanager
def _held(home: Home, who: str, wait_seconds: float) -> Iterator[None]:
    if not home.database.exists():
        raise NoWarehouseError(home.database)
    with writers_lock(home.lock, who=who, wait_seconds=wait_seconds):
        yield


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    numbers = itertools.count(1)
    names = (path.with_suffix(f".before-restore-{n}{path.suffix}") for n in numbers)
    return next(name for name in names if not name.exists())


def _copy_rows(connection: Connection, source: Path) -> None:
    attach(connection, source, "old", read_only=True)
    with transaction(connection):
        for table in current_schema():
            if table.kind == "table":
                connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 – names of ours
                connection.execute(f"INSERT INTO {table.name} SELECT * FROM old.{table.name}")  # noqa: S608
    connection.execute("DETACH old")


def _discard(home: Home) -> None:
    for path in home.root.glob("*") if home.root.is_dir() else ():
        path.unlink()
    if home.root.is_dir():
        home.root.rmdir()
