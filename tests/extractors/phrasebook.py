"""Score the cue readers against the phrase book.

Lines whose number is divisible by three are the held part: lexicons are not written from them, so their score tells
what unseen sentences will bring. `other-subject` lines are left out: whose rung it is, the judge finds out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.cues import read_cues
from extractors.model import Certainty, Cue

FOLDER = Path(__file__).parents[1] / "data" / "phrases"
PARTS = ("tuned", "held")


def number_of(line: Mapping[str, Any]) -> int:
    return int(line["id"].rsplit("-", 1)[1])


def load_lines(language: str, kind: str, part: str) -> list[dict[str, Any]]:
    """Lines of one file (`rungs`, `values`, `others`) that belong to a part."""
    text = (FOLDER / f"{language}-{kind}.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return [line for line in lines if (number_of(line) % 3 == 0) == (part == "held")]


def digest(language: str, kind: str) -> str:
    """First twelve hex digits of the file's SHA-256: floors belong to exactly one set."""
    return sha256((FOLDER / f"{language}-{kind}.jsonl").read_bytes()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class RungScore:
    """Figures between 0 and 1.

    Attributes:
        recall: lines whose labelled rung is among the cues of its ladder.
        certainty: of those, cues with the labelled certainty.
        sure: of those, cues rightly told asserted or not asserted.
        precision: asserted rungs that the line is labelled with, as asserted.
        asserted_recall: lines labelled asserted whose rung is read as asserted.
        false_assertions: asserted rungs that are not the labelled assertion, per line.
    """

    recall: float
    certainty: float
    sure: float
    precision: float
    asserted_recall: float
    false_assertions: float

    @property
    def asserted_f1(self) -> float:
        total = self.precision + self.asserted_recall
        return 2 * self.precision * self.asserted_recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class RungReading:
    """One line with what was read of it."""

    line: Mapping[str, Any]
    cues: tuple[Cue, ...]

    @property
    def labelled(self) -> Cue | None:
        """The cue of the labelled rung; of several the one on the labelled words."""
        same = [cue for cue in self.cues if cue.rung == self.line["rung"]]
        at = self.line["text"].find(self.line["cue"])
        end = at + len(self.line["cue"])
        return next((cue for cue in same if cue.start < end and cue.end > at), (same or [None])[0])

    @property
    def is_right(self) -> bool:
        return self.labelled is not None and self.labelled.certainty == self.line["certainty"]

    @property
    def asserted(self) -> set[str]:
        return {cue.rung for cue in self.cues if cue.certainty is Certainty.ASSERTED}

    @property
    def gold(self) -> set[str]:
        return {self.line["rung"]} if self.line["certainty"] == "asserted" else set()


def read_lines(language: str, part: str) -> Iterator[RungReading]:
    for line in load_lines(language, "rungs", part):
        if line["certainty"] != "other-subject":
            is_title = not line["text"].rstrip("」』）)\"'”’").endswith(("。", ".", "?", "？", "!"))
            cues = read_cues(line["text"], language, [line["ladder"]], is_title=is_title)
            yield RungReading(line, cues)


def score_rungs(language: str, part: str) -> RungScore:
    """Score the rungs file of a language."""
    readings = list(read_lines(language, part))
    found = [reading for reading in readings if reading.labelled]
    gold = sum(len(reading.gold) for reading in readings)
    asserted = sum(len(reading.asserted) for reading in readings)
    hits = sum(len(reading.asserted & reading.gold) for reading in readings)
    return RungScore(
        recall=len(found) / len(readings),
        certainty=_share(found, lambda reading: reading.is_right),
        sure=_share(found, _is_sureness_right),
        precision=hits / asserted if asserted else 0.0,
        asserted_recall=hits / gold if gold else 0.0,
        false_assertions=(asserted - hits) / len(readings),
    )


def _share(readings: list[RungReading], test: Callable[[RungReading], bool]) -> float:
    return sum(map(test, readings)) / len(readings) if readings else 0.0


def _is_sureness_right(reading: RungReading) -> bool:
    cue = reading.labelled
    is_asserted = cue is not None and cue.certainty is Certainty.ASSERTED
    return is_asserted == (reading.line["certainty"] == "asserted")
