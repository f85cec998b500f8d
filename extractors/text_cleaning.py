"""Small repairs around the extractor: ruby before it, the page's furniture behind it."""

from __future__ import annotations

from lxml.html import HtmlElement

from extractors.phrases import phrases

# Furniture stands at the ends: a headline and buttons before the text, offers and notices behind.
HEAD_PARAGRAPHS = 3
# A paragraph with one of the phrases may hold news too when it is longer than this (CJK twice).
FURNITURE_CHARS = 160


def drop_readings(root: HtmlElement) -> None:
    """Take the readings out of ruby annotations, which would break a sentence into paragraphs."""
    for element in list(root.iter("rt", "rp", "rtc")):
        element.drop_tree()
    for element in list(root.iter("ruby", "rb")):
        element.drop_tag()


def without_furniture(text: str, title: str) -> str:
    """Drop the headline from the first paragraphs, and offers and notices from both ends.

    Args:
        text: paragraphs separated by a blank line.
        title: the headline.
    """
    kept = [line for line in text.split("\n\n") if line]
    key = _key(title)
    for at in range(min(HEAD_PARAGRAPHS, len(kept)) - 1, -1, -1):
        if len(kept) > 1 and (_key(kept[at]) == key or _is_furniture(kept[at])):
            del kept[at]
    while len(kept) > 1 and _is_furniture(kept[-1]):
        del kept[-1]
    return "\n\n".join(kept)


def _key(text: str) -> str:
    return "".join(text.split())


def _is_furniture(line: str) -> bool:
    weight = len(line) + sum(1 for char in line if char >= "\u1100")
    return weight <= FURNITURE_CHARS and phrases("furniture", "text").search(line) is not None
