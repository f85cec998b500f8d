"""`narawatch demo`: the whole watch against the demo press, twice."""

from __future__ import annotations

import asyncio
import shlex
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from flows.demo.newsroom import EDITION_TIMES
from flows.demo.press import Press
from flows.demo.receivers import Receivers
from flows.demo.show import Show
from flows.demo.stage import demo_settings, load_questions, prepare_folder
from flows.report import RunReport
from flows.run import Plan, make_plan
from flows.settings import prepare_prefect
from warehouse.home import Home

_LONGEST_SILENCE_S = 4.0
_INTERRUPTED = 130


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("narawatch-demo"),
    show_default=True,
    help="Where the demo's warehouse is made; an earlier demo there is removed.",
)
def demo(folder: Path) -> None:
    """Show the whole watch against a press on this machine. Needs no internet.

    Starts an invented press, a webhook and a mailbox on 127.0.0.1, runs the real flow over two
    editions, and shows what came in, what was judged and which alerts arrived where.
    """
    console = Console(highlight=False)
    show = Show(console)
    home = prepare_folder(folder)
    with Press() as press, Receivers() as receivers:
        show.press(press.outlets)
        plan = make_plan(demo_settings(home, press, receivers))
        show.tell("starting Prefect")
        prepare_prefect(home)
        with console.status("working"), in_company(show):
            reports = asyncio.run(run_editions(plan, press, receivers, show))
    if reports[-1].outcome != "done":
        raise SystemExit(_INTERRUPTED)
    told = [alert.finding for report in reports for alert in report.told]
    command = f"{own_command()} --home {shlex.quote(str(folder))}"
    show.farewell(str(Home(home).database), command, told[0] if told else "", load_questions())


def own_command() -> str:
    """How to call `narawatch` from here: by its name if the shell finds this very one, else by its path."""
    called = Path(sys.argv[0])
    found = shutil.which("narawatch")
    if found and called.exists() and Path(found).samefile(called):
        return "narawatch"
    if called.name != "narawatch":
        return f"{shlex.quote(sys.executable)} -m flows"
    return shlex.quote(str(called))


@contextmanager
def in_company(show: Show) -> Iterator[None]:
    """Speak up when it has been quiet for long: Prefect takes its time to start, and holds the event loop."""
    stop = threading.Event()

    def speak_up() -> None:
        while not stop.wait(1.0):
            if show.silence_s > _LONGEST_SILENCE_S:
                show.tell("still at it")

    thread = threading.Thread(target=speak_up, name="demo-company")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


async def run_editions(
    plan: Plan, press: Press, receivers: Receivers, show: Show
) -> list[RunReport]:
    """Run the flow over both editions and show each.

    Returns:
        The reports, in order; an interrupted run is the last.
    """
    from flows.watch import watch_once

    reports = []
    for edition, now in EDITION_TIMES.items():
        press.edition = edition
        before = len(receivers.deliveries)
        show.edition(edition)
        report = await watch_once(plan, now, trigger="demo", tell=show.tell)
        show.run(report, receivers.deliveries[before:])
        reports.append(report)
        if report.outcome != "done":
            break
    return reports
