"""Sources, their fetches, runs, and the claims judged by. SQL of those tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from uuid import UUID

from extractors.model import Source, SourceKind
from warehouse.db import Connection, append, fetch, names
from warehouse.judging.model import Claim
from warehouse.records import FetchRecord, PageHistory, SourceState
from warehouse.typed import to_json

_SOURCE_COLUMNS = names(
    "id kind url language country outlet owner link_pattern is_enabled verified_on verified_how "
    "user_agent"
)
_STATE_COLUMNS = names(
    "etag last_modified body_hash next_due_at failures not_modified_streak last_success_at "
    "last_error last_error_at"
)
_FETCH_COLUMNS = names(
    "run_id source_id url purpose fetched_at outcome status error size_bytes duration_ms "
    "page_digest"
)
_CLAIM_COLUMNS = names(
    "pack_id pack_version claim type statement_en statement_ja statement_ko value value_json "
    "as_of ladder seeds loaded_at"
)


def start_run(connection: Connection, run_id: UUID, started_at: datetime, trigger: str) -> None:
    """Note that a run began."""
    append(
        connection,
        "runs",
        ("id", "trigger", "started_at", "outcome", "counts"),
        [(str(run_id), trigger, started_at, "running", "{}")],
    )


def finish_run(
    connection: Connection,
    run_id: UUID,
    finished_at: datetime,
    outcome: str,
    counts: Mapping[str, int],
) -> None:
    """Note how it ended."""
    connection.execute(
        "UPDATE runs SET finished_at = $2, outcome = $3, counts = $4 WHERE id = $1",
        [run_id, finished_at, outcome, json.dumps(dict(counts))],
    )


def sync_sources(connection: Connection, sources: Sequence[Source], now: datetime) -> None:
    """Make the table say what the sources file says; what left the file is marked, not deleted.

    Rows that say it already are left alone, so that a run that finds nothing new writes next to nothing.
    """
    columns = ", ".join((*_SOURCE_COLUMNS, "added_at", "removed_at"))
    stored = {row[0]: row for row in fetch(connection, f"SELECT {columns} FROM sources")}  # noqa: S608 - ours
    added = {identity: row[-2] for identity, row in stored.items()}
    rows = [(*_plain(astuple(source)), added.get(source.id, now)) for source in sources]
    changed = [row for row in rows if stored.get(row[0]) != (*row, None)]
    connection.execute(
        "DELETE FROM sources WHERE id IN (SELECT unnest($1::VARCHAR[]))",
        [[row[0] for row in changed]],
    )
    append(connection, "sources", [*_SOURCE_COLUMNS, "added_at"], changed)
    connection.execute(
        """
        UPDATE sources SET removed_at = $2
        WHERE removed_at IS NULL AND id NOT IN (SELECT unnest($1::VARCHAR[]))
        """,
        [[source.id for source in sources], now],
    )


def _plain(row: Sequence[object]) -> tuple[object, ...]:
    return tuple(str(value) if isinstance(value, SourceKind) else value for value in row)


def source_states(connection: Connection) -> list[SourceState]:
    """All sources of the file with what their last fetches left, in order of their ids."""
    columns = ", ".join(
        [f"s.{name}" for name in _SOURCE_COLUMNS] + [f"t.{name}" for name in _STATE_COLUMNS]
    )
    rows = fetch(
        connection,
        f"""
        SELECT {columns}, t.source_id IS NOT NULL FROM sources s LEFT JOIN source_states t ON t.source_id = s.id
        WHERE s.removed_at IS NULL ORDER BY s.id
        """,  # noqa: S608 – columns of ours
    )
    return [_state(row) for row in rows]


def _state(row: Sequence[object]) -> SourceState:
    width = len(_SOURCE_COLUMNS)
    identity, kind, *rest = row[:width]
    source = Source(str(identity), SourceKind(str(kind)), *rest)  # type: ignore[arg-type]
    if not row[-1]:
        return SourceState(source)
    return SourceState(source, *row[width:-1])  # type: ignore[arg-type]


def set_source_states(connection: Connection, states: Sequence[SourceState]) -> None:
    """Replace what is known of some sources."""
    connection.execute(
        "DELETE FROM source_states WHERE source_id IN (SELECT unnest($1::VARCHAR[]))",
        [[state.source.id for state in states]],
    )
    rows = [(s.source.id, *(getattr(s, name) for name in _STATE_COLUMNS)) for s in states]
    append(connection, "source_states", ["source_id", *_STATE_COLUMNS], rows)


def record_fetches(connection: Connection, fetches: Sequence[FetchRecord]) -> None:
    """Note some requests."""
    rows = [(str(f.run_id), *(getattr(f, name) for name in _FETCH_COLUMNS[1:])) for f in fetches]
    append(connection, "fetches", _FETCH_COLUMNS, rows)


def page_histories(
    connection: Connection, urls: Sequence[str], since: datetime
) -> dict[str, PageHistory]:
    """How addresses of articles answered since some time, as they were asked for."""
    rows = fetch(
        connection,
        """
        SELECT
            url, bool_or(outcome = 'page'), count(*) FILTER (outcome NOT IN ('page', 'not-modified')),
            max(fetched_at), if(arg_max(outcome, fetched_at) = 'page', arg_max(page_digest, fetched_at), '')
        FROM fetches
        WHERE purpose = 'page' AND fetched_at >= $2 AND url IN (SELECT unnest($1::VARCHAR[]))
        GROUP BY url
        """,
        list(urls),
        since,
    )
    return {
        str(url): PageHistory(*history)  # type: ignore[arg-type]  # the columns' own types
        for url, *history in rows
    }


def sync_claims(
    connection: Connection,
    pack_id: str,
    pack_version: str,
    claims: Mapping[str, Claim],
    now: datetime,
) -> None:
    """Keep the claims of a version of a pack; a version that is there already is left alone."""
    if fetch(
        connection,
        "SELECT 1 FROM claims WHERE pack_id = $1 AND pack_version = $2 LIMIT 1",
        pack_id,
        pack_version,
    ):
        return
    rows = [
        (
            pack_id, pack_version, claim.id, str(claim.type), *(claim.statement.get(x, "") for x in ("en", "ja", "ko")),
            claim.value.text, to_json(claim.value), claim.as_of, claim.ladder, list(claim.seeds), now,
        )
        for claim in claims.values()
    ]  # fmt: skip
    append(connection, "claims", _CLAIM_COLUMNS, rows)
