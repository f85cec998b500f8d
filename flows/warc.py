"""Writing WARC 1.1 (ISO 28500:2017): the form in which web archives exchange what they fetched."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import uuid
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from extractors.model import Page
from flows.errors import ArchiveError

# Bodies are kept inflated and in one piece, so these no longer say the truth.
_WIRE_ONLY = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_INFO = b"software: narawatch\r\nformat: WARC File Format 1.1\r\n"


class WarcWriter:
    """A WARC file in the making; it gets its name when the block ends without an error.

    Args:
        path: the finished file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.part")

    def __enter__(self) -> Self:
        """Begin with a warcinfo record."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._part.open("wb")
        self._record("warcinfo", datetime.now(UTC), "application/warc-fields", _INFO, {})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put the file in its place, or remove the part of it."""
        with self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        if kind is None:
            self._part.replace(self._path)
        else:
            self._part.unlink()

    def write(self, page: Page) -> None:
        """Add a page as a request and a response record.

        Raises:
            ArchiveError: it has no fetch time.
        """
        if page.fetched_at is None:
            raise ArchiveError(f"a page without a fetch time cannot be exported: {page.url}")
        response_id = _record_id()
        named = {"WARC-Target-URI": page.url, "WARC-Record-ID": response_id}
        payload = {"WARC-Payload-Digest": _digest(page.body)}
        kind = "application/http; msgtype="
        self._record(
            "response", page.fetched_at, f"{kind}response", _response(page), named | payload
        )
        named |= {"WARC-Record-ID": _record_id(), "WARC-Concurrent-To": response_id}
        self._record("request", page.fetched_at, f"{kind}request", _request(page), named)

    def _record(
        self, kind: str, at: datetime, content_type: str, block: bytes, more: dict[str, str]
    ) -> None:
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": _record_id(),
            "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "Content-Type": content_type,
            "Content-Length": str(len(block)),
            "WARC-Block-Digest": _digest(block),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in (fields | more).items())
        record = b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
        self._file.write(gzip.compress(record, 6, mtime=0))


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _digest(data: bytes) -> str:
    # SHA-1 in base 32 is what readers of WARC check; our own names are SHA-256.
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def _response(page: Page) -> bytes:
    """Return the HTTP answer as it would have been sent without a content-encoding."""
    kept = [(name, value) for name, value in page.headers if name not in _WIRE_ONLY]
    kept.append(("content-length", str(len(page.body))))
    kept += [
        (f"x-archive-orig-{name}", value) for name, value in page.headers if name in _WIRE_ONLY
    ]
    reason = HTTPStatus(page.status).phrase if page.status in set(HTTPStatus) else ""
    return f"HTTP/1.1 {page.status} {reason}\r\n".encode() + _headers(kept) + page.body


def _request(page: Page) -> bytes:
    parts = urlsplit(page.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"GET {target} HTTP/1.1\r\n".encode() + _headers(list(page.request_headers))


def _headers(pairs: list[tuple[str, str]]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
    return lines.encode("utf-8", "replace") + b"\r\n"
