"""When an article was published, and how we know: the places a page names dates in are tried from best to worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import chain, islice

import htmldate

from extractors.date_doubts import is_doubtful
from extractors.date_readings import Readings
from extractors.date_strings import UTC_OFFSET, Instant, offset_of, read_instant
from extractors.formats.common import zone_for
from extractors.model import DateSource, Stamp
from extractors.page_tree import PageTree

MAX_OTHERS = 20
MINUTE = timedelta(minutes=1)
ZONE_STEP_SECONDS = 1800
HOUR_SECONDS = 3600
MAX_ZONE_SECONDS = 14 * HOUR_SECONDS


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page says it was published and changed."""

    published: Stamp
    updated_at: datetime | None


def read_dates(tree: PageTree, language: str) -> Dates:
    """Find a page's dates.

    Args:
        tree: the page; its `fetched_at` bounds what is possible.
        language: of the text; with the address's country it gives the zone where none is written.

    Returns:
        The publication stamp with its pedigree (`DateSource.NONE` when there is nothing, and `GUESSED` when it
        rests on a date that could be anything's, or that the page contradicts), and the last change or None.
    """
    readings = Readings(tree, zone_for(language, tree.page.url))
    entry = tree.page.entry
    updated = next((one.at for one in readings.updates()), entry.updated_at if entry else None)
    return Dates(_published(readings), updated)


def _published(readings: Readings) -> Stamp:
    stamp = _best(readings)
    if stamp is None:
        return _guessed(readings)
    stamp = _localised(stamp, readings)
    return replace(stamp, source=DateSource.GUESSED) if is_doubtful(stamp, readings) else stamp


def _best(readings: Readings) -> Stamp | None:
    """The best source's day stands; a worse source may only tell its time of day."""
    day: Stamp | None = None
    for stamp in _stamps(readings):
        if day is None and not stamp.is_day_only:
            return stamp
        if day is None:
            day = stamp
        elif not stamp.is_day_only:
            return replace(stamp, source=day.source) if _is_within(stamp, day) else day
    return day


def _stamps(readings: Readings) -> Iterator[Stamp]:
    sources = (
        (DateSource.JSON_LD, readings.json_ld()),
        (DateSource.META, readings.metas()),
        (DateSource.FEED, readings.feed()),
        (DateSource.TIME, readings.times()),
        (DateSource.TEXT, readings.labels()),
        (DateSource.URL, readings.url()),
        (DateSource.GUESSED, readings.vague_metas()),
        (DateSource.GUESSED, readings.late_times()),
    )
    for source, found in sources:
        if first := next(found, None):
            yield _stamp(first, source)


def _is_within(stamp: Stamp, day: Stamp) -> bool:
    if stamp.at is None or day.at is None:
        return False
    return timedelta() <= stamp.at - day.at < timedelta(days=1)


def _localised(stamp: Stamp, readings: Readings) -> Stamp:
    """The day is the outlet's: one that writes UTC for machines shows its readers another.

    The outlet's own zone is used where it is known; else that of another reading on the page which names the
    same minute with an offset, or only the day.
    """
    if stamp.zone != UTC_OFFSET or stamp.is_day_only or stamp.at is None:
        return stamp
    if readings.zone is not None:
        return replace(stamp, zone=offset_of(readings.zone), is_zone_assumed=True)
    for other in islice(
        chain(readings.json_ld(), readings.metas(), readings.vague_metas(), readings.times()),
        MAX_OTHERS,
    ):
        if offset := _offset_between(stamp.at, other):
            return replace(stamp, zone=offset)
    for shown in chain(readings.labels(), readings.url()):
        if offset := _offset_between(stamp.at, shown) or _offset_to_day(stamp.at, shown):
            return replace(stamp, zone=offset, is_zone_assumed=True)
    return stamp


def _offset_between(at: datetime, other: Instant) -> str:
    """The zone of a second reading of the same minute: as written, or how far its clock is off."""
    if other.is_day_only or (other.zone != UTC_OFFSET and abs(other.at - at) >= MINUTE):
        return ""
    if not other.is_zone_assumed:
        return other.zone if other.zone != UTC_OFFSET else ""
    seconds = (other.at.replace(second=0) - at.replace(second=0, microsecond=0)).total_seconds()
    is_offset = seconds and seconds % ZONE_STEP_SECONDS == 0 and abs(seconds) <= MAX_ZONE_SECONDS
    return offset_of(timezone(timedelta(seconds=seconds))) if is_offset else ""


def _offset_to_day(at: datetime, day: Instant) -> str:
    """The nearest whole hour's zone in which a moment falls on the day that readers are shown, or empty."""
    if not day.is_day_only:
        return ""
    early = (day.at - at).total_seconds()
    late = (at - day.at - timedelta(days=1)).total_seconds()
    if early > 0:
        seconds = -(-early // HOUR_SECONDS) * HOUR_SECONDS
    elif late >= 0:
        seconds = -(late // HOUR_SECONDS + 1) * HOUR_SECONDS
    else:
        return ""
    is_zone = abs(seconds) <= MAX_ZONE_SECONDS
    return offset_of(timezone(timedelta(seconds=seconds))) if is_zone else ""


def _guessed(readings: Readings) -> Stamp:
    """Htmldate's best guess, without its first of January, which stands for a lone year."""
    latest = readings.tree.page.fetched_at
    try:
        raw = htmldate.find_date(
            readings.tree.root,
            extensive_search=True,
            original_date=True,
            max_date=latest.date().isoformat() if latest else None,
        )
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        raw = None  # htmldate on mutated pages
    found = read_instant(raw, readings.zone) if raw and not raw.endswith("-01-01") else None
    return _stamp(found, DateSource.GUESSED) if found else Stamp(None, DateSource.NONE)


def _stamp(found: Instant, source: DateSource) -> Stamp:
    return Stamp(found.at, source, found.zone, found.is_day_only, found.is_zone_assumed)
