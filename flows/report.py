"""What a run came to, for the terminal and as Markdown. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flows.alerts import Alert, escape_markdown, render_markdown, wrap

INDENT = "  "
MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Delivered:
    """One alert handed to one channel, or the try of it.

    Attributes:
        alert: what.
        target: label of the channel.
        error: empty when the channel took it.
    """

    alert: Alert
    target: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run's summary.

    Attributes:
        run_id: the run.
        started_at: aware UTC.
        finished_at: aware UTC.
        outcome: `done`, or `interrupted`.
        sources: sources asked.
        unchanged: of them, those that had nothing new.
        failed_sources: error by id of those that failed.
        listed: articles listed.
        fetched: article pages asked for.
        failed_pages: how many pages gave nothing, by reason.
        new: articles stored.
        revised: articles with a new version.
        judged: verdicts by kind.
        alerts: new alerts.
        joined: findings that joined an alert that stood.
        deliveries: what went out and what did not.
        has_channels: whether anybody is to be told.
        is_quiet: nobody is, whatever was found.
        is_published: whether the read copy was renewed.
    """

    run_id: UUID
    started_at: datetime
    finished_at: datetime
    outcome: str
    sources: int = 0
    unchanged: int = 0
    failed_sources: Mapping[str, str] = field(default_factory=dict)
    listed: int = 0
    fetched: int = 0
    failed_pages: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    revised: int = 0
    judged: Mapping[str, int] = field(default_factory=dict)
    alerts: int = 0
    joined: int = 0
    deliveries: tuple[Delivered, ...] = ()
    has_channels: bool = True
    is_quiet: bool = False
    is_published: bool = False

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.finished_at - self.started_at).total_seconds()

    @property
    def told(self) -> tuple[Alert, ...]:
        """Alerts that at least one channel took, each once."""
        return tuple({d.alert.finding: d.alert for d in self.deliveries if not d.error}.values())


def facts(report: RunReport) -> Iterator[tuple[str, str]]:
    """Label and value of each line of the summary."""
    failed = len(report.failed_sources)
    yield "Run", f"{report.outcome} in {report.seconds:.1f} s"
    yield "Sources", f"{report.sources} asked, {report.unchanged} unchanged, {failed} failed"
    yield (
        "Articles",
        f"{report.listed} listed, {report.fetched} fetched, {report.new} new, {report.revised} revised",
    )
    if report.failed_pages:
        yield "No article", tally(report.failed_pages)
    yield "Findings", tally(report.judged) or "none"
    yield "Alerts", f"{report.alerts} new, {report.joined} reports joined alerts that stood"
    yield "Delivered", delivered(report)


def delivered(report: RunReport) -> str:
    """How many messages each channel took."""
    if report.is_quiet:
        return "to nobody: what a backfill finds is stored quietly, without --alerts"
    if not report.has_channels:
        ask = "; `narawatch findings list` shows what was found" if report.alerts else ""
        return f"to nobody: no channels are set (see `narawatch doctor`){ask}"
    counts = Counter(one.target for one in report.deliveries if not one.error)
    failed = sum(bool(one.error) for one in report.deliveries)
    words = tally(counts) or ("to nobody" if failed else "nothing to tell")
    return f"{words}; {failed} failed and will be tried again" if failed else words


def tally(counts: Mapping[str, int]) -> str:
    """`3 paywall, 1 timeout`, most first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {name}" for name, count in ordered)


def render_summary(report: RunReport) -> str:
    """The summary for a terminal, at most 80 columns wide, failed sources by name."""
    lines = [line for label, value in facts(report) for line in wrap(f"{label + ':':<12}{value}")]
    if report.failed_sources:
        lines.append("Failed:")
        for source, error in list(report.failed_sources.items())[:MOST_FAILURES]:
            lines += wrap(f"{source}: {error}", INDENT)
    errors = {one.target: one.error for one in report.deliveries if one.error}
    for target, error in errors.items():
        lines += wrap(f"Not delivered to {target}: {error}")
    return "\n".join(lines)


def render_markdown_summary(report: RunReport) -> str:
    """The summary as Markdown, with the alerts in full."""
    parts = ["| | |", "|---|---|"]
    parts += [f"| {label} | {escape_markdown(value)} |" for label, value in facts(report)]
    if report.failed_sources:
        parts.append("\n### Failed sources\n")
        parts += [
            f"- {name}: {escape_markdown(error)}" for name, error in report.failed_sources.items()
        ]
    if report.told:
        parts.append("\n### Alerts\n")
        parts += [render_markdown(alert) + "\n\n---\n" for alert in report.told]
    return "\n".join(parts)
