"""Parquet files of the published copy, by table and day: for engines and corpora beyond one machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.db import Connection, attach, fetch, open_in_memory, storage_errors
from warehouse.errors import NoWarehouseError, StorageError
from warehouse.home import Home

# For each table: the day a row belongs to, and what tells that a row has changed. None: written as one file.
_DAYS: dict[str, tuple[str, str] | None] = {
    "articles": ("first_seen_at::DATE", "id, content_hash, last_checked_at, is_relevant"),
    "revisions": ("seen_at::DATE", "article_id, revision, content_hash, is_current"),
    "article_entities": ("told_on", "article_id, entity, times"),
    "fetches": ("fetched_at::DATE", "run_id, url, fetched_at"),
    "v_findings": ("found_at::DATE", "finding_id, silence, alert_id"),
    "v_story_articles": ("told_at::DATE", "story_id, article_id, position"),
    "v_alerts": None,
    "v_claim_history": None,
    "v_near_copies": None,
    "sources": None,
    "feedback": None,
}
_STATE = "state.json"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        written: files written, relative to the folder, in order.
        unchanged: files that were up to date.
    """

    written: tuple[str, ...]
    unchanged: int


def export_parquet(home: Home, folder: Path | None = None) -> Exported:
    """Write what changed since the last export into the same folder.

    Files are `TABLE/day=YYYY-MM-DD/part.parquet` (Hive partitions), or `TABLE/part.parquet` for small tables. Each is
    put in place whole.

    Args:
        home: the data directory.
        folder: where to; `home.exports` when None.

    Returns:
        what was written.

    Raises:
        NoWarehouseError: nothing was published yet.
        StorageError: the disk refused; files written before stay valid.
    """
    if not home.published.exists():
        raise NoWarehouseError(home.published)
    target = folder or home.exports
    connection = open_in_memory()
    try:
        attach(connection, home.published, "published", read_only=True)
        connection.execute("USE published")
        with storage_errors():
            return _export(connection, target)
    except OSError as error:
        raise StorageError(f"cannot write to {target}: {error.strerror}") from error
    finally:
        connection.close()


def _export(connection: Connection, folder: Path) -> Exported:
    folder.mkdir(parents=True, exist_ok=True)
    state = _read_state(folder / _STATE)
    written, digests = [], {}
    for table, rule in _DAYS.items():
        for day, digest in _parts(connection, table, rule).items():
            name = f"{table}/day={day}/part.parquet" if rule else f"{table}/part.parquet"
            digests[name] = digest
            if state.get(name) != digest or not (folder / name).exists():
                where = f" WHERE {rule[0]} = '{day}'" if rule else ""
                _write(connection, f"SELECT * FROM {table}{where}", folder / name)  # noqa: S608 – names of ours
                written.append(name)
    _replace(folder / _STATE, json.dumps(digests, indent=1))
    return Exported(tuple(written), len(digests) - len(written))


def _parts(connection: Connection, table: str, rule: tuple[str, str] | None) -> Mapping[str, str]:
    """Digest of each day's rows."""
    if rule is None:
        query = f"SELECT bit_xor(hash(t)) || '-' || count(*) FROM {table} t"  # noqa: S608 – ours
        ((digest,),) = fetch(connection, query)
        return {"": str(digest)}
    day, columns = rule
    rows = fetch(
        connection,
        f"""
        SELECT {day} AS day, bit_xor(hash({columns})) || '-' || count(*) FROM {table} GROUP BY day ORDER BY day
        """,  # noqa: S608 – names of ours
    )
    return {str(key): str(digest) for key, digest in rows}


def _write(connection: Connection, query: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    quoted = str(beside).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
    beside.replace(path)


def _read_state(path: Path) -> dict[str, str]:
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in state.items()} if isinstance(state, dict) else {}


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
