"""What the listing formats share: plain text of markup, and entries from loose values."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import urlsplit

from extractors.date_strings import ZONE_OF, read_instant
from extractors.language import HANGUL, KANA

TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--|!\[CDATA\[|\?[^<>]*)>", re.DOTALL)
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# The ideographic space stays: Japanese headlines set their parts off with it.
SPACE = re.compile(r"[^\S\u3000]+")
BLOCK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h\d)\b[^<>]*>", re.IGNORECASE)
# A summary is evidence for a headline, not the article.
SUMMARY_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing's bytes as text, with what its readers need to know about where it came from.

    Attributes:
        text: decoded.
        url: final address; links are resolved against it.
        link_pattern: for HTML index pages: regular expression that article links match.
    """

    text: str
    url: str
    link_pattern: str = ""


def plain(markup: str, *, is_html: bool = True) -> str:
    """Give the text of a piece of markup on one line.

    Args:
        markup: HTML or plain text.
        is_html: False for text in which `<b>` means the characters.
    """
    if is_html:
        markup = CDATA.sub(r"\1", markup)
        markup = TAG.sub("", BLOCK.sub(" ", markup))
        markup = html.unescape(markup)
    return SPACE.sub(" ", markup).strip()


def zone_for(language: str, url: str, sample: str = "") -> timezone | None:
    """Guess the zone of an outlet that writes none, or None where nothing tells.

    Args:
        language: tag as the listing or page says, or empty.
        url: the outlet's address; `.kr` and `.jp` tell.
        sample: a headline, whose script tells.
    """
    if zone := ZONE_OF.get(language[:2].lower()):
        return zone
    host = urlsplit(url).hostname or ""
    if zone := ZONE_OF.get(host.rpartition(".")[2].upper()):
        return zone
    is_ours = KANA.search(sample) or HANGUL.search(sample)
    return ZONE_OF["ko"] if is_ours else None


def instant(raw: str, zone: timezone | None) -> datetime | None:
    """Read a listing's date as aware UTC, or None."""
    found = read_instant(raw, zone)
    return found.at if found else None
