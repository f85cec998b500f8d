"""What a batch of 1,000 costs in a corpus of 10,000 and of 1,000,000 articles; publishing; every view.

The corpus is filled in SQL (`corpus.sql`) with texts of 3 KB and with rows of every table, of the shape and spread that
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
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import warehouse
from tests.bench import synthetic
from warehouse import corpus, story_counts
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.records import Batch, JudgedArticle
from warehouse.schema import current_schema
from warehouse.writer import database, writing

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BATCH = 1_000
DAYS = 730
SIZES = (10_000, 100_000)
FULL_SIZES = (10_000, 1_000_000)
# Seconds that opening the copy and asking a view may take.
TARGET = 1


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row a size; then what every view took at the largest."""
    sizes = FULL_SIZES if is_full else SIZES
    yield "articles", "batch s", "placing s", "times", "peak MiB", "publish s", "copy MiB"
    first, views = 0.0, {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.corpus", str(size)],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout)
        first = first or found["batch"]
        views = found["views"]
        yield (
            size, found["batch"], found["place"], found["batch"] / first, found["peak"], found["publish"],
            found["copy"],
        )  # fmt: skip
    yield f"at {sizes[-1]}", "documented s", "20 rows s", "newest s", "counting s", "target s"
    for view, seconds in sorted(views.items(), key=lambda item: -max(item[1])):
        yield (view, *seconds, TARGET)


def measure(size: int) -> dict[str, object]:
    """Fill a corpus of a size and measure a batch in it."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix="bench-") as folder:
        home = Home(Path(folder))
        fill(home, size)
        return measure_in(home, size)


def measure_in(home: Home, size: int) -> dict[str, object]:
    """Measure a batch in a corpus that is filled and has been published twice."""
    publish(home, NOW)
    publish(home, NOW)
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
    published = publish(home, NOW + timedelta(hours=6))
    return {
        "batch": stored - started, "place": placed - started, "peak": peak, "publish": published.seconds,
        "copy": published.size_bytes / 2**20, "views": view_seconds(home),
    }  # fmt: skip


def view_seconds(home: Home) -> dict[str, tuple[float, ...]]:
    """Seconds to open the copy and ask each view.

    Returns:
        by view: the slowest of its questions on the warehouse's page, its first rows, its newest rows, its number of
        rows. `tables`: the slowest question on the page that asks no view.
    """
    page = Path(warehouse.__file__).with_name("README.md").read_text(encoding="utf-8")
    slowest: dict[str, float] = defaultdict(float)
    for sql in re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL):
        seconds = asking(home, sql)
        for name in re.findall(r"\bv_\w+", sql) or ["tables"]:
            slowest[name] = max(slowest[name], seconds)
    found = {"tables": (slowest.pop("tables"), 0.0, 0.0, 0.0)}
    for view in (table for table in current_schema() if table.kind == "view"):
        times = [c.name for c in view.columns if c.type.startswith("TIMESTAMP")]
        order = f"ORDER BY {times[0]} DESC" if times else ""
        found[view.name] = (
            slowest[view.name],
            asking(home, f"SELECT * FROM {view.name} LIMIT 20"),
            asking(home, f"SELECT * FROM {view.name} {order} LIMIT 20"),
            asking(home, f"SELECT count(*) FROM {view.name}"),
        )
    return found


def asking(home: Home, sql: str) -> float:
    """Seconds from opening the copy to the last row."""
    started = time.monotonic()
    query(home, sql)
    return time.monotonic() - started


FILL = Path(__file__).with_name("corpus.sql")
TEXTS = """
INSERT INTO revisions
SELECT md5('article' || i)::UUID, 1, $now::TIMESTAMPTZ, 'Filler ' || i,
    array_to_string(list_transform(range($count), lambda x: $words[(hash(i, x) % $size)::BIGINT + 1]), $glue),
    md5('hash' || i)::UUID, '', 'utf-8', 'html', 'Outlet ' || hash(i) % 90, $language, true
FROM range($first, $last, 3) t(i)
"""


def fill(home: Home, size: int) -> None:
    """Fill a new warehouse with articles spread over two years."""
    home.make()
    with database(home) as connection:
        for statement in FILL.read_text(encoding="utf-8").strip().rstrip(";").split(";\n"):
            given = {"now": NOW, "size": size, "days": DAYS}
            connection.execute(statement, {k: v for k, v in given.items() if f"${k}" in statement})
        story_counts.recount(connection)
        corpus.recount_names(connection)
        for start in range(0, size, 60_000):
            for offset, language in enumerate(synthetic.LANGUAGES):
                words = list(synthetic.vocabulary(language))
                connection.execute(TEXTS, {
                    "now": NOW, "language": language,
                    "count": synthetic.WORDS[language], "words": words, "size": len(words),
                    "glue": "の" if language == "ja" else " ", "first": start + offset,
                    "last": min(size, start + 60_000),
                })  # fmt: skip
        connection.execute("CHECKPOINT")


if __name__ == "__main__":
    random.seed(1)
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))))
