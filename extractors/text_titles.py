"""Headlines without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.formats.common import plain
from extractors.page_tree import PageTree, string_of
from extractors.urls import site

SEPARATOR = re.compile(r"\s+[|｜:：\-–—―·»>〉<«≪/]+\s+|\s*[|｜]\s*|\s*[：]{2}\s*")
BRACKETED_END = re.compile(r"\s*[\[(（【［]\s*([^\])）】］]{2,20})\s*[\])）】］]\s*$")
# Without blanks around it a colon mostly stands inside a headline: only a site's whole name is set off so.
CLOSE_END = re.compile(r"(?<=[^\s:：])[:：](?=\S)([^:：]{2,40})$")
NOISE = re.compile(r"[\W_]+")
MAX_TITLE_CHARS = 400
# A separator may be part of a headline; what stands behind it is a site's name only when short.
SITE_NAME_CHARS = 40


def title_of(tree: PageTree) -> str:
    """Give a page's headline without the name of its site.

    The readings, best first: JSON-LD's headline, `og:title`, the first heading, `<title>`, the
    listing's title. Each name that the page itself gives for its site is taken off the end (or the
    start), however it is set off.
    """
    candidates = [title for title in _candidates(tree) if title]
    if not candidates:
        return ""
    names = _site_names(tree)
    title = candidates[0][:MAX_TITLE_CHARS]
    cleaned = _without_site(title, names)
    return _without_tail(cleaned, candidates[1:])


def site_name(tree: PageTree) -> str:
    """Give the site's or outlet's name as the page has it, or empty."""
    if name := tree.meta("og:site_name", "application-name", "twitter:app:name:iphone"):
        return plain(name)
    publishers = (string_of(node.get("publisher")) for node in tree.articles())
    return plain(next((name for name in publishers if name), ""))


def _candidates(tree: PageTree) -> Iterator[str]:
    yield from (plain(string_of(node.get("headline"))) for node in tree.articles())
    yield plain(tree.meta("og:title", "twitter:title"))
    for heading in tree.root.iter("h1"):
        yield plain(heading.text_content(), is_html=False)
    title = next(tree.root.iter("title"), None)
    yield plain(title.text_content(), is_html=False) if title is not None else ""
    yield tree.page.entry.title if tree.page.entry else ""


def _site_names(tree: PageTree) -> frozenset[str]:
    names = [site_name(tree), tree.meta("application-name", "apple-mobile-web-app-title", "author")]
    names += [string_of(node.get("publisher")) for node in tree.articles()]
    names += [string_of(node.get("name")) for node in tree.nodes if "logo" in node]
    host = site(tree.page.url)
    names += [host, host.partition(".")[0]]
    return frozenset(key for name in names if len(key := _key(name)) > 1)


def _key(name: str) -> str:
    return NOISE.sub("", name).lower()


def _without_site(title: str, names: frozenset[str]) -> str:
    """Cut pieces at the ends that are, hold or abbreviate a name of the site."""
    for end in (BRACKETED_END, CLOSE_END):
        if (match := end.search(title)) and _key(match[1]) in names:
            title = title[: match.start()]
    while match := _last(SEPARATOR.finditer(title)):
        if not _is_name(title[match.end() :], names):
            break
        title = title[: match.start()]
    match = SEPARATOR.search(title)
    if match and _key(title[: match.start()]) in names:
        title = title[match.end() :]
    return title.strip()


def _is_name(piece: str, names: frozenset[str]) -> bool:
    key = _key(piece)
    if not key or len(piece) > SITE_NAME_CHARS:
        return not key
    return any(key == name or (len(name) > 2 and name in key) for name in names)  # noqa: PLR2004


def _without_tail(title: str, others: list[str]) -> str:
    """When another reading of the headline is this one up to a separator, the rest was the site's."""
    for other in others:
        if len(other) < len(title) and title.startswith(other):
            rest = title[len(other) :]
            if SEPARATOR.match(rest + " ") or BRACKETED_END.fullmatch(rest):
                return other
    return title


def _last(matches: Iterator[re.Match[str]]) -> re.Match[str] | None:
    last = None
    for last in matches:  # noqa: B007 - the last one is wanted
        pass
    return last
