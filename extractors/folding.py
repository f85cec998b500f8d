"""Fold a text's spelling (width, case, compatibility forms) without losing the way back to its offsets."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# Typographic forms that NFKC leaves alone though a lexicon should not care about them.
_PLAIN = {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"}
_HANGUL_MEDIALS_AND_FINALS = range(0x1160, 0x1200)
_HALF_WIDTH_VOICING = "ﾞﾟ"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters came from.

    Attributes:
        text: NFKC, lower case, straight apostrophes and hyphens.
        origins: offset into the original for each folded character, and one more for the end;
            empty when every character folded into exactly one.
    """

    text: str
    origins: tuple[int, ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original text (code points) for a span of the folded one."""
        if not self.origins:
            return start, end
        if start == end:
            return self.origins[start], self.origins[start]
        last = self.origins[end - 1]
        after = next(origin for origin in self.origins[end:] if origin > last)
        return self.origins[start], after

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the folded text for a span of the original one."""
        if not self.origins:
            return start, end
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@lru_cache(maxsize=128)  # a sentence is read for one ladder after another
def fold(text: str) -> Folded:
    """Fold `text`: full width to ASCII, half-width katakana to full, lower case, NFC.

    Args:
        text: any text.

    Returns:
        The folded text with the way back to offsets in `text`.
    """
    folded = text.translate(_SINGLES)
    # Folding a character by itself never shortens, so an equal length means one for one.
    if len(folded) == len(text) and _JOINER not in folded:
        return Folded(folded)
    return _fold_clusters(text)


class _Singles(dict[int, str]):
    """How each character folds by itself, learned as texts bring it.

    A mark that composes with the character before it becomes `_JOINER`, which asks for the slower way.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _JOINER if _joins(char) else _fold_cluster(char)
        return self[code]


_JOINER = "\ufffe"
_SINGLES = _Singles()


def _fold_clusters(text: str) -> Folded:
    clusters = _clusters(text)
    pieces = [_fold_cluster(cluster) for cluster in clusters]
    folded = "".join(pieces)
    origins: list[int] = []
    offset = 0
    for cluster, piece in zip(clusters, pieces, strict=True):
        origins.extend([offset] * len(piece))
        offset += len(cluster)
    return Folded(folded, (*origins, offset))


def _clusters(text: str) -> list[str]:
    """Split into characters, each with the marks that compose with it."""
    clusters: list[str] = []
    for char in text:
        if clusters and _joins(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _joins(char: str) -> bool:
    if char in _HALF_WIDTH_VOICING or ord(char) in _HANGUL_MEDIALS_AND_FINALS:
        return True
    return unicodedata.combining(char) != 0


def _fold_cluster(cluster: str) -> str:
    if cluster in _PLAIN:
        return _PLAIN[cluster]
    if cluster.isascii():
        return cluster.lower()
    return unicodedata.normalize("NFKC", cluster).lower()
