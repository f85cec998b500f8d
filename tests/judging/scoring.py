"""Score judgements against labelled articles: precision, recall and F1 by language and kind.

A finding counts once for (article, kind, claim), a novel one once for an article. Findings labelled
`minor` are neither asked for nor punished; restatements are not scored.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from warehouse.baseline import shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ALERTING, ArticleText, Judgement

FOLDER = Path(__file__).parents[1] / "data" / "articles"
LANGUAGES = ("en", "ja", "ko")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of true positives, false positives and false negatives."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled article with its judgement."""

    label: Mapping[str, Any]
    judgement: Judgement

    @property
    def wanted(self) -> frozenset[Key]:
        return frozenset(
            _key(f["kind"], f.get("claim", ""))
            for f in self.label["findings"]
            if f["kind"] in ALERTING and f.get("weight", "major") == "major"
        )

    @property
    def given(self) -> frozenset[Key]:
        free = {f.get("claim", "*") for f in self.label["findings"] if f.get("weight") == "minor"}
        given = {_key(f.kind, f.claim) for f in self.judgement.findings if f.is_alerting}
        return frozenset(key for key in given if key in self.wanted or key[1] not in free)


def _key(kind: str, claim: str) -> Key:
    return (str(kind), "*" if kind == "novel" else claim)


def load(name: str, language: str) -> list[dict[str, Any]]:
    """A labelled set's lines in one language."""
    text = (FOLDER / f"{name}-{language}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def digest(name: str) -> str:
    """First twelve hex digits of the SHA-256 of a set: floors belong to exactly one."""
    files = [(FOLDER / f"{name}-{language}.jsonl").read_bytes() for language in LANGUAGES]
    return sha256(b"".join(files)).hexdigest()[:12]


@cache
def rows(name: str, language: str) -> tuple[Row, ...]:
    """Every article of a set in one language, judged."""
    return tuple(Row(label, _judge().judge(_article(label))) for label in load(name, language))


@cache
def _judge() -> Judge:
    return Judge(shipped_pack("nara"))


def _article(label: Mapping[str, Any]) -> ArticleText:
    published = datetime.fromisoformat(label["published"])
    return ArticleText(label["id"], label["title"], label["text"], published)


def is_held(label: Mapping[str, Any]) -> bool:
    """The third of a set that rules are not written from."""
    return int(label["id"].rsplit("-", 1)[1]) % 3 == 0


def alerts(judged: Iterable[Row], kind: str | None = None) -> Score:
    """Score of the alerts, of all kinds or of one."""
    counts: Counter[str] = Counter()
    for row in judged:
        wanted, given = _of_kind(row.wanted, kind), _of_kind(row.given, kind)
        counts["tp"] += len(wanted & given)
        counts["fp"] += len(given - wanted)
        counts["fn"] += len(wanted - given)
    return Score(counts["tp"], counts["fp"], counts["fn"])


def _of_kind(keys: frozenset[Key], kind: str | None) -> frozenset[Key]:
    return frozenset(key for key in keys if kind is None or key[0] == kind)


def relevance(judged: Iterable[Row]) -> Score:
    """Score of 'is it about the subject at all'."""
    pairs = Counter((bool(r.label["relevant"]), r.judgement.is_relevant) for r in judged)
    return Score(pairs[True, True], pairs[False, True], pairs[True, False])


def false_alarm_rate(judged: Iterable[Row]) -> float:
    """Share of the articles with nothing to alert that alert all the same."""
    quiet = [row for row in judged if not row.wanted]
    return sum(bool(row.given) for row in quiet) / len(quiet) if quiet else 0.0


def misses(judged: Iterable[Row]) -> Iterator[str]:
    """Each miss and false alarm in a line, for people."""
    for row in judged:
        for key in sorted(row.wanted - row.given):
            yield f"missed {row.label['id']} {' '.join(key)} [{row.label['trap']}]"
        for key in sorted(row.given - row.wanted):
            yield f"false alarm {row.label['id']} {' '.join(key)} [{row.label['trap']}]"
