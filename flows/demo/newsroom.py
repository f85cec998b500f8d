"""What the demo press prints: outlets and their stories, read from `outlets/*.yaml`.

Outlets and events are invented. Another case is another item in those files; nothing here knows a story.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extractors import yamlfile
from extractors.yamlfile import Node

LISTINGS = (
    "rss", "rdf", "atom", "json-feed", "news-sitemap", "sitemap-index", "html-index", "gdelt",
)  # fmt: skip
CHARSET_PLACES = ("header", "meta", "nowhere")
DATE_PLACES = ("json-ld", "meta", "time", "text", "nowhere")
CONDUCTS = (
    "open", "error", "silent", "closed", "brochure", "busy", "circle", "inward", "torn", "bomb", "drip",
)  # fmt: skip
LAYOUTS = ("columns", "plain", "broadsheet", "script")
# The press has a calendar of its own: what is new in each edition came before these moments.
EDITION_TIMES = {
    1: datetime(2026, 11, 19, 12, 0, tzinfo=UTC),
    2: datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
}

_OUTLET_KEYS = ("id", "name", "language", "listing", "listing_path")
_OUTLET_OPTIONS = (
    "country", "owner", "link_pattern", "encoding", "charset_in", "layout", "conduct", "date_in", "gzip", "finds",
    "stories",
)  # fmt: skip
_STORY_KEYS = ("id", "path")
_STORY_OPTIONS = (
    "title", "text", "published", "byline", "dateline", "copy_of", "credit", "charset_in", "date_in",
    "edition", "news", "about", "edited", "stub", "garbled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a story at one time.

    Attributes:
        title: headline.
        text: paragraphs, separated by a blank line.
        news: claim ids and `novel:<topic>` that an analyst must be alerted to by these words; what another
            story of the press reports too is named at each of them.
    """

    title: str
    text: str
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One page of an outlet.

    Attributes:
        id: unique within the outlet.
        path: where the page stands.
        published: aware, in the outlet's zone.
        first: the words as first published.
        edited: the words from the second edition on, where the page was edited silently.
        byline: as printed, or empty.
        edition: the edition it appears in first.
        copy_of: `outlet/story` of the wire story it repeats, or empty.
        date_in: where the page gives its date.
        charset_in: where it names its encoding.
        about: what the case is for, in a few words.
        stub: name of a template that stands in the place of the article (a consent wall …), or empty.
        is_garbled: the outlet's own system read the text in a wrong encoding before it printed it.
    """

    id: str
    path: str
    published: datetime
    first: Version
    edited: Version | None
    byline: str
    edition: int
    copy_of: str
    date_in: str
    charset_in: str
    about: str
    stub: str
    is_garbled: bool

    def version(self, edition: int) -> Version:
        """Give the words as they stand in an edition."""
        return self.edited if self.edited is not None and edition > 1 else self.first


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site.

    Attributes:
        id: source id.
        name: as a byline would have it.
        language: of its articles.
        country: ISO 3166-1 alpha-2.
        owner: company or agency behind it.
        listing: one of `LISTINGS`.
        listing_path: where that stands.
        link_pattern: for `html-index`: what links to articles look like.
        encoding: Python's name of its encoding.
        layout: template of its pages.
        conduct: `open`; or how it fails: `error` (500), `silent` (no answer), `closed` (robots.txt), `brochure`
            (no feed at all), `busy` (429), `circle` (redirects to itself), `inward` (redirects to a private
            address), `torn` (half a gzip stream), `bomb` (100 MB out of 100 KB), `drip` (a byte at a time).
        is_gzipped: sends gzip to those who take it.
        finds: for `gdelt`: ids of the outlets whose stories it lists; it has none of its own.
        stories: its pages.
    """

    id: str
    name: str
    language: str
    country: str
    owner: str
    listing: str
    listing_path: str
    link_pattern: str
    encoding: str
    layout: str
    conduct: str
    is_gzipped: bool
    stories: tuple[Story, ...]
    finds: tuple[str, ...] = ()

    def printed(self, edition: int) -> tuple[Story, ...]:
        """Give the stories out in an edition, newest first."""
        out = [story for story in self.stories if story.edition <= edition]
        return tuple(sorted(out, key=lambda story: story.published, reverse=True))


def load_press(folder: Path | None = None) -> tuple[Outlet, ...]:
    """Read all outlets.

    Args:
        folder: holds one YAML file for each outlet; the shipped ones when None.

    Raises:
        YamlError: with file and line.
    """
    place = folder or Path(__file__).with_name("outlets")
    tops = [yamlfile.load(file) for file in sorted(place.glob("*.yaml"))]
    return _with_copies([_read_outlet(top) for top in tops], tops)


def _read_outlet(top: Node) -> Outlet:
    top.check_keys(required=_OUTLET_KEYS, optional=_OUTLET_OPTIONS)
    conduct, gzip = top.get("conduct"), top.get("gzip")
    layout = top.get("layout")
    return Outlet(
        id=top.require_str("id"),
        name=top.require_str("name"),
        language=top.require_str("language"),
        country=top.optional_str("country"),
        owner=top.optional_str("owner", top.require_str("name")),
        listing=top.require("listing").choice(LISTINGS),
        listing_path=top.require_str("listing_path"),
        link_pattern=top.optional_str("link_pattern"),
        encoding=top.optional_str("encoding", "utf-8"),
        layout=layout.choice(LAYOUTS) if layout else "columns",
        conduct=conduct.choice(CONDUCTS) if conduct else "open",
        is_gzipped=gzip.truth() if gzip else False,
        stories=tuple(_read_story(row, top) for row in top.optional_list("stories")),
        finds=top.optional_strings("finds"),
    )


def _read_story(row: Node, outlet: Node) -> Story:
    row.check_keys(required=_STORY_KEYS, optional=_STORY_OPTIONS)
    edition, edited, garbled = row.get("edition"), row.get("edited"), row.get("garbled")
    first = _read_version(row, Version("", ""))
    return Story(
        id=row.require_str("id"),
        path=row.require_str("path"),
        published=_read_moment(row),
        first=first,
        edited=_read_version(edited, first) if edited else None,
        byline=row.optional_str("byline"),
        edition=edition.integer() if edition else 1,
        copy_of=row.optional_str("copy_of"),
        date_in=_choice(row, outlet, "date_in", DATE_PLACES),
        charset_in=_choice(row, outlet, "charset_in", CHARSET_PLACES),
        about=row.optional_str("about"),
        stub=row.optional_str("stub"),
        is_garbled=garbled.truth() if garbled else False,
    )


def _choice(row: Node, outlet: Node, key: str, allowed: tuple[str, ...]) -> str:
    """Read a story's own choice, or else its outlet's, or else the first."""
    node = row.get(key) or outlet.get(key)
    return node.choice(allowed) if node else allowed[0]


def _read_version(row: Node, default: Version) -> Version:
    news = row.optional_strings("news")
    return Version(
        row.optional_str("title", default.title),
        row.optional_str("text", default.text).strip(),
        news or default.news,
    )


def _read_moment(row: Node) -> datetime:
    node = row.require("published")
    moment = datetime.fromisoformat(node.text())
    if moment.tzinfo is None:
        raise node.error("a time needs its offset")
    return moment


def _with_copies(outlets: Iterable[Outlet], tops: Iterable[Node]) -> tuple[Outlet, ...]:
    """Fill wire copies with the words of what they copy."""
    printed = list(outlets)
    known = {f"{outlet.id}/{story.id}": story for outlet in printed for story in outlet.stories}
    filled = []
    for outlet, top in zip(printed, tops, strict=True):
        rows = top.optional_list("stories")
        stories = (_with_words(s, known, r) for s, r in zip(outlet.stories, rows, strict=True))
        filled.append(replace(outlet, stories=tuple(stories)))
    return tuple(filled)


def _with_words(story: Story, known: dict[str, Story], row: Node) -> Story:
    """Give a copy the agency's words, its own headline if it has one, and its credit line."""
    if not story.copy_of:
        return story
    original = known.get(story.copy_of)
    if original is None:
        raise row.require("copy_of").error(f"there is no story {story.copy_of!r}")
    dateline, credit = row.optional_str("dateline"), row.optional_str("credit")
    text = "\n\n".join(part for part in (dateline + original.first.text, credit) if part)
    title = story.first.title or original.first.title
    return replace(
        story,
        first=Version(title, text, original.first.news),
        byline=story.byline or original.byline,
    )
