"""What can go wrong in the warehouse; each class says whether trying again later may help."""

from __future__ import annotations

from pathlib import Path


class WarehouseError(Exception):
    """Root of the tree; `retry` says whether the same call may succeed later."""

    retry: bool = False


class LockTimeoutError(WarehouseError):
    """Another process held the writer's lock for longer than we were willing to wait."""

    retry = True

    def __init__(self, path: Path, waited_seconds: float, holder: str) -> None:
        """Name the holder as the lock file describes it."""
        super().__init__(
            f"waited {waited_seconds:g} s for the warehouse at {path.parent}: held by {holder}"
        )
        self.holder = holder


class NewerDatabaseError(WarehouseError):
    """The database was written by a newer narawatch; it was left as it is."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        """Say both schema versions."""
        super().__init__(
            f"{path} has schema version {found}, this narawatch knows {known}: "
            "upgrade narawatch, the file was not touched"
        )
        self.found = found
        self.known = known


class NoWarehouseError(WarehouseError):
    """Nothing has been stored or published here yet."""

    def __init__(self, path: Path) -> None:
        """Say where we looked and what makes one."""
        super().__init__(f"no warehouse at {path}: `narawatch run` makes one")


class DatabaseUnreadableError(WarehouseError):
    """The file is there but cannot be opened as a database of ours."""

    def __init__(self, path: Path, reason: str) -> None:
        """Pass on the engine's own words."""
        super().__init__(f"cannot open {path}: {reason}")


class StorageError(WarehouseError):
    """The disk refused: full, read-only or gone; nothing of the transaction was kept."""

    retry = True


class PublishError(WarehouseError):
    """The read copy could not be renewed; the old one is intact."""

    retry = True


class QueryError(WarehouseError):
    """A question the database could not answer; the message is the engine's."""


class UnknownIdError(WarehouseError):
    """No finding (or decision) has this id, or several begin like it."""


class FeedbackError(WarehouseError):
    """A decision that makes no sense, such as undoing what was never decided."""
