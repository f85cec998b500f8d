"""The way of 1,000 pages from server to warehouse against bare extraction; and a run that finds nothing new.

Both rates are taken in one go on the same pages: trafilatura alone in two processes over files, and the real flow
(fetch, archive, extract, judge, store) over sites that another process serves, from the moment the listings are in
to the last batch stored, so that Prefect's own start is left out. Only the ratio means anything.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path

import trafilatura

from flows.demo.newsroom import EDITION_TIMES, Outlet, Story, Version
from flows.demo.press import Press
from flows.demo.render import Printed
from flows.run import make_plan
from flows.settings import HttpSettings, Settings, prepare_prefect
from tests.bench import synthetic
from tests.bench.memory import TreePeak

PAGES = 1_000
SITES = 40
NOW = EDITION_TIMES[2]
# Pads each page with some 20 KB of markup beside the article, as small news pages have.
MENU = "".join(f'<li class="item"><a href="/s/{n}/">Section {n}</a></li>' for n in range(400))
MODULE = "tests.bench.collecting"


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """Rates in pages a second; a second run's time and bytes when no source has anything new; the most memory.

    Memory is that of the run with its workers and Prefect's server.
    """
    yield (
        "pages", "bare /s", "whole /s", "whole to bare", "idle run s", "idle KB", "sources", "peak MB",
    )  # fmt: skip
    for pages in (PAGES, PAGES * (6 if is_full else 3)):
        yield _row(pages)


def _row(pages: int) -> tuple[object, ...]:
    command = [sys.executable, "-m", MODULE, "measure", str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    bare, whole = found["bare"], found["whole"]
    idle, written_kb = found["idle"], found["idle_kb"]
    return (pages, bare, whole, whole / bare, idle, written_kb, SITES, found["peak_mb"])


def outlets(pages: int) -> list[Outlet]:
    """Sites with distinct articles in three languages."""
    stories: list[list[Story]] = [[] for _ in range(SITES)]
    for number, new in enumerate(synthetic.articles(7, pages, NOW - timedelta(hours=1))):
        stories[number % SITES].append(
            Story(
                id=str(number),
                path=f"/{number}",
                published=new.article.published.at or NOW,
                first=Version(new.article.title, new.article.text),
                edited=None,
                byline="",
                edition=1,
                copy_of="",
                date_in="meta",
                charset_in="header",
                about="",
                stub="",
                is_garbled=False,
            )
        )
    return [
        Outlet(
            id=f"site-{number}",
            name=f"Site {number}",
            language="mul",
            country="",
            owner=f"Site {number}",
            listing="rss",
            listing_path="/rss",
            link_pattern="",
            encoding="utf-8",
            layout="broadsheet",
            conduct="open",
            is_gzipped=True,
            stories=tuple(own),
        )
        for number, own in enumerate(stories)
    ]


class Printery(Press):
    """A press that renders each page once, and pads it."""

    def __init__(self, pages: int) -> None:
        super().__init__(outlets(pages))
        self.printed: dict[tuple[str, str], Printed | None] = {}

    def find(self, outlet: Outlet, path: str) -> Printed | None:
        key = outlet.id, path
        if key not in self.printed:
            page = super().find(outlet, path)
            if page is not None and path != outlet.listing_path:
                body = page.body.replace(b"</nav>", f"<ul>{MENU}</ul></nav>".encode())
                page = Printed(body, page.content_type, page.changed_at)
            self.printed[key] = page
        return self.printed[key]


def serve(pages: int, folder: Path) -> None:
    """Serve until our input ends; the pages lie on the disk too, for bare extraction."""
    with Printery(pages) as press:
        for outlet in press.outlets:
            for story in outlet.stories:
                page = press.find(outlet, story.path)
                assert page is not None
                (folder / f"{story.id}.html").write_bytes(page.body)
        press.write_sources(folder / "sources.yaml")
        sys.stdout.write("open\n")
        sys.stdout.flush()
        sys.stdin.read()


def extract_bare(file: Path) -> int:
    """What a page costs without us."""
    return len(trafilatura.extract(file.read_text(encoding="utf-8")) or "")


def bare_rate(folder: Path) -> float:
    """Pages a second in two processes, started before the clock is."""
    files = sorted(folder.glob("*.html"))
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(extract_bare, files[:20]))
        began = time.perf_counter()
        assert min(pool.map(extract_bare, files, chunksize=10)) > 0
        return len(files) / (time.perf_counter() - began)


def written_kb() -> float:
    """What this process has written to files so far; Prefect's server, a process of its own, is not in it."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(dict(line.split(": ") for line in lines)["wchar"]) / 1000


async def run_flow(settings: Settings, pages: int) -> tuple[float, float, float]:
    """Pages a second of a first run; seconds and KB written of a second one that finds nothing new."""
    from flows.watch import watch_once

    told: list[tuple[float, str]] = []

    def tell(line: str) -> None:
        told.append((time.perf_counter(), line))

    plan = make_plan(settings)
    report = await watch_once(plan, NOW, tell=tell)
    assert report.new == pages, report
    begin = next(at for at, line in told if line.startswith("asked"))
    end = max(at for at, line in told if line.startswith("stored"))
    began, before_kb = time.perf_counter(), written_kb()
    later = await watch_once(plan, NOW + timedelta(minutes=30), tell=tell)
    assert later.unchanged == later.sources == SITES, later
    return pages / (end - begin), time.perf_counter() - began, written_kb() - before_kb


def measure(pages: int) -> None:
    """Print the figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", MODULE, "serve", str(pages), name]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            assert server.stdout.readline() == "open\n"
            prepare_prefect(folder / "home")
            http = HttpSettings(host_spacing_s=0.0, allow_hosts=("127.0.0.1",))
            settings = Settings(
                folder / "home",
                folder / "sources.yaml",
                http=http,
                poll_floor=timedelta(minutes=1),
                poll_ceiling=timedelta(minutes=2),
                entries_per_poll=pages,
            )
            bare = bare_rate(folder)
            with TreePeak(but=server.pid) as memory:
                whole, idle, idle_kb = asyncio.run(run_flow(settings, pages))
            server.communicate()
    found = {
        "bare": bare, "whole": whole, "idle": idle, "idle_kb": idle_kb, "peak_mb": memory.peak_mb
    }  # fmt: skip
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        measure(int(sys.argv[2]))
