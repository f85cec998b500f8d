"""The command line `narawatch`: one file a group, loaded when its command is asked for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from flows.cli.common import Shell, told
from flows.leaving import hush_at_exit

# Command -> the module's attribute that has it. In the order in which a newcomer meets them.
COMMANDS = {
    "run": "flows.cli.run:run",
    "serve": "flows.cli.serve:serve",
    "demo": "flows.demo.command:demo",
    "doctor": "flows.cli.doctor:doctor",
    "assess": "flows.cli.assess:assess",
    "sources": "flows.cli.sources:sources",
    "pulse": "flows.cli.pulse:pulse",
    "backfill": "flows.cli.backfill:backfill",
    "explain": "flows.cli.findings:explain",
    "findings": "flows.cli.findings:findings",
    "sql": "flows.cli.sql:sql",
    "schema": "flows.cli.sql:schema",
    "replay": "flows.cli.replay:replay",
    "baseline": "flows.cli.baseline:baseline",
    "archive": "flows.cli.archive:archive",
    "db": "flows.cli.db:db",
}


class Lazy(click.Group):
    """A group whose commands are imported when needed, so that `assess` starts without Prefect."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command; what a user can mend becomes one message and an exit code."""
        with told():
            return super().invoke(ctx)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings file; without it ./narawatch.yaml, then ~/.config/narawatch/narawatch.yaml.",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the warehouse; wins over settings and NARAWATCH_HOME.",
)
@click.version_option(package_name="narawatch")
@click.pass_context
def commands(ctx: click.Context, file: Path | None, home: Path | None) -> None:
    """Tell when Japan–Korea news changes or contradicts what was true at the Nara summit.

    \b
    Exit codes: 0 done; 1 the work could not be done, or a check found something;
    2 wrong usage, setting, file or id, and nothing was written; 3 somebody else is writing.
    """  # noqa: D301 - click's mark for text that keeps its lines
    ctx.obj = Shell(file, home)


def main() -> None:
    """Entry point of the distribution."""
    hush_at_exit()
    sys.exit(commands(prog_name="narawatch"))
