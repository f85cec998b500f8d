"""What a batch of 1,000 costs in a corpus of 10,000 and of 1,000,000 articles; publishing; every documented question.

The corpus is filled in SQL with texts of 3 KB and with sketches, bands and features of the shape and spread that
distinct texts give; the batch goes the way of every batch. Each size runs in a process of its own.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import warehouse
from tests.bench import synthetic
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.records import Batch, JudgedArticle
from warehouse.writer import database, writing

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BATCH = 1_000
DAYS = 730
SIZES = (10_000, 100_000)
FULL_SIZES = (10_000, 1_000_000)


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row a size."""
    yield (
        "articles",
        "batch s",
        "of it placing",
        "to the first",
        "peak MiB",
        "publish s",
        "copy MiB",
        "slowest question s",
    )
    first = 0.0
    for size in FULL_SIZES if is_full else SIZES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.corpus", str(size)],
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout)
        first = first or found["batch"]
        yield (
            size, found["batch"], found["place"], found["batch"] / first, found["peak"], found["publish"],
            found["copy"], f"{found['view_seconds']:.3f} {found['view']}",
        )  # fmt: skip


def measure(size: int) -> dict[str, object]:
    """Fill a corpus of a size and measure a batch in it."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        home = Home(Path(folder))
        fill(home, size)
        return measure_in(home, size)


def measure_in(home: Home, size: int) -> dict[str, object]:
    """Measure a batch in a corpus that is filled."""
    batch = [*synthetic.articles(size, BATCH, NOW)]
    with writing(home, who="bench") as writer:
        run_id = writer.start_run(NOW, "bench")
        started = time.monotonic()
        placements = writer.place(batch)
        placed = time.monotonic()
        judged = tuple(JudgedArticle(n, p) for n, p in zip(batch, placements, strict=True))
        writer.store(Batch(run_id, NOW, judged, "bench", "1"))
        stored = time.monotonic()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    published = publish(home, NOW)
    view, seconds = slowest_question(home)
    return {
        "batch": stored - started, "place": placed - started, "peak": peak, "publish": published.seconds,
        "copy": published.size_bytes / 2**20, "view": view, "view_seconds": seconds,
    }  # fmt: skip


def slowest_question(home: Home) -> tuple[str, float]:
    """Open the copy and ask it each question of the warehouse's page."""
    page = Path(warehouse.__file__).with_name("README.md").read_text(encoding="utf-8")
    slowest = ("", 0.0)
    for sql in re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL):
        started = time.monotonic()
        query(home, sql)
        views = " ".join(re.findall(r"\bv_\w+", sql)) or sql.split("\n")[0][:40]
        slowest = max(slowest, (views, time.monotonic() - started), key=lambda pair: pair[1])
    return slowest


FILL = """
CREATE TEMP TABLE plan AS
SELECT i, md5('article' || i)::UUID AS id, md5('hash' || i)::UUID AS digest, 'https://filler.example/' || i AS url,
    ['en', 'ja', 'ko'][i % 3 + 1] AS language,
    $now::TIMESTAMPTZ - to_seconds(($size - i) * $days * 86400 // $size) AS told_at
FROM range($size) t(i);
INSERT INTO articles
SELECT id, url, url, 'bench', 'filler', '', language, 'Filler ' || i, '', '', told_at, 'feed', '', false, NULL, told_at,
    told_at, 1, digest, digest, 1200, i % 10 = 0, 0.5
FROM plan;
INSERT INTO origins SELECT id, 'outlet:filler', 'outlet' FROM plan;
INSERT INTO stories SELECT id, 'Filler ' || i, told_at, told_at, NULL FROM plan WHERE i % 2 = 0;
INSERT INTO story_members SELECT id, md5('article' || (i - i % 2))::UUID, 0.0, told_at FROM plan;
INSERT INTO near_sketches
SELECT i + 1, id, id, told_at, unhex(rpad(md5(url) || md5(id::VARCHAR) || md5(url || 'a') || md5(url || 'b')
    || md5(url || 'c') || md5(url || 'd') || md5(url || 'e') || md5(url || 'f'), 252, '0')),
    list_transform(range(25), lambda x: hash(i, x))
FROM plan WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY;
INSERT INTO near_bands
SELECT hash(i, b) % 4294967296, i + 1 FROM plan, range(42) r(b) WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 60 DAY;
INSERT INTO story_features
SELECT id, told_at, (hash(language, (hash(i, f) % 4472) * (hash(f, i) % 4472)) // 2) * 2, 1.5
FROM plan, range(200) r(f) WHERE told_at > $now::TIMESTAMPTZ - INTERVAL 20 DAY;
INSERT INTO article_entities
SELECT id, 'person.p' || (hash(i, m) % 200), told_at::DATE, 1 FROM plan, range(4) r(m);
INSERT INTO mentions
SELECT id, 1, 'person.p' || (hash(i, m) % 200), 'person', 'text', m, m + 3, 'abc' FROM plan, range(5) r(m);
"""
TEXTS = """
INSERT INTO revisions
SELECT md5('article' || i)::UUID, 1, $now::TIMESTAMPTZ, 'Filler ' || i,
    array_to_string(list_transform(range($count), lambda x: $words[(hash(i, x) % $size)::BIGINT + 1]), $glue),
    md5('hash' || i)::UUID, '', 'utf-8', 'html'
FROM range($first, $last, 3) t(i)
"""


def fill(home: Home, size: int) -> None:
    """Fill a new warehouse with articles spread over two years."""
    home.make()
    with database(home) as connection:
        for statement in FILL.strip().rstrip(";").split(";\n"):
            given = {"now": NOW, "size": size, "days": DAYS}
            connection.execute(statement, {k: v for k, v in given.items() if f"${k}" in statement})
        for start in range(0, size, 60_000):
            for offset, language in enumerate(synthetic.LANGUAGES):
                words = list(synthetic.vocabulary(language))
                connection.execute(TEXTS, {
                    "now": NOW, "count": synthetic.WORDS[language], "words": words, "size": len(words),
                    "glue": "の" if language == "ja" else " ", "first": start + offset,
                    "last": min(size, start + 60_000),
                })  # fmt: skip
        connection.execute("CHECKPOINT")


if __name__ == "__main__":
    random.seed(1)
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
