from __future__ import annotations

import pytest

from tests.warehouse.killing import Told, kill_once, losses
from warehouse.home import Home

KILLS = 20


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_tear_nothing(home: Home) -> None:
    told = Told()
    wrong: list[str] = []
    for seed in range(KILLS):
        kill_once(home, seed, told)
        wrong += losses(home, told)
    assert wrong == []
    assert told.batches, "no run got far enough to be told anything"
