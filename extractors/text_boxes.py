"""Boxes of Japanese and Korean pages that are not the article, told by their headings and their classes.

Summaries by a machine, settings of the letters' size, related articles, comments: they stand before, behind and inside
the article, in paragraphs like its own. They are marked, not cut, since they say what kind of page it is.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from extractors.phrases import phrases
from extractors.text_cleaning import HEADING_CHARS, WIDE

MARK = "data-beside"
BESIDE = f"//*[@{MARK}]"
# Few boxes beside an article that have a heading of their own hold more, but for lists of links.
BOX_CHARS = 300
# A caption, or a row of buttons; the shortest body in a box with such a name is longer.
SMALL_CHARS = 120
# Of the letters of a list of other articles so many are links.
LINKED = 0.6
LEVELS = 4
# Whoever has more to say, or says it in more pieces, is no box; read no further.
MOST_CHARS = 6_000
MOST_PIECES = 1_500
WHOLES = frozenset({"html", "body", "main", "article"})
MOST_HEADINGS = 200
SMALL = re.compile(
    r"caption|photo_?desc|img_?desc|photojournal|figcap|(?:^|[\s_-])(?:share|sns|fontsize|font-size|hashtag)(?:$|[\s_-])",
    re.IGNORECASE,
)
LINKED_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# All but links and items of lists, of which menus have hundreds.
OTHER_HEADINGS = ("p", "div", "span", "strong", "b", "em", "dt", "th", "button", "summary")
HEADINGS = (*sorted(LINKED_HEADINGS), *OTHER_HEADINGS)
SMALL_TAGS = ("div", "p", "span", "em", "figcaption", "dd", "ul", "section")


def mark_boxes(root: HtmlElement) -> None:
    """Mark what stands beside the article, for `BESIDE` to find."""
    for element in root.iter(*SMALL_TAGS):
        if SMALL.search(element.get("class") or "") and _letters(element) <= SMALL_CHARS:
            element.set(MARK, "")
    for paragraph in root.iter("p"):
        if _is_link(paragraph) and 0 < _letters(paragraph) <= SMALL_CHARS:
            paragraph.set(MARK, "")
    heading = phrases("furniture", "heading")
    found = (element for element in root.iter(*HEADINGS) if _is_heading(element, heading))
    behind = phrases("furniture", "behind")
    for element in list(islice(found, MOST_HEADINGS)):
        # What follows these is no article either, box or not: they stay, for the text to be cut there.
        is_end = behind.search(_own_words(element)) is not None
        for box in _boxes(element):
            for part in _without(box, element) if is_end else (box,):
                part.set(MARK, "")


def _is_heading(element: HtmlElement, heading: re.Pattern[str]) -> bool:
    text = _own_words(element)
    return 1 < len(text) <= HEADING_CHARS and heading.search(text) is not None


def _own_words(element: HtmlElement) -> str:
    """What an element says itself; a heading often says it in a link."""
    own = element.text or ""
    if not own.strip() and element.tag in LINKED_HEADINGS and len(element):
        own = element[0].text or ""
    return own.strip()


def _boxes(element: HtmlElement) -> list[HtmlElement]:
    """A heading and the list that follows it, or the box that begins with it and holds more; else the heading."""
    box = element
    for parent in islice(element.iterancestors(), LEVELS):
        follower = box.getnext()
        if follower is not None and _is_list(follower):
            return [box, follower]
        if parent.tag in WHOLES or not _begins(parent, box):
            break
        if _holds_more(parent, element):
            return [parent] if _is_small(parent) or _is_list(parent) else [box]
        box = parent
    return [box]


def _without(box: HtmlElement, heading: HtmlElement) -> list[HtmlElement]:
    """A box but for the heading in it."""
    if box is heading:
        return []
    if heading not in box.iter():
        return [box]
    return [part for child in box for part in _without(child, heading)]


def _begins(parent: HtmlElement, box: HtmlElement) -> bool:
    """Whether nothing is said in a parent before one of its children."""
    if (parent.text or "").strip():
        return False
    for child in parent:
        if child is box:
            return True
        if _words(child) != "" or (child.tail or "").strip():
            return False
    return False


def _holds_more(parent: HtmlElement, heading: HtmlElement) -> bool:
    words, own = _words(parent), _words(heading)
    return words is None or own is None or len(words) > len(own)


def _words(element: HtmlElement) -> str | None:
    """The text of an element without white space; None when it is too long for a box."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece)
        if size > MOST_CHARS or len(pieces) > MOST_PIECES:
            return None
    return "".join("".join(pieces).split())


def _is_small(element: HtmlElement) -> bool:
    return _letters(element) <= BOX_CHARS


def _is_link(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is a link and nothing else: to another article, that is."""
    words = _words(paragraph)
    if not words:
        return False
    return sum(len(_words(link) or "") for link in paragraph.iter("a")) >= len(words)


def _is_list(element: HtmlElement) -> bool:
    total = _letters(element)
    if not 0 < total < MOST_CHARS:
        return False
    return sum(_letters(link) for link in element.iter("a")) >= LINKED * total


def _letters(element: HtmlElement) -> int:
    """How many Japanese and Korean characters an element has; `MOST_CHARS` when it is too long for a box."""
    words = _words(element)
    return MOST_CHARS if words is None else len(WIDE.findall(words))
