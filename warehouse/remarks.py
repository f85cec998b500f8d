"""What a linter has to say about a place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: an error stops the pack from loading or judging right, a note is for the reader."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say.

    Attributes:
        path: the file.
        line: line from 1, or 0 for the file as a whole.
        severity: how bad it is.
        rule: short name of the check (`arithmetic`, `duplicate`, …).
        message: what and why, in English.
    """

    path: str
    line: int
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message} [{self.rule}]"
