"""OPML, in which feed readers hand their subscriptions to one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml import etree

from extractors.model import Source, SourceKind
from flows.discover import name_source
from flows.errors import InputError
from flows.sourcefile import ID

# Keys of ours that readers leave alone and hand back, so that an export can be imported again.
_OURS = ("language", "country", "owner", "link_pattern", "user_agent")


def write_opml(sources: Iterable[Source], title: str = "narawatch") -> bytes:
    """Write sources as OPML 2.0, in one folder for each language; search and index pages too.

    Args:
        sources: those to write.
        title: title of the document.

    Returns:
        UTF-8.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for source in sources:
        if source.language not in folders:
            name = source.language
            folders[name] = etree.SubElement(body, "outline", text=name, title=name)
        row = etree.SubElement(folders[source.language], "outline", text=source.outlet or source.id)
        row.set("type", "rss")
        row.set("xmlUrl", source.url)
        row.set("narawatchId", source.id)
        row.set("narawatchKind", source.kind.value)
        if not source.is_enabled:
            row.set("narawatchEnabled", "false")
        for key in _OURS:
            if value := getattr(source, key):
                row.set(key, value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read_opml(body: bytes, taken: Collection[str], language: str = "") -> list[Source]:
    """Read the feeds of an OPML file.

    Args:
        body: the file.
        taken: ids that are in use; a feed's own id is kept when it is free.
        language: tag for feeds that give none themselves.

    Returns:
        Sources in the file's order, each address once. Folders are ignored.

    Raises:
        InputError: it is no OPML, or a feed has no language and none was given.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"no OPML: {error}") from error
    if root.tag != "opml":
        raise InputError(f"no OPML: its root is {root.tag!r}")
    ids = set(taken)
    found: dict[str, Source] = {}
    for row in root.iter("outline"):
        url = _web(row.get("xmlUrl", "").strip())
        if url.startswith(("http://", "https://")) and url not in found:
            source = _source(row, url, ids, language)
            ids.add(source.id)
            found[url] = source
    return list(found.values())


def _source(row: etree._Element, url: str, ids: set[str], language: str) -> Source:
    own = row.get("narawatchId", "")
    tag = row.get("language", "") or language
    if not tag:
        raise InputError(f"{url} has no language; give one for all with --language")
    return Source(
        id=own if ID.fullmatch(own) and own not in ids else name_source(url, ids),
        kind=_kind(row),
        url=url,
        language=tag.split("-")[0].lower(),
        country=row.get("country", ""),
        outlet=row.get("text", "") or row.get("title", ""),
        owner=row.get("owner", ""),
        link_pattern=row.get("link_pattern", ""),
        is_enabled=row.get("narawatchEnabled") != "false",
        user_agent=row.get("user_agent", ""),
    )


def _web(url: str) -> str:
    """Some readers write `feed:https://…`, or `feed://…` for what is asked by http."""
    bare = url.removeprefix("feed:")
    return f"http:{bare}" if bare != url and bare.startswith("//") else bare


def _kind(row: etree._Element) -> SourceKind:
    value = row.get("narawatchKind", "")
    return SourceKind(value) if value in SourceKind._value2member_map_ else SourceKind.AUTO
