"""Names on their way into the warehouse: known ones, and those that nobody listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from extractors.model import Article, DateSource, Page, Source, SourceKind, Stamp
from flows.reading import Job, as_new
from warehouse.judging.model import Feedback
from warehouse.traits import traits_of

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_known_names_have_their_id_and_candidates_none() -> None:
    text = "Lee met Sanae Takaichi. The plaintiff, Yang Geum-deok, was not there. The prime minister left."
    stamp = Stamp(NOW, DateSource.FEED)
    article = Article(
        "https://a.example/1", "https://a.example/1", "Lee Jae-myung in Nara", text, "en", stamp
    )
    source = Source("a", SourceKind.RSS, "https://a.example/rss", "en", "JP")
    job = Job(Page(article.url, b""), "", source, "nara", Feedback())
    new = as_new(article, job, NOW)
    assert [one.entity for one in new.title_mentions] == ["person.lee-jae-myung", "place.nara"]
    assert [(one.entity, one.text) for one in new.text_mentions] == [
        ("person.lee-jae-myung", "Lee"),
        ("person.takaichi-sanae", "Sanae Takaichi"),
        ("person.takaichi-sanae", "prime minister"),
        ("", "Yang Geum-deok"),
    ]


def test_what_an_article_is_recognised_by_comes_with_it() -> None:
    text = "The ferry between the two ports sails again after seven years, twice a week at first."
    url, stamp = "https://a.example/1", Stamp(NOW, DateSource.FEED)
    article = Article(url, url, "A ferry again", text, "en", stamp)
    source = Source("a", SourceKind.RSS, "https://a.example/rss", "en", "JP")
    new = as_new(article, Job(Page(article.url, b""), "", source, "nara", Feedback()), NOW)
    assert new.traits == traits_of(replace(new, traits=None))
    assert new.traits.features
