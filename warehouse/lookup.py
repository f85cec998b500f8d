"""What people ask for by name, out of the published copy: findings, sources, the schema."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from warehouse.db import Connection, fetch
from warehouse.decisions import feedback, find
from warehouse.home import Home
from warehouse.judging.model import Feedback
from warehouse.reader import query, reading
from warehouse.records import StoredFinding, Table
from warehouse.verdicts import FINDING_SQL, FINDING_WIDTH, finding_from
from warehouse.zones import in_press_zone


def stored_finding(home: Home, identity: str) -> StoredFinding:
    """One finding with where it stands.

    Args:
        home: the data directory.
        identity: its id, or the first characters of it.

    Raises:
        UnknownIdError: no finding has it, or several begin like it.
        NoWarehouseError: nothing was published yet.
    """
    with reading(home) as connection:
        return _stored(connection, find(connection, identity))


def standing_feedback(home: Home) -> Feedback:
    """What analysts decided, as far as it was published."""
    with reading(home) as connection:
        return feedback(connection)


def _stored(connection: Connection, identity: UUID) -> StoredFinding:
    [row] = fetch(
        connection,
        f"""
        SELECT {FINDING_SQL}, f.id, f.pack_id, f.pack_version, f.article_id, s.revision, a.title, a.url,
            a.outlet, a.published_at, a.zone, coalesce(p.country, ''), a.language, m.story_id, l.alert_id, f.silence,
            (SELECT count(DISTINCT o.origin) FROM alert_findings af
             JOIN findings ff ON ff.id = af.finding_id
             JOIN origins o ON o.article_id = ff.article_id
             WHERE af.alert_id = l.alert_id)
        FROM findings f
        JOIN assertions s ON s.id = f.assertion_id
        JOIN articles a ON a.id = f.article_id
        LEFT JOIN sources p ON p.id = a.source_id
        LEFT JOIN story_members m ON m.article_id = a.id
        LEFT JOIN alert_findings l ON l.finding_id = f.id
        WHERE f.id = $1
        """,  # noqa: S608 – columns of ours
        str(identity),
    )
    return _finding_with_place(row)


def _finding_with_place(row: Sequence[object]) -> StoredFinding:
    finding, rest = finding_from(row[:FINDING_WIDTH]), row[FINDING_WIDTH:]
    at, zone, country, language = cast("datetime | None", rest[8]), *map(str, rest[9:12])
    origins = cast("int", rest[15])
    return StoredFinding(
        id=cast("UUID", rest[0]),
        finding=finding,
        pack_id=str(rest[1]),
        pack_version=str(rest[2]),
        article_id=cast("UUID", rest[3]),
        revision=cast("int", rest[4]),
        title=str(rest[5]),
        url=str(rest[6]),
        outlet=str(rest[7]),
        published_at=in_press_zone(at, zone, country, language),
        language=language,
        story_id=cast("UUID", rest[12]),
        alert_id=cast("UUID | None", rest[13]),
        silence=str(rest[14]),
        origins=max(origins, 1),
    )


def findings_table(
    home: Home, *, is_all: bool, claim: str, since: datetime | None, most: int
) -> Table:
    """The latest findings.

    Args:
        home: the data directory.
        is_all: with those that stayed silent.
        claim: only this claim or topic; empty for all.
        since: aware; only those found from then on; None for all.
        most: rows.
    """
    return query(
        home,
        """
        SELECT left(f.finding_id::VARCHAR, 8) AS id, f.found_at, f.kind,
            coalesce(nullif(f.claim, ''), f.topic) AS about, f.value, f.outlet, f.language AS lang,
            coalesce(b.action, CASE WHEN f.alert_id IS NULL THEN 'silent: ' || f.silence ELSE '' END)
                AS state
        FROM v_findings f
        LEFT JOIN (
            SELECT finding_id, last(action ORDER BY decided_at) AS action FROM feedback
            WHERE action <> 'undo' AND id NOT IN (SELECT undoes FROM feedback WHERE undoes IS NOT NULL)
            GROUP BY finding_id
        ) b USING (finding_id)
        WHERE ($1 OR f.alert_id IS NOT NULL) AND ($2 = '' OR f.claim = $2 OR f.topic = $2)
            AND ($3::TIMESTAMPTZ IS NULL OR f.found_at >= $3)
        ORDER BY f.found_at DESC, f.finding_id LIMIT $4
        """,
        (is_all, claim, since, most),
    )


def schema_table(home: Home) -> Table:
    """Every table, view and column with its comment."""
    return query(
        home,
        """
        SELECT table_name AS name, column_name AS column, data_type AS type, comment
        FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index
        """,
    )


def relations_table(home: Home) -> Table:
    """Every table and view with its comment."""
    return query(
        home,
        """
        SELECT table_name AS name, 'table' AS kind, comment FROM duckdb_tables() WHERE NOT internal
        UNION ALL
        SELECT view_name, 'view', comment FROM duckdb_views() WHERE NOT internal
        ORDER BY name
        """,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A stored finding that is worth an alert, as far as a comparison needs it.

    Attributes:
        kind: `contradiction`, `development` or `novel`.
        about: claim, or topic when novel.
        value_key: normalised value.
        value: the same in words.
        url: canonical address of the article.
        evidence: the sentence.
    """

    kind: str
    about: str
    value_key: str
    value: str
    url: str
    evidence: str


def told_findings(home: Home, pack_id: str) -> list[Told]:
    """Every alerting finding judged by a pack, whichever version of it, that nobody dismissed.

    Raises:
        NoWarehouseError: nothing was published yet.
    """
    with reading(home) as connection:
        rows = fetch(
            connection,
            """
            SELECT f.kind, coalesce(nullif(s.claim, ''), s.topic), s.value_key, s.value, a.url, s.evidence
            FROM findings f
            JOIN assertions s ON s.id = f.assertion_id
            JOIN articles a ON a.id = f.article_id
            LEFT JOIN alert_findings l ON l.finding_id = f.id
            LEFT JOIN alerts t ON t.id = l.alert_id
            WHERE f.pack_id = $1 AND f.is_alerting AND f.silence <> 'dismissed' AND t.silenced_at IS NULL
            ORDER BY f.found_at, f.id
            """,
            pack_id,
        )
    return [Told(*map(str, row)) for row in rows]
