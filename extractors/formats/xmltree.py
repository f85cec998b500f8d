"""XML trees from strangers: no entities, no network, no depth, and damage is repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractors.markup import parsable

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ROOT = re.compile(r"<(?![?!])(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
SKIPPED = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)


def root_name(text: str) -> str:
    """Name the root element of XML or HTML in lower case without its prefix, or empty."""
    at = 1 if text.startswith("\ufeff") else 0
    while skipped := SKIPPED.match(text, at):
        at = skipped.end()
    match = ROOT.match(text, at)
    return match[1].lower() if match else ""


def parse(text: str) -> etree._Element | None:
    """Parse decoded XML leniently; entities stay unresolved.

    Returns:
        The root, or None when nothing could be read.
    """
    clean = CONTROLS.sub("", DECLARATION.sub("", parsable(text).lstrip("\ufeff"), count=1))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(clean.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with a local name, whatever their namespace."""
    return (child for child in element if local(child) == name)


def local(element: etree._Element) -> str:
    """Give an element's local name in lower case; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def child_text(element: etree._Element, name: str) -> str:
    """Give the text of the first child with a local name, or empty."""
    child = next(children(element, name), None)
    return "".join(map(str, child.itertext())).strip() if child is not None else ""
