"""`narawatch baseline`: what is held true, and what is wrong with the file that says so."""

from __future__ import annotations

from pathlib import Path

import click

from flows.alerts import day, render_baseline, wrap
from flows.cli.common import EXIT_FAILED, Shell, print_json, print_table
from flows.errors import InputError
from flows.packs import is_own
from flows.setting_values import LANGUAGES
from flows.telling import baseline_side
from warehouse.baseline import shipped_folder
from warehouse.judging.model import Claim
from warehouse.judging.pack import Pack
from warehouse.lint import lint_pack
from warehouse.lint_words import lint_lexicons
from warehouse.remarks import Remark, Severity


@click.group()
def baseline() -> None:
    """Show the claims of the baseline pack, or look a pack through for faults."""


@baseline.command()
@click.argument("claim", required=False)
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the statements.")
@click.option("--json", "is_json", is_flag=True, help="JSON.")
@click.pass_obj
def show(shell: Shell, claim: str | None, language: str | None, is_json: bool) -> None:
    """List the claims, or show one CLAIM with its seeds and where they disagree."""
    pack, spoken = shell.pack, language or shell.settings.alert_language
    if claim and claim not in pack.claims:
        raise InputError(
            f"no claim {claim!r} in pack {pack.id}; `narawatch baseline show` lists them"
        )
    chosen = [pack.claims[claim]] if claim else list(pack.claims.values())
    if is_json:
        print_json([claim_row(one, spoken) for one in chosen])
    elif claim:
        click.echo("\n".join(told_claim(chosen[0], pack, spoken)))
    else:
        for one in chosen:
            click.echo("\n".join(wrap(f"{one.id} ({one.type.value}): {one.value.text}")))
            click.echo("\n".join(wrap(baseline_side(one, pack, spoken).statement, "  ")))


@baseline.command()
@click.pass_obj
def seeds(shell: Shell) -> None:
    """List the documents behind the pack, and where they disagree."""
    pack = shell.pack
    rows = [(one.id, one.published, one.outlet, one.title) for one in pack.seeds.values()]
    print_table(("seed", "published", "outlet", "title"), rows)
    for claim in pack.claims.values():
        for other in claim.disagreements:
            click.echo("\n".join(["", *wrap(f"{claim.id}: {claim.value.text}")]))
            click.echo("\n".join(wrap(f"{other.seed}: {other.says}", "  ")))
    for difference in pack.differences:
        click.echo("\n".join(["", *wrap(difference.about)]))
        for seed, text in difference.says.items():
            click.echo("\n".join(wrap(f"{seed}: {text}", "  ")))


def claim_row(claim: Claim, language: str) -> dict[str, object]:
    """A claim for a script."""
    return {
        "claim": claim.id,
        "type": claim.type.value,
        "statement": claim.statement.get(language, ""),
        "value": claim.value.text,
        "as_of": claim.as_of.isoformat(),
        "ladder": claim.ladder,
        "seeds": list(claim.seeds),
        "disagreements": [f"{one.seed}: {one.says}" for one in claim.disagreements],
    }


def told_claim(claim: Claim, pack: Pack, language: str) -> list[str]:
    """A claim for people."""
    kind = f"{claim.type.value} on the ladder {claim.ladder}" if claim.ladder else claim.type.value
    lines = [f"{claim.id} ({kind}, as of {day(claim.as_of)})"]
    for paragraph in render_baseline(baseline_side(claim, pack, language)):
        lines += wrap(paragraph, "  ")
    return lines


@baseline.command()
@click.argument("pack", required=False)
@click.option(
    "--notes", is_flag=True, help="Also what is no fault: where the seeds disagree, rounding."
)
@click.option("--lexicons", is_flag=True, help="Also the languages' words for rungs.")
@click.option("--json", "is_json", is_flag=True, help="JSON.")
@click.pass_obj
def lint(shell: Shell, pack: str | None, notes: bool, lexicons: bool, is_json: bool) -> None:
    """Look a PACK (a folder such as ./mine, or a shipped one's name) through; exits with 1 when something is wrong."""
    name = pack or shell.settings.pack
    remarks = lint_pack(Path(name) if is_own(name) else shipped_folder(name))
    if lexicons:
        remarks = (*remarks, *lint_lexicons())
    shown = [one for one in remarks if notes or one.severity is not Severity.NOTE]
    if is_json:
        print_json(
            [
                {
                    "path": r.path,
                    "line": r.line,
                    "severity": r.severity.value,
                    "rule": r.rule,
                    "message": r.message,
                }
                for r in shown
            ]
        )
    else:
        for one in shown:
            click.echo("\n".join(told_remark(one)))
        click.echo(counted([one.severity for one in remarks]))
    if any(one.severity is Severity.ERROR for one in remarks):
        raise SystemExit(EXIT_FAILED)


def told_remark(remark: Remark) -> list[str]:
    """A remark for people: its place as editors know it, and what is wrong below."""
    place = f"{remark.path}:{remark.line}: {remark.severity.value} [{remark.rule}]"
    return [place, *wrap(remark.message, "  ")]


def counted(severities: list[Severity]) -> str:
    """`0 errors, 1 warning, 5 notes`."""
    counts = {level.value: severities.count(level) for level in Severity}
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())
