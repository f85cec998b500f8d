"""Whose report an article is: an agency's, an owner's, or the outlet's own. Pure.

A wire story on twenty sites is one origin; so are the outlets of one owner, and whoever copies them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from extractors.model import Article
from extractors.yamlfile import load

AGENCIES = Path(__file__).parent / "agencies.yaml"

# Credits stand in the date-line or behind the last sentence; further in, agencies are quoted, not credited.
_EDGE_CHARS = 160
_BRACKETED = re.compile(r"[(\[【〔<（［]([^()\[\]【】〔〕<>（）［］\n]{1,60})[)\]】〕>）］]")
_SPLIT = re.compile(r"[=＝/／,、·・|]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose report it is.

    Attributes:
        key: `agency:yonhap`, `owner:…` or `outlet:…`.
        reason: `agency`, `copy`, `owner` or `outlet`.
    """

    key: str
    reason: str


def origin_of(article: Article, *, outlet: str = "", owner: str = "") -> Origin:
    """The origin of an article by itself, before copies are known.

    Args:
        article: with its text.
        outlet: who published it; empty takes the article's own name for it, then the address's host.
        owner: who owns the outlet, or empty.
    """
    name = outlet_name(article, outlet)
    agency = agency_named(article.agency) or agency_named(name) or credited_agency(article)
    if agency:
        return Origin(f"agency:{agency}", "agency")
    if owner:
        return Origin(f"owner:{_folded(owner)}", "owner")
    return Origin(f"outlet:{_folded(name)}", "outlet")


def origin_of_copy(own: Origin, group: Origin) -> Origin:
    """The origin of an article that copies others: theirs, unless it credits an agency and they do not."""
    if own.reason == "agency" or own.key == group.key:
        return own
    return Origin(group.key, "copy")


def outlet_name(article: Article, outlet: str = "") -> str:
    """Name of the outlet: as given, as the page has it, or the host of its address."""
    return outlet or article.outlet or (urlsplit(article.url).hostname or "unknown")


def agency_named(name: str) -> str:
    """Id of the agency of this name, or empty."""
    return _agencies().get(_folded(name), "") if name else ""


def credited_agency(article: Article) -> str:
    """Id of the agency that by-line, date-line or last line credit, or empty."""
    for part in _SPLIT.split(article.byline):
        if found := _agency_in_words(part):
            return found
    text = article.text.strip()
    for edge in (text[:_EDGE_CHARS], text[-_EDGE_CHARS:]):
        for bracketed in _BRACKETED.finditer(edge):
            for part in reversed(_SPLIT.split(bracketed[1])):
                if found := _agency_in_words(part):
                    return found
    return agency_named(text.rsplit("\n", 1)[-1].strip(" .。-–—©"))


def _agency_in_words(part: str) -> str:
    """An agency that is the whole of some words, or ends them (`ワシントン共同`, `SEOUL Yonhap`)."""
    words = _folded(part)
    if found := _agencies().get(words, ""):
        return found
    if " " in words and (found := _agencies().get(words.rsplit(" ", 1)[1], "")):
        return found
    endings = (name for name in _agencies() if not name.isascii() and words.endswith(name))
    return _agencies().get(max(endings, key=len, default=""), "")


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def _agencies() -> dict[str, str]:
    """Agency ids by folded name."""
    table = load(AGENCIES).mapping()
    return {_folded(name): agency for agency, names in table.items() for name in names.strings()}
