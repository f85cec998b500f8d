"""How an alert reads: pure text out of plain values; nothing is fetched, stored or sent here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from rich.cells import cell_len

from warehouse.judging.model import FindingKind, Seed

COLUMNS = 80
# A subject field shows some hundred characters; the baseline's value may be a sentence.
MOST_OF_BASELINE = 60
INDENT = "  "
# Japanese and Korean lines may break anywhere but before these.
NEVER_FIRST = frozenset("、。，．・：；？！’”）〕］｝〉》」』】,.:;?!)]}ー々…")
KIND_WORDS = {
    FindingKind.CONTRADICTION: "CONTRADICTION",
    FindingKind.DEVELOPMENT: "DEVELOPMENT",
    FindingKind.NOVEL: "NEW EVENT",
    FindingKind.RESTATEMENT: "RESTATEMENT",
    FindingKind.UNDECIDED: "CANNOT TELL",
}


@dataclass(frozen=True, slots=True)
class BaselineSide:
    """What was held true before the article.

    Attributes:
        claim: claim id.
        statement: the claim in the reader's language.
        value: its value in a few words.
        as_of: day for which it holds.
        seeds: documents that say so.
        disagreements: what other seeds say instead, one phrase each.
        accepted: a later value that an analyst accepted, or empty.
        is_current_compared: the article was held against the accepted value, not against the baseline's own.
    """

    claim: str
    statement: str
    value: str
    as_of: date
    seeds: tuple[Seed, ...] = ()
    disagreements: tuple[str, ...] = ()
    accepted: str = ""
    is_current_compared: bool = False


@dataclass(frozen=True, slots=True)
class ArticleSide:
    """What the article says.

    Attributes:
        quote: its sentence, to the letter.
        value: the value read from it, in a few words.
        outlet: who published it, or empty.
        title: its headline.
        url: where it stands, or empty.
        published: aware, shown with its own offset; None when unknown.
    """

    quote: str
    value: str
    outlet: str
    title: str
    url: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Alert:
    """One piece of news for an analyst, with both sides.

    Attributes:
        kind: verdict.
        article: the article's side.
        baseline: the baseline's side; None when no claim covers the event.
        topic: topic of a new event, or empty.
        finding: id for `findings accept` and `dismiss`; empty where nothing is stored.
        origins: independent origins so far (copies of one wire story count once).
        outlets: names of the outlets so far.
        why: what made it this verdict, and how sure that is, one line each; may be empty.
    """

    kind: FindingKind
    article: ArticleSide
    baseline: BaselineSide | None = None
    topic: str = ""
    finding: str = ""
    origins: int = 1
    outlets: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Claim id, or the topic of a new event."""
        return self.baseline.claim if self.baseline else self.topic


def headline(alert: Alert) -> str:
    """One line for a subject field: kind, claim or topic, the new value, and the one it was held against."""
    news = alert.article.value or alert.article.title
    return f"{KIND_WORDS[alert.kind]}: {alert.subject} – {news}{compared(alert.baseline)}"


def compared(side: BaselineSide | None) -> str:
    """`; baseline: in force since 2013`, or the value accepted since; empty where there is none."""
    if side is None:
        return ""
    is_accepted = side.is_current_compared and side.accepted
    which, value = ("accepted", side.accepted) if is_accepted else ("baseline", side.value)
    return f"; {which}: {shorten(value, MOST_OF_BASELINE, placeholder=' …')}"


def render_text(alert: Alert) -> str:
    """Plain text, no line wider than 80 columns but an address, which is never broken."""
    lines = [*wrap(headline(alert)), ""]
    for heading, paragraphs in sections(alert):
        lines += wrap(heading)
        for paragraph in paragraphs:
            lines += wrap(paragraph, INDENT)
        lines.append("")
    return "\n".join([*lines, *commands(alert)]).rstrip() + "\n"


def render_html(alert: Alert) -> str:
    """A small HTML fragment with the same content; everything quoted is escaped."""
    parts = [f"<h3>{html.escape(headline(alert))}</h3>"]
    for heading, paragraphs in sections(alert):
        body = "<br>\n".join(linked(paragraph) for paragraph in paragraphs)
        parts.append(f"<p><b>{html.escape(heading)}</b><br>\n{body}</p>")
    parts += [f"<p><code>{html.escape(line)}</code></p>" for line in commands(alert)]
    return "\n".join(parts)


def render_markdown(alert: Alert) -> str:
    """The same as Markdown, for chat channels."""
    parts = [f"**{escape_markdown(headline(alert))}**"]
    for heading, paragraphs in sections(alert):
        body = "\n".join(f"> {p if is_address(p) else escape_markdown(p)}" for p in paragraphs)
        parts.append(f"*{escape_markdown(heading)}*\n{body}")
    parts += [f"`{line}`" for line in commands(alert)]
    return "\n\n".join(parts)


def sections(alert: Alert) -> Iterator[tuple[str, list[str]]]:
    """Headings with their paragraphs, the same for every format."""
    if alert.baseline:
        yield (
            f"The baseline says (as of {day(alert.baseline.as_of)}):",
            render_baseline(alert.baseline),
        )
    else:
        yield "No claim of the baseline covers this.", []
    article = alert.article
    yield (
        f"{article.outlet or 'The article'} says ({moment(article.published)}):",
        article_lines(article),
    )
    if alert.finding:
        named = f"; told by {', '.join(alert.outlets)}" if alert.outlets else ""
        yield f"Independent origins: {alert.origins}{named}", []
    if alert.why:
        yield "Why:", list(alert.why)


def render_baseline(side: BaselineSide) -> list[str]:
    """Statement, value, seeds and their disagreements."""
    lines = [side.statement, f"Value: {side.value}"]
    lines += [f"Seed: {seed_words(seed)}" for seed in side.seeds]
    lines += [f"But another seed says: {says}" for says in side.disagreements]
    if side.accepted:
        which = "the accepted value" if side.is_current_compared else "the baseline's own value"
        lines.append(f"Since accepted as current: {side.accepted}")
        lines.append(f"The article was compared with {which}.")
    return lines


def article_lines(side: ArticleSide) -> list[str]:
    """Quotation, value, headline and address."""
    lines = [f"“{side.quote}”"]
    lines += [f"Value: {side.value}"] if side.value else []
    lines += [f"Headline: {side.title}"] if side.title else []
    return [*lines, side.url] if side.url else lines


def commands(alert: Alert) -> list[str]:
    """What to type; empty where nothing is stored."""
    if not alert.finding:
        return []
    accept = (
        [] if alert.kind is FindingKind.NOVEL else [f"narawatch findings accept {alert.finding}"]
    )
    explain = f"narawatch explain {alert.finding}"
    return [explain, *accept, f'narawatch findings dismiss {alert.finding} --why "…"']


def seed_words(seed: Seed) -> str:
    """Title, outlet and date, as far as known."""
    known = [f"“{seed.title}”", seed.outlet, day(seed.published) if seed.published else "undated"]
    return ", ".join(part for part in known if part)


def day(value: date) -> str:
    """`14 January 2026`."""
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """`14 January 2026 09:30 UTC+09:00`, in the value's own zone."""
    if value is None:
        return "undated"
    offset = f"{value:%z}"
    zone = "UTC" if offset in ("", "+0000") else f"UTC{offset[:3]}:{offset[3:]}"
    return f"{day(value)} {value:%H:%M} {zone}"


def is_address(text: str) -> bool:
    """An http(s) address and nothing else."""
    return text.startswith(("http://", "https://")) and " " not in text


def linked(text: str) -> str:
    """Escaped HTML; an address becomes a link."""
    escaped = html.escape(text)
    return f'<a href="{escaped}">{escaped}</a>' if is_address(text) else escaped


def escape_markdown(text: str) -> str:
    """So that a quotation cannot make links, headings or emphasis."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>#|~" else char for char in text)


def wrap(text: str, indent: str = "") -> list[str]:
    """Lines of at most 80 columns, wide characters counted as two; addresses stay whole."""
    lines, line = [], indent
    for piece in pieces(text):
        too_long = cell_len(line) + cell_len(piece.rstrip()) > COLUMNS
        if too_long and line.strip() and piece[0] not in NEVER_FIRST:
            lines.append(line.rstrip())
            line = indent
        line += piece
    return [*lines, line.rstrip()]


def pieces(text: str) -> Iterator[str]:
    """Stretches that stay together: words with their space, single wide characters."""
    word = ""
    for char in " ".join(text.split()):
        if cell_len(char) == 2:  # noqa: PLR2004 - a full-width cell
            yield from filter(None, (word,))
            word = ""
            yield char
            continue
        word += char
        if char == " ":
            yield word
            word = ""
    yield from filter(None, (word,))


def join_names(names: Iterable[str], most: int = 5) -> tuple[str, ...]:
    """At most so many names in order of appearance, without repeats; the rest as a number."""
    unique = tuple(dict.fromkeys(name for name in names if name))
    return unique if len(unique) <= most else (*unique[:most], f"{len(unique) - most} more")
