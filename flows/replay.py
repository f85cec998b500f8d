"""The archive judged again, under other code or another pack, and what that would change in alerts.

Nothing is stored and nobody is told: the answer comes before anything is switched.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from extractors.model import Source, SourceKind
from extractors.urls import identity
from flows.archive import Archive
from flows.pool import ReadingPool
from flows.reading import Failure, Job, Reading, read_page
from flows.settings import Settings
from warehouse.home import Home
from warehouse.judging.choosing import with_news
from warehouse.judging.model import Feedback, FindingKind
from warehouse.lookup import Told, told_findings
from warehouse.repeats import said_anew

# Pages under way at once: enough to keep every worker busy, few enough to stay small in memory.
UNDER_WAY = 32
UNKNOWN_SOURCE = Source("replay", SourceKind.AUTO, "", "mul")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a replay came to.

    Attributes:
        pages: archived pages judged.
        unreadable: of them, those that gave no article.
        same: alerts that both would make.
        come: alerts that only the replay would make, each by its first finding.
        gone: alerts that only the warehouse has.
    """

    pages: int
    unreadable: int
    same: int
    come: tuple[Told, ...]
    gone: tuple[Told, ...]


async def replay(
    settings: Settings,
    pack_id: str,
    *,
    since: datetime | None = None,
    tell: Callable[[int], None] = lambda _count: None,
) -> Difference:
    """Judge every archived page again and compare with what the warehouse holds.

    Args:
        settings: home, workers, and the pack to judge by.
        pack_id: id of that pack; verdicts of this id are compared with.
        since: aware; only pages fetched from then on, and only what is told of them.
        tell: gets the number of pages judged so far.

    Returns:
        The difference in alerts.

    Raises:
        NoWarehouseError: nothing was published yet.
    """
    home = Home(settings.home)
    stored = await asyncio.to_thread(told_findings, home, pack_id)
    pages = unreadable = 0
    found: list[Told] = []
    doubtful: list[Reading] = []
    seen: set[str] = set()
    async with ReadingPool(settings.workers, settings.pack) as pool:
        jobs = archived(Archive(home.archive), settings.pack, since)
        async for outcome in judged(pool, jobs):
            pages += 1
            unreadable += isinstance(outcome, Failure)
            if isinstance(outcome, Reading):
                seen.add(identity(outcome.new.article.canonical_url))
                found += told_of(outcome)
                doubtful += [outcome] if has_more(outcome) else []
            tell(pages)
    for update in await asyncio.to_thread(with_all_news, home, doubtful):
        found += told_of(update)
    return compare([one for one in stored if identity(one.url) in seen], found, pages, unreadable)


def archived(archive: Archive, pack: str, since: datetime | None) -> Iterator[Job]:
    """Every archived fetch as a job. What analysts decided is left out: it is not what is being compared."""
    for digest, page in archive.pages(since):
        yield Job(page, digest, UNKNOWN_SOURCE, pack, Feedback())


async def judged(pool: ReadingPool, jobs: Iterator[Job]) -> AsyncIterator[Reading | Failure]:
    """Outcomes as they come, with `UNDER_WAY` jobs in the workers."""
    waiting: set[asyncio.Task[Reading | Failure]] = set()
    while True:
        while len(waiting) < UNDER_WAY and (job := await asyncio.to_thread(next, jobs, None)):
            waiting.add(asyncio.create_task(pool.run(read_page, job)))
        if not waiting:
            return
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            yield task.result()


def has_more(reading: Reading) -> bool:
    """Whether the judgement would be another if the article were an update of one before it."""
    return any(aside.is_alerting for aside in reading.judgement.asides)


def with_all_news(home: Home, readings: Iterable[Reading]) -> list[Reading]:
    """Of some readings those that updated an article, judged as in a run by what they said anew as well."""
    by_digest = {reading.new.page_digest: reading for reading in readings}
    texts = {digest: reading.new.article.text for digest, reading in by_digest.items()}
    anew = said_anew(home, texts) if texts else {}
    updates = [(by_digest[digest], spans) for digest, spans in anew.items()]
    return [replace(one, judgement=with_news(one.judgement, spans)) for one, spans in updates]


def told_of(reading: Reading) -> Iterator[Told]:
    """What an article would tell."""
    url = reading.new.article.canonical_url
    for finding in reading.judgement.findings:
        if finding.is_alerting:
            about = finding.claim or finding.topic
            quote = finding.evidence.text
            yield Told(finding.kind.value, about, finding.value_key, finding.value, url, quote)


def compare(
    stored: Iterable[Told], found: Iterable[Told], pages: int, unreadable: int
) -> Difference:
    """Set the alerts of the warehouse against those of the replay."""
    before, after = first_by_key(stored), first_by_key(found)
    return Difference(
        pages=pages,
        unreadable=unreadable,
        same=len(before.keys() & after.keys()),
        come=tuple(after[key] for key in after if key not in before),
        gone=tuple(before[key] for key in before if key not in after),
    )


def first_by_key(told: Iterable[Told]) -> dict[Key, Told]:
    """One for each piece of news: claim and value, or for new events topic and article."""
    found: dict[Key, Told] = {}
    for one in told:
        which = identity(one.url) if one.kind == FindingKind.NOVEL else one.value_key
        found.setdefault((one.kind, one.about, which), one)
    return found
