"""The archive of raw pages: what came off the wire, kept before anything reads it.

Bodies are stored once, under the SHA-256 of their bytes, compressed; beside each stand small records, one for
each address and time it came from, with the headers of both directions. Everything after the archive can be
replayed from it, and `export_warc` hands it to other tools.

    <folder>/ab/<digest>.gz                      the body
    <folder>/ab/<digest>.<time>.<address>.json   where, when and how it came

What came on which day is noted beside them (`flows.daybook`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.model import Entry, Page, SourceKind
from flows.daybook import DayBook, note_names, read_names
from flows.errors import ArchiveError
from flows.files import sync, write_atomically
from flows.polite import content_hash
from flows.warc import WarcWriter

# Level 6 makes articles 7 % smaller and takes more than twice the time.
_LEVEL = 3
_TIME = "%Y%m%dT%H%M%S%fZ"
# `asdict` copies every value deep, which costs as much as compressing the page.
_ENTRY_FIELDS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Pruned:
    """What retention removed.

    Attributes:
        records: fetches forgotten.
        bodies: bodies that no record needed any more.
        freed_bytes: their compressed size.
    """

    records: int
    bodies: int
    freed_bytes: int


class Archive:
    """A folder of pages; may be used from several threads.

    Args:
        folder: made when first written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._days = DayBook(folder)
        self._unsynced: deque[Path] = deque()

    def put(self, page: Page) -> str:
        """Keep a page. It survives us from now on, and a power cut from the next `flush` on.

        Repeating it changes nothing; a body that was damaged is mended.

        Args:
            page: as fetched; `fetched_at` must be set.

        Returns:
            SHA-256 of the body, hex.
        """
        if page.fetched_at is None:
            raise ArchiveError(f"a page without a fetch time cannot be kept: {page.url}")
        digest = content_hash(page.body)
        path = self._record_path(digest, page)
        is_first = not self._body_path(digest).exists()
        if not self._has_body(digest):
            self._write(self._body_path(digest), gzip.compress(page.body, _LEVEL, mtime=0))
        if not path.exists():
            self._note(digest, path.name, is_first=is_first)
        record = json.dumps(_to_record(page), ensure_ascii=False, separators=(",", ":"))
        self._write(path, record.encode())
        return digest

    def flush(self) -> None:
        """Make everything put so far last; to be called before anything that rests on it is stored.

        One call for a batch: syncing each page by itself costs as much time as all the rest of keeping it.
        """
        paths = [self._unsynced.popleft() for _ in range(len(self._unsynced))]
        sync(dict.fromkeys(paths))

    def get(self, digest: str, url: str = "") -> Page:
        """Return the page as it was put; the latest fetch when there were several.

        Args:
            digest: what `put` returned.
            url: only a fetch of this final address.

        Raises:
            ArchiveError: it is not here, or damaged.
        """
        if len(digest) != hashlib.sha256().digest_size * 2 or not digest.isalnum():
            raise ArchiveError(f"not a digest: {digest[:80]!r}")
        for path in sorted(self._body_path(digest).parent.glob(f"{digest}.*.json"), reverse=True):
            page = _read_record(path)
            if url in ("", page.url):
                return replace(page, body=self._read_body(digest))
        raise ArchiveError(f"the archive has no page {digest} {url}".rstrip())

    def pages(self, since: datetime | None = None) -> Iterator[tuple[str, Page]]:
        """Go through all fetches, in no order that means anything.

        Args:
            since: aware; only fetches from then on.

        Yields:
            Digest and page.
        """
        first = since.astimezone(UTC).strftime(_TIME) if since else ""
        for digest, path in self._records():
            if path.name.split(".")[1] >= first:
                yield digest, replace(_read_record(path), body=self._read_body(digest))

    def export_warc(self, path: Path, since: datetime | None = None) -> int:
        """Write the pages as a WARC 1.1 file, each record a gzip member of its own.

        Args:
            path: the file (`.warc.gz`); there whole or not at all.
            since: aware; only fetches from then on.

        Returns:
            How many pages it holds.
        """
        count = 0
        with WarcWriter(path) as writer:
            for _digest, page in self.pages(since):
                writer.write(page)
                count += 1
        return count

    def prune(self, before: datetime) -> Pruned:
        """Forget the fetches of days (UTC) that were over at `before` (aware), and bodies that no fetch is left of.

        What it costs goes by what is forgotten, not by what is kept; but for the first time, when an archive of an
        older version is looked through once.
        """
        self._days.complete(self._all_names())
        records = bodies = freed = 0
        for day, names in self._days.before(before):
            for name in names:
                path = self._body_path(name.partition(".")[0]).with_name(name)
                records += path.exists()
                path.unlink(missing_ok=True)
                size = self._drop_body(name.partition(".")[0])
                bodies += size is not None
                freed += size or 0
            day.unlink()
        return Pruned(records, bodies, freed)

    def _all_names(self) -> Iterator[str]:
        """Names of all records; on the way, bodies that came more than once are given their list."""
        last = ""
        for digest, path in sorted(self._records()):
            if digest == last and not self._names_path(digest).exists():
                note_names(self._names_path(digest), self._names_of(digest))
            last = digest
            yield path.name

    def _names_of(self, digest: str) -> list[str]:
        return [path.name for path in self._body_path(digest).parent.glob(f"{digest}.*.json")]

    def _note(self, digest: str, name: str, *, is_first: bool) -> None:
        """Write down that a record is about to come."""
        if not is_first:
            path = self._names_path(digest)
            note_names(path, [name] if path.exists() else [*self._names_of(digest), name])
            self._unsynced.append(path)
        self._unsynced.append(self._days.note(name))

    def _drop_body(self, digest: str) -> int | None:
        """Remove a body that no record is left of; gives its size, or None when it stays or is gone."""
        path, names = self._body_path(digest), self._names_path(digest)
        if any(path.with_name(name).exists() for name in read_names(names)) or not path.exists():
            return None
        size = path.stat().st_size
        path.unlink()
        names.unlink(missing_ok=True)
        return size

    def _write(self, path: Path, data: bytes) -> None:
        write_atomically(path, data)
        self._unsynced.append(path)

    def _has_body(self, digest: str) -> bool:
        if not self._body_path(digest).exists():
            return False
        try:
            self._read_body(digest)
        except ArchiveError:
            return False
        return True

    def _records(self) -> Iterator[tuple[str, Path]]:
        for path in self._folder.glob("??/*.*.*.json"):
            yield path.name.partition(".")[0], path

    def _body_path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.gz"

    def _names_path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.names"

    def _record_path(self, digest: str, page: Page) -> Path:
        at = page.fetched_at.astimezone(UTC).strftime(_TIME) if page.fetched_at else ""
        address = hashlib.sha256(f"{page.requested_url} {page.url}".encode()).hexdigest()[:12]
        return self._body_path(digest).with_name(f"{digest}.{at}.{address}.json")

    def _read_body(self, digest: str) -> bytes:
        path = self._body_path(digest)
        try:
            body = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveError(f"{path} cannot be read: {error}") from error
        if content_hash(body) != digest:
            raise ArchiveError(f"{path} does not hold what its name says")
        return body


def _to_record(page: Page) -> dict[str, Any]:
    record = {
        "url": page.url,
        "requested_url": page.requested_url,
        "status": page.status,
        "content_type": page.content_type,
        "fetched_at": page.fetched_at.isoformat() if page.fetched_at else None,
        "headers": page.headers,
        "request_headers": page.request_headers,
        "kind": page.kind.value,
        "link_pattern": page.link_pattern,
    }
    if page.entry is not None:
        record["entry"] = {name: _plain(getattr(page.entry, name)) for name in _ENTRY_FIELDS}
    return record


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _read_record(path: Path) -> Page:
    try:
        return _from_record(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path} cannot be read: {error}") from error


def _from_record(record: dict[str, Any]) -> Page:
    entry = record.pop("entry", None)
    return Page(
        **record
        | {
            "body": b"",
            "fetched_at": datetime.fromisoformat(record["fetched_at"]),
            "headers": tuple((name, value) for name, value in record["headers"]),
            "request_headers": tuple((name, value) for name, value in record["request_headers"]),
            "kind": SourceKind(record["kind"]),
            "entry": _from_entry(entry) if entry else None,
        }
    )


def _from_entry(record: dict[str, Any]) -> Entry:
    moments = {
        name: datetime.fromisoformat(record[name])
        for name in ("published_at", "updated_at")
        if record[name] is not None
    }
    return Entry(**record | moments)
