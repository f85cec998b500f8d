"""SIGKILL at random moments of a run, again and again: what was acknowledged and is gone, what is torn."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.warehouse.killing import Told, kill_once, losses
from warehouse.home import Home

KILLS = 20
FULL_KILLS = 200


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row."""
    yield "kills", "batches told", "decisions told", "lost, torn, twice", "seconds"
    told, wrong, started = Told(), 0, time.monotonic()
    kills = FULL_KILLS if is_full else KILLS
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        for seed in range(kills):
            kill_once(home, seed, told)
            wrong += len(losses(home, told))
    yield kills, len(told.batches), len(told.decisions), wrong, time.monotonic() - started
