"""The phrases of `page_kinds.yaml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.yamlfile import load

FILE = Path(__file__).with_name("page_kinds.yaml")


@cache
def phrases(kind: str, place: str) -> re.Pattern[str]:
    """Give a list of the file as one pattern.

    Args:
        kind: a key of the file (`paywall`).
        place: a key below it (`text`).
    """
    found = load(FILE).mapping()[kind].mapping()[place].strings()
    return re.compile("|".join(f"(?:{phrase})" for phrase in found), re.IGNORECASE | re.DOTALL)
