"""Small repairs around the extractor: ruby before it, the page's furniture behind it."""

from __future__ import annotations

import re
from typing import Any, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from extractors.phrases import phrases

# Furniture stands at the ends: a headline and buttons before the text, offers and notices behind.
HEAD_PARAGRAPHS = 3
# A paragraph with one of the phrases may hold news too when it is longer than this (CJK twice).
FURNITURE_CHARS = 160
# Of what stands over a list of other articles.
HEADING_CHARS = 30
# A run of text with so many Japanese or Korean characters is a sentence. Elsewhere bare text is more often a
# caption or a label: wrapping it too cost eight of 990 pages a passage and gained three.
SENTENCE_CHARS = 18
# Fewer lines parted by breaks are a caption or an address.
LINES = 3
WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Words with line ends, where markup gives line ends no meaning.
WRAPPED = XPath(
    "//body//text()[contains(., '\n')][normalize-space(.)]"
    "[not(ancestor::pre or ancestor::textarea or ancestor::script or ancestor::style)]"
)
# One alone: whoever leaves a line empty means a paragraph, though a browser shows none.
WRAP = re.compile(r"(?<!\s)[^\S\n]*\n[^\S\n]*(?!\s)")
# Between these a browser shows no blank for a line end; between Korean words it does.
UNSPACED = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uff01-\uff5e]{1,2}")

BLOCKS = frozenset(
    """
    div p section article aside figure table ul ol dl blockquote h1 h2 h3 h4 h5 h6 iframe script style ins
    form nav header footer noscript center hr pre
    """.split()  # noqa: SIM905 - a wall of quoted words would be harder to review
)


def drop_readings(root: HtmlElement) -> None:
    """Take the readings out of ruby annotations, which would break a sentence into paragraphs."""
    for element in list(root.iter("rt", "rp", "rtc")):
        element.drop_tree()
    for element in list(root.iter("ruby", "rb")):
        element.drop_tag()


def unwrap_lines(root: HtmlElement) -> None:
    """Make the lines of hard-wrapped source one again: outside of `p` the extractor would call each a paragraph."""
    for text in cast("list[Any]", WRAPPED(root)):
        element, whole = text.getparent(), WRAP.sub(_joint, text)
        if text.is_tail:
            element.tail = whole
        else:
            element.text = whole


def _joint(wrap: re.Match[str]) -> str:
    text, (start, end) = wrap.string, wrap.span()
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return "" if UNSPACED.fullmatch(around) else " "


def wrap_loose_text(root: HtmlElement) -> None:
    """Put sentences that stand bare beside boxes of their own into paragraphs.

    Korean pages especially write their text straight into a `div`, with advertisements and pictures between
    the sentences, and the extractor drops what follows the first of those boxes. Where paragraphs stand elsewhere on
    the page it drops all lines of a box that are parted by nothing but breaks.
    """
    for box in list(root.iter("div", "article", "section", "td")):
        breaks = sum(child.tag == "br" for child in box)
        if breaks >= LINES or any(child.tag in BLOCKS for child in box):
            _wrap_runs(box)


def _wrap_runs(box: HtmlElement) -> None:
    children = list(box)
    starts = [-1, *(at for at, child in enumerate(children) if child.tag in BLOCKS)]
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        before = children[start] if start >= 0 else None
        bare = (box.text if before is None else before.tail) or ""
        inline = children[start + 1 : end]
        loose = [bare, *(child.tail or "" for child in inline)]
        if not any(len(WIDE.findall(text)) >= SENTENCE_CHARS for text in loose):
            continue
        paragraph = box.makeelement("p")
        paragraph.text = bare
        if before is None:
            box.text = None
            box.insert(0, paragraph)
        else:
            before.tail = None
            before.addnext(paragraph)
        paragraph.extend(inline)


def without_furniture(text: str, title: str) -> str:
    """Drop the headline from the first paragraphs, and offers and notices from both ends.

    Args:
        text: paragraphs separated by a blank line.
        title: the headline.
    """
    kept = [line for line in text.split("\n\n") if line]
    kept = kept[: _behind(kept)]
    key = _key(title)
    for at in range(min(HEAD_PARAGRAPHS, len(kept)) - 1, -1, -1):
        if len(kept) > 1 and (_key(kept[at]) == key or _is_furniture(kept[at])):
            del kept[at]
    while len(kept) > 1 and (_key(kept[-1]) == key or _is_furniture(kept[-1])):
        del kept[-1]
    inside = phrases("furniture", "inside")
    return "\n\n".join(line for line in kept if not inside.search(line))


def _behind(lines: list[str]) -> int:
    """Where the article has ended: at a heading of related articles or of the writer, with little behind it."""
    heading = phrases("furniture", "behind")
    sizes = [len(line) for line in lines]
    for at, line in enumerate(lines):
        if at and sizes[at] <= HEADING_CHARS and heading.search(line):
            return at if sum(sizes[at:]) < sum(sizes[:at]) else len(lines)
    return len(lines)


def _key(text: str) -> str:
    return "".join(text.split())


def _is_furniture(line: str) -> bool:
    weight = len(line) + sum(1 for char in line if char >= "\u1100")
    return weight <= FURNITURE_CHARS and phrases("furniture", "text").search(line) is not None
