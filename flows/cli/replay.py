"""`narawatch replay`: what other code or another pack would have told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime

import click

from flows.alerts import wrap
from flows.cli.common import Shell, print_json
from flows.packs import open_pack
from flows.replay import Difference
from flows.replay import replay as judge_again
from warehouse.lookup import Told


@click.command()
@click.option(
    "--pack", help="Pack to judge by: a folder or a shipped pack's name; default: settings."
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only pages fetched since this day (UTC)."
)
@click.option("--json", "is_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def replay(shell: Shell, pack: str | None, since: datetime | None, is_json: bool) -> None:
    """Judge the archive again and show which alerts would come and which would go.

    Run it after a change of code or of a pack, before you switch: nothing is stored, nobody is told. What
    analysts dismissed is left out on both sides.
    """
    settings = replace(shell.settings, pack=pack or shell.settings.pack)
    pack_id = open_pack(settings.pack).id
    start = since.replace(tzinfo=UTC) if since else None

    def tell(count: int) -> None:
        if not count % 100:
            click.echo(f"{count} pages judged", err=True)

    found = asyncio.run(judge_again(settings, pack_id, since=start, tell=tell))
    if is_json:
        print_json(asdict(found))
    else:
        click.echo("\n".join(report(found)))


def report(found: Difference) -> Iterator[str]:
    """The difference for people."""
    yield f"{found.pages} pages judged again, {found.unreadable} of them no article"
    yield f"Alerts: {found.same} the same, {len(found.come)} would come, {len(found.gone)} would go"
    yield from listed("Would come:", found.come)
    yield from listed("Would go:", found.gone)


def listed(heading: str, told: Iterable[Told]) -> Iterator[str]:
    """Alerts under a heading; nothing when there are none."""
    for number, one in enumerate(told):
        if not number:
            yield f"\n{heading}"
        yield from wrap(f"{one.kind} {one.about} – {one.value}", "  ")
        yield from wrap(f"“{one.evidence}”", "    ")
        yield f"    {one.url}"
