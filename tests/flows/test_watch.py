"""The flow as a process: interrupted, asked while it writes, asked to do nothing."""

from __future__ import annotations

import json
import signal

import pytest

from flows.settings import load_settings
from warehouse.home import Home
from warehouse.lock import writers_lock
from warehouse.writer import log_bytes

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]


def test_sigterm_keeps_what_was_stored_and_the_next_run_takes_up_the_rest(
    desks, receivers, undisturbed
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
    assert desk.ask("SELECT outcome FROM runs") == (("interrupted",),)
    assert 0 < desk.ask("SELECT count(*) FROM articles")[0][0] < 40
    assert desk.run("run", "--all").returncode == 0
    assert desk.outcome(receivers).findings == undisturbed.findings


def test_questions_are_answered_while_a_run_writes(desks) -> None:
    desk = desks()
    assert desk.run("run").returncode == 0
    run = desk.start("run", "--all")
    asked = 0
    while run.poll() is None:
        [(count,)] = desk.ask("SELECT count(*) FROM v_articles")
        assert count > 30
        asked += 1
    run.stderr.close()
    assert run.returncode == 0
    assert asked > 10


def test_a_run_names_the_sources_that_failed_and_exits_with_zero(desks) -> None:
    done = desks().run("run")
    assert done.returncode == 0
    for source in (
        "backdoor",
        "brickkiln",
        "dripstone",
        "glossy",
        "pungseon",
        "slowboat",
        "walled",
    ):
        assert f"{source}: " in done.stdout
    assert "Traceback" not in done.stderr
    assert "nanobind" not in done.stderr


def test_nothing_is_due_right_after_a_run(desks) -> None:
    desk = desks()
    assert desk.run("run").returncode == 0
    before = Home(desk.home).database.read_bytes()
    done = desk.run("run")
    assert done.returncode == 0
    assert "0 asked" in done.stdout
    assert Home(desk.home).database.read_bytes() == before
    assert log_bytes(Home(desk.home)) < 5_000


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
