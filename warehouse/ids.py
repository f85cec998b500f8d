"""Content-addressed ids: the same thing stored twice gets the same id, so a repeat is harmless."""

from __future__ import annotations

import hashlib
import unicodedata
from uuid import UUID

_SEPARATOR = "\x1f"


def content_id(*parts: str) -> UUID:
    """A 128-bit id of some strings.

    Args:
        parts: what makes the thing what it is; their order counts.

    Returns:
        the id; BLAKE2b, so equal ids of different things do not happen at any corpus size of ours.
    """
    joined = _SEPARATOR.join(parts).encode("utf-8", "surrogatepass")
    return UUID(bytes=hashlib.blake2b(joined, digest_size=16).digest())


def article_id(canonical_url: str) -> UUID:
    """Id of the article at this canonical address."""
    return content_id("article", canonical_url)


def content_hash(title: str, text: str) -> UUID:
    """Digest of what a reader sees; it changes when the article is edited."""
    return content_id("content", _settled(title), _settled(text))


def text_hash(text: str) -> UUID:
    """Digest of the text alone: equal for exact copies under other headlines."""
    return content_id("text", _settled(text))


def _settled(text: str) -> str:
    """Forget what is no difference to a reader: composition of characters, white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
