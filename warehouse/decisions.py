"""What analysts decide about findings: accepted, dismissed, undone. SQL of feedback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from warehouse.alerting import Candidate, plan_alerts
from warehouse.db import Connection, append, fetch
from warehouse.errors import FeedbackError, UnknownIdError
from warehouse.ids import content_id
from warehouse.judging.model import ClaimValue, CurrentValue, Feedback, Finding
from warehouse.records import Action, Decision
from warehouse.typed import from_json, value_of
from warehouse.verdicts import (
    FINDING_SQL,
    FINDING_WIDTH,
    Decided,
    finding_from,
    known_alerts,
    silenced_alerts,
    write_alerts,
)
from warehouse.zones import zone_of

_STANDING = """
    SELECT b.finding_id, b.action, b.decided_at, b.id FROM feedback b
    WHERE b.action <> 'undo' AND b.id NOT IN (SELECT undoes FROM feedback WHERE undoes IS NOT NULL)
"""


def find(connection: Connection, identity: str) -> UUID:
    """The finding whose id begins like this.

    Args:
        connection: the database.
        identity: an id or its first characters.

    Raises:
        UnknownIdError: none has, or several have.
    """
    rows = fetch(
        connection,
        "SELECT id FROM findings WHERE starts_with(id::VARCHAR, $1) LIMIT 2",
        identity.strip().lower(),
    )
    if not identity.strip() or not rows:
        raise UnknownIdError(
            f"no finding has the id {identity!r}: `narawatch findings list` lists them"
        )
    if len(rows) > 1:
        raise UnknownIdError(
            f"several findings have ids that begin with {identity!r}: give more of it"
        )
    return cast("UUID", rows[0][0])


def decide(
    connection: Connection, finding_id: UUID, action: Action, why: str, who: str, now: datetime
) -> Decision:
    """Record an acceptance or a dismissal; a dismissal silences the alert from then on.

    Raises:
        FeedbackError: the same was decided before and stands, or a novel event is to be accepted.
    """
    before = _standing(connection, finding_id)
    if before and before[0] is action:
        raise FeedbackError(f"finding {finding_id} is {_WORDS[action]} already")
    if before:
        undo(connection, finding_id, who, now)
    finding, _, _ = _finding(connection, finding_id)
    if action is Action.ACCEPT and not finding.claim:
        raise FeedbackError("a novel event has no claim whose value could be accepted")
    decision = _write(connection, finding_id, action, why, who, now)
    if action is Action.DISMISS:
        _silence(connection, finding_id, finding, now)
    return decision


_WORDS = {Action.ACCEPT: "accepted", Action.DISMISS: "dismissed"}


def undo(connection: Connection, finding_id: UUID, who: str, now: datetime) -> Decision:
    """Take back what was decided last about a finding.

    Raises:
        FeedbackError: nothing stands that could be taken back.
    """
    standing = _standing(connection, finding_id)
    if standing is None:
        raise FeedbackError(f"nothing was decided about finding {finding_id}")
    action, decision_id = standing
    decision = _write(connection, finding_id, Action.UNDO, "", who, now, undoes=decision_id)
    if action is Action.DISMISS:
        _speak_again(connection, finding_id, now)
    return decision


def feedback(connection: Connection) -> Feedback:
    """What stands, as the judge wants it."""
    rows = fetch(
        connection,
        f"""
        SELECT {FINDING_SQL}, d.action, coalesce(a.published_at, a.first_seen_at), a.zone, a.language, a.id,
            c.value_json
        FROM ({_STANDING}) d
        JOIN findings f ON f.id = d.finding_id
        JOIN assertions s ON s.id = f.assertion_id
        JOIN articles a ON a.id = f.article_id
        LEFT JOIN claims c ON c.pack_id = f.pack_id AND c.pack_version = f.pack_version AND c.claim = s.claim
        ORDER BY d.decided_at
        """,  # noqa: S608 – columns of ours
    )
    current: dict[str, CurrentValue] = {}
    dismissed = set()
    for row in rows:
        finding = finding_from(row[:FINDING_WIDTH])
        action, told_at, zone, language, article, baseline = row[FINDING_WIDTH:]
        if action == Action.DISMISS:
            dismissed.add((finding.claim, finding.value_key))
            continue
        before = from_json(str(baseline)) if baseline else ClaimValue("", "")
        # The judge compares days of articles, and tells them by the same clock.
        clock = zone_of(str(zone), language=str(language))
        from_day = cast("datetime", told_at).astimezone(clock).date()
        names = _names(connection, cast("UUID", article))
        value = value_of(finding, before, from_day, names)
        current[finding.claim] = CurrentValue(finding.claim, value, from_day)
    return Feedback(current, frozenset(pair for pair in dismissed if pair[0]))


def _names(connection: Connection, article: UUID) -> dict[str, str]:
    """Entities named in an article, by spelling in lower case."""
    rows = fetch(
        connection, "SELECT lower(surface), entity FROM mentions WHERE article_id = $1", article
    )
    return {str(surface): str(entity) for surface, entity in rows}


def decided(connection: Connection) -> Decided:
    """What stands, as alerts want it."""
    rows = fetch(
        connection,
        f"""
        SELECT s.claim, s.value_key, d.action, coalesce(a.published_at, a.first_seen_at)
        FROM ({_STANDING}) d
        JOIN findings f ON f.id = d.finding_id
        JOIN assertions s ON s.id = f.assertion_id
        JOIN articles a ON a.id = f.article_id
        WHERE s.claim <> '' ORDER BY d.decided_at
        """,  # noqa: S608 – words of ours
    )
    return Decided(
        frozenset((str(claim), str(key)) for claim, key, action, _ in rows if action == "dismiss"),
        {
            str(claim): cast("datetime", told_at)
            for claim, _, action, told_at in rows
            if action == "accept"
        },
    )


def _standing(connection: Connection, finding_id: UUID) -> tuple[Action, UUID] | None:
    rows = fetch(
        connection,
        f"SELECT action, id FROM ({_STANDING}) WHERE finding_id = $1 ORDER BY decided_at DESC LIMIT 1",  # noqa: S608
        finding_id,
    )
    return (Action(str(rows[0][0])), cast("UUID", rows[0][1])) if rows else None


def _write(
    connection: Connection,
    finding_id: UUID,
    action: Action,
    why: str,
    who: str,
    now: datetime,
    undoes: UUID | None = None,
) -> Decision:
    identity = content_id("decision", str(finding_id), action, str(undoes), who, now.isoformat())
    columns = ("id", "finding_id", "action", "why", "who", "decided_at", "undoes")
    row = (
        str(identity),
        str(finding_id),
        str(action),
        why,
        who,
        now,
        str(undoes) if undoes else None,
    )
    append(connection, "feedback", columns, [row])
    return Decision(identity, finding_id, action, why, who, now, undoes)


def _finding(connection: Connection, finding_id: UUID) -> tuple[Finding, str, UUID]:
    rows = fetch(
        connection,
        f"""
        SELECT {FINDING_SQL}, f.pack_id, m.story_id FROM findings f
        JOIN assertions s ON s.id = f.assertion_id JOIN story_members m ON m.article_id = f.article_id
        WHERE f.id = $1
        """,  # noqa: S608 – columns of ours
        finding_id,
    )
    if not rows:
        raise UnknownIdError(f"no finding has the id {finding_id}")
    pack_id, story = rows[0][FINDING_WIDTH:]
    return finding_from(rows[0][:FINDING_WIDTH]), str(pack_id), cast("UUID", story)


def _silence(connection: Connection, finding_id: UUID, finding: Finding, now: datetime) -> None:
    """Silence the alert of the finding, and those of the same claim and value that other kinds made."""
    rows = fetch(
        connection,
        """
        SELECT DISTINCT t.id FROM alerts t LEFT JOIN alert_findings l ON l.alert_id = t.id
        WHERE l.finding_id = $1 OR (t.claim <> '' AND t.claim = $2 AND t.value_key = $3)
        """,
        finding_id,
        finding.claim,
        finding.value_key,
    )
    alerts = [str(row[0]) for row in rows]
    connection.execute(
        "UPDATE alerts SET silenced_at = $2 WHERE id IN (SELECT unnest($1::UUID[])) AND silenced_at IS NULL",
        [alerts, now],
    )
    connection.execute(
        "UPDATE deliveries SET state = 'silenced' WHERE state = 'pending' AND alert_id IN (SELECT unnest($1::UUID[]))",
        [alerts],
    )


def _speak_again(connection: Connection, finding_id: UUID, now: datetime) -> None:
    """Let the alerts of a finding stand again, and attach to them what came in the meantime."""
    finding, pack_id, story = _finding(connection, finding_id)
    rows = fetch(
        connection,
        """
        SELECT DISTINCT t.id FROM alerts t LEFT JOIN alert_findings l ON l.alert_id = t.id
        WHERE t.silenced_at IS NOT NULL
            AND (l.finding_id = $1 OR (t.claim <> '' AND t.claim = $2 AND t.value_key = $3))
        """,
        finding_id,
        finding.claim,
        finding.value_key,
    )
    alerts = [str(row[0]) for row in rows]
    connection.execute(
        "UPDATE alerts SET silenced_at = NULL WHERE id IN (SELECT unnest($1::UUID[]))", [alerts]
    )
    connection.execute(
        """
        UPDATE deliveries SET state = 'pending', next_attempt_at = $2
        WHERE state = 'silenced' AND alert_id IN (SELECT unnest($1::UUID[]))
        """,
        [alerts, now],
    )
    _attach_silent(connection, finding, pack_id, story, now)


def _attach_silent(
    connection: Connection, finding: Finding, pack_id: str, story: UUID, now: datetime
) -> None:
    rows = fetch(
        connection,
        f"""
        SELECT {FINDING_SQL}, f.id, f.run_id, m.story_id FROM findings f
        JOIN assertions s ON s.id = f.assertion_id JOIN story_members m ON m.article_id = f.article_id
        WHERE f.silence = 'dismissed' AND f.pack_id = $1
            AND ((s.claim <> '' AND s.claim = $2 AND s.value_key = $3) OR (s.claim = '' AND m.story_id = $4))
        ORDER BY f.found_at
        """,  # noqa: S608 – columns of ours
        pack_id,
        finding.claim,
        finding.value_key,
        story,
    )
    if not rows:
        return
    standing = decided(connection)
    candidates = [_candidate(row, pack_id, standing) for row in rows]
    plan = plan_alerts(
        candidates,
        known_alerts(connection, pack_id),
        standing.dismissed,
        silenced_alerts(connection),
    )
    write_alerts(
        connection, plan, cast("UUID", rows[0][FINDING_WIDTH + 1]), now, _targets(connection)
    )
    connection.execute(
        "UPDATE findings SET silence = '' WHERE id IN (SELECT unnest($1::UUID[]))",
        [[str(finding_id) for _, finding_id in plan.attached]],
    )


def _candidate(row: Sequence[object], pack_id: str, standing: Decided) -> Candidate:
    identity, _, story = row[FINDING_WIDTH:]
    finding = finding_from(row[:FINDING_WIDTH])
    return Candidate(
        cast("UUID", identity),
        finding,
        pack_id,
        cast("UUID", story),
        renewed_at=standing.renewed_at(finding),
    )


def _targets(connection: Connection) -> list[str]:
    """The channels of the latest alert: those in use."""
    rows = fetch(
        connection,
        """
        SELECT DISTINCT target FROM deliveries
        WHERE alert_id = (SELECT alert_id FROM deliveries JOIN alerts ON alerts.id = alert_id
            ORDER BY created_at DESC LIMIT 1)
        """,
    )
    return [str(row[0]) for row in rows]
