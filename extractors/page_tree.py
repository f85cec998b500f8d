"""A page's tree with what several readers look at: meta elements and JSON-LD, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from extractors.model import Page

Values = Mapping[str, Any]

ARTICLE_TYPES = frozenset(
    """
    newsarticle article blogposting reportagenewsarticle analysisnewsarticle backgroundnewsarticle
    opinionnewsarticle reviewnewsarticle liveblogposting techarticle scholarlyarticle report
    socialmediaposting advertisercontentarticle satiricalarticle
    """.split()  # noqa: SIM905 - a wall of quoted words would be harder to review
)
LD_TYPE = re.compile(r"ld\+json", re.IGNORECASE)
# Some sites wrap their JSON-LD in CDATA or comments, or end it with a semicolon.
WRAPPING = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)?|(?:/{2}\s*)?(?:\]\]>|-->)?\s*;?\s*$")
# Keys under which a page describes pages that are not itself.
OTHERS = frozenset({"itemListElement", "mentions", "citation", "isBasedOn", "relatedLink"})
MAX_LD_CHARS = 2_000_000
MAX_LD_NODES = 2_000


@dataclass(frozen=True, slots=True)
class PageTree:
    """A page that was parsed.

    Attributes:
        page: as received.
        root: the tree; readers leave it as it is.
        metas: content of meta elements by `property`, `name` or `itemprop` in lower case; the first wins.
        nodes: every object of the page's JSON-LD, outermost first.
    """

    page: Page
    root: HtmlElement
    metas: Mapping[str, str]
    nodes: tuple[Values, ...]

    def meta(self, *names: str) -> str:
        """Give the first of the named meta elements that says something, or empty."""
        return next((value for name in names if (value := self.metas.get(name, ""))), "")

    def articles(self) -> Iterator[Values]:
        """Yield the JSON-LD objects that are articles."""
        return (node for node in self.nodes if types_of(node) & ARTICLE_TYPES)

    def attribute(self, name: str) -> str:
        """Give an attribute of the html element, or empty."""
        return str(self.root.get(name) or "")


def read_tree(page: Page, root: HtmlElement) -> PageTree:
    """Collect a page's meta elements and JSON-LD."""
    return PageTree(page, root, _metas(root), tuple(_nodes(root)))


def types_of(node: Values) -> frozenset[str]:
    """Give a JSON-LD object's types in lower case, without their namespace."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(name.rpartition("/")[2].lower() for name in names if isinstance(name, str))


def string_of(value: object) -> str:
    """Give the words of a JSON-LD value: a string, the name of an object, the first of a list."""
    if isinstance(value, list):
        return next((text for item in value if (text := string_of(item))), "")
    if isinstance(value, dict):
        return string_of(value.get("name") or value.get("@value"))
    return value.strip() if isinstance(value, str) else ""


def _metas(root: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or element.get("value") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if name := element.get(attribute):
                metas.setdefault(name.strip().lower(), content)
    return metas


def _nodes(root: HtmlElement) -> Iterator[Values]:
    count = 0
    for script in root.iter("script"):
        if not LD_TYPE.search(script.get("type") or ""):
            continue
        for node in _objects(load_json(script.text or "")):
            yield node
            count += 1
            if count >= MAX_LD_NODES:
                return


def load_json(text: str) -> object:
    """Read JSON as sites write it: with raw line breaks, wrapped in comments; None when it is none."""
    if len(text) > MAX_LD_CHARS:
        return None
    try:
        return json.loads(WRAPPING.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object) -> Iterator[Values]:
    """Every object in a JSON value, outermost first, without recursion."""
    waiting = [value]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, dict):
            yield found
            waiting.extend(
                item
                for key, item in found.items()
                if key not in OTHERS and isinstance(item, dict | list)
            )
        elif isinstance(found, list):
            waiting.extend(found[:MAX_LD_NODES])
