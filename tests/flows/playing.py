"""Plays the demo in a process of its own and leaves what came of it: `python -m tests.flows.playing FOLDER FILE`.

Prefect keeps threads and sockets after a flow; here they end with the process instead of with whatever test
happens to run when they are collected.
"""

from __future__ import annotations

import asyncio
import io
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from flows.demo.command import run_editions
from flows.demo.press import Press, Visit
from flows.demo.receivers import Delivery, Receivers
from flows.demo.show import Show
from flows.demo.stage import demo_settings, prepare_folder
from flows.report import RunReport
from flows.run import make_plan
from flows.settings import prepare_prefect
from warehouse.home import Home


@dataclass(frozen=True)
class Played:
    """What two editions came to."""

    home: Home
    reports: list[RunReport]
    deliveries: list[Delivery]
    visits: list[Visit]
    shown: str


def play(folder: Path) -> Played:
    home, shown = prepare_folder(folder), io.StringIO()
    prepare_prefect(home)
    with Press() as press, Receivers() as receivers:
        plan = make_plan(demo_settings(home, press, receivers))
        show = Show(Console(file=shown, width=100))
        reports = asyncio.run(run_editions(plan, press, receivers, show))
    return Played(Home(home), reports, receivers.deliveries, press.visits, shown.getvalue())


if __name__ == "__main__":
    # Imported once more under its own name, so that what is pickled can be found by others.
    from tests.flows.playing import play as play_by_name

    Path(sys.argv[2]).write_bytes(pickle.dumps(play_by_name(Path(sys.argv[1]))))
