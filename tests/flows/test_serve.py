"""The schedule runs the flow, again and again, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from flows.scheduler import SchedulerError, is_healthy, server_awaited
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


def test_a_server_that_does_not_start_is_told_with_a_way_out() -> None:
    with pytest.raises(SchedulerError, match="try again"), server_awaited():
        raise RuntimeError("Timed out while attempting to connect to ephemeral Prefect API server.")


def test_other_errors_of_a_run_are_not_taken_for_it() -> None:
    with pytest.raises(RuntimeError, match="a bug"), server_awaited():
        raise RuntimeError("a bug")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the kernel stops nothing for others")
@pytest.mark.timeout(PATIENCE_S + 60)
def test_a_server_ends_with_the_process_that_started_it(tmp_path) -> None:
    code = (
        "import sys, time, pathlib\nfrom flows.scheduler import prefect_server\n"
        f"with prefect_server(pathlib.Path({str(tmp_path / 'log')!r})) as address:\n"
        "    print(address, flush=True)\n    time.sleep(600)\n"
    )
    settings = {**os.environ, "PREFECT_HOME": str(tmp_path / "prefect")}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=settings
    ) as starter:
        port = int(starter.stdout.readline().split(":")[2].split("/")[0])
        assert is_healthy(port)
        starter.kill()
    until = time.monotonic() + PATIENCE_S
    while is_healthy(port) and time.monotonic() < until:
        time.sleep(0.2)
    assert not is_healthy(port)
