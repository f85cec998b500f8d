"""Names on their way into the warehouse: known ones, and those that nobody listed."""

from __future__ import annotations

from datetime import UTC, datetime

from extractors.model import Article, DateSource, Page, Source, SourceKind, Stamp
from flows.reading import Job, as_new
from warehouse.judging.model import Feedback

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
