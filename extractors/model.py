"""The vocabulary that all three rooms share: frozen values, aware UTC times, offsets in code points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source's address answers with; each kind has one reader in `extractors.entries`."""

    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json-feed"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news-sitemap"
    HTML_INDEX = "html-index"
    GDELT = "gdelt"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Source:
    """A place that is polled for entries; a row of the sources file.

    Attributes:
        id: short and stable, `[a-z0-9-]+`.
        kind: how its pages are read; `AUTO` looks at the bytes.
        url: the address polled.
        language: BCP 47 primary tag of its articles (`en`, `ja`, `ko`), or `mul`.
        country: ISO 3166-1 alpha-2, upper case, or empty.
        outlet: the outlet's name as a byline would have it.
        owner: company or agency behind it; outlets with one owner count as one origin.
        link_pattern: for `HTML_INDEX`: regular expression that article links match.
        is_enabled: polled at all.
        verified_on: ISO date when the address was last seen to work, or empty.
        verified_how: the evidence for that, in words.
        user_agent: overrides the setting for this source, or empty.
    """

    id: str
    kind: SourceKind
    url: str
    language: str
    country: str = ""
    outlet: str = ""
    owner: str = ""
    link_pattern: str = ""
    is_enabled: bool = True
    verified_on: str = ""
    verified_how: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTTP answer, as received and inflated, before anything read it.

    Attributes:
        url: final address, after redirects.
        body: bytes after content-encoding was removed.
        content_type: the header's value, or empty.
        status: HTTP status.
        fetched_at: aware UTC, or None where a test has no clock.
        requested_url: address asked for, or empty when the same.
        headers: response headers, names in lower case.
        request_headers: what was sent, names in lower case; empty where nothing was.
        entry: the listing entry that led here, if one did; its date and title are evidence.
        kind: kind of the source for listings; `AUTO` looks at the bytes.
        link_pattern: see `Source.link_pattern`.
    """

    url: str
    body: bytes
    content_type: str = ""
    status: int = 200
    fetched_at: datetime | None = None
    requested_url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()
    entry: Entry | None = None
    kind: SourceKind = SourceKind.AUTO
    link_pattern: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a listing.

    Attributes:
        url: absolute address of the article, not yet canonical; empty when the item has none.
        title: plain text.
        published_at: aware UTC, or None when the listing gives no readable date.
        published_raw: the date as written.
        updated_at: aware UTC or None.
        summary: plain text.
        guid: the listing's own id.
        author: as written.
        language: as the listing says, or empty.
        outlet: the publication's name where the listing gives one for each item.
        is_listing: the address is of another listing (a member of a sitemap index), not of an article.
    """

    url: str
    title: str = ""
    published_at: datetime | None = None
    published_raw: str = ""
    updated_at: datetime | None = None
    summary: str = ""
    guid: str = ""
    author: str = ""
    language: str = ""
    outlet: str = ""
    is_listing: bool = False


class DateSource(StrEnum):
    """Where an article's date was read, best first; `GUESSED` must never make an alert."""

    JSON_LD = "json-ld"
    META = "meta"
    FEED = "feed"
    TIME = "time"
    TEXT = "text"
    URL = "url"
    GUESSED = "guessed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication time with its pedigree.

    Attributes:
        at: aware UTC; midnight of the local day when only a day is known; None when unknown.
        source: where it was read.
        zone: the offset or zone as written or assumed (`+09:00`), empty when unknown.
        is_day_only: no time of day was given.
        is_zone_assumed: the page wrote no zone; `zone` is the one of the outlet's country or language.
    """

    at: datetime | None
    source: DateSource
    zone: str = ""
    is_day_only: bool = False
    is_zone_assumed: bool = False

    @property
    def is_guessed(self) -> bool:
        """Too weak to rest an alert on."""
        return self.at is None or self.source in (DateSource.GUESSED, DateSource.NONE)


@dataclass(frozen=True, slots=True)
class Article:
    """Extracted text of one page.

    Attributes:
        url: final address.
        canonical_url: `extractors.urls.canonical_url` of the page's own canonical link or address.
        title: without the site's name.
        text: plain text; paragraphs separated by one blank line.
        language: `en`, `ja`, `ko`, `zh`, or another BCP 47 primary tag; `und` when unknown.
        published: when, and how that is known.
        updated_at: aware UTC or None.
        byline: authors as written, or empty.
        agency: agency credited in the text or byline (`Yonhap`, `Kyodo`, …), or empty.
        outlet: name of the outlet as the page gives it, or empty.
        encoding: encoding the bytes were read in.
        text_source: `html`, `json-ld` or `script`.
    """

    url: str
    canonical_url: str
    title: str
    text: str
    language: str
    published: Stamp
    updated_at: datetime | None = None
    byline: str = ""
    agency: str = ""
    outlet: str = ""
    encoding: str = ""
    text_source: str = "html"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        text: to the letter.
        start: offset into the article's text in code points (into the title when `paragraph` is -1).
        end: offset behind the last character.
        paragraph: 0, 1, …; -1 for the title.
        quotes: spans of direct quotation within `text`, as (start, end) offsets into `text`.
    """

    text: str
    start: int
    end: int
    paragraph: int
    quotes: tuple[tuple[int, int], ...] = ()


class Certainty(StrEnum):
    """How sure a statement is; all but `ASSERTED` and `NEGATED` move nothing."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    PLANNED = "planned"
    DEMANDED = "demanded"
    CONSIDERED = "considered"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    RUMOURED = "rumoured"
    BACKGROUND = "background"
    OPINION = "opinion"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in a sentence that speak of a rung of a ladder, and how sure they are.

    Attributes:
        ladder: `restriction`, `initiative`, `pact`, `dispute`, `practice` or `membership`.
        rung: a rung of that ladder.
        start: offset into the sentence, code points.
        end: offset behind the last character of the cue.
        certainty: how sure the rung is, after negation, endings, attribution and scope.
        marker: the words that decided the certainty, or empty when plainly asserted.
        rule: name of the lexicon entry or rule that fired, for `explain`.
    """

    ladder: str
    rung: str
    start: int
    end: int
    certainty: Certainty
    marker: str = ""
    rule: str = ""


class ValueKind(StrEnum):
    """Kinds of values read from text."""

    DATE = "date"
    DATE_RANGE = "daterange"
    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    MONEY = "money"
    ORDINAL = "ordinal"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Value:
    """A date, number or duration read from a sentence.

    Attributes:
        kind: which of the fields below mean something.
        start: offset into the sentence, code points.
        end: offset behind the last character.
        text: the words themselves.
        amount: NUMBER, PERCENT, POINTS, MONEY, ORDINAL: the number (no sign).
        unit: NUMBER: counter or unit in English where known (`prefecture`, `person`, `country`, …) or as
            written; MONEY: ISO 4217 code.
        first: DATE, DATE_RANGE: first day, ISO `YYYY-MM-DD`; a month alone spans its days.
        last: DATE, DATE_RANGE: last day (the same as `first` for a day).
        is_month_only: the words gave a month and no day.
        days: DURATION in days when given in days (2 for 1泊2日), else None.
        span: DURATION as written, e.g. (("months", 3),).
        qualifier: `about`, `more-than`, `at-least`, `less-than`, `at-most`, `nearly`, or empty.
        high: upper end of a range of numbers (`amount` is the lower), else None.
    """

    kind: ValueKind
    start: int
    end: int
    text: str
    amount: float | None = None
    unit: str = ""
    first: str = ""
    last: str = ""
    is_month_only: bool = False
    days: int | None = None
    span: tuple[tuple[str, float], ...] = ()
    qualifier: str = ""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    Attributes:
        entity: canonical id of the pack (`person.lee-jae-myung`), or empty for a candidate.
        kind: `person`, `place`, `organisation`, `pact`, `country`, `title`, `event` …
        start: offset into the text it was read from, code points.
        end: offset behind the last character.
        text: the words themselves.
    """

    entity: str
    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OfficeEvent:
    """Somebody gains, keeps, loses or holds a post, as one sentence tells it.

    Attributes:
        post: words of the post as written (`prime minister`, 首相, 대통령).
        person: name as written, or empty.
        event: `elected`, `re-elected`, `sworn-in`, `appointed`, `nominated`, `resigned`,
            `tendered-resignation`, `dismissed`, `impeached`, `died`, `acting`, `holds`, `held`, `retained`.
        certainty: as for cues.
        start: offset of the words of the event in the sentence.
        end: offset behind them.
        rule: what fired.
    """

    post: str
    person: str
    event: str
    certainty: Certainty
    start: int
    end: int
    rule: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a sentence takes its statement from.

    Attributes:
        text: the source's words as written (`a senior official in Seoul`).
        kind: `named` (a person by name or by post), `institution`, `unnamed` or `media`.
        start: offset of `text` in the sentence, code points.
        end: offset behind it.
        verb_kind: what the speech does: `said`, `announced`, `confirmed`, `denied`, `urged`, `asked`,
            `claimed`, `reported`, `predicted`, `proposed`, `warned`, `declined` (would not comment).
        is_relayed: the speaker passes on what somebody else is to have said or done.
    """

    text: str
    kind: str
    start: int
    end: int
    verb_kind: str
    is_relayed: bool = False
