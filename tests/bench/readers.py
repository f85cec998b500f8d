"""Eight readers in a loop while runs write: questions asked, questions that failed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.warehouse.asking import READERS, ask_while_writing
from warehouse.home import Home

SECONDS = 10.0
FULL_SECONDS = 120.0


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row."""
    yield "readers", "seconds", "runs", "questions", "failed"
    seconds = FULL_SECONDS if is_full else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        found = ask_while_writing(Home(Path(folder)), seconds)
    yield READERS, seconds, found.runs, found.questions, len(found.wrong)
