"""Where the warehouse keeps its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The data directory; nothing is made until something is written.

    Attributes:
        root: the directory.
    """

    root: Path

    @property
    def database(self) -> Path:
        """The writer's file; no reader ever opens it."""
        return self.root / "warehouse.duckdb"

    @property
    def log(self) -> Path:
        """What was committed and is not in the writer's file yet; DuckDB's own."""
        return self.root / "warehouse.duckdb.wal"

    @property
    def lock(self) -> Path:
        """The side file that writers lock."""
        return self.root / "warehouse.lock"

    @property
    def published(self) -> Path:
        """The copy for readers, renewed after each run that changed something: a link to one of `copies`."""
        return self.root / "narawatch.duckdb"

    @property
    def copies(self) -> tuple[Path, Path]:
        """The two files that take turns in being the published one."""
        return self.root / ".narawatch-a.duckdb", self.root / ".narawatch-b.duckdb"

    @property
    def archive(self) -> Path:
        """Raw pages, by digest."""
        return self.root / "archive"

    @property
    def exports(self) -> Path:
        """Parquet files, by table and day."""
        return self.root / "export"

    def make(self) -> None:
        """Make the directory, if it is missing."""
        self.root.mkdir(parents=True, exist_ok=True)
