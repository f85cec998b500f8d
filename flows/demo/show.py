"""How the demo looks: what came in, what was judged, what was delivered where."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, JustifyMethod
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from flows.alerts import KIND_WORDS, Alert, wrap
from flows.demo.newsroom import EDITION_TIMES, Outlet
from flows.demo.receivers import Delivery
from flows.demo.stage import Question
from flows.report import RunReport

_COLOURS = {"CONTRADICTION": "red", "DEVELOPMENT": "cyan", "NEW EVENT": "magenta"}
_CONDUCTS = {
    "open": "",
    "error": "broken",
    "silent": "silent",
    "closed": "closed",
    "brochure": "no feed",
    "busy": "busy",
    "circle": "in a circle",
    "inward": "private address",
    "torn": "torn gzip",
    "bomb": "gzip bomb",
    "drip": "dripping",
}
_BELOW = " " * 4
_EDITIONS = {
    1: "First edition: everything is new",
    2: "Second edition: an agency updated its story, a paper edited a page in silence",
}


def told_below(alert: Alert) -> Iterator[str]:
    """What was held true, who says what, and how many say it; lines of at most 80 columns."""
    if alert.baseline is not None:
        yield from wrap(f"held true: {alert.baseline.statement}", _BELOW)
    yield from wrap(f"{alert.article.outlet}: “{alert.article.quote}”", _BELOW)
    if len(alert.outlets) > 1:
        told = f"told by {', '.join(alert.outlets)}"
        yield from wrap(f"independent origins: {alert.origins}; {told}", _BELOW)


class Show:
    """The demo's voice.

    Args:
        console: where it speaks.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = self._last = time.monotonic()

    @property
    def silence_s(self) -> float:
        """Seconds since anything was told."""
        return time.monotonic() - self._last

    def tell(self, line: str) -> None:
        """Say what goes on, with the seconds so far."""
        self._last = time.monotonic()
        self._console.print(f"[dim]{time.monotonic() - self._began:5.1f} s[/]  {escape(line)}")

    def press(self, outlets: Iterable[Outlet]) -> None:
        """Present the press."""
        title = "The demo press, invented and on this machine"
        grid = Table(box=box.SIMPLE_HEAD, title=title, padding=0)
        for heading in ("Outlet", "In", "Listing", "Encoding", "Pages", ""):
            justify: JustifyMethod = "right" if heading == "Pages" else "left"
            grid.add_column(heading, justify=justify, no_wrap=True)
        for outlet in outlets:
            grid.add_row(
                escape(outlet.name),
                outlet.language,
                outlet.listing,
                outlet.encoding,
                str(len(outlet.stories)),
                _CONDUCTS[outlet.conduct],
            )
        self._console.print(grid)

    def edition(self, edition: int) -> None:
        """Announce a run."""
        self._console.rule(f"[bold]{_EDITIONS[edition]}")
        self.tell(f"it is {EDITION_TIMES[edition]:%A %d %B %Y, %H:%M} UTC for the press")

    def run(self, report: RunReport, deliveries: list[Delivery]) -> None:
        """Show what a run brought, judged and delivered."""
        say = self._console.print
        say(
            f"\n[bold]What came in[/]  {report.listed} articles listed, {report.fetched} pages fetched"
        )
        say(f"  {report.new} new, {report.revised} edited since they were stored")
        for reason, count in sorted(report.failed_pages.items()):
            say(f"  {count} refused as no article: {escape(reason)}")
        for source, error in sorted(report.failed_sources.items()):
            say(Padding(f"[yellow]{source} failed:[/] {escape(error)}", (0, 0, 0, 2)))
        say("\n[bold]What was judged[/]")
        for kind, count in sorted(report.judged.items(), key=lambda pair: -pair[1]):
            say(f"  {count:>3} {escape(kind)}")
        say(f"  {report.joined} of them joined an alert that stood already")
        self._alerts(report.told)
        self._deliveries(deliveries)

    def _alerts(self, alerts: Iterable[Alert]) -> None:
        told = list(alerts)
        self._console.print(f"\n[bold]Alerts[/]  {len(told)}")
        for alert in told:
            kind = KIND_WORDS[alert.kind]
            colour = _COLOURS.get(kind, "white")
            value = escape(alert.article.value)
            self._console.print()
            head = f"[bold {colour}]{kind}[/] [bold]{escape(alert.subject)}[/]  {value}"
            self._console.print(Padding(head, (0, 0, 0, 2)))
            for line in told_below(alert):
                self._console.print(escape(line))

    def _deliveries(self, deliveries: list[Delivery]) -> None:
        say = self._console.print
        for channel, where in (("webhook", "Webhook"), ("mail", "Mailbox")):
            arrived = [delivery for delivery in deliveries if delivery.channel == channel]
            say(f"\n[bold]{where} received {len(arrived)}[/]")
            for delivery in arrived:
                say(Padding(escape(delivery.title), (0, 0, 0, 2)))

    def farewell(
        self, warehouse: str, command: str, finding: str, questions: Iterable[Question]
    ) -> None:
        """Say where everything is, and what to ask it.

        Args:
            warehouse: path of the database.
            command: how `narawatch` is called here, with the demo's home.
            finding: id of a finding that made an alert, or empty.
            questions: queries to try.
        """
        self._console.rule("[bold]Now ask it yourself")
        self._console.print(f"The warehouse is {escape(warehouse)}\n", soft_wrap=True)
        for question in questions:
            self._console.print(f"[dim]# {escape(question.about)}[/]")
            self._console.print(escape(f'{command} sql "\n{question.sql}"\n'), soft_wrap=True)
        self._console.print("[dim]# What was found, and why[/]")
        self._console.print(escape(f"{command} findings list"), soft_wrap=True)
        if finding:
            self._console.print(escape(f"{command} explain {finding}"), soft_wrap=True)
        self.tell("done")
