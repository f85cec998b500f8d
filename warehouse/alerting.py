"""Which findings are told, and which join an alert that stands already: one alert for one piece of news. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from warehouse.ids import content_id
from warehouse.judging.model import ALERTING, Finding, FindingKind, Weight


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that has just been stored.

    Attributes:
        finding_id: its id.
        finding: the verdict.
        pack_id: the baseline.
        story_id: story of its article.
        is_date_guessed: the article's date is no evidence.
        silence: why it is not to be told whatever it says, or empty.
        renewed_at: where it was compared with a value accepted since the baseline, when that was reported.
    """

    finding_id: UUID
    finding: Finding
    pack_id: str
    story_id: UUID
    is_date_guessed: bool = False
    silence: str = ""
    renewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownAlert:
    """An alert that stands.

    Attributes:
        id: its id.
        told_at: time of the article that caused it.
    """

    id: UUID
    told_at: datetime


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert to be made.

    Attributes:
        id: digest of the key.
        key: what makes it one piece of news.
        first: the finding that causes it.
    """

    id: UUID
    key: str
    first: Candidate


@dataclass(frozen=True, slots=True)
class AlertPlan:
    """What becomes of some findings.

    Attributes:
        new: alerts to make.
        attached: (alert id, finding id) for every finding that is part of an alert, the first ones too.
        silence: why each of the others stays silent, by finding id.
    """

    new: tuple[NewAlert, ...]
    attached: tuple[tuple[UUID, UUID], ...]
    silence: Mapping[UUID, str]


def news_key(finding: Finding, pack_id: str, story_id: UUID) -> str:
    """What makes findings one piece of news.

    Args:
        finding: an alerting one.
        pack_id: the baseline.
        story_id: the story of its article, after merges.

    Returns:
        pack, kind, claim and normalised value; for novel events pack, topic and story.
    """
    if finding.kind is FindingKind.NOVEL:
        return f"{pack_id}|{finding.kind}|{finding.topic}|{story_id}"
    return f"{pack_id}|{finding.kind}|{finding.claim}|{finding.value_key}"


def silence_of(candidate: Candidate, dismissed: Collection[tuple[str, str]]) -> str:
    """Why a finding is not told (`restatement`, `minor`, `date-guessed`, `dismissed`, its own reason), or empty."""
    finding = candidate.finding
    if finding.kind not in ALERTING:
        return str(finding.kind)
    if finding.weight is not Weight.MAJOR:
        return "minor"
    if candidate.is_date_guessed:
        return "date-guessed"
    if finding.claim and (finding.claim, finding.value_key) in dismissed:
        return "dismissed"
    return candidate.silence


def plan_alerts(
    candidates: Sequence[Candidate],
    known: Mapping[str, KnownAlert],
    dismissed: Collection[tuple[str, str]] = frozenset(),
    silenced: Collection[UUID] = frozenset(),
) -> AlertPlan:
    """Sort findings into new alerts, alerts that stand, and silence.

    Args:
        candidates: in the order in which they are to be told.
        known: the alerts that exist, by `news_key`; the latest where news recurred.
        dismissed: (claim, value key) pairs that analysts want to hear no more of.
        silenced: alerts that analysts dismissed; their later findings are silent too.

    Returns:
        the plan.
    """
    by_key: dict[str, UUID] = {}
    new: list[NewAlert] = []
    attached: list[tuple[UUID, UUID]] = []
    silence: dict[UUID, str] = {}
    for candidate in candidates:
        if reason := silence_of(candidate, dismissed):
            silence[candidate.finding_id] = reason
            continue
        key = news_key(candidate.finding, candidate.pack_id, candidate.story_id)
        before = known.get(key)
        if _recurs(candidate, before):
            key = f"{key}|{candidate.renewed_at:%Y-%m-%dT%H:%M}"
        elif before:
            by_key[key] = before.id
        if by_key.get(key) in silenced:
            silence[candidate.finding_id] = "dismissed"
            continue
        if key not in by_key:
            by_key[key] = content_id("alert", key)
            new.append(NewAlert(by_key[key], key, candidate))
        attached.append((by_key[key], candidate.finding_id))
    return AlertPlan(tuple(new), tuple(attached), silence)


def _recurs(candidate: Candidate, before: KnownAlert | None) -> bool:
    """What was told before another value came to hold is news again afterwards."""
    return bool(before and candidate.renewed_at and before.told_at < candidate.renewed_at)
