"""Pages that are no articles: consent walls, paywalls, logins, error pages, indexes.

Each check asks for several signs at once, since a real article lost costs more than a stub kept:
an article about a login page must pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from extractors.errors import (
    ConsentWall,
    ErrorPage,
    IndexPage,
    LoginPage,
    NotAnArticle,
    PaywallStub,
)
from extractors.page_tree import PageTree, types_of
from extractors.phrases import phrases

# A text of this length (CJK counts double) is an article whatever stands around it.
ARTICLE_CHARS = 1200
SHORT_CHARS = 500
# Two sentences: as much as a closed article shows, and less than a short one says.
STUB_CHARS = 300
# Where a page says what it is: in its first sentence; where offers stand: behind the last one.
OPENING_CHARS = 120
BEHIND_CHARS = 300
PAGE_CHARS = 2000
ENDING_KEY_CHARS = 30

WIDE = re.compile(r"[\u1100-\U0010ffff]+")
# A section's address is a word or two; an article's has a number or a slug.
SECTION_PATH = re.compile(r"(?:/[a-z]+(?:[-_][a-z]+)?){0,3}/?(?:index\.\w{2,5})?", re.IGNORECASE)
# So many linked headlines on the page, and such a share of the text in their boxes. With these none of the 181
# pages of a public extraction benchmark is refused, even under a section's address.
HEADLINE_WEIGHT = 16
MANY_HEADLINES = 8
TEASERS_SHARE = 0.4
TEASER_LEVELS = 4
TEASER_WEIGHT = 400
# So many paragraphs longer than any teaser are somebody's prose.
LONG_PARAGRAPHS = 2
# Enough to tell: a larger list is no other, and each more would be looked for in all of it.
MOST_HEADLINES = 1_000
# Runs of text in a teaser; more of them are a menu.
MOST_PIECES = 100
LISTING_TYPES = frozenset({"collectionpage", "searchresultspage", "itemlist"})


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the checks look at.

    Attributes:
        title: the headline.
        text: extracted text.
        weight: its length, with CJK characters counted twice.
        visible: words that stand on the page, the menus with them.
    """

    tree: PageTree
    title: str
    text: str
    weight: int
    visible: str


def refuse_other_kinds(tree: PageTree, title: str, text: str) -> None:
    """Pass an article; raise for every other kind of page that is recognised.

    Args:
        tree: the page.
        title: its headline.
        text: what was extracted from it, perhaps empty.

    Raises:
        NotAnArticle: the subclass says what it is instead.
    """
    weight = weight_of(text)
    if weight >= ARTICLE_CHARS and not phrases("login", "title").search(title):
        refused = _index(tree, text)
    else:
        signs = _Signs(tree, title, text, weight, _visible(tree))
        refused = (
            _error(signs)
            or _login(signs)
            or _consent(signs)
            or _paywall(signs)
            or _index(tree, text)
        )
    if refused:
        raise refused


def weight_of(text: str) -> int:
    """Measure a text: a character of Japanese, Korean or Chinese says about as much as two Latin ones."""
    return 2 * len(text) - len(WIDE.sub("", text))


def _visible(tree: PageTree) -> str:
    words = tree.root.xpath(
        "//body//text()[not(parent::script or parent::style or parent::noscript)]"
    )
    return " ".join(" ".join(words).split())[:20_000]


def _error(signs: _Signs) -> NotAnArticle | None:
    if signs.weight >= SHORT_CHARS:
        return None
    is_titled = phrases("error", "title").search(signs.title) is not None
    is_said = phrases("error", "text").search(_opening(signs)) is not None
    if is_titled or (is_said and not _claims_article(signs.tree)):
        return ErrorPage(f"an error page: {signs.title[:80]}", signs.tree.page.url)
    return None


def _opening(signs: _Signs) -> str:
    """Where a page says what it is: the text's beginning, or the page's when it has no text."""
    return signs.text[:OPENING_CHARS] or signs.visible[:PAGE_CHARS]


def _ending(signs: _Signs) -> str:
    """Where offers stand: the text's last paragraph and the words that follow it on the page."""
    last = signs.text.rpartition("\n\n")[2]
    if not last:
        return signs.visible[:PAGE_CHARS]
    _, found, behind = signs.visible.partition(" ".join(last.split())[-ENDING_KEY_CHARS:])
    return f"{last} {behind[:BEHIND_CHARS] if found else ''}"


def _claims_article(tree: PageTree) -> bool:
    """Whether a page says that it is an article."""
    return any(True for _ in tree.articles()) or tree.meta("og:type").lower() == "article"


def _login(signs: _Signs) -> NotAnArticle | None:
    has_password = bool(signs.tree.root.xpath("//input[@type='password']"))
    if phrases("login", "title").search(signs.title) and (
        has_password or signs.weight < SHORT_CHARS
    ):
        return LoginPage(f"a login page: {signs.title[:80]}", signs.tree.page.url)
    if has_password and signs.weight < SHORT_CHARS / 2 and not _claims_article(signs.tree):
        return LoginPage("a form for a password and hardly any text", signs.tree.page.url)
    return None


def _consent(signs: _Signs) -> NotAnArticle | None:
    is_titled = phrases("consent", "title").search(signs.title) is not None
    is_said = phrases("consent", "text").search(_opening(signs)) is not None
    if is_said and (is_titled or (signs.weight < SHORT_CHARS and not _claims_article(signs.tree))):
        return ConsentWall("a consent wall", signs.tree.page.url)
    return None


def _paywall(signs: _Signs) -> NotAnArticle | None:
    if signs.weight >= SHORT_CHARS:
        return None
    is_said = phrases("paywall", "text").search(_ending(signs)) is not None
    if is_said or (_is_closed(signs.tree) and signs.weight < STUB_CHARS):
        return PaywallStub("the first lines, and an offer to subscribe", signs.tree.page.url)
    return None


def _is_closed(tree: PageTree) -> bool:
    """Whether the page says that its text is not free."""
    values = (str(node.get("isAccessibleForFree")).lower() for node in tree.articles())
    return "false" in values or tree.meta("article:content_tier").lower() == "locked"


def _index(tree: PageTree, text: str) -> NotAnArticle | None:
    if _is_declared_listing(tree) and weight_of(text) < ARTICLE_CHARS:
        return IndexPage("a page that says it lists others", tree.page.url)
    if _is_section_address(tree) and not _claims_article(tree) and _is_headlines(tree, text):
        return IndexPage("a section's address, and headlines for a text", tree.page.url)
    return None


def _is_section_address(tree: PageTree) -> bool:
    _, _, place = tree.page.url.partition("//")
    _, _, path = place.partition("/")
    return place != "" and SECTION_PATH.fullmatch(f"/{path}" if path else "") is not None


def _is_headlines(tree: PageTree, text: str) -> bool:
    """Whether the text is a list of teasers: much of it stands in small boxes around linked headlines."""
    links = islice(filter(_is_headline, tree.root.iter("a")), MOST_HEADLINES)
    teasers = [_teaser(link) for link in links]
    if len(teasers) < MANY_HEADLINES:
        return False
    boxes = "\n".join(teasers)
    lines = [" ".join(line.split()) for line in text.split("\n\n")][:MOST_HEADLINES]
    if sum(weight_of(line) > TEASER_WEIGHT for line in lines) >= LONG_PARAGRAPHS:
        return False
    beside = sum(line in boxes for line in lines)
    return beside >= max(2, TEASERS_SHARE * len(lines))


def _is_headline(link: HtmlElement) -> bool:
    return weight_of(_words(link) or "") >= HEADLINE_WEIGHT


def _teaser(link: HtmlElement) -> str:
    """The words of the largest small box around a link."""
    words = ""
    for box in islice(link.iterancestors(), TEASER_LEVELS):
        found = _words(box)
        if found is None or weight_of(found) > TEASER_WEIGHT:
            break
        words = found
    return words


def _words(box: HtmlElement) -> str | None:
    """The words of a box; None where it is surely larger than a teaser, which is seen without reading all of it."""
    pieces, size = [], 0
    for piece in box.itertext():
        pieces.append(piece)
        size += len(piece.strip())
        if size > TEASER_WEIGHT or len(pieces) > MOST_PIECES:
            return None
    return " ".join("".join(pieces).split())


def _is_declared_listing(tree: PageTree) -> bool:
    return any(types_of(node) & LISTING_TYPES for node in tree.nodes) and not any(
        True for _ in tree.articles()
    )
