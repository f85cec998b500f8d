"""Run benchmarks by name, all without one. `--full` adds the long ones."""

from __future__ import annotations

import argparse
import sys
import textwrap
import time
from collections.abc import Callable, Iterable

from tests.bench import collecting, copies, corpus, fuzz, judging, kills, readers, updates

Row = tuple[object, ...]
# What each table shows and what it is held against.
HEADINGS = {
    "fuzz": "10,000 mutated listings and pages; targets: nothing escapes, none takes 5 s, memory stays flat",
    "judging": "One core, the labelled articles again and again (target: 200 judged a second)",
    "corpus": (
        "A batch of 1,000 by corpus size; targets at 1,000,000: batch under 10 s, at most 1.5 times the first row, "
        "peak under 2048 MiB, publish under 5 s; every view opened and asked in under 1 s"
    ),
    "copies": "Planted near-copies; targets: recall 0.97, precision 0.99; datasketch's LSH beside ours",
    "updates": (
        "Updates that agencies mark, from place to alert: how many were raised for what is new in them; "
        "target: 0.90, and none where there is nothing new"
    ),
    "kills": "SIGKILL at random moments of a run; target: nothing lost, torn or told twice",
    "readers": "Eight readers asking in a loop while runs write; target: no question fails",
    "collecting": (
        "A press on this machine collected, as ratios to bare extraction (target 0.75), and a run in which nothing is "
        "new (target: under 2 s, next to nothing written); memory of all processes under 1024 MB, whatever the pages"
    ),
}
BENCHES: dict[str, Callable[[bool], Iterable[Row]]] = {
    "judging": judging.rows,
    "corpus": corpus.rows,
    "copies": copies.rows,
    "updates": updates.rows,
    "kills": kills.rows,
    "readers": readers.rows,
    "collecting": collecting.rows,
    "fuzz": fuzz.rows,
}


# Columns of a terminal, less the indent.
WIDTH = 78
_NARROWEST = 8


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHES], metavar="NAME", help=", ".join(BENCHES)
    )
    parser.add_argument(
        "--full", action="store_true", help="a million articles, 200 kills, two minutes"
    )
    asked = parser.parse_args()
    for name in asked.names or BENCHES:
        sys.stdout.write("\n" + textwrap.fill(f"{name}: {HEADINGS[name]}", WIDTH) + "\n")
        started = time.monotonic()
        widths: list[int] = []
        for row in BENCHES[name](asked.full):
            widths = _widths(row) if _is_heading(row) else widths
            cells = (_cell(value).ljust(width) for value, width in zip(row, widths, strict=True))
            sys.stdout.write("  " + "  ".join(cells).rstrip() + "\n")
            sys.stdout.flush()
        sys.stdout.write(f"  ({time.monotonic() - started:.0f} s)\n")


def _is_heading(row: Row) -> bool:
    return all(isinstance(value, str) for value in row)


def _widths(heading: Row) -> list[int]:
    first, *others = (len(str(value)) for value in heading)
    return [max(first, 2 * _NARROWEST), *(max(width, _NARROWEST) for width in others)]


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
