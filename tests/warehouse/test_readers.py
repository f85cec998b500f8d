"""Readers never wait, never fail and never see half a run."""

from __future__ import annotations

import pytest

from tests.warehouse.asking import READERS, ask_while_writing
from warehouse.home import Home


@pytest.mark.slow
def test_readers_never_fail_while_runs_write(home: Home) -> None:
    found = ask_while_writing(home, seconds=4.0)
    assert found.wrong == ()
    assert found.questions > READERS
    assert found.runs > 1
