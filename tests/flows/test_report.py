"""The summary of a run names what failed and fits a terminal; its Markdown holds the alerts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from rich.cells import cell_len

from flows.alerts import Alert, ArticleSide
from flows.report import Delivered, RunReport, render_markdown_summary, render_summary
from warehouse.judging.model import FindingKind

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ALERT = Alert(
    FindingKind.NOVEL,
    ArticleSide("대사를 초치했다.", "ambassador summoned", "", "", "", NOW),
    topic="diplomacy",
    finding="1",
)
REPORT = RunReport(
    run_id=UUID(int=1),
    started_at=NOW,
    finished_at=NOW + timedelta(seconds=4.2),
    outcome="done",
    sources=3,
    unchanged=1,
    failed_sources={"broken": "HTTP 500 from https://broken.example/" + "a" * 80},
    listed=9,
    fetched=4,
    failed_pages={"PaywallStub": 2, "ConsentWall": 1},
    new=1,
    alerts=1,
    deliveries=(Delivered(ALERT, "json-1"), Delivered(ALERT, "mailto-2", "mailto://x: refused")),
)


def test_the_summary_names_failed_sources_and_channels() -> None:
    text = render_summary(REPORT)
    for part in (
        "done in 4.2 s",
        "3 asked, 1 unchanged, 1 failed",
        "2 PaywallStub, 1 ConsentWall",
        "broken: HTTP 500",
    ):
        assert part in text
    assert "1 json-1; 1 failed and will be tried again" in text
    assert "Not delivered to mailto-2" in text
    assert max(cell_len(line) for line in text.splitlines() if "https://" not in line) <= 80


def test_without_channels_the_summary_says_that_nobody_was_told() -> None:
    assert "to nobody" in render_summary(replace(REPORT, has_channels=False, deliveries=()))


def test_alerts_that_reached_nobody_are_told_where_to_find() -> None:
    silent = replace(REPORT, has_channels=False, deliveries=())
    assert "narawatch findings list" in " ".join(render_summary(silent).split())
    assert "findings list" not in render_summary(replace(silent, alerts=0))
    refused = replace(REPORT, deliveries=REPORT.deliveries[1:])
    assert "to nobody; 1 failed and will be tried again" in render_summary(refused)


def test_the_artifact_has_the_alerts_each_once() -> None:
    markdown = render_markdown_summary(REPORT)
    assert markdown.count("대사를 초치했다.") == 1
    assert "### Failed sources" in markdown
    assert REPORT.told == (ALERT,)
