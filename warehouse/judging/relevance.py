"""Is an article about the pack's subject at all? Cheap, and asked before anything is judged."""

from __future__ import annotations

from collections import Counter

from warehouse.judging.reading import Reading
from warehouse.judging.touch import is_hit, is_in_play, touch
from warehouse.judging.watch import WatchList

# What each piece of evidence adds. Calibrated by hand on the tuned two thirds of the labelled
# articles; the order matters more than the figures.
PAIRED = 0.35
_PAIR_IN_HEAD = 0.35
# A second such sentence: reports that open with a scene name both sides only further down.
_PAIR_AGAIN = 0.15
_STRONG = 0.5
_WEAK = 0.2
_AGAINST = 0.45


def score(reading: Reading, watchlist: WatchList) -> float:
    """How much an article is about the pack's subject, from 0 to 1."""
    watch = watchlist.relevance
    counts = Counter(name for line in reading.lines for name in line.names)
    head = reading.head
    total = 0.0
    paired = sum(all(is_hit(line.names, g) for g in watch.pairs) for line in reading.lines)
    total += PAIRED if paired else 0.0
    total += _PAIR_AGAIN if paired > 1 else 0.0
    if all(is_hit(head, group) for group in watch.pairs):
        total += _PAIR_IN_HEAD
    if any(counts[name] for group in watch.pairs for name in group):
        total += _STRONG * min(2, sum(1 for name in watch.strong if counts[name]))
    total += _WEAK * min(2, sum(1 for name in watch.weak if counts[name]))
    if _is_about_a_claim(reading, watchlist):
        total += _STRONG
    if is_against(reading, watchlist):
        total -= _AGAINST
    return max(0.0, min(1.0, total))


def is_against(reading: Reading, watchlist: WatchList) -> bool:
    """Whether the title and lead are about sport, a festival or whatever else the pack leaves out."""
    return any(name in reading.head for name in watchlist.relevance.against)


def _is_about_a_claim(reading: Reading, watchlist: WatchList) -> bool:
    return any(
        touch(reading, line, watch.subjects) is not None
        for watch in watchlist.watches
        if watch.claim in watchlist.relevance.claims and is_in_play(reading, watch.subjects)
        for line in reading.lines
    )
