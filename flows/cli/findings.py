"""`narawatch findings` and `explain`: what was found, why, and what analysts make of it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from uuid import UUID

import click

from flows.alerts import Alert, render_text, wrap
from flows.cli.common import Shell, print_json, rows_as_json
from flows.packs import open_pack
from flows.setting_values import LANGUAGES
from flows.telling import alert_of_finding, full_why, silence_words, value_words
from warehouse.errors import NoWarehouseError
from warehouse.home import Home
from warehouse.judging.pack import Pack
from warehouse.lookup import findings_table, standing_feedback, stored_finding
from warehouse.publish import publish
from warehouse.records import Decision, StoredFinding
from warehouse.writer import Writer, writing

NEWS_INDENT = " " * 10  # under the date, behind the id


@click.group()
def findings() -> None:
    """List what was found, and say what you make of it."""


@findings.command("list")
@click.option("--all", "is_all", is_flag=True, help="With those that stayed silent, and why.")
@click.option("--claim", default="", help="Only this claim or topic.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only those found since this day.")
@click.option("--most", default=50, show_default=True, help="Rows.")
@click.option("--json", "is_json", is_flag=True, help="One JSON array of objects.")
@click.pass_obj
def list_findings(
    shell: Shell,
    is_all: bool,
    claim: str,
    since: datetime | None,
    most: int,
    is_json: bool,
) -> None:
    """List findings that made or joined an alert, latest first."""
    start = since.replace(tzinfo=UTC) if since else None
    table = findings_table(shell.home, is_all=is_all, claim=claim, since=start, most=most)
    if is_json:
        print_json(rows_as_json(table))
    else:
        for row in rows_as_json(table):
            value = value_words(str(row["value"]), shell.pack, shell.settings.alert_language)
            click.echo("\n".join(news_lines({**row, "value": value})))
        click.echo("\n".join(wrap(closing(len(table.rows), claim, shell.pack, is_all=is_all))))


def closing(count: int, claim: str, pack: Pack, *, is_all: bool) -> str:
    """The last line of a list: how many there are and what to do next, or why there may be none."""
    if count:
        return f"{count} finding{'' if count == 1 else 's'}; `narawatch explain ID` says why"
    if claim and claim not in {*pack.claims, *pack.topics}:
        near = get_close_matches(claim, [*pack.claims, *pack.topics], cutoff=0.4)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        listed = "`narawatch baseline show` lists the claims"
        return f"0 findings: pack {pack.id} has no claim or topic {claim!r}; {meant}{listed}"
    return "0 findings" if is_all else "0 findings; `--all` shows those that stayed silent, too"


def news_lines(row: Mapping[str, object]) -> list[str]:
    """A finding in two or three lines of at most 80 columns."""
    state = f"[{row['state']}]" if row["state"] else ""
    first = (row["id"], f"{row['found_at']:%Y-%m-%d}", row["kind"], row["outlet"], state)
    head = "  ".join(str(word) for word in first if word)
    return [*wrap(head), *wrap(f"{row['about']}: {row['value']}", NEWS_INDENT)]


@findings.command()
@click.argument("finding")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the claim.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(shell: Shell, finding: str, language: str | None, is_json: bool) -> None:
    """Show a FINDING with both sides; the first characters of its id are enough."""
    stored = stored_finding(shell.home, finding)
    if is_json:
        print_json(asdict(stored))
    else:
        click.echo(render_text(told_finding(shell, stored, language)).rstrip())


@click.command()
@click.argument("finding")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the claim.")
@click.pass_obj
def explain(shell: Shell, finding: str, language: str | None) -> None:
    """Say why a FINDING is what it is: both sides, what was read, how sure, and which rule decided."""
    stored = stored_finding(shell.home, finding)
    alert = told_finding(shell, stored, language)
    click.echo(render_text(replace(alert, why=tuple(explained(stored)))).rstrip())


def explained(stored: StoredFinding) -> Iterator[str]:
    """Why a finding is what it is, where it was read, whom it told, and what judged it."""
    yield from full_why(stored.finding, stored.language)
    evidence = stored.finding.evidence
    place = f"characters {evidence.start} to {evidence.end} of the {evidence.field}"
    yield f"Read at {place}, version {stored.revision} of the article."
    if stored.silence:
        yield f"It told nobody: {silence_words(stored.silence)}."
    else:
        yield f"It is part of alert {stored.alert_id}."
    yield f"Judged by pack {stored.pack_id}, version {stored.pack_version}."


def told_finding(shell: Shell, stored: StoredFinding, language: str | None) -> Alert:
    """A finding as an alert would tell it."""
    pack = pack_of(shell, stored.pack_id)
    spoken = language or shell.settings.alert_language
    feedback = standing_feedback(shell.home)
    return alert_of_finding(stored, pack, spoken, feedback)


def pack_of(shell: Shell, pack_id: str) -> Pack:
    """The pack a finding was judged by: the settings' own, or a shipped one of that id."""
    return shell.pack if shell.pack.id == pack_id else open_pack(pack_id)


@findings.command()
@click.argument("finding")
@click.option("--why", default="", help="Your reason, kept with the decision.")
@click.option("--who", default=getpass.getuser, help="Who decides.", show_default="your login")
@click.pass_obj
def accept(shell: Shell, finding: str, why: str, who: str) -> None:
    """Make the value of a FINDING its claim's current one, from the article's date on."""
    decision = decided(shell, finding, lambda w, found, now: w.accept(found, who, now, why))
    click.echo(f"accepted {finding}; later articles are compared with its value ({decision.who})")
    click.echo(way_back(finding))


@findings.command()
@click.argument("finding")
@click.option("--why", required=True, help="Your reason, kept with the decision.")
@click.option("--who", default=getpass.getuser, help="Who decides.", show_default="your login")
@click.pass_obj
def dismiss(shell: Shell, finding: str, why: str, who: str) -> None:
    """Call a FINDING a false alarm: its claim and value stay silent from now on."""
    decided(shell, finding, lambda w, found, now: w.dismiss(found, why, who, now))
    click.echo(f"dismissed {finding}; its claim and value stay silent from now on")
    click.echo(way_back(finding))


@findings.command()
@click.argument("finding")
@click.option("--who", default=getpass.getuser, help="Who decides.", show_default="your login")
@click.pass_obj
def undo(shell: Shell, finding: str, who: str) -> None:
    """Take back what was decided last about a FINDING."""
    decided(shell, finding, lambda w, found, now: w.undo(found, who, now))
    click.echo(f"undone; {finding} is open again")


def way_back(finding: str) -> str:
    """How to take a decision back."""
    return f"`narawatch findings undo {finding}` takes it back"


def decided(
    shell: Shell, identity: str, decide: Callable[[Writer, UUID, datetime], Decision]
) -> Decision:
    """Record a decision, and publish it so that everybody sees it."""
    now = datetime.now(UTC)
    home: Home = existing(shell.home)
    with writing(home, who="feedback", wait_seconds=shell.settings.lock_wait_s) as writer:
        decision = decide(writer, writer.find(identity), now)
    publish(home, now)
    return decision


def existing(home: Home) -> Home:
    """The home, if it has a warehouse; a decision must not make an empty one."""
    if not home.database.exists():
        raise NoWarehouseError(home.database)
    return home
