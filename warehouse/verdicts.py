"""Assertions, findings and the alerts they make: written together, read back for people. SQL of the judging tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from extractors.model import Certainty
from warehouse.alerting import AlertPlan, Candidate, KnownAlert, plan_alerts
from warehouse.db import Connection, append, fetch, names
from warehouse.ids import content_id
from warehouse.judging.choosing import with_news
from warehouse.judging.model import Evidence, Finding, FindingKind, Weight
from warehouse.near import bare_text
from warehouse.records import Arrival, Batch, JudgedArticle
from warehouse.typed import from_json, to_json

_ASSERTION_COLUMNS = names(
    "id article_id revision claim topic value value_key value_json certainty evidence field "
    "start_char end_char"
)
_FINDING_COLUMNS = names(
    "id assertion_id article_id run_id pack_id pack_version kind weight rule confidence "
    "compared_with reason is_alerting silence found_at"
)
_ALERT_COLUMNS = names(
    "id news_key pack_id kind claim topic value value_key story_id finding_id run_id created_at"
)
# The columns that `finding_from` reads, in its order; `f` is findings, `s` is assertions.
FINDING_SQL = (
    "f.kind, s.claim, s.topic, s.value, s.value_key, f.weight, s.evidence, s.start_char, s.end_char, s.field, "
    "f.rule, f.confidence, s.certainty, f.compared_with, f.reason, s.value_json"
)
FINDING_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Decided:
    """What analysts decided, as far as it bears on alerts.

    Attributes:
        dismissed: (claim, value key) pairs that they want to hear no more of.
        accepted_at: by claim, when the value was reported that they accepted last.
    """

    dismissed: frozenset[tuple[str, str]] = frozenset()
    accepted_at: Mapping[str, datetime] = field(default_factory=dict)

    def renewed_at(self, finding: Finding) -> datetime | None:
        """When the accepted value was reported that a finding was compared with; None for the baseline's."""
        is_current = finding.compared_with == "current"
        return self.accepted_at.get(finding.claim) if is_current else None


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A finding that is not stored yet."""

    id: UUID
    assertion_id: UUID
    finding: Finding
    judged: JudgedArticle


def assertion_id(article: UUID, finding: Finding) -> UUID:
    """Id of what a sentence says: equal however often it is judged, and by whichever version of a pack."""
    said = bare_text(finding.evidence.text)
    return content_id(
        "assertion", str(article), finding.claim, finding.topic, finding.value_key, said
    )


def finding_id(article: UUID, finding: Finding, pack_id: str) -> UUID:
    """Id of a verdict."""
    return content_id("finding", str(assertion_id(article, finding)), pack_id, finding.kind)


def write_findings(connection: Connection, batch: Batch, decided: Decided) -> tuple[int, AlertPlan]:
    """Store the findings of a batch that are not stored yet, and the alerts they make.

    Args:
        connection: in a transaction.
        batch: its articles are stored already.
        decided: what analysts accepted, and what they want to hear no more of.

    Returns:
        how many findings were new, and what became of them.
    """
    fresh = _not_stored(connection, list(_findings(batch)))
    stories = merged_stories(connection, {f.judged.placement.story_id for f in fresh})
    candidates = [
        Candidate(
            f.id,
            f.finding,
            batch.pack_id,
            stories[f.judged.placement.story_id],
            f.judged.new.article.published.is_guessed,
            batch.silence,
            decided.renewed_at(f.finding),
        )
        for f in fresh
    ]
    plan = plan_alerts(
        candidates,
        known_alerts(connection, batch.pack_id),
        decided.dismissed,
        silenced_alerts(connection),
    )
    _write_assertions(connection, fresh)
    append(connection, "findings", _FINDING_COLUMNS, [_finding_row(f, batch, plan) for f in fresh])
    write_alerts(connection, plan, batch.run_id, batch.now, batch.targets)
    return len(fresh), plan


def _findings(batch: Batch) -> Iterator[_Fresh]:
    """Earliest article first: it is the one that an alert quotes."""
    for judged in sorted(batch.articles, key=_told_at):
        if judged.judgement is None:
            continue
        place = judged.placement
        article, judgement = place.article_id, judged.judgement
        if place.is_copy or place.arrival is Arrival.REVISED:
            judgement = with_news(judgement, place.new_spans)
        for finding in judgement.findings:
            identity = finding_id(article, finding, batch.pack_id)
            yield _Fresh(identity, assertion_id(article, finding), finding, judged)


def _told_at(judged: JudgedArticle) -> tuple[datetime, UUID]:
    return judged.new.article.published.at or judged.new.seen_at, judged.placement.article_id


def _not_stored(connection: Connection, found: Sequence[_Fresh]) -> list[_Fresh]:
    rows = fetch(
        connection,
        "SELECT id FROM findings WHERE id IN (SELECT unnest($1::UUID[]))",
        [str(f.id) for f in found],
    )
    stored = {row[0] for row in rows}
    return list({f.id: f for f in reversed(found) if f.id not in stored}.values())[::-1]


def merged_stories(connection: Connection, stories: set[UUID]) -> dict[UUID, UUID]:
    """The stories that some stories are part of by now; themselves for most."""
    rows = fetch(
        connection,
        "SELECT id, merged_into FROM stories WHERE merged_into IS NOT NULL AND id IN (SELECT unnest($1::UUID[]))",
        [str(story) for story in stories],
    )
    merged = {cast("UUID", old): cast("UUID", new) for old, new in rows}
    return {story: merged.get(story, story) for story in stories}


def known_alerts(connection: Connection, pack_id: str) -> dict[str, KnownAlert]:
    """Alerts of a pack by `alerting.news_key`, as stories stand after merges.

    Where two stories became one, the older alert stands; where news recurred, the latest.
    """
    rows = fetch(
        connection,
        """
        SELECT if(t.claim <> '', concat_ws('|', t.pack_id, t.kind, t.claim, t.value_key),
            concat_ws('|', t.pack_id, t.kind, t.topic, t.story_id)), t.id,
            coalesce(a.published_at, a.first_seen_at)
        FROM alerts t JOIN findings f ON f.id = t.finding_id JOIN articles a ON a.id = f.article_id
        WHERE t.pack_id = $1
        ORDER BY if(t.claim <> '', t.created_at, NULL), t.created_at DESC
        """,
        pack_id,
    )
    return {
        str(key): KnownAlert(cast("UUID", alert), cast("datetime", told_at))
        for key, alert, told_at in rows
    }


def silenced_alerts(connection: Connection) -> frozenset[UUID]:
    """Alerts that analysts dismissed."""
    rows = fetch(connection, "SELECT id FROM alerts WHERE silenced_at IS NOT NULL")
    return frozenset(cast("UUID", row[0]) for row in rows)


def _write_assertions(connection: Connection, fresh: Sequence[_Fresh]) -> None:
    made = {f.assertion_id: f for f in reversed(fresh)}
    rows = fetch(
        connection,
        "SELECT id FROM assertions WHERE id IN (SELECT unnest($1::UUID[]))",
        [str(key) for key in made],
    )
    for (stored,) in rows:
        del made[cast("UUID", stored)]
    append(connection, "assertions", _ASSERTION_COLUMNS, [_assertion_row(f) for f in made.values()])


def _assertion_row(fresh: _Fresh) -> tuple[object, ...]:
    finding, place = fresh.finding, fresh.judged.placement
    evidence = finding.evidence
    return (
        str(fresh.assertion_id), str(place.article_id), place.revision, finding.claim, finding.topic,
        finding.value, finding.value_key, to_json(finding.new_value) if finding.new_value else None,
        str(finding.certainty), evidence.text, evidence.field, evidence.start, evidence.end,
    )  # fmt: skip


def _finding_row(fresh: _Fresh, batch: Batch, plan: AlertPlan) -> tuple[object, ...]:
    finding = fresh.finding
    return (
        str(fresh.id), str(fresh.assertion_id), str(fresh.judged.placement.article_id), str(batch.run_id),
        batch.pack_id, batch.pack_version, str(finding.kind), str(finding.weight), finding.rule,
        finding.confidence, finding.compared_with, finding.reason, finding.is_alerting,
        plan.silence.get(fresh.id, ""), batch.now,
    )  # fmt: skip


def write_alerts(
    connection: Connection, plan: AlertPlan, run_id: UUID, now: datetime, targets: Sequence[str]
) -> None:
    """Store what a plan says: alerts, their findings, and what each channel is to get."""
    rows = []
    for alert in plan.new:
        finding = alert.first.finding
        rows.append((
            str(alert.id), alert.key, alert.first.pack_id, str(finding.kind), finding.claim, finding.topic,
            finding.value, finding.value_key, str(alert.first.story_id), str(alert.first.finding_id),
            str(run_id), now,
        ))  # fmt: skip
    append(connection, "alerts", _ALERT_COLUMNS, rows)
    attached = [(str(alert), str(finding), now) for alert, finding in plan.attached]
    append(connection, "alert_findings", ("alert_id", "finding_id", "attached_at"), attached)
    pending = [
        (str(alert.id), target, "pending", 0, now, "") for alert in plan.new for target in targets
    ]
    columns = ("alert_id", "target", "state", "attempts", "next_attempt_at", "detail")
    append(connection, "deliveries", columns, pending)


def finding_from(row: Sequence[object]) -> Finding:
    """A finding from the columns of `FINDING_SQL`."""
    (
        kind,
        claim,
        topic,
        value,
        value_key,
        weight,
        text,
        start,
        end,
        field,
        rule,
        confidence,
        *rest,
    ) = row
    certainty, compared_with, reason, typed = rest
    return Finding(
        kind=FindingKind(str(kind)),
        claim=str(claim),
        topic=str(topic),
        value=str(value),
        value_key=str(value_key),
        weight=Weight(str(weight)),
        evidence=Evidence(str(text), cast("int", start), cast("int", end), str(field)),
        rule=str(rule),
        confidence=cast("float", confidence),
        certainty=Certainty(str(certainty)),
        compared_with=str(compared_with),
        reason=str(reason),
        new_value=from_json(str(typed)) if typed else None,
    )
