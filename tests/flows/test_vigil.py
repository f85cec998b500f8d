"""The pulse: what is told, once, and remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractors.model import Source, SourceKind
from flows import vigil
from flows.cli import commands
from flows.errors import DeliveryError
from flows.notify import Channel
from flows.settings import Settings
from flows.vigil import Pulse, expected_interval, news_of, tell
from warehouse.health import Condition, Diagnosis
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.records import SourceState
from warehouse.writer import writing

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FINE = Pulse((), (), NOW, timedelta(minutes=15), is_overdue=False)
CHANNEL = Channel("json-1", "json://x", "text", "json://127.0.0.1/")


def with_source(condition: Condition) -> Pulse:
    return replace(FINE, sources=(Diagnosis("nhk", "ja", condition, "because"),))


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    messages: list[str] = []
    monkeypatch.setattr(vigil, "send_notice", lambda _channel, _title, text: messages.append(text))
    return messages


def test_a_death_is_told_once_and_so_is_the_recovery(tmp_path: Path, sent: list[str]) -> None:
    settings = Settings(home=tmp_path)
    for condition in (
        Condition.WELL,
        Condition.DEAD,
        Condition.DEAD,
        Condition.WELL,
        Condition.WELL,
    ):
        tell(settings, with_source(condition), [CHANNEL])
    assert sent == ["nhk: dead. because", "nhk: well again."]


def test_a_stopped_watch_is_one_piece_of_news(tmp_path: Path, sent: list[str]) -> None:
    settings = Settings(home=tmp_path)
    stopped = replace(with_source(Condition.SILENT), is_overdue=True)
    for pulse in (with_source(Condition.WELL), stopped, stopped, with_source(Condition.WELL)):
        tell(settings, pulse, [CHANNEL])
    assert sent == [
        "No run has finished since 2026-11-20 09:00 UTC; one was due every 15 minutes.",
        "Runs finish again.",
    ]


def test_what_nobody_took_is_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, dead = Settings(home=tmp_path), with_source(Condition.DEAD)

    def refuse(*_words: object) -> None:
        raise DeliveryError("no")

    monkeypatch.setattr(vigil, "send_notice", refuse)
    with pytest.raises(DeliveryError):
        tell(settings, dead, [CHANNEL])
    assert news_of(dead, vigil.recall(Home(tmp_path))) == ["nhk: dead. because"]


def test_a_broken_memory_is_none(tmp_path: Path) -> None:
    (tmp_path / vigil.MEMORY).write_text("[1, 2")
    assert vigil.recall(Home(tmp_path)) == {}


def test_the_heartbeat_counts_where_the_copy_is_older(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert vigil.last_beat(home) == ()
    vigil.beat(home, NOW)
    assert vigil.last_beat(home) == (NOW,)
    (tmp_path / vigil.HEARTBEAT).write_text("soon")
    assert vigil.last_beat(home) == ()


def test_cron_lines_go_by_the_usual_interval(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert expected_interval(settings, []) == timedelta(minutes=15)
    hourly = replace(settings, cron="0 * * * *")
    runs = [NOW - timedelta(hours=hours) for hours in (0, 1, 2, 9)]
    assert expected_interval(hourly, runs) == timedelta(hours=1)
    assert expected_interval(hourly, runs[:1]) == timedelta(days=1)


def test_the_command_fails_when_the_watch_has_stopped(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("NARAWATCH_HOME", str(tmp_path / "home"))
    home = Home(tmp_path / "home")
    source = Source("nhk", SourceKind.RSS, "https://a.example/rss", "ja")
    with writing(home, who="test") as writer:
        run = writer.start_run(NOW, "test")
        writer.sync_sources([source], NOW)
        writer.set_source_states([SourceState(source, failures=5, last_error="timed out")])
        writer.finish_run(run, NOW - timedelta(days=900), "done", {})
    publish(home, NOW)
    result = CliRunner().invoke(commands, ["pulse"])
    assert result.exit_code == 1
    assert "No run has finished since 2024-06-03" in result.stdout
    health = CliRunner().invoke(commands, ["sources", "health", "--bad"])
    assert "nhk" in health.stdout
    assert "timed out" in health.stdout
    again = CliRunner().invoke(commands, ["pulse", "--no-send"])
    assert again.stdout == "last finished run: 2024-06-03 09:00 UTC\n"
    vigil.beat(home, datetime.now(UTC))
    alive = CliRunner().invoke(commands, ["pulse"])
    assert alive.exit_code == 0
    assert "Runs finish again." in alive.stdout
