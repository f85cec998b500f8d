from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data directory with nothing in it."""
    return Home(tmp_path / "home")
