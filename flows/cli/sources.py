"""`narawatch sources`: which addresses are watched, and how they fare."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

import click

from extractors.errors import ExtractionError
from extractors.model import Source, SourceKind
from flows.addresses import safe_url
from flows.alerts import wrap
from flows.cli.common import Shell, print_json, print_table
from flows.discover import find_feed, name_source, open_source
from flows.errors import BlockedAddress, InputError
from flows.http import Fetcher
from flows.opml import read_opml, write_opml
from flows.settings import Settings
from flows.sourceedit import add_source, switch_source
from flows.sourcefile import load_templates, open_sources, user_file

T = TypeVar("T")
SHOWN_ENTRIES = 5
SHARES = ("empty", "undated", "garbled", "paywall")


@click.group()
def sources() -> None:
    """Which addresses are watched, and how they fare.

    Changes go to the sources file of the settings, or to `sources.yaml` in the home folder, which then holds what
    differs from the shipped file.
    """


@sources.command("list")
@click.option("--language", help="Only those of one language.")
@click.option("--all", "is_all", is_flag=True, help="Those that are switched off, too.")
@click.option("--json", "is_json", is_flag=True, help="As JSON, with every key.")
@click.pass_obj
def list_sources(shell: Shell, language: str | None, is_all: bool, is_json: bool) -> None:
    """List the sources that are switched on."""
    rows = [
        source
        for source in open_sources(shell.settings)
        if (is_all or source.is_enabled) and language in (None, source.language)
    ]
    if is_json:
        print_json([{name: getattr(row, name) for name in Source.__slots__} for row in rows])
        return
    rows.sort(key=lambda source: not source.is_enabled)
    for row in rows:
        state = "on" if row.is_enabled else "off"
        verified = f"verified {row.verified_on}" if row.verified_on else ""
        known = ", ".join(filter(None, (row.language, row.outlet, verified)))
        click.echo("\n".join([*wrap(f"{row.id} ({state}): {known}"), f"  {safe_url(row.url)}"]))
    told = f"{len(rows)} sources; yours are changed in {user_file(shell.settings)}"
    click.echo("\n".join(wrap(told)))


@sources.command()
@click.argument("url", required=False)
@click.option("--template", help="Fill in a search template instead, e.g. google-news-ja.")
@click.option("--query", help="What to search for, with --template.")
@click.option(
    "--id", "identity", help="Id of the new source; without it made from the host's name."
)
@click.option("--language", help="Tag of its articles' language; without it recognised.")
@click.option("--outlet", help="Name of the outlet; without it the site's title.")
@click.option("--owner", help="Company or agency behind it.")
@click.option("--country", help="Two letters, e.g. KR.")
@click.option(
    "--pattern",
    help="The address is a page of links, not a feed: regular expression that the articles' addresses match.",
)
@click.pass_obj
def add(
    shell: Shell,
    /,
    url: str | None,
    template: str | None,
    query: str | None,
    identity: str | None,
    pattern: str | None,
    **about: str | None,
) -> None:
    """Add a source: a feed's address, or a site's, whose feed is then looked for."""
    known = open_sources(shell.settings)
    taken = {source.id for source in known}
    if template:
        source = _from_template(template, query, identity, taken)
    elif url:
        source = _from_address(shell.settings, url, identity, pattern or "", taken)
        if twin := next((one for one in known if one.url == source.url), None):
            state = "on" if twin.is_enabled else f"off; `narawatch sources enable {twin.id}`"
            raise InputError(f"{safe_url(source.url)} is there already: {twin.id} ({state})")
    else:
        raise click.UsageError("give an address, or --template with --query")
    source = replace(
        source,
        language=about["language"] or source.language,
        outlet=about["outlet"] or source.outlet,
        owner=about["owner"] or source.owner,
        country=about["country"] or source.country,
    )
    if not source.language:
        raise InputError("the language of its articles is not clear; give it with --language")
    file = user_file(shell.settings)
    add_source(file, source)
    click.echo(f"added {source.id} to {file}")


@sources.command("test")
@click.argument("identity", metavar="ID")
@click.pass_obj
def probe(shell: Shell, identity: str) -> None:
    """Ask one source now, store nothing, and show what it brings. Exits with 1 when it cannot be read."""
    source = _one(shell.settings, identity)
    try:
        found = _ask(shell.settings, lambda fetcher: open_source(fetcher, source))
    except ExtractionError as error:
        click.secho(f"{identity}: {error}", err=True, fg="red")
        raise SystemExit(1) from error
    dated = sum(entry.published_at is not None for entry in found.entries)
    click.echo(f"{safe_url(found.url)}: {len(found.entries)} entries, {dated} with a date")
    if found.newest_at:
        click.echo(f"newest: {found.newest_at:%Y-%m-%d %H:%M} UTC")
    for entry in found.entries[:SHOWN_ENTRIES]:
        click.echo(f"- {entry.title or '(no title)'}\n  {entry.url}")
    if not found.entries:
        raise SystemExit(1)


@sources.command()
@click.option("--bad", "is_bad", is_flag=True, help="Only those that need somebody's care.")
@click.option("--json", "is_json", is_flag=True, help="As JSON.")
@click.pass_obj
def health(shell: Shell, is_bad: bool, is_json: bool) -> None:
    """Show how sources fare against their own habit, and each language as a whole.

    Dead: no answer for a day and three tries. Silent: nothing new for twice its longest gap. Unreadable: half of
    its pages gave no article. Shares are of its pages in the last two weeks.
    """
    from flows.vigil import feel
    from warehouse.health import BAD

    pulse = feel(shell.settings, datetime.now(UTC))
    rows = [one for one in (*pulse.languages, *pulse.sources) if one.condition in BAD or not is_bad]
    if is_json:
        print_json([asdict(one) for one in rows])
        return
    rows.sort(key=lambda one: one.condition not in BAD)
    columns = ("source", "condition", *SHARES, "reason")
    shares = [(one.empty, one.undated, one.garbled, one.paywalled) for one in rows]
    table = [
        (one.source_id, one.condition, *(f"{share:.0%}" for share in four), one.reason)
        for one, four in zip(rows, shares, strict=True)
    ]
    print_table(columns, table)


@sources.command()
@click.argument("identity", metavar="ID")
@click.pass_obj
def disable(shell: Shell, identity: str) -> None:
    """Switch a source off."""
    _switch(shell.settings, identity, is_enabled=False)


@sources.command()
@click.argument("identity", metavar="ID")
@click.pass_obj
def enable(shell: Shell, identity: str) -> None:
    """Switch a source on."""
    _switch(shell.settings, identity, is_enabled=True)


@sources.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--language", default="", help="Tag for feeds that say none.")
@click.pass_obj
def import_opml(shell: Shell, file: BinaryIO, language: str) -> None:
    """Add the feeds of an OPML file; those whose address is there already are left out."""
    known = open_sources(shell.settings)
    urls = {source.url for source in known}
    fresh = [
        source
        for source in read_opml(file.read(), {source.id for source in known}, language)
        if source.url not in urls
    ]
    for source in reversed(fresh):  # each goes to the head of the list
        add_source(user_file(shell.settings), source)
    click.echo(f"added {len(fresh)} sources to {user_file(shell.settings)}")


@sources.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--all", "is_all", is_flag=True, help="Those that are switched off, too.")
@click.pass_obj
def export_opml(shell: Shell, file: Path | None, is_all: bool) -> None:
    """Write the sources as OPML, to a file or to standard output."""
    rows = [source for source in open_sources(shell.settings) if is_all or source.is_enabled]
    body = write_opml(rows)
    if file is None:
        click.echo(body, nl=False)
        return
    file.write_bytes(body)
    click.echo(f"wrote {len(rows)} sources to {file}")


def _from_template(name: str, query: str | None, identity: str | None, taken: set[str]) -> Source:
    templates = load_templates()
    if name not in templates:
        raise InputError(f"no template {name!r}; there is {', '.join(sorted(templates))}")
    if not query:
        raise click.UsageError("--template needs --query")
    numbered = (f"{name}-{number}" for number in itertools.count(1))
    own = identity or next(free for free in numbered if free not in taken)
    return templates[name].fill(own, query)


def _from_address(
    settings: Settings, url: str, identity: str | None, pattern: str, taken: set[str]
) -> Source:
    """Find what is behind an address, say so, and make a source of it."""
    url = url if "://" in url else f"https://{url}"
    if pattern:
        kind = SourceKind.HTML_INDEX
        asked = Source(
            identity or name_source(url, taken), kind, url, "", link_pattern=checked(pattern)
        )
        found = _ask(settings, lambda fetcher: open_source(fetcher, asked))
        if not found.entries:
            raise InputError(f"no link of {safe_url(url)} matches {pattern!r}")
    else:
        kind = SourceKind.AUTO
        found = _ask(settings, lambda fetcher: find_feed(fetcher, url))
    count = len(found.entries)
    click.echo(f"found {safe_url(found.url)} with {count} {'entry' if count == 1 else 'entries'}")
    for other in found.others:
        click.echo(f"the site has another feed: {safe_url(other)}")
    own = identity or name_source(found.url, taken)
    return Source(own, kind, found.url, found.language, outlet=found.title, link_pattern=pattern)


def checked(pattern: str) -> str:
    """A regular expression that can be used."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise InputError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


def _switch(settings: Settings, identity: str, *, is_enabled: bool) -> None:
    file = user_file(settings)
    switch_source(file, identity, is_enabled=is_enabled)
    click.echo(f"switched {identity} {'on' if is_enabled else 'off'} in {file}")


def _one(settings: Settings, identity: str) -> Source:
    for source in open_sources(settings):
        if source.id == identity:
            return source
    raise InputError(f"there is no source {identity!r}; see `narawatch sources list --all`")


def _ask(settings: Settings, question: Callable[[Fetcher], Awaitable[T]]) -> T:
    async def ask() -> T:
        async with Fetcher(settings.http) as fetcher:
            return await question(fetcher)

    try:
        return asyncio.run(ask())
    except BlockedAddress as error:
        raise BlockedAddress(f"{error}; a host of yours may stand in http.allow_hosts") from error
