"""The flow as a process, killed at any of its steps: the next run brings what an undisturbed one brings."""

from __future__ import annotations

import signal
import time

import pytest

from flows.demo.receivers import Receivers

STEPS = range(1, 11)


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


def shared(step):
    """Half of the steps on each of two processors; one half with the rest of the flow's tests."""
    return pytest.param(step, marks=pytest.mark.xdist_group("kill" if step % 2 else "watch"))


@pytest.mark.slow
@pytest.mark.parametrize("step", [shared(step) for step in STEPS])
def test_a_killed_run_loses_nothing(desks, undisturbed, step) -> None:
    assert len(undisturbed.alerts) >= 8
    assert undisturbed.undelivered == 0
    with Receivers() as inbox:
        desk = desks(inbox.webhook_url)
        assert killed_at(desk, step) == -signal.SIGKILL
        again = desk.run("run", "--all")
        assert again.returncode == 0, again.stderr
        assert desk.outcome(inbox) == undisturbed
