"""The archive of raw pages: what came off the wire, kept before anything reads it.

Bodies are stored once, under the SHA-256 of their bytes, compressed; beside each stand small records, one for
each address and time it came from, with the headers of both directions. Everything after the archive can be
replayed from it, and `export_warc` hands it to other tools.

    <folder>/ab/<digest>.gz                      the body
    <folder>/ab/<digest>.<time>.<address>.json   where, when and how it came
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.model import Entry, Page, SourceKind
from flows.errors import ArchiveError
from flows.files import sync, write_atomically
from flows.polite import content_hash
from flows.warc import WarcWriter

# Level 6 makes articles 7 % smaller and takes more than twice the time.
_LEVEL = 3
_TIME = "%Y%m%dT%H%M%S%fZ"


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
        if not self._has_body(digest):
            self._write(self._body_path(digest), gzip.compress(page.body, _LEVEL, mtime=0))
        record = json.dumps(_to_record(page), ensure_ascii=False, separators=(",", ":"))
        self._write(self._record_path(digest, page), record.encode())
        return digest

    def flush(self) -> None:
        """Make everything put so far last; to be called before anything that rests on it is stored.

        One call for a batch: syncing each page by itself costs as much time as all the rest of keeping it.
        """
        paths = [self._unsynced.popleft() for _ in range(len(self._unsynced))]
        sync(paths)

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
        for digest, path in self._records():
            page = _read_record(path)
            if since is None or (page.fetched_at is not None and page.fetched_at >= since):
                yield digest, replace(page, body=self._read_body(digest))

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
        """Forget fetches older than `before` (aware), and bodies that no fetch is left of."""
        records = bodies = freed = 0
        limit = before.astimezone(UTC).strftime(_TIME)
        for digest, path in list(self._records()):
            if path.name.split(".")[1] < limit:
                path.unlink()
                records += 1
                body = self._body_path(digest)
                if body.exists() and not any(body.parent.glob(f"{digest}.*.json")):
                    freed += body.stat().st_size
                    body.unlink()
                    bodies += 1
        return Pruned(records, bodies, freed)

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
        record["entry"] = asdict(page.entry) | {
            name: moment.isoformat()
            for name in ("published_at", "updated_at")
            if (moment := getattr(page.entry, name)) is not None
        }
    return record


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
