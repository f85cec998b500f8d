"""The press's listings and pages through the readers: what was printed is what is read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from extractors.entries import parse_entries
from extractors.errors import (
    ConsentWall,
    ErrorPage,
    ExtractionError,
    IndexPage,
    LoginPage,
    Mojibake,
    PaywallStub,
)
from extractors.model import Page
from extractors.text import extract_article
from flows.demo.misconduct import BROCHURE
from flows.demo.newsroom import EDITION_TIMES, load_press
from flows.demo.press import source_kind
from flows.demo.render import INNER_SITEMAP, render_inner_sitemap, render_listing, render_story

BASE = "http://127.0.0.1:8000"
LATEST = EDITION_TIMES[2]
OUTLETS = [outlet for outlet in load_press() if outlet.conduct == "open" and not outlet.finds]
STORIES = [(outlet, story) for outlet in OUTLETS for story in outlet.stories]
REFUSED = {
    "paywall": PaywallStub,
    "consent": ConsentWall,
    "gone": ErrorPage,
    "login": LoginPage,
    "section": IndexPage,
}


def is_article(story) -> bool:
    return not (story.stub or story.is_garbled)


def listed(outlet):
    entries = entries_of(outlet, render_listing(outlet, 2, BASE), outlet.listing_path)
    if outlet.listing != "sitemap-index":
        return entries
    (inner,) = entries
    assert inner.is_listing
    assert inner.url == BASE + INNER_SITEMAP
    return entries_of(outlet, render_inner_sitemap(outlet, 2, BASE), INNER_SITEMAP)


def entries_of(outlet, printed, path):
    return parse_entries(
        Page(
            BASE + path,
            printed.body,
            printed.content_type,
            fetched_at=LATEST,
            kind=source_kind(outlet),
            link_pattern=outlet.link_pattern,
        )
    )


def read(outlet, story, edition=2):
    printed = render_story(outlet, story, edition, BASE)
    (entry,) = [entry for entry in listed(outlet) if entry.url == BASE + story.path]
    url = BASE + story.path
    return extract_article(
        Page(url, printed.body, printed.content_type, fetched_at=LATEST, entry=entry)
    )


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_listings_are_read_to_the_letter(outlet) -> None:
    entries = {entry.url: entry for entry in listed(outlet)}
    assert set(entries) == {BASE + story.path for story in outlet.stories}
    for story in outlet.stories:
        entry = entries[BASE + story.path]
        if outlet.listing != "sitemap-index":
            assert entry.title == story.first.title
        date = None if outlet.listing == "html-index" else story.published
        assert date in (entry.published_at, entry.updated_at)


@pytest.mark.parametrize(
    ("outlet", "story"),
    [pair for pair in STORIES if is_article(pair[1])],
    ids=lambda value: value.id,
)
def test_pages_are_read_to_the_letter(outlet, story) -> None:
    """Words, language, date, encoding; the date line some pages set above the text may come along."""
    article = read(outlet, story)
    words = story.version(2)
    paragraphs = article.text.split("\n\n")
    wanted = words.text.split("\n\n")
    assert article.title == words.title
    assert paragraphs[-len(wanted) :] == wanted
    assert len(paragraphs) <= len(wanted) + 1
    assert article.language == outlet.language
    assert article.encoding.replace("-", "_") == outlet.encoding.replace("-", "_")
    is_undated = outlet.listing == "html-index" and story.date_in == "nowhere"
    assert article.published.is_guessed is is_undated
    if not is_undated:
        assert article.published.at == story.published


@pytest.mark.parametrize(
    ("outlet", "story"), [pair for pair in STORIES if pair[1].stub], ids=lambda value: value.id
)
def test_what_is_no_article_is_told(outlet, story) -> None:
    with pytest.raises(REFUSED[story.stub]):
        read(outlet, story)


@pytest.mark.parametrize(
    ("outlet", "story"),
    [pair for pair in STORIES if pair[1].is_garbled],
    ids=lambda value: value.id,
)
def test_garbled_text_is_noticed(outlet, story) -> None:
    with pytest.raises(Mojibake):
        read(outlet, story)


def test_a_brochure_is_no_listing() -> None:
    with pytest.raises(ExtractionError):
        parse_entries(Page(f"{BASE}/feed", BROCHURE, "application/pdf"))


def test_nothing_is_dated_after_its_edition() -> None:
    for _outlet, story in STORIES:
        ahead = EDITION_TIMES[story.edition] - story.published
        assert ahead > timedelta(0)
