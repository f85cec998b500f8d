"""What the warehouse knows about how sources and runs fare; `warehouse.health` judges it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from warehouse.db import Connection, fetch
from warehouse.health import SourceFacts
from warehouse.home import Home
from warehouse.reader import reading

# Long enough for a weekly, a holiday week and a monthly lull.
LOOK_BACK = timedelta(days=60)
# Shares are about how a source is now, not how it was before it was mended.
LOOK_AT_PAGES = timedelta(days=14)


def read_facts(home: Home, now: datetime) -> list[SourceFacts]:
    """Read what is known of every source that stands in the sources file, from the published copy.

    Args:
        home: the data folder.
        now: aware UTC.

    Returns:
        Facts in order of the ids.

    Raises:
        NoWarehouseError: nothing was published yet.
    """
    with reading(home) as connection:
        items = {row[0]: row for row in _items(connection, now - LOOK_BACK)}
        pages = {row[0]: row for row in _pages(connection, now - LOOK_AT_PAGES)}
        unusable = _unusable(connection, now - LOOK_AT_PAGES)
        return [
            _facts(row, items.get(row[0]), pages.get(row[0]), unusable.get(str(row[0]), {}))
            for row in _sources(connection)
        ]


def read_finished_runs(home: Home, most: int = 20) -> list[datetime]:
    """Read when the last runs finished, newest first, from the published copy; raises NoWarehouseError."""
    with reading(home) as connection:
        rows = fetch(
            connection,
            """
            SELECT finished_at FROM runs WHERE finished_at IS NOT NULL AND outcome = 'done'
            ORDER BY finished_at DESC LIMIT $1
            """,
            most,
        )
    return [cast("datetime", row[0]) for row in rows]


def _sources(connection: Connection) -> list[tuple[object, ...]]:
    return fetch(
        connection,
        """
        SELECT s.id, s.language, s.is_enabled, t.last_success_at, coalesce(t.failures, 0), coalesce(t.last_error, '')
        FROM sources s LEFT JOIN source_states t ON t.source_id = s.id
        WHERE s.removed_at IS NULL ORDER BY s.id
        """,
    )


def _items(connection: Connection, since: datetime) -> list[tuple[object, ...]]:
    return fetch(
        connection,
        """
        SELECT
            source_id, list(DISTINCT first_seen_at ORDER BY first_seen_at), count(*),
            count(*) FILTER (published_at IS NULL OR date_source IN ('guessed', 'none'))
        FROM articles WHERE first_seen_at > $1 GROUP BY source_id
        """,
        since,
    )


def _pages(connection: Connection, since: datetime) -> list[tuple[object, ...]]:
    return fetch(
        connection,
        """
        SELECT source_id, count(*) FROM fetches
        WHERE purpose = 'page' AND outcome IN ('page', 'unreadable') AND fetched_at > $1 GROUP BY source_id
        """,
        since,
    )


def _unusable(connection: Connection, since: datetime) -> dict[str, dict[str, int]]:
    rows = fetch(
        connection,
        """
        SELECT source_id, split_part(error, ':', 1), count(*) FROM fetches
        WHERE purpose = 'page' AND outcome = 'unreadable' AND fetched_at > $1 GROUP BY ALL
        """,
        since,
    )
    found: dict[str, dict[str, int]] = {}
    for source_id, reason, count in rows:
        found.setdefault(str(source_id), {})[str(reason)] = cast("int", count)
    return found


def _facts(
    row: Sequence[object],
    items: Sequence[object] | None,
    pages: Sequence[object] | None,
    unusable: dict[str, int],
) -> SourceFacts:
    source_id, language, is_enabled, success, failures, error = row
    _, times, articles, undated = items or ("", (), 0, 0)
    return SourceFacts(
        source_id=str(source_id),
        language=str(language),
        is_enabled=bool(is_enabled),
        last_success_at=cast("datetime | None", success),
        failures=cast("int", failures),
        last_error=str(error),
        item_times=tuple(cast("Sequence[datetime]", times)),
        articles=cast("int", articles),
        undated=cast("int", undated),
        pages=cast("int", pages[1]) if pages else 0,
        unusable=unusable,
    )
