"""What goes out: alerts that channels have not got yet. SQL of the outbox tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from warehouse.db import Connection, fetch
from warehouse.records import PendingDelivery
from warehouse.verdicts import FINDING_SQL, FINDING_WIDTH, finding_from
from warehouse.zones import in_press_zone

FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(hours=6)


def pending_deliveries(
    connection: Connection, now: datetime, targets: Sequence[str] | None = None
) -> list[PendingDelivery]:
    """What is to go out by now, oldest alert first.

    Args:
        connection: the database.
        now: aware UTC.
        targets: only these channels; None for all.

    Returns:
        one for each alert and channel.
    """
    rows = fetch(
        connection,
        f"""
        WITH reports AS (
            SELECT l.alert_id, count(DISTINCT f.article_id) AS articles, count(DISTINCT o.origin) AS origins,
                list(DISTINCT a.outlet ORDER BY a.outlet) AS outlets
            FROM alert_findings l
            JOIN findings f ON f.id = l.finding_id
            JOIN articles a ON a.id = f.article_id
            JOIN origins o ON o.article_id = f.article_id
            WHERE l.alert_id IN (SELECT alert_id FROM deliveries WHERE state = 'pending')
            GROUP BY l.alert_id
        )
        SELECT {FINDING_SQL}, d.alert_id, d.target, d.attempts, f.id, f.pack_id, a.title, a.url, a.outlet,
            a.published_at, a.language, t.created_at, r.origins, r.articles, r.outlets, t.story_id,
            a.zone, coalesce(p.country, '')
        FROM deliveries d
        JOIN alerts t ON t.id = d.alert_id
        JOIN findings f ON f.id = t.finding_id
        JOIN assertions s ON s.id = f.assertion_id
        JOIN articles a ON a.id = f.article_id
        LEFT JOIN sources p ON p.id = a.source_id
        JOIN reports r ON r.alert_id = d.alert_id
        WHERE d.state = 'pending' AND d.next_attempt_at <= $1
        ORDER BY t.created_at, d.alert_id, d.target
        """,  # noqa: S608 – columns of ours
        now,
    )
    found = [_pending(row) for row in rows]
    return [p for p in found if targets is None or p.target in targets]


def _pending(row: Sequence[object]) -> PendingDelivery:
    (
        alert_id,
        target,
        attempts,
        finding_id,
        pack_id,
        title,
        url,
        outlet,
        published_at,
        language,
        *rest,
    ) = row[FINDING_WIDTH:]
    created_at, origins, articles, outlets, story_id, zone, country = rest
    at = cast("datetime | None", published_at)
    return PendingDelivery(
        alert_id=cast("UUID", alert_id),
        target=str(target),
        attempts=cast("int", attempts),
        finding=finding_from(row[:FINDING_WIDTH]),
        finding_id=cast("UUID", finding_id),
        pack_id=str(pack_id),
        article_title=str(title),
        article_url=str(url),
        outlet=str(outlet),
        published_at=in_press_zone(at, str(zone), str(country), str(language)),
        language=str(language),
        created_at=cast("datetime", created_at),
        origins=cast("int", origins),
        articles=cast("int", articles),
        outlets=tuple(cast("list[str]", outlets)),
        story_id=cast("UUID", story_id),
    )


def record_delivery(
    connection: Connection,
    alert_id: UUID,
    target: str,
    tried_at: datetime,
    *,
    is_taken: bool,
    detail: str,
) -> None:
    """Note what a try came to; after a failure the next one waits twice as long, up to six hours."""
    if is_taken:
        connection.execute(
            """
            UPDATE deliveries
            SET state = 'delivered', delivered_at = $3, last_attempt_at = $3, detail = $4
            WHERE alert_id = $1 AND target = $2
            """,
            [alert_id, target, tried_at, detail],
        )
        return
    rows = fetch(
        connection,
        "SELECT attempts FROM deliveries WHERE alert_id = $1 AND target = $2",
        alert_id,
        target,
    )
    attempts = max((cast("int", row[0]) for row in rows), default=0) + 1
    connection.execute(
        """
        UPDATE deliveries
        SET attempts = $3, last_attempt_at = $4, next_attempt_at = $5, detail = $6
        WHERE alert_id = $1 AND target = $2 AND state = 'pending'
        """,
        [alert_id, target, attempts, tried_at, tried_at + retry_after(attempts), detail],
    )


def retry_after(attempts: int) -> timedelta:
    """How long to wait after so many failures."""
    doublings = min(attempts - 1, 16)
    return min(FIRST_RETRY * (1 << doublings), LAST_RETRY)
