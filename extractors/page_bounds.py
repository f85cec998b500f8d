"""How large a page may be: what goes beyond is refused before anything reads it in more than linear time.

The C libraries under the extractor need time that grows with the square of a tag's attributes and of an
element's children. No caller can interrupt that, so the size is bounded before it begins.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from extractors.errors import TooLarge

# The largest of 2,815 pages of public sets has 2.9 MB and 10,106 elements, the most crowded 3,711 children of one
# element (the next 1,359); at these bounds no shape of page that we could think of takes five seconds.
MAX_PAGE_BYTES = 8_000_000
MAX_ELEMENTS = 25_000
# The square of an element's children, summed: one of 6,000, or ten of 1,900.
MAX_CROWDING = 6_000**2
MAX_ATTRIBUTES = 5_000
# The longest article of those pages has 120,000 characters.
MAX_TEXT_CHARS = 300_000
# 40,000 attributes with names of their own, which parse in four seconds, need more than this.
MANY_ATTRIBUTES_CHARS = 150_000
TAG = re.compile(
    r"<[A-Za-z][^\s>]*+"
    r"(?:[\s/]++(?:[^\s=>/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)?+)*+"
)
ATTRIBUTE = re.compile(r"[\s/]++[^\s=>/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")


def bound_markup(markup: str, url: str) -> None:
    """Raise `TooLarge` for markup that takes too long even to parse: thousands of attributes in one tag."""
    if len(markup) < MANY_ATTRIBUTES_CHARS:
        return
    for tag in TAG.finditer(markup):
        if tag.end() - tag.start() < 2 * MAX_ATTRIBUTES:
            continue
        found = ATTRIBUTE.finditer(tag[0])
        if next(islice(found, MAX_ATTRIBUTES, None), None) is not None:
            raise TooLarge(f"a tag with more than {MAX_ATTRIBUTES} attributes", url)


def bound_tree(root: HtmlElement, markup: str, url: str) -> None:
    """Raise `TooLarge` for a tree with more elements, or more children of one, than any article has.

    Depth needs no bound here: the parser stops at 256 levels.
    """
    if markup.count("<") ** 2 <= MAX_CROWDING:
        return
    level, seen, crowding = [root], 0, 0
    while level:
        seen += len(level)
        if seen > MAX_ELEMENTS:
            raise TooLarge(f"a page of more than {MAX_ELEMENTS} elements", url)
        crowding += sum(len(element) ** 2 for element in level)
        if crowding > MAX_CROWDING:
            raise TooLarge("too many elements side by side", url)
        level = [child for element in level for child in element]
