"""Which records of the archive came on which day, so that forgetting a day costs what the day holds.

    <folder>/days/2026-11-20.txt    names of the records of that day (UTC), one a line
    <folder>/days/complete          the archive was looked through once; since then every record is noted
    <folder>/ab/<digest>.names      records of a body that came more than once, one a line

A note is written before its record, so that no record lacks one; a note whose record is missing does no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

_DAY_CHARS = len("20261120")


class DayBook:
    """The notes of one archive.

    Args:
        folder: the archive's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "days"
        self._complete = self._folder / "complete"

    def note(self, name: str) -> Path:
        """Note a record by its name; gives the file that was written to."""
        path = self._folder / f"{day_of(name)}.txt"
        _append(path, [name])
        return path

    def complete(self, names: Iterable[str]) -> None:
        """Note the records of an archive that was begun without notes; not more than once.

        Args:
            names: of all its records; asked for only when they are needed.
        """
        if self._complete.exists():
            return
        by_day: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_day[day_of(name)].append(name)
        for day, group in by_day.items():
            _append(self._folder / f"{day}.txt", group)
        _append(self._complete, [])

    def before(self, limit: datetime) -> Iterator[tuple[Path, list[str]]]:
        """Give the days that were over at a time, oldest first, with the names of their records.

        The file of a day is the caller's to remove when it is forgotten.
        """
        last = limit.astimezone(UTC).date().isoformat()
        for path in sorted(self._folder.glob("????-??-??.txt")):
            if path.stem < last:
                yield path, path.read_text(encoding="utf-8").split()


def day_of(name: str) -> str:
    """The day in a record's name (`<digest>.<time>.<address>.json`), as ISO writes it."""
    return date.fromisoformat(name.split(".")[1][:_DAY_CHARS]).isoformat()


def note_names(path: Path, names: Iterable[str]) -> None:
    """Add to the records of a body that came more than once."""
    _append(path, names)


def read_names(path: Path) -> list[str]:
    """The records of a body that came more than once; none when it came once."""
    try:
        return path.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []


def _append(path: Path, names: Iterable[str]) -> None:
    """Add lines in one write, which no other thread's can break into."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in names))
