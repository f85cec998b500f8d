"""One playing of the demo press for the whole session; many tests look at what came of it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

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
