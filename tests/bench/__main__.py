"""Run benchmarks by name, all without one. `--full` adds the long ones."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from tests.bench import collecting, copies, corpus, fuzz, judging, kills

Row = tuple[object, ...]
# What each table shows and what it is held against.
HEADINGS = {
    "fuzz": "10,000 mutated listings and pages; target: nothing escapes, none hangs",
    "judging": "One core, the labelled articles again and again (target: 200 judged a second)",
    "corpus": (
        "A batch of 1,000 by corpus size; targets at 1,000,000: batch under 10 s, at most 1.5 times the first row, "
        "peak under 2048 MiB, publish under 5 s, every question under 1 s"
    ),
    "copies": "Planted near-copies; targets: recall 0.97, precision 0.99; datasketch's LSH beside ours",
    "kills": "SIGKILL at random moments of a run; target: nothing lost or torn",
    "collecting": "A press on this machine collected, as ratios to bare extraction",
}
BENCHES: dict[str, Callable[[bool], Iterable[Row]]] = {
    "judging": judging.rows,
    "corpus": corpus.rows,
    "copies": copies.rows,
    "kills": kills.rows,
    "collecting": collecting.rows,
    "fuzz": fuzz.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHES], metavar="NAME", help=", ".join(BENCHES)
    )
    parser.add_argument("--full", action="store_true", help="a million articles, 200 kills")
    asked = parser.parse_args()
    for name in asked.names or BENCHES:
        sys.stdout.write(f"\n{name}: {HEADINGS[name]}\n")
        for row in BENCHES[name](asked.full):
            sys.stdout.write("  " + "".join(_cell(value) for value in row).rstrip() + "\n")
            sys.stdout.flush()


def _cell(value: object) -> str:
    return f"{value:<18.3f}" if isinstance(value, float) else f"{value!s:<18}"


if __name__ == "__main__":
    main()
