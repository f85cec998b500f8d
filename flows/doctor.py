"""Checks of everything a run needs, each with what to do about it. Sends and stores nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from extractors.yamlfile import YamlError
from flows.errors import FlowError
from flows.notify import open_channel
from flows.packs import check_pack, open_pack
from flows.settings import Settings, is_writable
from flows.sourcefile import is_own, open_sources, user_file
from warehouse.errors import NoWarehouseError, WarehouseError
from warehouse.home import Home
from warehouse.reader import query

LEAST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check.

    Attributes:
        name: what was looked at.
        is_good: a run would work, as far as this goes.
        says: what was found.
        mend: what to do about it, or a hint; may be empty.
    """

    name: str
    is_good: bool
    says: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Check]:
    """Run all checks, each whatever the others say."""
    for name, check in CHECKS.items():
        try:
            yield check(settings)
        except (FlowError, WarehouseError, YamlError) as error:
            yield Check(name, is_good=False, says=str(error), mend=MEND.get(name, ""))


def python(_settings: Settings) -> Check:
    """The interpreter."""
    found = ".".join(map(str, sys.version_info[:3]))
    is_good = sys.version_info >= LEAST_PYTHON
    return Check("python", is_good, found, "" if is_good else "Python 3.11 or later is needed")


def home(settings: Settings) -> Check:
    """The data folder: can it be written, is there room."""
    folder = next(p for p in (settings.home, *settings.home.parents) if p.exists())
    free = shutil.disk_usage(folder).free
    if not is_writable(folder):
        return Check("home", is_good=False, says=f"{folder} cannot be written", mend=MEND["home"])
    says = f"{settings.home}, {free / 1e9:.1f} GB free"
    is_good = free >= LEAST_FREE_BYTES
    return Check("home", is_good, says, "" if is_good else "less than 1 GB is free: make room")


def sources(settings: Settings) -> Check:
    """The sources file."""
    rows = open_sources(settings)
    file = user_file(settings) if is_own(settings) else "shipped file"
    enabled = sum(row.is_enabled for row in rows)
    says = f"{file}: {len(rows)} sources, {enabled} enabled"
    return Check("sources", bool(enabled), says, "" if enabled else "enable at least one source")


def pack(settings: Settings) -> Check:
    """The baseline pack."""
    found = open_pack(settings.pack)
    check_pack(settings.pack)
    says = f"{found.id} {found.version}: {len(found.claims)} claims as of {found.as_of}"
    return Check("pack", is_good=True, says=says)


def channels(settings: Settings) -> Check:
    """The channels, without sending anything."""
    shown = [open_channel(url).shown for url in settings.channels]
    if shown:
        return Check("channels", is_good=True, says=", ".join(shown))
    mend = "set `channels` to Apprise URLs, such as mailto:// or json://, to be told"
    return Check("channels", is_good=True, says="none: alerts stay in the warehouse", mend=mend)


def adjudicator(settings: Settings) -> Check:
    """The model that may have a say, without asking it."""
    model = settings.adjudicator
    if model.mode == "off":
        return Check("adjudicator", is_good=True, says="off: the rules judge alone")
    key = "with a key" if model.key else "without a key"
    says = f"{model.mode}: {model.model} at {model.url}, {key}"
    is_open = bool(model.key) and model.url.startswith("http://")
    mend = (
        "the key travels in the clear unless this is your own machine: use https" if is_open else ""
    )
    return Check("adjudicator", is_good=True, says=says, mend=mend)


def contact(settings: Settings) -> Check:
    """Who sites can reach."""
    if settings.http.contact:
        return Check("contact", is_good=True, says=settings.http.contact)
    mend = "set `http.contact` to an address, so that a site can reach you instead of blocking you"
    return Check("contact", is_good=True, says="none in the User-Agent", mend=mend)


def database(settings: Settings) -> Check:
    """The published copy."""
    try:
        table = query(Home(settings.home), "SELECT count(*), max(first_seen_at) FROM articles")
    except NoWarehouseError:
        return Check("database", is_good=True, says="none yet", mend="`narawatch run` makes one")
    [(count, newest)] = table.rows
    seen = f", the newest seen {newest:%Y-%m-%d %H:%M} UTC" if newest else ""
    return Check(
        "database",
        is_good=True,
        says=f"{count} articles{seen}",
    )


def prefect(_settings: Settings) -> Check:
    """Prefect and the two libraries that break it when they are too new."""
    try:
        found = {name: version(name) for name in ("prefect", "fastapi", "sqlalchemy")}
    except PackageNotFoundError as error:
        return Check(
            "prefect", is_good=False, says=f"{error.name} is not installed", mend=REINSTALL
        )
    newest = {"fastapi": (0, 151), "sqlalchemy": (2, 1)}
    broken = [
        f"{name} {found[name]} is too new for it"
        for name, limit in newest.items()
        if tuple(map(int, found[name].split(".")[:2])) >= limit
    ]
    says = ", ".join([f"prefect {found['prefect']}", *broken])
    return Check("prefect", not broken, says, REINSTALL if broken else "")


REINSTALL = "install from requirements.lock, or run `make demo`, which does"
MEND = {
    "home": "set NARAWATCH_HOME, or `home` in the settings, to a folder of yours",
    "sources": "mend the file, or leave `sources` out to take the shipped one",
    "pack": "set `pack` to a shipped one's name or a folder; `narawatch baseline lint` tells its faults",
    "channels": "look the address up in Apprise's documentation",
    "database": "restore a backup, or move the file away: `narawatch run` makes a new one",
}
CHECKS: dict[str, Callable[[Settings], Check]] = {
    "python": python,
    "home": home,
    "sources": sources,
    "pack": pack,
    "channels": channels,
    "adjudicator": adjudicator,
    "contact": contact,
    "database": database,
    "prefect": prefect,
}
