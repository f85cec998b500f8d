"""What tests of the flow share: one playing of the demo press, one Prefect server, installations to try out."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.demo.press import HOST, Press
from flows.demo.receivers import Receivers
from flows.scheduler import prefect_server
from warehouse.home import Home
from warehouse.reader import query

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory):
    """Both editions through the real flow; see `tests.flows.playing.Played`."""
    folder, result = tmp_path_factory.mktemp("press"), tmp_path_factory.mktemp("played") / "result"
    command = [sys.executable, "-m", "tests.flows.playing", str(folder), str(result)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert result.exists(), done.stderr[-3000:]
    return pickle.loads(result.read_bytes())


@pytest.fixture(scope="session")
def prefect_address(tmp_path_factory) -> Iterator[str]:
    """A real Prefect server for child processes; starting one for each would cost five seconds a run."""
    folder = tmp_path_factory.mktemp("prefect-server")
    before = os.environ.get("PREFECT_HOME")
    os.environ["PREFECT_HOME"] = str(folder)
    try:
        with prefect_server(folder / "server.log") as address:
            yield address
    finally:
        del os.environ["PREFECT_HOME"]
        if before is not None:
            os.environ["PREFECT_HOME"] = before


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """The demo press; a source of it that never answers is known by its one path."""
    with Press() as running:
        yield running


@pytest.fixture
def receivers() -> Iterator[Receivers]:
    """A webhook and a mailbox."""
    with Receivers() as running:
        yield running


@dataclass(frozen=True)
class Outcome:
    """What a desk's runs came to.

    Attributes:
        findings: their ids.
        alerts: their news keys.
        undelivered: how many deliveries are open.
        titles: what arrived at the webhook, each once.
    """

    findings: tuple[tuple[object, ...], ...]
    alerts: tuple[tuple[object, ...], ...]
    undelivered: int
    titles: frozenset[str]


@dataclass(frozen=True)
class Desk:
    """An analyst's installation in a folder of its own: settings, and the command line as a child process."""

    folder: Path
    environment: dict[str, str]

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def ask(self, sql: str) -> tuple[tuple[object, ...], ...]:
        """Rows of the published copy."""
        return query(Home(self.home), sql).rows

    def outcome(self, inbox: Receivers) -> Outcome:
        """What came of the runs, the same for two desks that lost nothing."""
        [(undelivered,)] = self.ask("SELECT count(*) FROM deliveries WHERE state <> 'delivered'")
        return Outcome(
            findings=self.ask("SELECT finding_id::VARCHAR FROM v_findings ORDER BY ALL"),
            # Not by story: its id is that of the article placed first, which a kill may change; once stored it stays.
            alerts=self.ask(
                "SELECT pack_id, kind, claim, topic, value_key FROM alerts ORDER BY ALL"
            ),
            undelivered=undelivered,
            titles=frozenset(delivery.title for delivery in inbox.on("webhook")),
        )

    def command(self, *words: object) -> list[str]:
        """The command line."""
        settings = str(self.folder / "narawatch.yaml")
        return [sys.executable, "-m", "flows", "--settings", settings, *map(str, words)]

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env=self.environment,
        )

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start a command; its progress can be read from standard error line by line."""
        return subprocess.Popen(
            self.command(*words),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=self.environment,
        )


@pytest.fixture(scope="session")
def desks(tmp_path_factory, press, prefect_address):
    """Make installations that watch the press."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("NARAWATCH")
    }
    environment |= {"PREFECT_API_URL": prefect_address}

    def make(*channels: str) -> Desk:
        folder = tmp_path_factory.mktemp("desk")
        press.write_sources(folder / "sources.yaml")
        settings = [
            "home: data",
            "sources: sources.yaml",
            f"channels: [{', '.join(channels)}]",
            "batch: 7",
            "workers: 1",
            f"http: {{allow_hosts: [{HOST}], host_spacing: 0.001s, read_timeout: 1s, total_timeout: 1s}}",
        ]
        (folder / "narawatch.yaml").write_text("\n".join(settings) + "\n", encoding="utf-8")
        return Desk(folder, environment)

    return make


@pytest.fixture(scope="session")
def undisturbed(desks) -> Outcome:
    """What a run finds and tells that nobody disturbs."""
    with Receivers() as inbox:
        desk = desks(inbox.webhook_url)
        done = desk.run("run")
        assert done.returncode == 0, done.stderr
        return desk.outcome(inbox)
