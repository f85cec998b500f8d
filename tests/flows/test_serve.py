"""The schedule runs the flow, again and again, and ends when it is told to."""

from __future__ import annotations

import signal
import time

import pytest

from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.reader import query

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]
PATIENCE_S = 240


def finished_runs(desk):
    try:
        return query(Home(desk.home), "SELECT trigger FROM runs WHERE outcome = 'done'").rows
    except WarehouseError:
        return ()


@pytest.mark.timeout(PATIENCE_S + 60)
def test_serve_runs_on_schedule_and_stops_on_sigterm(desks) -> None:
    desk = desks()
    with (desk.folder / "narawatch.yaml").open("a", encoding="utf-8") as settings:
        settings.write("schedule: {every: 5s}\npoll: {floor: 1s}\n")
    serving = desk.start("serve")
    until = time.monotonic() + PATIENCE_S
    while not finished_runs(desk) and time.monotonic() < until and serving.poll() is None:
        time.sleep(0.5)
    serving.send_signal(signal.SIGTERM)
    said = serving.stderr.read()
    serving.stderr.close()
    assert serving.wait(60) == 0, said
    assert finished_runs(desk)[0] == ("serve",), said
    assert "Traceback" not in said
