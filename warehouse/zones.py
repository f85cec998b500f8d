"""The press's own clock: which day it was where an article was written. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

# Japan and Korea share it, and neither has summer time.
NINE_AHEAD = timezone(timedelta(hours=9))
COUNTRIES_NINE_AHEAD = frozenset({"JP", "KR"})
LANGUAGES_NINE_AHEAD = frozenset({"ja", "ko"})
OFFSET_LENGTH = len("+09:00")


def zone_of(written: str, country: str = "", language: str = "") -> timezone:
    """The zone that an article's day is told in.

    Feeds tend to write UTC wherever they are made, so the press's country counts before what is written.

    Args:
        written: offset as the article has it, `+09:00`; anything else counts as none.
        country: ISO 3166-1 alpha-2 of the outlet, or empty.
        language: tag of the article's language, or empty; counts when no other offset is written.

    Returns:
        A fixed offset; UTC when nothing is known.
    """
    if country in COUNTRIES_NINE_AHEAD:
        return NINE_AHEAD
    offset = offset_of(written)
    if not offset.utcoffset(None) and language in LANGUAGES_NINE_AHEAD:
        return NINE_AHEAD
    return offset


def offset_of(written: str) -> timezone:
    """`+09:00` as a zone; UTC for any other form."""
    digits = written[1:3] + written[4:6]
    if len(written) != OFFSET_LENGTH or written[0] not in "+-" or not digits.isdecimal():
        return UTC
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def in_press_zone(
    at: datetime | None, written: str, country: str, language: str
) -> datetime | None:
    """An aware time as the press's own clock had it; None stays None."""
    return at.astimezone(zone_of(written, country, language)) if at else None
