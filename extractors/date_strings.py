"""Dates as machines and editors write them, in English, Japanese and Korean, to instants.

Only whole strings and short labels are read here; dates inside sentences are another module's
business. A string that names no zone is read in the zone the caller assumes, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

UTC_OFFSET = "+00:00"
SEOUL_TOKYO = timezone(timedelta(hours=9))
# Where an outlet writes no zone: both countries are at +09:00 all year round.
ZONE_OF = {"ja": SEOUL_TOKYO, "ko": SEOUL_TOKYO, "JP": SEOUL_TOKYO, "KR": SEOUL_TOKYO}

# Abbreviations in feeds, in hours. `IST`, `CST` and `BST` are ambiguous; the reading is the one
# that RFC 822 or, where it is silent, most English-language feeds use.
ABBREVIATIONS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "met": 1,
    "mest": 2, "eet": 2, "eest": 3, "msk": 3, "ist": 5.5, "ict": 7, "wib": 7, "hkt": 8, "sgt": 8,
    "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "ast": -4, "adt": -3, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6, "ct": -6, "mdt": -6,
    "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8, "akdt": -8, "akst": -9, "hst": -10,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}
PIVOT = 69  # POSIX: two-digit years below are in this century
FULL_YEAR = 100
OLDEST_YEAR = 1900
MAX_CHARS = 200
NOON = 12
MAX_OFFSET_HOURS = 15

AM_PM = {
    "午前": 0, "午後": NOON, "오전": 0, "오후": NOON, "am": 0, "pm": NOON, "a.m.": 0, "p.m.": NOON,
    "上午": 0, "下午": NOON,
}  # fmt: skip
_AMPM = r"(?P<ampm>午前|午後|오전|오후|上午|下午|[ap]\.?m\.?(?![a-z]))"
_CLOCK = (
    rf"(?:{_AMPM}\s*)?(?P<hour>\d{{1,2}})(?:\s*[:：]\s*|\s*[時시点點]\s*)(?P<minute>\d{{1,2}})?\s*[分분]?"
    r"(?:\s*[:：]?\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*[秒초]?)?"
    rf"(?:\s*{_AMPM.replace('ampm', 'ampm2')})?"
)
_ZONE = (
    r"(?P<zone>Z(?![a-z])|(?:(?:GMT|UTC)\s?)?[+\-−]\d{1,2}(?::?\d{2})?(?::\d{2})?|\b[A-Z]{2,4}\b)?"
)
_DAY_GAP = r"(?:\s*[(（\[]?\s*(?:[日月火水木金土일월화수목금토](?:曜日?|요일)?|[A-Z][a-z]{2,8})\s*[)）\]]?)?"
_GAP = r"(?:\s*(?:T|,|/|\||・|·|at|-|—|–)?\s*)"
_TIME = rf"(?:{_GAP}{_CLOCK}\s*{_ZONE})?"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 2026-11-20T09:00:00+09:00, 2026.11.20. 09:00, 2026/11/20 午後3時, 2026年11月20日 9時00分, 2026년 …
        (
            r"(?<!\d)(?P<year>\d{4})\s*(?:[-./‐−]|年|년)\s*(?P<month>\d{1,2})\s*(?:[-./‐−]|月|월)\s*"
            rf"(?P<day>\d{{1,2}})(?!\d)(?:\s*[日일])?\.?{_DAY_GAP}{_TIME}"
        ),
        # 20261120T090000Z, 20261120090000
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)"
        r"(?:T?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d):?(?P<second>[0-5]\d)?)?\s*"
        + _ZONE
        + r"(?!\d)",
        # 令和8年11月20日
        (
            r"(?P<era>令和|平成|昭和|[RH](?=\d))\s*(?P<year>\d{1,2}|元)\s*[年.]\s*(?P<month>\d{1,2})\s*[月.]\s*"
            rf"(?P<day>\d{{1,2}})\s*日?{_DAY_GAP}{_TIME}"
        ),
        # Fri, 20 Nov 2026 09:00:00 KST
        (
            r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[ \-./]*(?:of )?(?P<name>[A-Za-z]{3,9})\.?,?[ \-./]*"
            rf"(?P<year>\d{{2,4}})(?!\d){_TIME}"
        ),
        # November 20, 2026 9:00 a.m. KST; Fri Nov 20 09:00:00 KST 2026
        rf"(?P<name>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d){_TIME}",
        rf"(?P<name>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s*{_ZONE}\s+(?P<year>\d{{4}})(?!\d)",
        # 26.11.20 09:00 and 26-11-20, as Korean sites abbreviate
        r"(?<![\d.])(?P<year>\d{2})[.\-/](?P<month>\d{2})[.\-/](?P<day>\d{2})(?!\d)" + _TIME,
        # 20/11/2026 and 11/20/2026: the part above twelve decides, else the day stands first
        r"(?<!\d)(?P<first>\d{1,2})[./-](?P<second_part>\d{1,2})[./-](?P<year>\d{4})(?!\d)" + _TIME,
        # 27 09 2026 and 토, 21 11월 2026, as some Korean feeds have it; nothing else may stand before it
        r"^\s*(?:[월화수목금토일](?:요일)?,?\s*)?(?P<first>\d{1,2})\s+(?P<second_part>\d{1,2})월?\s+(?P<year>20\d{2})(?!\d)"
        + _TIME,
    )
)
ISO_WEEK = re.compile(r"^(\d{4})-?W(\d{2})-?(\d)$")
ISO_ORDINAL = re.compile(r"^(\d{4})-?(\d{3})$")
SHORT = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")


@dataclass(frozen=True, slots=True)
class Instant:
    """A date that was read.

    Attributes:
        at: aware UTC; midnight of the local day when only a day was given.
        zone: the offset, as `+09:00`; empty when only a day was given and no zone assumed.
        is_day_only: no time of day was given.
        is_zone_assumed: the string named no zone.
    """

    at: datetime
    zone: str
    is_day_only: bool = False
    is_zone_assumed: bool = False


def read_instant(raw: str, zone: timezone | None = None) -> Instant | None:
    """Read the first date in a short string.

    Args:
        raw: a date as a feed, a meta element or a label has it.
        zone: assumed where the string names none; None means UTC.

    Returns:
        The instant, or None when no possible date stands there.
    """
    return next(iter(read_instants(raw, zone)), None)


def read_instants(raw: str, zone: timezone | None = None) -> Iterator[Instant]:
    """Read every date of a short string, in the order of the patterns tried.

    Args:
        raw: text; what lies beyond 200 characters is not read.
        zone: as for `read_instant`.

    Yields:
        Instants.
    """
    text = raw.strip()[:MAX_CHARS]
    if special := _special(text, zone):
        yield special
        return
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if instant := _instant(match, zone):
                yield instant


def offset_of(zone: timezone | None) -> str:
    """Write an offset as `+09:00`; UTC when None."""
    minutes = int((zone or UTC).utcoffset(None).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def read_zone(text: str) -> timezone | None:
    """Read an offset or an abbreviation (`+09:00`, `GMT+9`, `KST`); None when it is neither."""
    name = text.strip().lower()
    if not name:
        return None
    if name in ABBREVIATIONS:
        return timezone(timedelta(hours=ABBREVIATIONS[name]))
    match = re.fullmatch(r"(?:gmt|utc)?\s?([+\-−])(\d{1,2}):?(\d{2})?(?::\d{2})?", name)
    if match is None:
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > MAX_OFFSET_HOURS:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if match[1] in "-−" else offset)


def _special(text: str, zone: timezone | None) -> Instant | None:
    """Epochs, ISO weeks and days of the year, years and months alone."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], datetime]], ...] = (
        (EPOCH, lambda match: datetime.fromtimestamp(int(match[0][:10]), UTC)),
        (
            ISO_WEEK,
            lambda match: datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3])),
        ),
        (
            ISO_ORDINAL,
            lambda match: (
                datetime(int(match[1]), 1, 1, tzinfo=zone or UTC) + timedelta(int(match[2]) - 1)
            ),
        ),
        (SHORT, lambda match: datetime(int(match[1]), int(match[2] or 1), 1, tzinfo=zone or UTC)),
    )
    for pattern, reader in readers:
        if not (match := pattern.match(text)):
            continue
        try:
            at = reader(match)
        except (ValueError, OverflowError, OSError):
            return None
        is_day = pattern is not EPOCH
        at = at if at.tzinfo else at.replace(tzinfo=zone or UTC)
        return Instant(at.astimezone(UTC), offset_of(zone if is_day else UTC), is_day, is_day)
    return None


def _instant(match: re.Match[str], zone: timezone | None) -> Instant | None:
    got = match.groupdict()
    day = _calendar_day(got)
    if day is None:
        return None
    written = read_zone(got.get("zone") or "")
    clock = _clock(got)
    used = written or zone or UTC
    try:
        local = datetime(*day, tzinfo=used) + (clock or timedelta())
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Instant(at, offset_of(used), clock is None, written is None)


def _calendar_day(got: dict[str, str | None]) -> tuple[int, int, int] | None:
    year = _year(got.get("year") or "", got.get("era") or "")
    if got.get("first"):
        first, second = int(got["first"] or 0), int(got["second_part"] or 0)
        month, day = (first, second) if second > 12 else (second, first)  # noqa: PLR2004 - months
    else:
        name = (got.get("name") or "").lower()
        month = MONTHS.get(name, 0) if name else int(got["month"] or 0)
        day = int(got["day"] or 0)
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return (year, month, day) if year >= OLDEST_YEAR else None


def _year(digits: str, era: str) -> int:
    number = 1 if digits == "元" else int(digits or 0)
    if era:
        return ERAS[era.upper() if era.isascii() else era] + number
    if number < FULL_YEAR:
        return number + (2000 if number < PIVOT else 1900)
    return number


def _clock(got: dict[str, str | None]) -> timedelta | None:
    """Time of day, or None when none, or an impossible one, was given."""
    if not got.get("hour"):
        return None
    hour, minute = int(got["hour"] or 0), int(got.get("minute") or 0)
    second = int(got.get("second") or 0)
    half = AM_PM.get((got.get("ampm") or got.get("ampm2") or "").lower().replace("am", "am"))
    if half is not None and hour <= NOON:
        hour = hour % NOON + half
    if hour > 24 or minute > 59 or second > 60:  # noqa: PLR2004 - a day, an hour, a leap second
        return None
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
