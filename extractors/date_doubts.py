"""Whether a page bears its date out: every other reading on it is held against the one that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain, islice

from extractors.date_readings import Readings
from extractors.date_strings import UTC_OFFSET, Instant, read_zone
from extractors.model import Stamp

# Readings of one moment differ by less, whatever zones were left out or mixed up.
SAME_MOMENT = timedelta(hours=12)
# A page fetched while all its dates are so young carries no old news, whichever of them is right.
FRESH = timedelta(days=3)
# At these hours, UTC, it is the same day from California to Athens.
SURE_HOURS = range(8, 22)


def is_doubtful(stamp: Stamp, readings: Readings) -> bool:
    """Say whether a date is too weak to rest on the one reading it was taken from.

    Args:
        stamp: the best reading, in the outlet's zone where that is known.
        readings: all that the page and its listing say.

    Returns:
        True where another reading, the last change included, names another day, or where the outlet's zone is
        unknown and the day with it. The listing's word ends all doubt; so does a fetch while every reading is
        fresh.
    """
    if stamp.at is None or any(_is_same_day(stamp, one) for one in readings.feed()):
        return False
    others = list(_others(readings))
    if _is_fresh([stamp.at, *(one.at for one in others)], readings):
        return False
    if not all(_is_same_day(stamp, one) for one in others):
        return True
    return _is_day_unknown(stamp) and not any(_is_same_day(stamp, one) for one in _shown(readings))


def _others(readings: Readings) -> Iterator[Instant]:
    """The best reading of each place, the one that was chosen among them."""
    places = (
        readings.json_ld(), readings.metas(), readings.vague_metas(), readings.feed(), readings.times(),
        readings.labels(), readings.url(), readings.updates(),
    )  # fmt: skip
    for place in places:
        yield from islice(place, 1)


def _shown(readings: Readings) -> Iterator[Instant]:
    """What readers see of the date: machines' readings are copies of one."""
    return chain(readings.labels(), readings.url())


def _is_fresh(dates: list[datetime], readings: Readings) -> bool:
    fetched_at = readings.tree.page.fetched_at
    return fetched_at is not None and fetched_at - min(dates) <= FRESH


def _is_same_day(stamp: Stamp, other: Instant) -> bool:
    """Whether two readings name one day, each in its own zone, or moments too close to be two."""
    if stamp.at is None or _day(stamp.at, stamp.zone) == _day(other.at, other.zone):
        return True
    is_moment = not (stamp.is_day_only or other.is_day_only)
    return is_moment and abs(stamp.at - other.at) < SAME_MOMENT


def _is_day_unknown(stamp: Stamp) -> bool:
    is_clock = stamp.zone == UTC_OFFSET and not stamp.is_day_only
    return is_clock and stamp.at is not None and stamp.at.hour not in SURE_HOURS


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(read_zone(zone)).date() if zone else at.date()
