"""Articles, their versions and names: what the corpus knows and how it grows. SQL of the corpus tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from extractors.model import Entry, Mention
from extractors.urls import identity, twins
from warehouse.db import Connection, append, fetch, names
from warehouse.origins import outlet_name
from warehouse.records import Arrival, Batch, JudgedArticle, KnownArticle, Revisit

_ARTICLE_COLUMNS = names(
    "id canonical_url url source_id outlet owner language title byline agency published_at "
    "date_source zone is_day_only updated_at first_seen_at last_checked_at revision content_hash "
    "text_hash text_chars is_relevant relevance"
)
_REVISION_COLUMNS = names(
    "article_id revision seen_at title text content_hash page_digest encoding text_source "
    "outlet language is_current"
)
# Names are worth a look when three articles have them.
RECURRING = """
    SELECT surface, language, arg_max(kind, times) AS kind, count(DISTINCT article_id)::INTEGER AS articles,
        sum(times)::BIGINT AS times, min(seen_at) AS first_seen_at, max(seen_at) AS last_seen_at
    FROM name_candidates {where} GROUP BY surface, language HAVING count(DISTINCT article_id) >= 3
"""
_MENTION_COLUMNS = names("article_id revision entity kind field start_char end_char surface")


def known_articles(connection: Connection, urls: Sequence[str]) -> dict[str, KnownArticle]:
    """What is known of some canonical addresses, by address; unknown ones are left out.

    An article is known by the addresses that differ from its own in scheme or `www.` alone, too: listings and
    redirects disagree about these from one day to the next.
    """
    asked = {url: twins(url) for url in urls}
    rows = fetch(
        connection,
        """
        SELECT id, canonical_url, content_hash, revision, first_seen_at, last_checked_at FROM articles
        WHERE canonical_url IN (SELECT unnest($1::VARCHAR[])) ORDER BY first_seen_at DESC, id
        """,
        [twin for group in asked.values() for twin in group],
    )
    stored = [KnownArticle(*row) for row in rows]  # type: ignore[arg-type]  # the columns' own types
    by_url = {one.canonical_url: one for one in stored}
    first = {identity(one.canonical_url): one for one in stored}
    return {
        url: known
        for url in asked
        if (known := by_url.get(url) or first.get(identity(url))) is not None
    }


def due_revisits(connection: Connection, now: datetime, ages: Sequence[timedelta]) -> list[Revisit]:
    """Articles that have reached one of `ages` since they were first seen and were not looked at after that.

    Newest first. What was older than the highest age when it was first seen, as a backfill brings it, is left alone,
    and so is what has waited a month, because its source was switched off. A date that was guessed is not handed
    on as if the listing had given it.
    """
    rows = fetch(
        connection,
        """
        SELECT canonical_url, source_id, url, title,
            CASE WHEN date_source NOT IN ('guessed', 'none') THEN published_at END
        FROM articles
        WHERE EXISTS (
            SELECT 1 FROM unnest($2::INTERVAL[]) AS ages(age)
            WHERE last_checked_at < first_seen_at + age AND first_seen_at + age <= $1
        )
            AND first_seen_at >= $1 - $3::INTERVAL - INTERVAL 30 DAYS
            AND coalesce(published_at, first_seen_at) >= first_seen_at - $3::INTERVAL
        ORDER BY first_seen_at DESC, canonical_url
        """,
        now,
        list(ages),
        max(ages, default=timedelta()),
    )
    return [
        Revisit(
            canonical_url=str(row[0]),
            source_id=str(row[1]),
            entry=Entry(str(row[2]), str(row[3]), published_at=cast("datetime | None", row[4])),
        )
        for row in rows
    ]


def current_texts(connection: Connection, articles: Sequence[UUID]) -> dict[UUID, str]:
    """The stored text of some articles in their current version."""
    rows = fetch(
        connection,
        """
        SELECT r.article_id, r.text FROM revisions r
        WHERE r.article_id IN (SELECT unnest($1::UUID[]))
        QUALIFY row_number() OVER (PARTITION BY r.article_id ORDER BY r.revision DESC) = 1
        """,
        [str(article) for article in articles],
    )
    return {cast("UUID", article): str(text) for article, text in rows}


def write_articles(connection: Connection, batch: Batch) -> None:
    """Store the articles of a batch that are new or revised; mark the others as checked."""
    changed = [
        judged for judged in batch.articles if judged.placement.arrival is not Arrival.UNCHANGED
    ]
    revised = [judged for judged in changed if judged.placement.arrival is Arrival.REVISED]
    first_seen = _first_seen(connection, revised)
    connection.execute(
        "DELETE FROM articles WHERE id IN (SELECT unnest($1::UUID[]))",
        [[str(judged.placement.article_id) for judged in revised]],
    )
    append(connection, "articles", _ARTICLE_COLUMNS, [_article_row(j, first_seen) for j in changed])
    connection.execute(
        "UPDATE revisions SET is_current = false WHERE article_id IN (SELECT unnest($1::UUID[]))",
        [[str(judged.placement.article_id) for judged in revised]],
    )
    append(connection, "revisions", _REVISION_COLUMNS, [_revision_row(j) for j in changed])
    append(connection, "mentions", _MENTION_COLUMNS, [row for j in changed for row in _mentions(j)])
    _write_entities(connection, [j for j in changed if j.placement.arrival is Arrival.NEW])
    _write_candidates(connection, batch, changed)
    _mark_checked(connection, batch)


def _first_seen(
    connection: Connection, revised: Sequence[JudgedArticle]
) -> Mapping[UUID, tuple[object, ...]]:
    """What a revision must not change: the address, and when and through which source it was first seen."""
    rows = fetch(
        connection,
        """
        SELECT id, first_seen_at, source_id, canonical_url FROM articles
        WHERE id IN (SELECT unnest($1::UUID[]))
        """,
        [str(judged.placement.article_id) for judged in revised],
    )
    return {cast("UUID", row[0]): row[1:] for row in rows}


def _article_row(
    judged: JudgedArticle, first_seen: Mapping[UUID, tuple[object, ...]]
) -> tuple[object, ...]:
    new, place, article = judged.new, judged.placement, judged.new.article
    seen_at, source_id, canonical = first_seen.get(
        place.article_id, (new.seen_at, new.source_id, article.canonical_url)
    )
    verdict = judged.judgement
    return (
        str(place.article_id), canonical, article.url, source_id,
        outlet_name(article, new.outlet), new.owner, article.language, article.title, article.byline,
        article.agency, article.published.at, str(article.published.source), article.published.zone,
        article.published.is_day_only, article.updated_at, seen_at, new.seen_at, place.revision,
        str(place.content_hash), str(place.fingerprint.text_hash), len(article.text),
        verdict.is_relevant if verdict else None, verdict.relevance if verdict else None,
    )  # fmt: skip


def _revision_row(judged: JudgedArticle) -> tuple[object, ...]:
    new, place, article = judged.new, judged.placement, judged.new.article
    return (
        str(place.article_id), place.revision, new.seen_at, article.title, article.text,
        str(place.content_hash), new.page_digest, article.encoding, article.text_source,
        outlet_name(article, new.outlet), article.language, True,
    )  # fmt: skip


def _mentions(judged: JudgedArticle) -> Iterator[tuple[object, ...]]:
    article_id, revision = str(judged.placement.article_id), judged.placement.revision
    for field, mentions in _by_field(judged):
        for m in mentions:
            if m.entity:
                yield article_id, revision, m.entity, m.kind, field, m.start, m.end, m.text


def _by_field(judged: JudgedArticle) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    return ("title", judged.new.title_mentions), ("text", judged.new.text_mentions)


def _write_entities(connection: Connection, new: Sequence[JudgedArticle]) -> None:
    rows = []
    for judged in new:
        named = Counter(m.entity for _, mentions in _by_field(judged) for m in mentions if m.entity)
        told_on = (judged.new.article.published.at or judged.new.seen_at).date()
        rows += [
            (str(judged.placement.article_id), entity, told_on, n) for entity, n in named.items()
        ]
    append(connection, "article_entities", ("article_id", "entity", "told_on", "times"), rows)


def _write_candidates(
    connection: Connection, batch: Batch, changed: Sequence[JudgedArticle]
) -> None:
    rows = []
    for judged in changed:
        unknown = Counter(
            (m.text, m.kind) for _, mentions in _by_field(judged) for m in mentions if not m.entity
        )
        article_id, language = str(judged.placement.article_id), judged.new.article.language
        rows += [
            (article_id, text, kind, language, n, batch.now) for (text, kind), n in unknown.items()
        ]
    columns = ("article_id", "surface", "kind", "language", "times", "seen_at")
    append(connection, "name_candidates", columns, rows)
    recount_names(connection, {str(row[1]) for row in rows})


def recount_names(connection: Connection, surfaces: Collection[str] | None = None) -> None:
    """Count unknown names anew, within the transaction that is open: these, or all when None."""
    if surfaces is not None and not surfaces:
        return
    among = "" if surfaces is None else "WHERE surface IN (SELECT unnest($1::VARCHAR[]))"
    given = [] if surfaces is None else [list(surfaces)]
    connection.execute(f"DELETE FROM recurring_names {among}", given)  # noqa: S608 – words of ours
    connection.execute(
        f"INSERT INTO recurring_names BY NAME {RECURRING.format(where=among)}", given
    )


def _mark_checked(connection: Connection, batch: Batch) -> None:
    same = [j for j in batch.articles if j.placement.arrival is Arrival.UNCHANGED]
    if same:
        connection.execute(
            """
            UPDATE articles SET last_checked_at = c.seen_at
            FROM (SELECT unnest($1::UUID[]) AS id, unnest($2::TIMESTAMPTZ[]) AS seen_at) c
            WHERE articles.id = c.id AND articles.last_checked_at < c.seen_at
            """,
            [[str(j.placement.article_id) for j in same], [j.new.seen_at for j in same]],
        )
