"""How the press's worse sites answer: what the open internet does to whoever asks it often enough."""

from __future__ import annotations

import gzip
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus

# Not a feed in any format, nor HTML: what a wrong address often gives.
BROCHURE = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + bytes(
    range(256)
)
# Where machines in a cloud find their keys; no site on the internet has business there.
INWARD = "http://169.254.169.254/latest/meta-data/"
_FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>-</title></channel></rss>"
_XML = "application/rss+xml"
_DRIP_S = 0.2
_MILLION = 1_000_000
_PIECES = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent.

    Attributes:
        status: of HTTP.
        body: as it goes over the wire.
        headers: beside its length.
    """

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def misconduct(conduct: str, path: str) -> Answer | None:
    """Give the answer of a site that conducts itself like this, or None when it answers as others do."""
    make = _ANSWERS.get(conduct)
    return make(path) if make else None


def drops() -> Iterator[tuple[bytes, float]]:
    """A feed byte by byte, for ever: each with the seconds to wait after it."""
    while True:
        for number in range(len(_FEED) - len(b"</channel></rss>")):
            yield _FEED[number : number + 1], _DRIP_S


def _error(_path: str) -> Answer:
    return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, b"Internal Server Error")


def _busy(_path: str) -> Answer:
    return Answer(HTTPStatus.TOO_MANY_REQUESTS, b"Slow down", {"Retry-After": "3600"})


def _circle(path: str) -> Answer:
    return Answer(HTTPStatus.FOUND, headers={"Location": path})


def _inward(_path: str) -> Answer:
    return Answer(HTTPStatus.MOVED_PERMANENTLY, headers={"Location": INWARD})


def _torn(_path: str) -> Answer:
    body = gzip.compress(_FEED * 50, mtime=0)[:-20]
    return Answer(HTTPStatus.OK, body, {"Content-Type": _XML, "Content-Encoding": "gzip"})


def _bomb(_path: str) -> Answer:
    """A hundred megabytes of nothing; after a full flush the same million bytes are packed the same way again."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    piece = packer.compress(bytes(_MILLION)) + packer.flush(zlib.Z_FULL_FLUSH)
    header = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    body = (
        header
        + piece * _PIECES
        + packer.flush()
        + struct.pack("<2I", _checksum(), _PIECES * _MILLION)
    )
    return Answer(HTTPStatus.OK, body, {"Content-Type": _XML, "Content-Encoding": "gzip"})


@cache
def _checksum() -> int:
    checksum = 0
    for _ in range(_PIECES):
        checksum = zlib.crc32(bytes(_MILLION), checksum)
    return checksum


def _brochure(_path: str) -> Answer:
    return Answer(HTTPStatus.OK, BROCHURE, {"Content-Type": "application/pdf"})


_ANSWERS: Mapping[str, Callable[[str], Answer]] = {
    "error": _error,
    "busy": _busy,
    "circle": _circle,
    "inward": _inward,
    "torn": _torn,
    "bomb": _bomb,
    "brochure": _brochure,
}
