"""The flow as a process: killed, interrupted, asked while it writes, asked to do nothing."""

from __future__ import annotations

import json
import signal
import time

import pytest

from flows.demo.receivers import Receivers
from flows.settings import load_settings
from warehouse.home import Home
from warehouse.lock import writers_lock
from warehouse.reader import query

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]

FOUND = "SELECT finding_id::VARCHAR FROM v_findings ORDER BY ALL"
# Not by story: its id is that of the article placed first, which a kill may change; once stored it stays.
ALERTS = "SELECT pack_id, kind, claim, topic, value_key FROM alerts ORDER BY ALL"
UNDELIVERED = "SELECT count(*) FROM deliveries WHERE state <> 'delivered'"


def ask(desk, sql):
    return query(Home(desk.home), sql).rows


def titles(receivers):
    return {delivery.title for delivery in receivers.on("webhook")}


@pytest.fixture
def reference(desks, receivers):
    """What an undisturbed run finds and tells."""
    desk = desks(receivers.webhook_url)
    done = desk.run("run")
    assert done.returncode == 0, done.stderr
    return ask(desk, FOUND), ask(desk, ALERTS), titles(receivers)


def killed_at(desk, step):
    """Kill a run when it has said so many lines, or a moment later, within the step that follows."""
    run = desk.start("run")
    for said, _line in enumerate(run.stderr, 1):
        if said == step:
            time.sleep(step % 3 * 0.06)
            run.send_signal(signal.SIGKILL)
            break
    run.stderr.close()
    return run.wait()


@pytest.mark.timeout(1200)
def test_a_killed_run_loses_nothing(desks, reference) -> None:
    """Ten installations, each killed at another step and run again."""
    findings, alerts, told = reference
    assert len(alerts) >= 8
    for step in range(1, 11):
        with Receivers() as inbox:
            desk = desks(inbox.webhook_url)
            assert killed_at(desk, step) == -signal.SIGKILL, step
            again = desk.run("run", "--all")
            assert again.returncode == 0, (step, again.stderr)
            assert ask(desk, FOUND) == findings, step
            assert ask(desk, ALERTS) == alerts, step
            assert ask(desk, UNDELIVERED) == ((0,),), step
            assert titles(inbox) == told, step


def test_sigterm_keeps_what_was_stored_and_the_next_run_takes_up_the_rest(
    desks, receivers, reference
) -> None:
    desk = desks(receivers.webhook_url)
    run = desk.start("run")
    for line in run.stderr:
        if "stored" in line:
            run.send_signal(signal.SIGTERM)
            break
    rest = run.stderr.read()
    run.stderr.close()
    assert run.wait() == 130, rest
    assert "Traceback" not in rest
    assert ask(desk, "SELECT outcome FROM runs") == (("interrupted",),)
    assert 0 < ask(desk, "SELECT count(*) FROM articles")[0][0] < 40
    assert desk.run("run", "--all").returncode == 0
    assert ask(desk, FOUND) == reference[0]


def test_questions_are_answered_while_a_run_writes(desks) -> None:
    desk = desks()
    assert desk.run("run").returncode == 0
    run = desk.start("run", "--all")
    asked = 0
    while run.poll() is None:
        [(count,)] = ask(desk, "SELECT count(*) FROM v_articles")
        assert count > 30
        asked += 1
    run.stderr.close()
    assert run.returncode == 0
    assert asked > 10


def test_a_run_names_the_sources_that_failed_and_exits_with_zero(desks) -> None:
    done = desks().run("run")
    assert done.returncode == 0
    for source in ("brickkiln", "glossy", "slowboat", "walled"):
        assert f"{source}: " in done.stdout
    assert "Traceback" not in done.stderr
    assert "nanobind" not in done.stderr


def test_nothing_is_due_right_after_a_run(desks) -> None:
    desk = desks()
    assert desk.run("run").returncode == 0
    done = desk.run("run")
    assert done.returncode == 0
    assert "0 asked" in done.stdout


def test_a_second_run_says_who_is_at_work(desks) -> None:
    desk = desks()
    home = Home(desk.home)
    home.make()
    with writers_lock(home.root / "run.lock", who="a test", wait_seconds=0):
        done = desk.run("run")
    assert done.returncode == 3
    assert "a test" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("sources.yaml", "sources:\n  - id: A\n", "sources.yaml:2"),
        ("narawatch.yaml", "bach: 5\n", "narawatch.yaml:1"),
        ("narawatch.yaml", "home: data\npack: ./no-pack\n", "no-pack"),
        ("narawatch.yaml", "home: data\nchannels: ['nosuch://x']\n", "nosuch://"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(desks, file, content, says) -> None:
    desk = desks()
    (desk.folder / file).write_text(content, encoding="utf-8")
    done = desk.run("run")
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not desk.home.exists()


def test_the_settings_a_desk_writes_are_good(desks) -> None:
    desk = desks()
    settings = load_settings(desk.folder / "narawatch.yaml", {})
    assert settings.home == desk.home


def test_doctor_finds_a_working_installation_good(desks) -> None:
    done = desks().run("doctor", "--json")
    assert done.returncode == 0, done.stdout
    assert {check["name"] for check in json.loads(done.stdout)} >= {
        "settings",
        "sources",
        "pack",
        "prefect",
    }
