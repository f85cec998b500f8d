"""The command line `narawatch`: one file a group, loaded when its command is asked for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

from flows.cli.common import Shell, told
from flows.leaving import hush_at_exit


class Entry(NamedTuple):
    """Where a command is, and what `--help` says of it."""

    place: str
    about: str


# In the order in which a newcomer meets them. `about` is the first sentence of the command's own help: taken
# from there, `--help` would import every command, and with them the network and the readers of pages.
COMMANDS = {
    "run": Entry("flows.cli.run:run", "Make one pass: fetch, judge, store, alert, publish."),
    "serve": Entry(
        "flows.cli.serve:serve",
        "Run on the schedule of the settings until stopped by SIGTERM or Ctrl-C.",
    ),
    "demo": Entry(
        "flows.demo.command:demo", "Show the whole watch against a press on this machine."
    ),
    "doctor": Entry(
        "flows.cli.doctor:doctor",
        "Check Python, settings, data folder, sources, pack, channels, database and Prefect.",
    ),
    "assess": Entry("flows.cli.assess:assess", "Judge articles against the baseline."),
    "sources": Entry(
        "flows.cli.sources:sources", "Which addresses are watched, and how they fare."
    ),
    "pulse": Entry(
        "flows.cli.pulse:pulse",
        "Tell when the watch has stopped, and when a source died, fell silent or recovered.",
    ),
    "backfill": Entry(
        "flows.cli.backfill:backfill",
        "Bring articles published since a day, through sitemaps and GDELT.",
    ),
    "explain": Entry(
        "flows.cli.findings:explain",
        "Say why a FINDING is what it is: both sides, what was read, how sure, and which rule decided.",
    ),
    "findings": Entry(
        "flows.cli.findings:findings", "List what was found, and say what you make of it."
    ),
    "sql": Entry(
        "flows.cli.sql:sql",
        "Ask the published copy a QUESTION in SQL; without one, open a prompt with history.",
    ),
    "schema": Entry(
        "flows.cli.sql:schema",
        "Say what every table and view is for, or with a NAME what its columns mean.",
    ),
    "replay": Entry(
        "flows.cli.replay:replay",
        "Judge the archive again and show which alerts would come and which would go.",
    ),
    "baseline": Entry(
        "flows.cli.baseline:baseline",
        "Show the claims of the baseline pack, or look a pack through for faults.",
    ),
    "archive": Entry("flows.cli.archive:archive", "Hand out the raw pages that were fetched."),
    "db": Entry(
        "flows.cli.db:db", "Check, back up, restore, compact, prune or export the warehouse."
    ),
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
        module, attribute = COMMANDS[cmd_name].place.split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.about) for name, entry in COMMANDS.items()])

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
