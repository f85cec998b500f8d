"""Removing content-encodings with a ceiling on what comes out."""

from __future__ import annotations

import zlib

from flows.errors import BadContentEncoding, TooLarge

ACCEPT_ENCODING = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class Inflater:
    """Takes raw chunks of one answer and gives inflated ones, never more than `limit` bytes in all.

    Args:
        encoding: value of Content-Encoding.
        limit: most bytes that may come out.

    Raises:
        BadContentEncoding: the encoding is none that we asked for.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding.strip().lower().removeprefix("x-")
        if self._encoding not in ("", "identity", "gzip", "deflate"):
            raise BadContentEncoding(f"content-encoding {self._encoding[:40]!r} was not asked for")
        self._held = b""
        self._left = limit
        self._limit = limit
        self._decoder = zlib.decompressobj(_GZIP) if self._encoding == "gzip" else None

    def feed(self, chunk: bytes) -> bytes:
        """Return what `chunk` inflates to.

        Raises:
            TooLarge: more than the limit would come out.
            BadContentEncoding: the bytes are not what the header says.
        """
        if self._encoding in ("", "identity"):
            return self._count(chunk)
        if self._decoder is None:
            chunk = self._held = self._held + chunk
            if len(chunk) < 2:  # noqa: PLR2004 - two bytes tell zlib streams from raw ones
                return b""
        out = []
        while chunk:
            out.append(self._inflate(chunk))
            chunk = self._next_member()
        return b"".join(out)

    def finish(self) -> None:
        """Check that the last member was complete.

        Raises:
            BadContentEncoding: the stream broke off.
        """
        if self._decoder is not None and not self._decoder.eof:
            raise BadContentEncoding(f"truncated {self._encoding}")
        if self._encoding == "deflate" and self._decoder is None:
            raise BadContentEncoding("empty deflate")

    def _inflate(self, chunk: bytes) -> bytes:
        if self._decoder is None:
            self._decoder = zlib.decompressobj(_deflate_bits(chunk))
        try:
            return self._count(self._decoder.decompress(chunk, self._left + 1))
        except zlib.error as error:
            raise BadContentEncoding(f"not {self._encoding}: {error}") from error

    def _next_member(self) -> bytes:
        """Return what follows a finished gzip member, if that is another one."""
        if self._decoder is None or not self._decoder.eof:
            return b""
        rest = self._decoder.unused_data
        if self._encoding != "gzip" or not rest.startswith(_GZIP_MAGIC):
            return b""  # servers pad; the member's checksum has been verified
        self._decoder = zlib.decompressobj(_GZIP)
        return rest

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(f"inflates to more than {self._limit:,} bytes")
        return data


def _deflate_bits(chunk: bytes) -> int:
    """Tell zlib streams from the raw ones that some servers call deflate."""
    has_zlib_header = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0  # noqa: PLR2004
    return zlib.MAX_WBITS if has_zlib_header else -zlib.MAX_WBITS
