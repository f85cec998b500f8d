"""What may stand behind a setting: words of a file or variable in, a value out, ValueError with a sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LANGUAGES = ("en", "ja", "ko")
MODES = ("off", "confirm", "confirm-and-ask")
UNITS_S = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
UNITS_BYTES = {"": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9}
CRON_FIELD = re.compile(r"[\d*/,\-A-Za-z#?]+")
CRON_FIELDS = 5


def one(words: tuple[str, ...]) -> str:
    """The only word; raises ValueError when there are several or none."""
    if len(words) != 1 or not words[0].strip():
        raise ValueError("expected one value")
    return words[0].strip()


def whole(words: tuple[str, ...], least: int = 0) -> int:
    """A whole number not below `least`."""
    text = one(words)
    if not text.isdecimal() or int(text) < least:
        raise ValueError(f"expected a whole number from {least} up, found {text!r}")
    return int(text)


def positive(words: tuple[str, ...]) -> int:
    """A whole number above zero."""
    return whole(words, least=1)


def length(text: str) -> timedelta:
    """`90s`, `15m`, `6h`, `2d`."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", text.strip().lower())
    if not match or not float(match[1]):
        raise ValueError(f"expected a length of time such as 30s, 15m, 6h or 2d, found {text!r}")
    return timedelta(seconds=float(match[1]) * UNITS_S[match[2]])


def duration(words: tuple[str, ...]) -> timedelta:
    """One length of time."""
    return length(one(words))


def durations(words: tuple[str, ...]) -> tuple[timedelta, ...]:
    """Lengths of time, in rising order."""
    return tuple(sorted(length(word) for word in words))


def seconds(words: tuple[str, ...]) -> float:
    """A length of time in seconds; zero may be written without a unit."""
    return 0.0 if one(words) == "0" else duration(words).total_seconds()


def size(words: tuple[str, ...]) -> int:
    """Bytes: `8000000`, `8MB`."""
    match = re.fullmatch(r"(\d+)\s*(|kb|mb|gb)", one(words).lower())
    if not match or not int(match[1]):
        raise ValueError(f"expected a size such as 8MB, found {one(words)!r}")
    return int(match[1]) * UNITS_BYTES[match[2]]


def cron_expression(words: tuple[str, ...]) -> str:
    """Five fields of a cron line."""
    parts = one(words).split()
    if len(parts) != CRON_FIELDS or not all(CRON_FIELD.fullmatch(part) for part in parts):
        raise ValueError(f"expected a cron line of five fields, found {one(words)!r}")
    return " ".join(parts)


def zone_name(words: tuple[str, ...]) -> str:
    """An IANA zone that this machine knows."""
    try:
        return ZoneInfo(one(words)).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"expected a zone such as Asia/Tokyo, found {one(words)!r}") from error


def language(words: tuple[str, ...]) -> str:
    """One of the languages claims are worded in."""
    if one(words) not in LANGUAGES:
        raise ValueError(f"expected one of {', '.join(LANGUAGES)}, found {one(words)!r}")
    return one(words)


def addresses(words: tuple[str, ...]) -> tuple[str, ...]:
    """Apprise URLs; which schemes there are is Apprise's to say, and `doctor`'s to check."""
    for word in words:
        if "://" not in word:
            raise ValueError(f"expected an Apprise URL such as mailto://…, found {word!r}")
    return words


def path(words: tuple[str, ...]) -> Path:
    """A path; the caller makes it absolute."""
    return Path(one(words)).expanduser()


def strings(words: tuple[str, ...]) -> tuple[str, ...]:
    """Any words."""
    return words


def mode(words: tuple[str, ...]) -> str:
    """One of the ways in which a model may take part."""
    if one(words) not in MODES:
        raise ValueError(f"expected one of {', '.join(MODES)}, found {one(words)!r}")
    return one(words)


def endpoint(words: tuple[str, ...]) -> str:
    """An http(s) address without user, password or query: messages name it, and must not tell secrets."""
    parts = urlsplit(one(words))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("expected an http or https address such as http://127.0.0.1:8080/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("the address may hold no user, password, query or fragment")
    return one(words).rstrip("/")
