"""Where a page names dates: JSON-LD, meta elements, the listing, `<time>`, labels in the text, the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain, dropwhile, islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from extractors.date_strings import Instant, read_instant
from extractors.page_tree import PageTree, string_of, types_of

# The first is the best; `og:` and `article:` are what publishers care for, the rest is by custom.
PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "og:pubdate", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "rnews:datepublished", "article.published", "article_date_original",
    "publication_date", "publish_date", "publishdate", "publish-date", "pubdate", "published_date",
    "published", "published_at", "published_time_telegram", "article.created", "article:created",
    "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_date", "date_published",
    "originalpublicationdate", "article:post_date", "rbpubdate", "pub_date", "bt:pubdate",
    "prism.publicationdate", "regdate", "article:register_date",
)  # fmt: skip
# Of the page, of whatever: in 10 of 25 pages that have no better one it is another date than the publication's.
VAGUE_METAS = (
    "created", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dcterms.available",
    "date", "timestamp", "displaydate", "ptime",
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
CLOCK_BESIDE_CHARS = 40
CLOCK = re.compile(r"\d{1,2}\s*[:：時시]\s*\d{0,2}")
NEAR_TITLE = 40
# In folders (`/2026/11/20/`, `/2026/7/2/`), or in a row with an article's number behind it (`/2026112000012`);
# what web archives put before an address is the day of the copy.
URL_DATE = re.compile(
    r"(?<!/web)/((?:19|20)\d{2})(?:([/\-.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=[/\-_.]|$)"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/\-_.]|\d{3,}|$))"
)

# A page's own time stands at its headline, with a lead between them at most: so 66 of 72 on htmldate's pages, and
# 11 of 28 that are other articles'.
AHEAD_PARAGRAPHS = 1
PARAGRAPH_CHARS = 80
OTHERS = re.compile(
    r"\baside|comment|related|sidebar|widget|recommend|ranking|popular|teaser", re.IGNORECASE
)
ITEMPROP = etree.XPath("//*[@itemprop='datePublished']")
MARKED = re.compile(r"datePublished|\bpublished\b|entry-date|pub-?date", re.IGNORECASE)
CHANGED = re.compile(r"dateModified|\b(?:updated|modified|last-?mod)", re.IGNORECASE)
# A label and its date have boxes of their own in one more.
LABEL_LEVELS = 3
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)
# Clocks differ, and a zone may have been assumed wrongly.
AHEAD = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Readings:
    """Possible dates by the place where they stand, each place's best one first.

    A place is asked once, as far as anybody wants to know: the choice of a date and the doubts about it ask again.

    Attributes:
        tree: the page.
        zone: assumed where a date names none; None means UTC.
    """

    tree: PageTree
    zone: timezone | None
    _found: dict[str, tuple[list[Instant], Iterator[Instant]]] = field(default_factory=dict)

    def json_ld(self) -> Iterator[Instant]:
        """Of publication, in the page's JSON-LD."""
        return self._kept("json_ld", self._json_ld())

    def _kept(self, place: str, found: Iterator[Instant]) -> Iterator[Instant]:
        """What was read of a place before, then what is read now."""
        read, rest = self._found.setdefault(place, ([], found))
        at = 0
        while True:
            if at == len(read):
                if (one := next(rest, None)) is None:
                    return
                read.append(one)
            yield read[at]
            at += 1

    def _json_ld(self) -> Iterator[Instant]:
        pages = (
            node for node in self.tree.nodes if not (kinds := types_of(node)) or kinds & PAGE_TYPES
        )
        nodes = [*self.tree.articles(), *pages]
        for name in ("datePublished", "dateCreated"):
            yield from self._read(string_of(node.get(name)) for node in nodes)

    def metas(self) -> Iterator[Instant]:
        """Of publication, in meta elements."""
        return self._kept("metas", self._metas(PUBLISHED_METAS))

    def vague_metas(self) -> Iterator[Instant]:
        """In meta elements that do not say what the date is of."""
        return self._kept("vague_metas", self._metas(VAGUE_METAS))

    def feed(self) -> Iterator[Instant]:
        """Of publication, as the listing has it."""
        entry = self.tree.page.entry
        if entry is None or entry.published_at is None:
            return
        found = read_instant(entry.published_raw, self.zone) or Instant(
            entry.published_at, "+00:00"
        )
        if self._is_possible(found.at):
            yield found

    def times(self) -> Iterator[Instant]:
        """`<time>` and its microdata kin at the headline; one that says it is the publication goes first."""
        return self._kept("times", self._times(is_late=False))

    def late_times(self) -> Iterator[Instant]:
        """The same behind the text, where other articles are teased."""
        return self._times(is_late=True)

    def _times(self, *, is_late: bool) -> Iterator[Instant]:
        root, heading = self.tree.root, _heading(self.tree)
        around, late = _around(heading), _behind_text(root, heading)
        own = [
            element
            for element in [*cast("list[HtmlElement]", ITEMPROP(root)), *root.iter("time")]
            if not _is_others(element, around) and (element in late) == is_late
        ]
        named = [element for element in own if _is_marked(element)]
        plain = [element for element in own if not _is_beside(element)]
        yield from self._read(map(_written, [*named, *sorted(plain, key=_is_change)]))

    def labels(self) -> Iterator[Instant]:
        """Beside the headline: with a label of publication, then without one."""
        return self._kept("labels", self._read(_labelled(self.tree)))

    def url(self) -> Iterator[Instant]:
        """In the address."""
        if match := URL_DATE.search(self.tree.page.url.partition("//")[2]):
            year, _, *parts = match.groups()
            yield from self._read(iter(["-".join([year, *filter(None, parts)])]))

    def updates(self) -> Iterator[Instant]:
        """Of the last change: in JSON-LD, in meta elements."""
        modified = (string_of(node.get("dateModified")) for node in self.tree.articles())
        return chain(self._read(modified), self._metas(UPDATED_METAS))

    def _metas(self, names: tuple[str, ...]) -> Iterator[Instant]:
        return self._read(self.tree.meta(name) for name in names)

    def _read(self, raws: Iterator[str]) -> Iterator[Instant]:
        for raw in raws:
            found = read_instant(raw, self.zone) if raw else None
            if found and self._is_possible(found.at):
                yield found

    def _is_possible(self, at: datetime) -> bool:
        latest = self.tree.page.fetched_at
        return at >= OLDEST and (latest is None or at <= latest + AHEAD)


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element says that it holds the publication date."""
    return MARKED.search(_names(element)) is not None


def _names(element: HtmlElement) -> str:
    return f"{element.get('itemprop') or ''} {element.get('class') or ''}"


def _is_change(element: HtmlElement) -> bool:
    """Whether an element holds the time of the last change, by its own names or by the label before it."""
    if _is_marked(element):
        return False
    label = _words_before(element)[-LABEL_CHARS:]
    is_labelled = UPDATED_LABEL.search(label) and not PUBLISHED_LABEL.search(label)
    return bool(is_labelled or CHANGED.search(_names(element)))


def _words_before(element: HtmlElement) -> str:
    """The words right before an element, as far as they stand in the boxes around it."""
    for box in islice(chain([element], element.iterancestors()), LABEL_LEVELS):
        for previous in box.itersiblings(preceding=True):
            if words := f"{previous.text_content()}{previous.tail or ''}".strip():
                return words
        parent = box.getparent()
        if parent is not None and (words := (parent.text or "").strip()):
            return words
    return ""


def _written(element: HtmlElement) -> str:
    """The date of an element as it is written for machines, or else for readers."""
    raw = element.get("datetime") or element.get("content") or element.text_content()
    return str(raw).strip()[:DATE_CHARS]


def _heading(tree: PageTree) -> HtmlElement | None:
    return next(tree.root.iter("h1", "h2"), None)


def _around(heading: HtmlElement | None) -> frozenset[HtmlElement]:
    """The boxes in which the headline stands, whose classes may name whatever a layout has."""
    return frozenset() if heading is None else frozenset(heading.iterancestors())


def _is_others(element: HtmlElement, around: frozenset[HtmlElement]) -> bool:
    """Whether an element stands in a box of comments, related articles or embedded posts."""
    return any(
        box.tag == "blockquote" or OTHERS.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in element.iterancestors()
        if box not in around and box.tag not in {"html", "body"}
    )


def _behind_text(root: HtmlElement, heading: HtmlElement | None) -> frozenset[HtmlElement]:
    """The `<time>` elements that follow several paragraphs of the text."""
    late, paragraphs, is_begun = set(), 0, False
    for element in root.iter("h1", "h2", "p", "time"):
        if element.tag == "time" and paragraphs > AHEAD_PARAGRAPHS:
            late.add(element)
        is_begun = is_begun or element is heading
        is_text = is_begun and element.tag == "p"
        paragraphs += is_text and len(element.text_content()) > PARAGRAPH_CHARS
    return frozenset(late)


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in a margin, or in an item of a list together with a link."""
    if next(element.iterancestors("aside", "nav", "footer"), None) is not None:
        return True
    item = next(element.iterancestors("li"), None)
    return item is not None and item.find(".//a") is not None


def _labelled(tree: PageTree) -> Iterator[str]:
    """Short pieces of text with a date: labelled ones first, then those right after the title."""
    heading, unlabelled = _heading(tree), []
    around = _around(heading)
    for element, text in _pieces(tree, heading):
        match = DATE_SHAPE.search(text)
        if match is None or _is_others(element, around):
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


def _pieces(tree: PageTree, heading: HtmlElement | None) -> Iterator[tuple[HtmlElement, str]]:
    """Small elements and their text: those that follow the first heading, then of those right before it."""
    boxes = tree.root.iter("h1", "h2", "p", "span", "div", "em", "li")
    following = islice(dropwhile(lambda element: element is not heading, boxes), 1, NEAR_TITLE)
    before = (
        [] if heading is None else heading.itersiblings("p", "span", "div", "em", preceding=True)
    )
    for element in chain(following, before):
        text = " ".join(element.text_content().split())
        if text and len(text) <= BOX_CHARS:
            yield element, text
