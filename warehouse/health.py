"""How sources fare: judged against each one's own habit. Pure; facts come from `warehouse.health_facts`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

# Below this many items a source has no habit yet that its silence could break.
HABIT_ITEMS = 10
# A source may be twice as quiet as it ever was in the time we remember; weekends and holidays are among
# the gaps remembered, so that only real silence is left.
SILENCE_FACTOR = 2
LEAST_SILENCE = timedelta(hours=24)
# Failures in a row, and time without a success, before a source counts as dead: a restart or a night's
# maintenance stays below both.
DEAD_FAILURES = 3
DEAD_AFTER = timedelta(hours=24)
# Pages looked at before a share means something, and the share of unusable ones that is too many.
ENOUGH_PAGES = 10
TOO_MANY_UNUSABLE = 0.5


class Condition(StrEnum):
    """How a source fares, best first."""

    WELL = "well"
    NEW = "new"
    OFF = "off"
    UNREADABLE = "unreadable"
    SILENT = "silent"
    DEAD = "dead"


BAD = frozenset({Condition.UNREADABLE, Condition.SILENT, Condition.DEAD})


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source.

    Attributes:
        source_id: the source.
        language: tag of its articles.
        is_enabled: polled at all.
        last_success_at: last answer that could be read, aware UTC, or None.
        failures: failed fetches in a row.
        last_error: message of the last failure, or empty.
        item_times: when articles of it were first seen in the time looked at, sorted, aware UTC.
        articles: articles stored in that time.
        undated: those whose date is unknown or a guess.
        pages: article pages fetched in that time.
        unusable: pages that gave no article, by class of error (`EmptyText`, `PaywallStub`, …).
    """

    source_id: str
    language: str
    is_enabled: bool = True
    last_success_at: datetime | None = None
    failures: int = 0
    last_error: str = ""
    item_times: tuple[datetime, ...] = ()
    articles: int = 0
    undated: int = 0
    pages: int = 0
    unusable: Mapping[str, int] | None = None

    def count(self, *reasons: str) -> int:
        """Pages that gave no article for one of these reasons; for any, without one."""
        found = self.unusable or {}
        return sum(found.get(reason, 0) for reason in reasons) if reasons else sum(found.values())


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The verdict on a source.

    Attributes:
        source_id: the source.
        language: tag of its articles.
        condition: how it fares.
        reason: why, in one English line.
        last_item_at: when its newest article was first seen, or None.
        quiet_for: time since then, or None.
        longest_gap: longest time between two of its items so far, or None without a habit.
        empty: share of pages without a text, of those fetched, 0 to 1.
        garbled: share of garbled ones.
        paywalled: share of those kept for subscribers.
        undated: share of articles without a certain date, of those stored.
    """

    source_id: str
    language: str
    condition: Condition
    reason: str
    last_item_at: datetime | None = None
    quiet_for: timedelta | None = None
    longest_gap: timedelta | None = None
    empty: float = 0.0
    garbled: float = 0.0
    paywalled: float = 0.0
    undated: float = 0.0


GARBLED = ("Mojibake", "BinaryContent", "BadCompression")
PAYWALLED = ("Paywall", "PaywallStub", "LoginPage")


def diagnose(facts: SourceFacts, now: datetime) -> Diagnosis:
    """Judge one source.

    Args:
        facts: what is known of it.
        now: aware UTC.

    Returns:
        Condition with its reason, and the figures behind it.
    """
    gap = longest_gap(facts.item_times)
    last = facts.item_times[-1] if facts.item_times else None
    quiet = now - last if last else None
    condition, reason = _condition(facts, now, quiet, gap)
    garbled, paywalled = facts.count(*GARBLED), facts.count(*PAYWALLED)
    return Diagnosis(
        source_id=facts.source_id,
        language=facts.language,
        condition=condition,
        reason=reason,
        last_item_at=last,
        quiet_for=quiet,
        longest_gap=gap,
        empty=_share(facts.count() - garbled - paywalled, facts.pages),
        garbled=_share(garbled, facts.pages),
        paywalled=_share(paywalled, facts.pages),
        undated=_share(facts.undated, facts.articles),
    )


def longest_gap(times: tuple[datetime, ...]) -> timedelta | None:
    """Give the longest time between two items, or None when there are too few for a habit."""
    if len(times) < HABIT_ITEMS:
        return None
    return max(after - before for before, after in pairwise(times))


def merge(facts: Iterable[SourceFacts]) -> dict[str, SourceFacts]:
    """Add up sources that are on by language, as one source each; `source_id` is the language."""
    groups: dict[str, list[SourceFacts]] = {}
    for one in facts:
        if one.is_enabled:
            groups.setdefault(one.language, []).append(one)
    return {language: _merged(language, group) for language, group in sorted(groups.items())}


def worsened(before: Mapping[str, str], now: Iterable[Diagnosis]) -> list[Diagnosis]:
    """Give the sources that are bad now and were not, or were bad in another way, before.

    Args:
        before: condition by source id when somebody was last told.
        now: all diagnoses.
    """
    return [
        one for one in now if one.condition in BAD and before.get(one.source_id) != one.condition
    ]


def recovered(before: Mapping[str, str], now: Iterable[Diagnosis]) -> list[Diagnosis]:
    """Give the sources that were bad and are well again, those without a habit yet among them."""
    well = (Condition.WELL, Condition.NEW)
    return [one for one in now if one.condition in well and before.get(one.source_id) in BAD]


def is_overdue(last_run_at: datetime | None, every: timedelta, missing: int, now: datetime) -> bool:
    """Tell whether the watch itself has stopped.

    Args:
        last_run_at: when a run last finished, aware UTC; None when none ever did, which is no alarm.
        every: time between runs.
        missing: scheduled runs that may be missing.
        now: aware UTC.
    """
    return last_run_at is not None and now - last_run_at > every * (missing + 1)


def _condition(
    facts: SourceFacts, now: datetime, quiet: timedelta | None, gap: timedelta | None
) -> tuple[Condition, str]:
    if not facts.is_enabled:
        return Condition.OFF, "switched off"
    since = facts.last_success_at
    if facts.failures >= DEAD_FAILURES and (since is None or now - since > DEAD_AFTER):
        lately = f"no answer since {since:%Y-%m-%d %H:%M} UTC" if since else "never answered"
        return Condition.DEAD, f"{lately}, {facts.failures} failures: {facts.last_error}"
    if facts.pages >= ENOUGH_PAGES and facts.count() >= TOO_MANY_UNUSABLE * facts.pages:
        worst = max(facts.unusable or {"": 0}, key=facts.count)
        return (
            Condition.UNREADABLE,
            f"{facts.count()} of {facts.pages} pages unusable, most: {worst}",
        )
    failing = f"; failing, {facts.failures} in a row: {facts.last_error}" if facts.failures else ""
    if gap is None or quiet is None:
        few = f"{len(facts.item_times)} items so far, too few for a habit"
        return Condition.NEW, few + failing
    if quiet > max(LEAST_SILENCE, gap * SILENCE_FACTOR):
        never = f"nothing new for {_hours(quiet)}; never before for {_hours(gap)}"
        return Condition.SILENT, never + failing
    return Condition.WELL, f"newest item {_hours(quiet)} ago{failing}"


def _hours(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 72 else f"{hours:.0f} hours"  # noqa: PLR2004 - three days


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _merged(language: str, group: list[SourceFacts]) -> SourceFacts:
    unusable: dict[str, int] = {}
    for one in group:
        for reason, count in (one.unusable or {}).items():
            unusable[reason] = unusable.get(reason, 0) + count
    successes = [one.last_success_at for one in group if one.last_success_at]
    return SourceFacts(
        source_id=language,
        language=language,
        last_success_at=max(successes, default=None),
        failures=min(one.failures for one in group),
        last_error=next((one.last_error for one in group if one.last_error), ""),
        item_times=tuple(sorted(time for one in group for time in one.item_times)),
        articles=sum(one.articles for one in group),
        undated=sum(one.undated for one in group),
        pages=sum(one.pages for one in group),
        unusable=unusable,
    )
