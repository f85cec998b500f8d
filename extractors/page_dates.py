"""When an article was published, and how we know: the sources are tried from best to worst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain, dropwhile, islice
from typing import cast

import htmldate
from lxml import etree
from lxml.html import HtmlElement

from extractors.date_strings import Instant, offset_of, read_instant
from extractors.formats.common import zone_for
from extractors.model import DateSource, Stamp
from extractors.page_tree import PageTree, string_of, types_of

# The first is the best; `og:` and `article:` are what publishers care for, the rest is by custom.
PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "og:pubdate", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "rnews:datepublished", "article.published", "article_date_original",
    "publication_date", "publish_date", "publishdate", "publish-date", "pubdate", "published_date",
    "published", "published_at", "published_time_telegram", "article.created", "article:created",
    "created", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "dcterms.available", "citation_publication_date", "citation_date", "date_published",
    "originalpublicationdate", "article:post_date", "timestamp", "date", "displaydate", "rbpubdate",
    "ptime", "pub_date", "bt:pubdate", "prism.publicationdate", "regdate", "article:register_date",
)  # fmt: skip
UPDATED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified", "last-modified",
    "lastmod", "dcterms.modified", "dc.date.modified", "article:updated_time",
)  # fmt: skip

# Beside articles these may carry the page's date; pictures and comments have dates of their own.
PAGE_TYPES = frozenset({"webpage", "itempage", "creativework", "newsmediaobject", "podcastepisode"})

# Labels before a date that say what it is.
PUBLISHED_LABEL = re.compile(
    r"기사\s?입력|최초\s?(?:입력|등록|작성)|(?<!재)입력(?:일시?|시간)?|등록(?:일시?|시간)?|승인|발행(?:일시?)?|게재|작성(?:일시?)?|송고"
    r"|配信|公開(?:日時?)?|掲載(?:日時?)?|投稿日?|発表日?|(?:初回)?投稿|作成日"
    r"|\b(?:published|posted|first published|publication date|released|issued|date)\b",
    re.IGNORECASE,
)
UPDATED_LABEL = re.compile(
    r"수정(?:일시?|시간)?|최종|업데이트|更新(?:日時?)?|改訂|最終更新|\b(?:updated|modified|last edited)\b",
    re.IGNORECASE,
)
DATE_SHAPE = re.compile(
    r"(?:19|20)\d{2}\s*[-./년年]\s*\d{1,2}\s*[-./월月]\s*\d{1,2}|令和\s*\d+\s*年\s*\d+\s*月\s*\d+"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d{2}"
)
LABEL_CHARS = 14
DATE_CHARS = 60
BOX_CHARS = 160
# A date without a label is a dateline when hardly anything else stands in its box: a weekday, or a
# time of day and a desk's name.
BESIDE_CHARS = 8
CLOCK_BESIDE_CHARS = 32
CLOCK = re.compile(r"\d{1,2}\s*[:：時시]\s*\d{0,2}")
NEAR_TITLE = 40
URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/\-.]?(0[1-9]|1[0-2])[/\-.]?(0[1-9]|[12]\d|3[01])(?:[/\-_.]|\d{3,}|$)"
)

OLDEST = datetime(1995, 1, 1, tzinfo=UTC)
OTHERS = re.compile(
    r"\baside|comment|related|sidebar|widget|recommend|ranking|popular|teaser", re.IGNORECASE
)
ITEMPROP = etree.XPath("//*[@itemprop='datePublished']")
MARKED = re.compile(r"datePublished|\bpublished\b|entry-date|pub-?date", re.IGNORECASE)
UTC_OFFSET = "+00:00"
MAX_OTHERS = 20
MINUTE = timedelta(minutes=1)
ZONE_STEP_SECONDS = 1800
MAX_ZONE_SECONDS = 14 * 3600
# Clocks differ, and a zone may have been assumed wrongly.
AHEAD = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Dates:
    """When a page says it was published and changed."""

    published: Stamp
    updated_at: datetime | None


def read_dates(tree: PageTree, language: str) -> Dates:
    """Find a page's dates.

    Args:
        tree: the page; its `fetched_at` bounds what is possible.
        language: of the text; with the address's country it gives the zone where none is written.

    Returns:
        The publication stamp with its pedigree (`DateSource.NONE` when there is nothing, and
        `GUESSED` when it rests on a date that could be anything's), and the last change or None.
    """
    reader = _Reader(tree, zone_for(language, tree.page.url))
    return Dates(reader.published(), reader.updated())


@dataclass(frozen=True, slots=True)
class _Reader:
    tree: PageTree
    zone: timezone | None

    def published(self) -> Stamp:
        best: Stamp | None = None
        for stamp in self._stamps():
            if not stamp.is_day_only:
                return self._localised(self._completed(best, stamp))
            best = best or stamp
        return best or self._guessed()

    def _localised(self, stamp: Stamp) -> Stamp:
        """The day is the outlet's: one that writes UTC for machines shows its readers another.

        The outlet's own zone is used where it is known; else that of another source on the page
        which names the same minute with an offset.
        """
        if stamp.zone != UTC_OFFSET or stamp.is_day_only or stamp.at is None:
            return stamp
        if self.zone is not None:
            return replace(stamp, zone=offset_of(self.zone), is_zone_assumed=True)
        others = chain(self._json_ld(), self._metas(PUBLISHED_METAS), self._times(), self._labels())
        for other in islice(others, MAX_OTHERS):
            if offset := _offset_between(stamp.at, other):
                return replace(stamp, zone=offset)
        return stamp

    def _completed(self, day: Stamp | None, stamp: Stamp) -> Stamp:
        """A better source's day stands; a worse source may only tell its time of day."""
        if day is None or day.at is None or stamp.at is None:
            return stamp
        return stamp if timedelta() <= stamp.at - day.at < timedelta(days=1) else day

    def _stamps(self) -> Iterator[Stamp]:
        sources = (
            (DateSource.JSON_LD, self._json_ld()),
            (DateSource.META, self._metas(PUBLISHED_METAS)),
            (DateSource.FEED, self._feed()),
            (DateSource.TIME, self._times()),
            (DateSource.TEXT, self._labels()),
            (DateSource.URL, self._url()),
        )
        for source, found in sources:
            for instant in found:
                if self._is_possible(instant.at):
                    yield _stamp(instant, source)
                    break

    def updated(self) -> datetime | None:
        modified = (string_of(node.get("dateModified")) for node in self.tree.articles())
        for raw in modified:
            if (found := read_instant(raw, self.zone)) and self._is_possible(found.at):
                return found.at
        for found in self._metas(UPDATED_METAS):
            if self._is_possible(found.at):
                return found.at
        entry = self.tree.page.entry
        return entry.updated_at if entry else None

    def _is_possible(self, at: datetime) -> bool:
        latest = self.tree.page.fetched_at
        return at >= OLDEST and (latest is None or at <= latest + AHEAD)

    def _read(self, raws: Iterator[str]) -> Iterator[Instant]:
        for raw in raws:
            if raw and (found := read_instant(raw, self.zone)):
                yield found

    def _json_ld(self) -> Iterator[Instant]:
        pages = (
            node for node in self.tree.nodes if not (kinds := types_of(node)) or kinds & PAGE_TYPES
        )
        nodes = [*self.tree.articles(), *pages]
        for name in ("datePublished", "dateCreated"):
            yield from self._read(string_of(node.get(name)) for node in nodes)

    def _metas(self, names: tuple[str, ...]) -> Iterator[Instant]:
        return self._read(self.tree.meta(name) for name in names)

    def _feed(self) -> Iterator[Instant]:
        entry = self.tree.page.entry
        if entry is None or entry.published_at is None:
            return
        yield read_instant(entry.published_raw, self.zone) or Instant(entry.published_at, "+00:00")

    def _times(self) -> Iterator[Instant]:
        """`<time>` and its microdata kin; one that says it is the publication goes first."""
        root = self.tree.root
        marked = [*cast("list[HtmlElement]", ITEMPROP(root)), *root.iter("time")]
        named = [element for element in marked if _is_marked(element) and not _is_others(element)]
        plain = [
            element
            for element in marked
            if next(element.iterancestors("aside", "nav", "footer", "li"), None) is None
            and not _is_others(element)
        ]
        for element in [*named, *plain]:
            raw = element.get("datetime") or element.get("content") or element.text_content()
            yield from self._read(iter([str(raw).strip()[:DATE_CHARS]]))

    def _labels(self) -> Iterator[Instant]:
        for text in _labelled(self.tree):
            yield from self._read(iter([text]))

    def _url(self) -> Iterator[Instant]:
        if match := URL_DATE.search(self.tree.page.url.partition("//")[2]):
            yield from self._read(iter(["-".join(match.groups())]))

    def _guessed(self) -> Stamp:
        """Htmldate's best guess, without its first of January, which stands for a lone year."""
        latest = self.tree.page.fetched_at
        try:
            raw = htmldate.find_date(
                self.tree.root,
                extensive_search=True,
                original_date=True,
                max_date=latest.date().isoformat() if latest else None,
            )
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
            raw = None  # htmldate on mutated pages
        found = read_instant(raw, self.zone) if raw and not raw.endswith("-01-01") else None
        return _stamp(found, DateSource.GUESSED) if found else Stamp(None, DateSource.NONE)


def _stamp(found: Instant, source: DateSource) -> Stamp:
    return Stamp(found.at, source, found.zone, found.is_day_only, found.is_zone_assumed)


def _offset_between(at: datetime, other: Instant) -> str:
    """The zone of a second reading of the same minute: as written, or how far its clock is off."""
    if other.is_day_only or (other.zone != UTC_OFFSET and abs(other.at - at) >= MINUTE):
        return ""
    if not other.is_zone_assumed:
        return other.zone if other.zone != UTC_OFFSET else ""
    seconds = (other.at.replace(second=0) - at.replace(second=0, microsecond=0)).total_seconds()
    is_offset = seconds and seconds % ZONE_STEP_SECONDS == 0 and abs(seconds) <= MAX_ZONE_SECONDS
    return offset_of(timezone(timedelta(seconds=seconds))) if is_offset else ""


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element says that it holds the publication date."""
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    return MARKED.search(names) is not None


def _is_others(element: HtmlElement) -> bool:
    """Whether an element stands in a box of comments, related articles or embedded posts."""
    return any(
        box.tag == "blockquote" or OTHERS.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in element.iterancestors()
        if box.tag not in {"html", "body"}  # their classes name every box a layout may have
    )


def _labelled(tree: PageTree) -> Iterator[str]:
    """Short pieces of text with a date: labelled ones first, then those right after the title."""
    unlabelled = []
    for text in _pieces(tree):
        match = DATE_SHAPE.search(text)
        if match is None:
            continue
        before = text[max(0, match.start() - LABEL_CHARS) : match.start()]
        date = text[match.start() : match.start() + DATE_CHARS]
        if PUBLISHED_LABEL.search(before):
            yield date
        elif not UPDATED_LABEL.search(before) and _is_dateline(text, match[0]):
            unlabelled.append(date)
    yield from unlabelled[:1]


def _is_dateline(text: str, day: str) -> bool:
    """Whether a date without a label is alone in its box, or has a time of day beside it."""
    beside = len(text) - len(day)
    return beside <= (CLOCK_BESIDE_CHARS if CLOCK.search(text) else BESIDE_CHARS)


def _pieces(tree: PageTree) -> Iterator[str]:
    """The text of small elements that follow the first heading."""
    heading = next(tree.root.iter("h1", "h2"), None)
    boxes = tree.root.iter("h1", "h2", "p", "span", "div", "em", "li")
    following = islice(dropwhile(lambda element: element is not heading, boxes), 1, NEAR_TITLE)
    for element in following:
        text = " ".join(element.text_content().split())
        if text and len(text) <= BOX_CHARS:
            yield text
