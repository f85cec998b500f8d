"""What a run decides, as pure functions: which articles to fetch, and when a source is asked again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from extractors.model import Entry, Source
from extractors.urls import canonical_url, domain, identity
from flows.polite import back_off_s, next_interval_s
from flows.settings import Settings
from warehouse.records import KnownArticle, PageHistory, Revisit, SourceState

_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d)[-/_.]?(0[1-9]|1[0-2])(?:[-/_.]?([0-2]\d|3[01]))?(?!\d)"
)
DAY_S = 86_400.0
# Sites that carry other outlets' reports: what is found there says nothing of who wrote it.
PORTALS = frozenset(
    {
        "bing.com", "daum.net", "excite.co.jp", "goo.ne.jp", "google.com", "livedoor.com", "msn.com", "nate.com",
        "naver.com", "nordot.app", "yahoo.co.jp", "yahoo.com",
    }
)  # fmt: skip
# Pages that failed less often than this have their listing asked in full, so that they come up again.
PATIENCE = 5
# Storing costs some 0.1 s however few the pages are.
LEAST_BATCH = 50


@dataclass(frozen=True, slots=True)
class Polled:
    """What asking one source came to.

    Attributes:
        state: the source's row as it was before.
        entries: what the listing has, in its order; empty after 'not modified' or an error.
        is_unchanged: the source said so, or its bytes were the same.
        etag: validator to ask with next time, or empty.
        last_modified: the same for the date.
        body_hash: digest of the answer, or empty.
        error: what went wrong, or empty.
        retry_after_s: seconds the server asked us to stay away, or None.
    """

    state: SourceState
    entries: tuple[Entry, ...] = ()
    is_unchanged: bool = False
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    error: str = ""
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article page to fetch.

    Attributes:
        source: the first source that listed it.
        entry: what the listing says of it.
        url: its canonical address.
        page_digest: key in the archive of what it answered last, or empty; its validators go with the request.
    """

    source: Source
    entry: Entry
    url: str
    page_digest: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a run will fetch.

    Attributes:
        wanted: pages, each address once.
        cut: ids of sources that listed more than is taken now, or what is only put off; they are asked in
            full next time.
    """

    wanted: tuple[Wanted, ...]
    cut: frozenset[str]


def newest_listings(entries: Iterable[Entry], most: int) -> list[Entry]:
    """The listings within a listing (sitemaps of an index) that news may stand in, newest first.

    Many indexes name their members by day or month and give no date of change, the oldest first.
    """
    inner = [entry for entry in entries if entry.is_listing]
    return sorted(inner, key=_changed_on, reverse=True)[:most]


def _changed_on(entry: Entry) -> str:
    if entry.updated_at:
        return f"{entry.updated_at:%Y%m%d%H%M%S}"
    return "".join(max(_DAY_IN_ADDRESS.findall(entry.url), default=()))


def addresses(polled: Iterable[Polled], sources: Iterable[Source] = ()) -> dict[str, Wanted]:
    """Every listed article by canonical address; the first outlet to list it has it.

    Listings disagree about `http` and `www.`: a page that differs in these alone is not fetched twice. A search
    service has what no outlet lists, and then the article is ascribed to the outlet whose site it is on.

    Args:
        polled: answers.
        sources: all of the sources file, for the outlets behind sites.
    """
    found: dict[str, Wanted] = {}
    owners = outlets_by_domain(sources)
    for answer in sorted(polled, key=lambda answer: not answer.state.source.outlet):
        for entry in answer.entries:
            if entry.url:
                source = ascribed(answer.state.source, entry.url, owners)
                wanted = Wanted(source, entry, canonical_url(entry.url))
                found.setdefault(identity(entry.url), wanted)
    return {wanted.url: wanted for wanted in found.values()}


def outlets_by_domain(sources: Iterable[Source]) -> dict[str, Source]:
    """A source of the outlet behind each registered name, where all sources there have the same owner."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        if source.outlet and (name := domain(source.url)) not in PORTALS:
            groups.setdefault(name, []).append(source)
    return {name: group[0] for name, group in groups.items() if len({s.owner for s in group}) == 1}


def ascribed(source: Source, url: str, owners: Mapping[str, Source]) -> Source:
    """The source as it is, or, where it names no outlet itself, with the outlet and owner of the page's site."""
    owner = owners.get(domain(url)) if not source.outlet else None
    if owner is None:
        return source
    return replace(source, outlet=owner.outlet, owner=owner.owner, country=owner.country)


def with_revisits(
    listed: Mapping[str, Wanted], polled: Iterable[Polled], revisits: Iterable[Revisit]
) -> dict[str, Wanted]:
    """Add what is to be looked at again though no listing spoke of it: edits are made in silence.

    Args:
        listed: from `addresses`.
        polled: the answers of this run; sources that failed are left alone.
        revisits: what the warehouse says is due.
    """
    well = {one.state.source.id: one.state.source for one in polled if not one.error}
    found = {identity(url): wanted for url, wanted in listed.items()}
    for revisit in revisits:
        if revisit.source_id in well:
            wanted = Wanted(well[revisit.source_id], revisit.entry, revisit.canonical_url)
            found.setdefault(identity(revisit.canonical_url), wanted)
    return {wanted.url: wanted for wanted in found.values()}


def choose(
    listed: Mapping[str, Wanted],
    known: Mapping[str, KnownArticle],
    histories: Mapping[str, PageHistory],
    now: datetime,
    settings: Settings,
) -> Choice:
    """Decide which listed articles are fetched.

    Args:
        listed: from `addresses`.
        known: what the warehouse has of them.
        histories: how addresses answered lately, by address as listed.
        now: the run's time.
        settings: when articles are revisited, and how many one source may bring in one run.
    """
    by_source: dict[str, list[Wanted]] = {}
    put_off: set[str] = set()
    for url, wanted in listed.items():
        history = histories.get(wanted.entry.url)
        if url not in known and history and is_resting(history, now, settings):
            put_off |= {wanted.source.id} if history.failures < PATIENCE else set()
        elif is_wanted(wanted.entry, known.get(url), history, now, settings):
            digest = history.page_digest if history else ""
            by_source.setdefault(wanted.source.id, []).append(replace(wanted, page_digest=digest))
    most = settings.entries_per_poll
    chosen = [one for group in by_source.values() for one in newest(group)[:most]]
    cut = {source for source, group in by_source.items() if len(group) > most}
    return Choice(tuple(chosen), frozenset(cut | put_off))


def is_wanted(
    entry: Entry,
    known: KnownArticle | None,
    history: PageHistory | None,
    now: datetime,
    settings: Settings,
) -> bool:
    """Whether an article that does not rest is fetched: it is new, or to be looked at for edits."""
    if known is not None:
        # A page that is gone or does not answer was looked at, too: once for each age, not in every run.
        tried_at = history.last_at if history else known.last_checked_at
        known = replace(known, last_checked_at=max(known.last_checked_at, tried_at))
        return is_revisit_due(known, entry, now, settings.revisit_after)
    if history is not None and history.is_read:  # the warehouse knows it by another address
        return entry.updated_at is not None and history.last_at < entry.updated_at <= now
    return True


def is_resting(history: PageHistory, now: datetime, settings: Settings) -> bool:
    """Whether an address that gave nothing is left alone: longer each time, up to a day."""
    if history.is_read or not history.failures:
        return False
    wait_s = back_off_s(history.failures, floor_s=settings.poll_floor.total_seconds())
    return now < history.last_at + timedelta(seconds=wait_s)


def newest(group: Sequence[Wanted]) -> list[Wanted]:
    """By date, newest first; those without a date keep their place at the front, as listings have it."""
    dated = [one for one in group if one.entry.published_at]
    undated = [one for one in group if not one.entry.published_at]
    return undated + sorted(dated, key=lambda one: str(one.entry.published_at), reverse=True)


def is_revisit_due(
    known: KnownArticle, entry: Entry, now: datetime, ages: Iterable[timedelta]
) -> bool:
    """Whether a known article is looked at again.

    It is when the listing says that it was updated since, or when it has reached one of `ages` since it was
    first seen and was not looked at after that.
    """
    if entry.updated_at is not None and known.last_checked_at < entry.updated_at <= now:
        return True
    return any(known.last_checked_at < known.first_seen_at + age <= now for age in ages)


def batches(wanted: Sequence[Wanted], size: int) -> Iterator[tuple[Wanted, ...]]:
    """Batches of `size`, hosts mixed so that politeness towards one does not hold up a whole batch.

    The last ones are smaller and smaller: while the very last is stored, there is nothing left to read beside it.
    """
    lanes: dict[str, list[Wanted]] = {}
    for one in wanted:
        lanes.setdefault(one.source.id, []).append(one)
    rounds = max(map(len, lanes.values()), default=0)
    mixed = [lane[turn] for turn in range(rounds) for lane in lanes.values() if turn < len(lane)]
    start = 0
    while start < len(mixed):
        left = len(mixed) - start
        taken = min(size, max(LEAST_BATCH, left // 2))
        yield tuple(mixed[start : start + taken])
        start += taken


def after_poll(
    polled: Polled,
    now: datetime,
    settings: Settings,
    *,
    has_news: bool,
    is_complete: bool,
    rest_s: float = 0.0,
) -> SourceState:
    """The source's row after a run.

    Args:
        polled: what asking it came to.
        now: the run's time.
        settings: floor and ceiling of the interval.
        has_news: it listed an article that was not known.
        is_complete: everything it listed has been dealt with; if not, the validators are dropped, so
            that the next run sees the listing again.
        rest_s: how long its site asked to be left alone when pages were fetched, seconds; obeyed up to a day.
    """
    if polled.error:
        return after_failure(polled, now, settings)
    before = polled.state
    interval_s = next_interval_s(
        present_interval_s(before),
        has_news=has_news,
        floor_s=settings.poll_floor.total_seconds(),
        ceiling_s=settings.poll_ceiling.total_seconds(),
    )
    return replace(
        before,
        etag=polled.etag if is_complete else "",
        last_modified=polled.last_modified if is_complete else "",
        body_hash=polled.body_hash if is_complete else "",
        next_due_at=now + timedelta(seconds=max(interval_s, min(rest_s, DAY_S))),
        failures=0,
        not_modified_streak=before.not_modified_streak + 1 if polled.is_unchanged else 0,
        last_success_at=now,
        last_error="",
        last_error_at=before.last_error_at,
    )


def after_failure(polled: Polled, now: datetime, settings: Settings) -> SourceState:
    """The source's row after an error: asked again later and later."""
    before = polled.state
    wait_s = back_off_s(
        before.failures + 1,
        retry_after_s=polled.retry_after_s,
        floor_s=settings.poll_floor.total_seconds(),
    )
    return replace(
        before,
        next_due_at=now + timedelta(seconds=wait_s),
        failures=before.failures + 1,
        last_error=polled.error,
        last_error_at=now,
    )


def present_interval_s(state: SourceState) -> float:
    """The interval the source has now, in seconds; 0 when it has none or failed last time."""
    if state.failures or state.next_due_at is None or state.last_success_at is None:
        return 0.0
    return (state.next_due_at - state.last_success_at).total_seconds()
