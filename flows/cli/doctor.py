"""`narawatch doctor`: is everything there that a run needs?"""

from __future__ import annotations

from dataclasses import asdict

import click

from flows.alerts import wrap
from flows.cli.common import EXIT_FAILED, Shell, print_json
from flows.doctor import Check, examine


@click.command()
@click.option("--json", "is_json", is_flag=True, help="One JSON array.")
@click.pass_obj
def doctor(shell: Shell, is_json: bool) -> None:
    """Check Python, settings, data folder, sources, pack, channels, database and Prefect.

    Says what to mend, sends and writes nothing. Exits with 1 when a run would not work.
    """
    checks = [*settings_check(shell), *examine(shell.settings)]
    if is_json:
        print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            click.echo("\n".join(told(check)))
    if not all(check.is_good for check in checks):
        raise SystemExit(EXIT_FAILED)


def settings_check(shell: Shell) -> list[Check]:
    """Where the settings came from; reading them raises SettingsError when they cannot be used."""
    where = shell.settings_file
    says = str(where) if where else "no file: defaults and NARAWATCH_* variables"
    return [Check("settings", is_good=True, says=says)]


def told(check: Check) -> list[str]:
    """A check for people."""
    mark = "ok  " if check.is_good else "BAD "
    lines = wrap(f"{mark} {check.name}: {check.says}")
    return lines + (wrap(f"→ {check.mend}", "      ") if check.mend else [])
