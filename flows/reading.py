"""The work of a worker process: a raw page to an article with its names and its verdict. No network, no disk."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from multiprocessing import parent_process

from extractors.candidates import find_candidates
from extractors.entries import parse_entries
from extractors.errors import ExtractionError
from extractors.gazetteer import Gazetteer
from extractors.model import Article, Entry, Page, Source
from extractors.text import extract_article
from flows.packs import open_judge, open_pack
from warehouse.judging.model import ArticleText, Feedback, Judgement
from warehouse.judging.pack import names_of
from warehouse.judging.titles import resolve_titles
from warehouse.records import NewArticle
from warehouse.traits import traits_of
from warehouse.zones import zone_of


@dataclass(frozen=True, slots=True)
class Job:
    """A page on its way to a worker.

    Attributes:
        page: as fetched and archived.
        digest: its key in the archive.
        source: what led to it.
        pack: name or folder of the baseline pack.
        feedback: what analysts decided so far.
        with_touched: also say which claims the article touches, for an adjudicator.
    """

    page: Page
    digest: str
    source: Source
    pack: str
    feedback: Feedback
    with_touched: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one page.

    Attributes:
        new: the article, ready for the warehouse.
        judgement: the verdict on it.
        touched: claims that it touches, where they were asked for and it is relevant.
    """

    new: NewArticle
    judgement: Judgement
    touched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that gave no article.

    Attributes:
        reason: class of the error, for counting.
        detail: one line.
        may_change: fetching it again may help.
    """

    reason: str
    detail: str
    may_change: bool


def enter_worker() -> None:
    """Set up a worker process: Ctrl-C is the parent's business, and a killed parent takes us along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True, name="follow-parent").start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def read_listing(page: Page) -> tuple[Entry, ...] | Failure:
    """Read a listing; a fault comes back as a value, since it has to cross processes."""
    try:
        return tuple(parse_entries(page))
    except ExtractionError as error:
        return failure_of(error)


def read_page(job: Job) -> Reading | Failure:
    """Extract and judge one page."""
    try:
        article = extract_article(job.page)
    except ExtractionError as error:
        return failure_of(error)
    seen_at = job.page.fetched_at or datetime.now(UTC)
    judge, text = open_judge(job.pack), as_text(article, seen_at)
    verdict = judge.judge(text, job.feedback)
    touched = judge.touched(text) if job.with_touched and verdict.is_relevant else ()
    return Reading(as_new(article, job, seen_at), verdict, touched)


def as_new(article: Article, job: Job, seen_at: datetime) -> NewArticle:
    """The article with its names and with what looks like one, as the warehouse wants it."""
    names, pack, language = gazetteer(job.pack), open_pack(job.pack), article.language
    day = (article.published.at or seen_at).date()
    in_title = names.mentions(article.title, language)
    named = tuple(dict.fromkeys(mention.entity for mention in in_title))
    in_text = names.mentions(article.text, language, known=named)
    in_title, in_text = (
        resolve_titles(text, found, pack, day, job.source.country)
        for text, found in ((article.title, in_title), (article.text, in_text))
    )
    new = NewArticle(
        article=article,
        source_id=job.source.id,
        seen_at=seen_at,
        page_digest=job.digest,
        owner=job.source.owner,
        outlet=job.source.outlet or article.outlet,
        title_mentions=in_title,
        text_mentions=(*in_text, *find_candidates(article.text, language, in_text)),
    )
    return replace(new, traits=traits_of(new))


@lru_cache(maxsize=4)
def gazetteer(pack: str) -> Gazetteer:
    """The names of a pack, built once in a process."""
    return Gazetteer(names_of(open_pack(pack).entities))


def failure_of(error: ExtractionError) -> Failure:
    """An error of reading as a value."""
    return Failure(type(error).__name__, str(error), error.retry)


def as_text(article: Article, seen_at: datetime) -> ArticleText:
    """What judging needs; an article without a date is judged as of when it was seen, and alerts nobody."""
    stamp = article.published
    return ArticleText(
        id=article.canonical_url,
        title=article.title,
        text=article.text,
        published=(stamp.at or seen_at).astimezone(zone_of(stamp.zone, language=article.language)),
        language=article.language,
        is_date_guessed=stamp.is_guessed,
    )
