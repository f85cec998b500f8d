"""The press of days gone by: articles since a day, through sitemaps and GDELT, as politely as any run.

A listing counts as done when everything in it was looked at; what is done is written down until the whole is, so
that an interrupted backfill goes on where it stopped. Quiet unless asked: findings are stored, nobody is told.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from extractors.entries import parse_entries
from extractors.errors import ExtractionError
from extractors.model import Entry, Page, Source, SourceKind
from extractors.robots import parse_robots
from flows.addresses import safe_url
from flows.errors import FetchError, InputError
from flows.files import write_atomically
from flows.http import FetchRequest, NotModified
from flows.plan import Polled, batches
from flows.report import RunReport
from flows.run import BACKFILL, Plan, Run
from warehouse.home import Home
from warehouse.records import SourceState

PROGRESS = "backfill.json"
SILENCE = BACKFILL
# A paper's sitemaps go by day or month: two years of days and their indexes. A source with more is a trap or a shop.
MOST_LISTINGS = 1000
# Of one listing: all that the sitemap protocol lets it have.
MOST_ARTICLES = 50_000
# GDELT keeps three rolling months behind its search.
GDELT_DAYS = 90
_DAY = re.compile(r"(?<!\d)(20\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-/_.]?(0[1-9]|1[0-2])(?!\d)")

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Listing:
    """A sitemap, or a day of GDELT, to be read.

    Attributes:
        source: whose it is.
        url: its address.
    """

    source: Source
    url: str


async def backfill(
    plan: Plan, since: date, now: datetime, *, only: Collection[str] = (), tell: Step
) -> RunReport:
    """Bring the articles published since a day.

    Args:
        plan: from `quiet_plan`, or from `make_plan` to have alerts sent.
        since: first day, UTC.
        now: aware UTC.
        only: ids of the sources; all that are on when empty.
        tell: gets listings done, listings known of, and what is being done.

    Returns:
        The summary.

    Raises:
        InputError: an id that no source has, or a day to come.
        LockTimeoutError: a run is under way.
        WarehouseError: the warehouse cannot be used.
    """
    if since > now.date():
        raise InputError(f"{since} is still to come")
    sources = choose_sources(plan.sources, only)
    settings = replace(plan.settings, entries_per_poll=MOST_ARTICLES, revisit_after=())
    async with Run(
        replace(plan, settings=settings), now, trigger=BACKFILL, tell=lambda _line: None
    ) as run:
        try:
            await _walk(run, sources, since, tell)
            await run.deliver()
        except asyncio.CancelledError:
            await run.finish("interrupted")
            raise
        forget(run.home)
        report = await run.finish("done")
        await run.publish()
        return report


def quiet_plan(plan: Plan) -> Plan:
    """The same plan, telling nobody: findings of a backfill stay silent, and no channel is used."""
    return replace(plan, silence=SILENCE, channels={})


def choose_sources(sources: Iterable[Source], only: Collection[str]) -> list[Source]:
    """Give the sources to look through; raises InputError on an id that there is not."""
    known = {source.id: source for source in sources}
    for name in only:
        if name not in known:
            raise InputError(f"there is no source {name!r}; see `narawatch sources list --all`")
    return [known[name] for name in only] or [one for one in known.values() if one.is_enabled]


@dataclass
class _Walk:
    """How far a backfill is: which listings are known, which could not be read."""

    done: set[str]
    seen: set[str] = field(default_factory=set)
    todo: deque[Listing] = field(default_factory=deque)
    asked: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def add(self, source: Source, urls: Iterable[str]) -> None:
        """Put listings in the queue, each once, and of a source no more than there should be."""
        for url in dict.fromkeys(urls):
            if url in self.seen:
                continue
            if self.asked[source.id] == MOST_LISTINGS:
                self.fail(source, f"names more than {MOST_LISTINGS} listings; the rest is left out")
                return
            self.seen.add(url)
            self.asked[source.id] += 1
            self.todo.append(Listing(source, url))

    def fail(self, source: Source, fault: str) -> None:
        """Note what went wrong, once."""
        faults = self.faults.setdefault(source.id, [])
        if fault not in faults:
            faults.append(fault)

    def outcome(self, source: Source) -> Polled:
        """What came of a source, for the summary."""
        faults = self.faults.get(source.id, [])
        more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
        return Polled(SourceState(source), error=faults[0] + more if faults else "")


async def _walk(run: Run, sources: Sequence[Source], since: date, tell: Step) -> None:
    walk = _Walk(recall(run.home, since))
    done, todo = walk.done, walk.todo
    for source in sources:
        tell(len(done), len(done) + len(todo), f"{source.id}: looking for sitemaps")
        walk.add(source, await _roots(run, source, since))
    while todo:
        listing = todo.popleft()
        tell(len(done), len(done) + len(todo) + 1, f"{listing.source.id}: {safe_url(listing.url)}")
        entries = await _read(run, listing, walk)
        walk.add(
            listing.source,
            [one.url for one in entries if one.is_listing and may_reach(one, since)],
        )
        if listing.url not in done:
            await _take_in(run, listing, within(entries, since, run.now))
            done.add(listing.url)
            remember(run.home, since, done)
        await run.note_requests()
    run.tallies.polled = [walk.outcome(source) for source in sources]


async def _roots(run: Run, source: Source, since: date) -> list[str]:
    """Addresses to begin with: GDELT's days, or the sitemaps that the site's robots.txt names."""
    if source.kind is SourceKind.GDELT:
        return list(gdelt_days(source.url, since, run.now.date()))
    own = [source.url] if source.kind in (SourceKind.SITEMAP, SourceKind.NEWS_SITEMAP) else []
    parts = urlsplit(source.url)
    origin = f"{parts.scheme}://{parts.netloc}"
    try:
        page = await run.collector.fetcher.get(
            FetchRequest(f"{origin}/robots.txt", purpose="robots")
        )
    except FetchError:
        return own or [f"{origin}/sitemap.xml"]
    named = list(parse_robots(page.body).sitemaps()) if isinstance(page, Page) else []
    return list(dict.fromkeys([*own, *named])) or [f"{origin}/sitemap.xml"]


async def _read(run: Run, listing: Listing, walk: _Walk) -> list[Entry]:
    """A site without this listing is no reason to stop; its articles are just not found, and the summary says so."""
    source = listing.source
    request = FetchRequest(
        listing.url, purpose="feed", user_agent=source.user_agent, is_unconditional=True
    )
    try:
        page = await run.collector.ask(request, source.id)
        return [] if isinstance(page, NotModified) else await asyncio.to_thread(parse_entries, page)
    except (FetchError, ExtractionError) as error:
        walk.fail(source, str(error))
        return []


async def _take_in(run: Run, listing: Listing, entries: Iterable[Entry]) -> None:
    polled = Polled(SourceState(listing.source), tuple(entries))
    choice = await run.choose([polled])
    for batch in batches(choice.wanted, run.settings.batch):
        await run.store(await run.read(batch))


def within(entries: Iterable[Entry], since: date, now: datetime) -> Iterator[Entry]:
    """Give the articles of a listing that are dated, by itself or in their address, from `since` on."""
    for entry in entries:
        when = day_of(entry)
        if (
            not entry.is_listing
            and when is not None
            and since <= when <= now.date() + timedelta(days=1)
        ):
            yield entry


def day_of(entry: Entry) -> date | None:
    """Give the day of an article as its listing or address has it; a sitemap's last change when nothing else."""
    if entry.published_at:
        return entry.published_at.date()
    if match := _DAY.search(entry.url):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    return entry.updated_at.date() if entry.updated_at else None


def may_reach(entry: Entry, since: date) -> bool:
    """Tell whether a sitemap within an index may have articles from `since` on, by its name or last change."""
    path = urlsplit(entry.url).path + "?" + urlsplit(entry.url).query
    if match := _DAY.search(path):
        when = _day(int(match[1]), int(match[2]), int(match[3]))
        return when is None or when >= since
    if match := _MONTH.search(path):
        return (int(match[1]), int(match[2])) >= (since.year, since.month)
    return entry.updated_at is None or entry.updated_at.date() >= since


def gdelt_days(url: str, since: date, today: date) -> Iterator[str]:
    """Give one search for each day that GDELT still has, newest first."""
    base = re.sub(r"&timespan=[^&]*", "", url)
    first = max(since, today - timedelta(days=GDELT_DAYS))
    for back in range((today - first).days + 1):
        day = today - timedelta(days=back)
        yield f"{base}&startdatetime={day:%Y%m%d}000000&enddatetime={day:%Y%m%d}235959"


def recall(home: Home, since: date) -> set[str]:
    """Read which listings an unfinished backfill since the same day has done."""
    try:
        found = json.loads((home.root / PROGRESS).read_bytes())
    except (OSError, ValueError):
        return set()
    is_ours = isinstance(found, Mapping) and found.get("since") == since.isoformat()
    return {str(url) for url in found["done"]} if is_ours else set()


def remember(home: Home, since: date, done: Collection[str]) -> None:
    """Write down which listings are done."""
    state = {"since": since.isoformat(), "done": sorted(done)}
    write_atomically(home.root / PROGRESS, json.dumps(state, indent=1).encode())


def forget(home: Home) -> None:
    """A finished backfill leaves no note: the same one again looks at everything anew."""
    (home.root / PROGRESS).unlink(missing_ok=True)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
