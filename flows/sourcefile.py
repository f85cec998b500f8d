"""The sources file: YAML that people edit, read into `Source` values."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from extractors import yamlfile
from extractors.model import Source, SourceKind
from extractors.yamlfile import Node, YamlError
from flows.errors import SourcesError

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KINDS = tuple(kind.value for kind in SourceKind)
REQUIRED = ("id", "url", "language")
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


def load_sources(file: Path) -> tuple[Source, ...]:
    """Read a sources file.

    Args:
        file: YAML with the one key `sources`, a list.

    Returns:
        The sources in the file's order, disabled ones included.

    Raises:
        SourcesError: the first fault found, with file and line.
    """
    try:
        top = yamlfile.load(file)
        top.check_keys(required=("sources",))
        return tuple(read_all(top.require_list("sources")))
    except YamlError as error:
        raise SourcesError(error.message, error.path, error.line) from error


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


def read_source(row: Node) -> Source:
    """Read one row; raises YamlError."""
    row.check_keys(required=REQUIRED, optional=OPTIONAL)
    identity, kind, enabled = row.require("id"), row.get("kind"), row.get("enabled")
    if not ID.fullmatch(identity.text()):
        raise identity.error(f"an id has small letters, digits and hyphens: {identity.text()!r}")
    return Source(
        id=identity.text(),
        kind=SourceKind(kind.choice(KINDS)) if kind else SourceKind.AUTO,
        url=read_url(row.require("url")),
        language=row.require_str("language"),
        country=row.optional_str("country"),
        outlet=row.optional_str("outlet"),
        owner=row.optional_str("owner"),
        link_pattern=read_pattern(row),
        is_enabled=enabled.truth() if enabled else True,
        verified_on=row.optional_str("verified_on"),
        verified_how=row.optional_str("verified_how"),
        user_agent=row.optional_str("user_agent"),
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
