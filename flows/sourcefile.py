"""The sources file: YAML that people edit, read into `Source` values.

A file may begin with `extends: shipped`: then it holds only what differs. A row with a shipped id changes that
row's keys (`enabled: false` switches it off), any other row is added.

    extends: shipped
    sources:
      - id: nhk
        enabled: false
      - id: my-paper
        url: https://paper.example/feed
        language: ko
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from extractors import yamlfile
from extractors.model import Source, SourceKind
from extractors.yamlfile import Node, YamlError
from flows.errors import SourcesError
from flows.settings import Settings, shipped_sources

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = tuple(kind.value for kind in SourceKind)
REQUIRED = ("id", "url", "language")
HOLE = "{q}"
WORDS = ("language", "country", "outlet", "owner", "verified_on", "verified_how", "user_agent")
OPTIONAL = (
    "kind",
    "country",
    "outlet",
    "owner",
    "link_pattern",
    "enabled",
    "verified_on",
    "verified_how",
    "user_agent",
)


@dataclass(frozen=True, slots=True)
class Template:
    """An address with a hole for a query.

    Attributes:
        row: a source whose address has `{q}` where the query goes.
    """

    row: Source

    def fill(self, identity: str, query: str) -> Source:
        """Make a source of it: `identity` becomes its id, `query` goes into the address, quoted."""
        url = self.row.url.replace(HOLE, quote(query, safe=""))
        return replace(self.row, id=identity, url=url)


def user_file(settings: Settings) -> Path:
    """The sources file that is read, and changed by `sources add` and `disable`; it may not exist.

    That is the one named in the settings; without one it is `sources.yaml` in the home folder.
    """
    if settings.sources_file != shipped_sources():
        return settings.sources_file
    return settings.home / "sources.yaml"


def open_sources(settings: Settings) -> tuple[Source, ...]:
    """Read the sources that settings mean: the user's file, or the shipped one where there is none.

    Raises:
        SourcesError: the first fault found, with file and line.
    """
    return load_sources(user_file(settings) if is_own(settings) else shipped_sources())


def is_own(settings: Settings) -> bool:
    """Whether a file of the user's is read: one named in the settings, or the one in the home folder."""
    return settings.sources_file != shipped_sources() or user_file(settings).exists()


def load_sources(file: Path) -> tuple[Source, ...]:
    """Read a sources file, with what it extends.

    Args:
        file: YAML; see the module's docstring.

    Returns:
        The sources in the file's order, those it extends first, disabled ones included.

    Raises:
        SourcesError: the first fault found, with file and line.
    """
    try:
        return read_file(yamlfile.load(file))
    except YamlError as error:
        raise SourcesError(error.message, error.path, error.line) from error


def load_templates(file: Path | None = None) -> dict[str, Template]:
    """Read the templates of a sources file (of the shipped one without a file), by id."""
    try:
        top = yamlfile.load(file or shipped_sources())
        rows = {row.id: row for row in read_all(top.optional_list("templates"))}
    except YamlError as error:
        raise SourcesError(error.message, error.path, error.line) from error
    return {name: Template(row) for name, row in rows.items() if HOLE in row.url}


def read_file(top: Node) -> tuple[Source, ...]:
    """Read a whole file; raises YamlError."""
    top.check_keys(required=("sources",), optional=("extends", "templates"))
    extends = top.get("extends")
    if extends is None:
        return tuple(read_all(top.require_list("sources")))
    extends.choice(("shipped",))
    base = {source.id: source for source in load_sources(shipped_sources())}
    return tuple((base | overlaid(top.require_list("sources"), base)).values())


def overlaid(rows: tuple[Node, ...], base: Mapping[str, Source]) -> dict[str, Source]:
    """Read rows over those they extend; raises YamlError on a faulty one or an id used twice."""
    found: dict[str, Source] = {}
    for row in rows:
        identity = row.require_str("id")
        if identity in found:
            raise row.error(f"source {identity!r} stands twice in this file")
        found[identity] = read_source(row, base.get(identity))
    return found


def read_all(rows: tuple[Node, ...]) -> list[Source]:
    """Read the rows; raises YamlError on a faulty one or an id used twice."""
    lines: dict[str, int] = {}
    sources = []
    for row in rows:
        source = read_source(row)
        if source.id in lines:
            raise row.error(f"source {source.id!r} stands already in line {lines[source.id]}")
        lines[source.id] = row.line
        sources.append(source)
    return sources


def read_source(row: Node, base: Source | None = None) -> Source:
    """Read one row, over another one where it has a base; raises YamlError."""
    required = REQUIRED if base is None else ("id",)
    row.check_keys(required=required, optional=(*REQUIRED, *OPTIONAL))
    identity, kind, enabled, url = (row.get(key) for key in ("id", "kind", "enabled", "url"))
    if identity is None or not ID.fullmatch(identity.text()):
        raise row.error("an id has small letters, digits and hyphens")
    start = base or Source(identity.text(), SourceKind.AUTO, "", "")
    words = {key: row.optional_str(key, getattr(start, key)) for key in WORDS}
    return replace(
        start,
        kind=SourceKind(kind.choice(KINDS)) if kind else start.kind,
        url=read_url(url) if url else start.url,
        link_pattern=read_pattern(row) or start.link_pattern,
        is_enabled=enabled.truth() if enabled else start.is_enabled,
        **words,
    )


def read_url(node: Node) -> str:
    """Give an http(s) address with a host."""
    url = node.text()
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise node.error(f"no address: {url!r}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise node.error(f"expected an http or https address, found {url!r}")
    return url


def read_pattern(row: Node) -> str:
    """Give the pattern of article links, checked; empty when there is none."""
    node = row.get("link_pattern")
    if node is None:
        return ""
    try:
        return re.compile(node.text()).pattern
    except re.error as error:
        raise node.error(f"not a regular expression: {error}") from error
