"""Judging against extraction on the same texts, one core, in one run; start-up and growth of memory beside it."""

from __future__ import annotations

import html
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime

import trafilatura

from tests.judging import scoring
from warehouse.baseline import shipped_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText

MODULE = "tests.bench.judging"
ROUNDS = 4


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """Articles a second of the judge and of trafilatura (target: 200), their ratio, start-up, memory."""
    yield ("articles", "judged /s", "extracted /s", "ratio", "load s", "growth MiB")
    command = [sys.executable, "-m", MODULE, str(ROUNDS * (5 if is_full else 1))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    ratio = found["judged"] / found["extracted"]
    yield (
        found["articles"],
        found["judged"],
        found["extracted"],
        ratio,
        found["load"],
        found["growth"],
    )


def measure(rounds: int) -> dict[str, float]:
    """Judge the labelled articles over and over, after one round that compiles the patterns."""
    labels = [label for language in scoring.LANGUAGES for label in scoring.load("dev", language)]
    articles = [
        ArticleText(
            label["id"],
            label["title"],
            label["text"],
            datetime.fromisoformat(label["published"]),
            label["lang"],
        )
        for label in labels
    ]
    begun = time.perf_counter()
    judge = Judge(shipped_pack("nara"))
    load = time.perf_counter() - begun
    for article in articles:
        judge.judge(article)
    before = _peak_mib()
    begun = time.perf_counter()
    for _ in range(rounds):
        for article in articles:
            judge.judge(article)
    judged = rounds * len(articles) / (time.perf_counter() - begun)
    pages = [_page(article) for article in articles]
    begun = time.perf_counter()
    for page in pages:
        trafilatura.extract(page, favor_precision=True)
    extracted = len(pages) / (time.perf_counter() - begun)
    return {
        "articles": rounds * len(articles),
        "judged": judged,
        "extracted": extracted,
        "load": load,
        "growth": _peak_mib() - before,
    }


def _page(article: ArticleText) -> str:
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in article.text.split("\n\n"))
    title = html.escape(article.title)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"
    )


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
