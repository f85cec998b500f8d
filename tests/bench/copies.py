"""Planted copies found among distinct articles: ours beside datasketch's LSH, on the same texts in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence

from datasketch import MinHash, MinHashLSH

from tests.bench import synthetic
from warehouse import near

ORIGINALS = 1_000
FULL_ORIGINALS = 5_000
LIKE = 0.5
Pairs = set[tuple[int, int]]


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row a finder: speed, recall and precision on pairs of a likeness of 0.5 and more."""
    texts, family = planted(FULL_ORIGINALS if is_full else ORIGINALS)
    true = {
        (i, j)
        for members in family
        for k, j in enumerate(members)
        for i in members[:k]
        if near.jaccard(texts[i], texts[j]) >= LIKE
    }
    siblings = {(i, j) for members in family for k, j in enumerate(members) for i in members[:k]}
    yield "finder", "articles", "articles/s", "recall", "precision"
    finders: dict[str, Callable[[Sequence[str]], Pairs]] = {"ours": ours, "datasketch": theirs}
    for name, find in finders.items():
        started = time.monotonic()
        found = find(texts)
        seconds = time.monotonic() - started
        recall, precision = len(found & true) / len(true), len(found & siblings) / len(found)
        yield name, len(texts), len(texts) / seconds, recall, precision


def planted(originals: int) -> tuple[list[str], list[list[int]]]:
    """Texts, and which of them were made from one original."""
    dice = random.Random(5)
    texts: list[str] = []
    families = []
    for i in range(originals):
        language = synthetic.LANGUAGES[i % 3]
        parts = synthetic.sentences(dice, language)
        made = [synthetic.joined(parts, language)]
        made += [
            synthetic.plant(dice, parts, language).text for _ in range(dice.choice((0, 0, 1, 2)))
        ]
        families.append(list(range(len(texts), len(texts) + len(made))))
        texts += made
    return texts, families


def ours(texts: Sequence[str]) -> Pairs:
    """Bands and sketches of `warehouse.near`."""
    found: Pairs = set()
    by_band: dict[int, list[int]] = {}
    prints = near.fingerprints(texts)
    for j, made in enumerate(prints):
        shared: dict[int, int] = {}
        for key in made.bands:
            for i in by_band.setdefault(key, []):
                shared[i] = shared.get(i, 0) + 1
            by_band[key].append(j)
        close = (i for i, times in shared.items() if times >= near.SHARED_BANDS)
        found |= {
            (i, j)
            for i in close
            if near.similarity(prints[i].sketch, made.sketch) >= near.THRESHOLD
        }
    return found


def theirs(texts: Sequence[str]) -> Pairs:
    """datasketch's LSH at its own setting for the likeness."""
    index = MinHashLSH(threshold=LIKE, num_perm=near.PERMUTATIONS)
    found: Pairs = set()
    for j, text in enumerate(texts):
        bare = near.bare_text(text)
        made = MinHash(num_perm=near.PERMUTATIONS)
        made.update_batch(
            [bare[i : i + near.GRAM].encode() for i in range(len(bare) - near.GRAM + 1)]
        )
        found |= {(i, j) for i in index.query(made)}
        index.insert(j, made)
    return found
