"""The tables of near-copies, origins and stories: looked up before a batch is placed, written when it is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import cast
from uuid import UUID

from warehouse.db import Connection, append, fetch, stream
from warehouse.near import SHARED_BANDS
from warehouse.records import Arrival, Batch, JudgedArticle
from warehouse.stories import (
    TELLING,
    TELLING_ACROSS,
    WINDOW_DAYS,
    StoryArticle,
    StoryIndex,
    frequencies,
)

# Copies come within hours, sometimes weeks; bands older than this are given up, so that a batch costs the same
# whatever the size of the corpus. Exact copies are found at any age.
BANDS_DAYS = 60
# Features are needed as long as articles may join a story, and once more for feeds that lag.
FEATURES_DAYS = 2 * WINDOW_DAYS
# The engine and Python may differ in the last digit of a weight; a story too many does no harm.
_SURELY = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Sketched:
    """An article that near-copies can be recognised against.

    Attributes:
        article_id: the article.
        group_id: its near-copy group.
        sketch: see `records.Fingerprint`.
    """

    article_id: UUID
    group_id: UUID
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a known article was placed when it came.

    Attributes:
        group_id: near-copy group.
        similarity: to its group.
        story_id: story.
        score: likeness to it.
        origin: key.
        reason: of the origin.
    """

    group_id: UUID
    similarity: float
    story_id: UUID
    score: float
    origin: str
    reason: str


def settled_articles(connection: Connection, articles: Sequence[UUID]) -> dict[UUID, Settled]:
    """Where some known articles were placed."""
    rows = fetch(
        connection,
        """
        SELECT w.id, coalesce(c.group_id, w.id), coalesce(c.similarity, 1.0), m.story_id, m.score, o.origin, o.reason
        FROM (SELECT unnest($1::UUID[]) AS id) w
        JOIN story_members m ON m.article_id = w.id
        JOIN origins o ON o.article_id = w.id
        LEFT JOIN near_copies c ON c.article_id = w.id
        """,
        _texts(articles),
    )
    return {cast("UUID", row[0]): Settled(*row[1:]) for row in rows}  # type: ignore[arg-type]


def exact_groups(connection: Connection, hashes: Sequence[UUID]) -> dict[UUID, UUID]:
    """Group of the oldest article with each of these texts, by text hash."""
    rows = fetch(
        connection,
        """
        SELECT a.text_hash, arg_min(coalesce(c.group_id, a.id), a.first_seen_at)
        FROM articles a LEFT JOIN near_copies c ON c.article_id = a.id
        WHERE a.text_hash IN (SELECT unnest($1::UUID[])) AND a.text_chars > 0
        GROUP BY a.text_hash
        """,
        _texts(hashes),
    )
    return {cast("UUID", text): cast("UUID", group) for text, group in rows}


def banded_candidates(
    connection: Connection, bands: Sequence[Sequence[int]]
) -> dict[int, list[Sketched]]:
    """Stored articles that share enough bands with new ones.

    Args:
        connection: the database.
        bands: of each new article.

    Returns:
        candidates by position in `bands`.
    """
    keys = [key for row in bands for key in row]
    owners = [position for position, row in enumerate(bands) for _ in row]
    rows = fetch(
        connection,
        f"""
        WITH asked AS (SELECT unnest($1::UINTEGER[]) AS band_key, unnest($2::INTEGER[]) AS position),
        shared AS (
            SELECT a.position, b.slot FROM near_bands b JOIN asked a USING (band_key)
            GROUP BY ALL HAVING count(*) >= {SHARED_BANDS}
        )
        SELECT h.position, s.article_id, s.group_id, s.sketch
        FROM near_sketches s JOIN shared h USING (slot) ORDER BY h.position, s.slot
        """,  # noqa: S608 – a constant of ours
        keys,
        owners,
    )
    found: dict[int, list[Sketched]] = {}
    for position, *rest in rows:
        found.setdefault(cast("int", position), []).append(Sketched(*rest))  # type: ignore[arg-type]
    return found


def group_sentences(connection: Connection, groups: Iterable[UUID]) -> dict[UUID, set[int]]:
    """Keys of all sentences that members of some groups have said."""
    rows = fetch(
        connection,
        "SELECT group_id, sentences FROM near_sketches WHERE group_id IN (SELECT unnest($1::UUID[]))",
        _texts(groups),
    )
    said: dict[UUID, set[int]] = {}
    for group, sentences in rows:
        said.setdefault(cast("UUID", group), set()).update(cast("list[int]", sentences))
    return said


def group_origins(connection: Connection, groups: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Origin and reason of the first article of some groups."""
    rows = fetch(
        connection,
        "SELECT article_id, origin, reason FROM origins WHERE article_id IN (SELECT unnest($1::UUID[]))",
        _texts(groups),
    )
    return {cast("UUID", group): (str(origin), str(reason)) for group, origin, reason in rows}


def story_index(
    connection: Connection, articles: Sequence[StoryArticle], copied: Collection[UUID] = ()
) -> StoryIndex:
    """The stories that some new articles may belong to.

    Args:
        connection: the database.
        articles: the new ones.
        copied: stories of articles that some of them copy.

    Returns:
        an index of these stories and of those that one of the new ones may join: of each the articles of the window
        that share a telling feature with one of them.
    """
    if not articles:
        return StoryIndex({}, 0)
    times = [article.happened_at for article in articles]
    window = timedelta(days=WINDOW_DAYS)
    span = (min(times) - window, max(times) + window)
    counted = frequencies(articles)
    ((stored,),) = fetch(
        connection,
        "SELECT count(DISTINCT article_id) FROM story_features WHERE happened_at BETWEEN $1 AND $2",
        *span,
    )
    for key, times_seen in _stored_frequencies(connection, counted, span):
        counted[key] += times_seen
    total = len(articles) + int(str(stored))
    index = StoryIndex(counted, total)
    telling = index.expect(articles)
    near = {*copied, *_near_stories(connection, index.rarities(counted), telling, span)}
    told = _recent_articles(connection, telling, near, span)
    for story, members in groupby(told, key=itemgetter(1)):
        index.offer(story, [article for article, _ in members], is_sure=story in copied)
    return index


def _near_stories(
    connection: Connection,
    rarities: tuple[Mapping[int, float], float],
    telling: Collection[int],
    span: tuple[datetime, datetime],
) -> list[UUID]:
    """Stories with an article one of whose most telling features is among some.

    All others the index would never look at, and of most batches these are nearly all.
    """
    worth, of_unknown = rarities
    rows = fetch(
        connection,
        f"""
        WITH weighed AS (
            SELECT f.article_id, f.feature, f.weight * coalesce(w.worth, $3) AS weight, f.feature % 2 = 1 AS is_portable
            FROM story_features f
            LEFT JOIN (SELECT unnest($1::UBIGINT[]) AS feature, unnest($2::DOUBLE[]) AS worth) w USING (feature)
            WHERE f.happened_at BETWEEN $5 AND $6
        ), bounds AS (
            SELECT article_id, list_min(max(weight, {TELLING})) AS least,
                list_min(max(weight, {TELLING_ACROSS}) FILTER (is_portable)) AS least_portable
            FROM weighed GROUP BY article_id
        )
        SELECT DISTINCT m.story_id
        FROM (SELECT * FROM weighed WHERE feature IN (SELECT unnest($4::UBIGINT[]))) f
        JOIN bounds b USING (article_id) JOIN story_members m USING (article_id)
        WHERE f.weight >= b.least * {_SURELY} OR f.is_portable AND f.weight >= b.least_portable * {_SURELY}
        """,  # noqa: S608 – constants of ours
        list(worth),
        list(worth.values()),
        of_unknown,
        list(telling),
        *span,
    )
    return [cast("UUID", row[0]) for row in rows]


def _stored_frequencies(
    connection: Connection, features: Iterable[int], span: tuple[datetime, datetime]
) -> list[tuple[int, int]]:
    rows = fetch(
        connection,
        """
        SELECT feature, count(*) FROM story_features
        WHERE happened_at BETWEEN $2 AND $3 AND feature IN (SELECT unnest($1::UBIGINT[]))
        GROUP BY feature
        """,
        list(features),
        *span,
    )
    return cast("list[tuple[int, int]]", rows)


def _recent_articles(
    connection: Connection,
    features: Iterable[int],
    stories: Iterable[UUID],
    span: tuple[datetime, datetime],
) -> Iterator[tuple[StoryArticle, UUID]]:
    """Articles of some stories with these, story by story: those of ten days would not fit into memory together."""
    rows = stream(
        connection,
        """
        WITH alike AS (
            SELECT DISTINCT article_id FROM story_features
            SEMI JOIN (
                SELECT article_id FROM story_members WHERE story_id IN (SELECT unnest($4::UUID[]))
            ) USING (article_id)
            WHERE happened_at BETWEEN $2 AND $3 AND feature IN (SELECT unnest($1::UBIGINT[]))
        ), described AS (
            SELECT article_id, min(happened_at) AS happened_at, list(feature) AS features, list(weight) AS weights
            FROM story_features SEMI JOIN alike USING (article_id)
            WHERE happened_at BETWEEN $2 AND $3 GROUP BY article_id
        )
        SELECT d.article_id, a.language, d.happened_at, d.features, d.weights, m.story_id
        FROM described d JOIN story_members m USING (article_id) JOIN articles a ON a.id = d.article_id
        ORDER BY m.story_id, d.happened_at, d.article_id
        """,
        list(features),
        *span,
        _texts(stories),
    )
    return map(_recent, rows)


def _recent(row: tuple[object, ...]) -> tuple[StoryArticle, UUID]:
    article, language, happened_at, keys, weights, story = row
    features = dict(zip(cast("list[int]", keys), cast("list[float]", weights), strict=True))
    placed = StoryArticle(
        cast("UUID", article), str(language), cast("datetime", happened_at), features
    )
    return placed, cast("UUID", story)


def write_likeness(connection: Connection, batch: Batch) -> None:
    """Store sketches, groups, origins and stories of a batch."""
    changed = [j for j in batch.articles if j.placement.arrival is not Arrival.UNCHANGED]
    new = [j for j in changed if j.placement.arrival is Arrival.NEW]
    _write_sketches(connection, batch, changed)
    copies = [
        (*_ids(j), j.placement.similarity, sum(e - s for s, e in j.placement.new_spans), batch.now)
        for j in new
        if j.placement.is_copy
    ]
    append(connection, "near_copies", _COPY_COLUMNS, copies)
    origins = [(str(p.article_id), p.origin, p.origin_reason) for p in (j.placement for j in new)]
    append(connection, "origins", ("article_id", "origin", "reason"), origins)
    _credit_agencies(connection, new)
    _write_stories(connection, batch, new)


_COPY_COLUMNS = ("article_id", "group_id", "similarity", "new_chars", "joined_at")


def _ids(judged: JudgedArticle) -> tuple[str, str]:
    return str(judged.placement.article_id), str(judged.placement.group_id)


def _write_sketches(connection: Connection, batch: Batch, changed: Sequence[JudgedArticle]) -> None:
    ((top,),) = fetch(connection, "SELECT coalesce(max(slot), 0) FROM near_sketches")
    slots = range(int(str(top)) + 1, int(str(top)) + 1 + len(changed))
    prints = [j.placement.fingerprint for j in changed]
    append(
        connection,
        "near_sketches",
        ("slot", "article_id", "group_id", "indexed_at", "sketch", "sentences"),
        [
            (
                slot,
                *_ids(j),
                batch.now,
                j.placement.fingerprint.sketch,
                list(j.placement.fingerprint.sentences),
            )
            for slot, j in zip(slots, changed, strict=True)
        ],
    )
    bands = [(key, slot) for slot, made in zip(slots, prints, strict=True) for key in made.bands]
    append(connection, "near_bands", ("band_key", "slot"), bands)


def _credit_agencies(connection: Connection, new: Sequence[JudgedArticle]) -> None:
    """A copy that credits an agency shows whose report the whole group is."""
    credited = [p for p in (j.placement for j in new) if p.is_copy and p.origin_reason == "agency"]
    if not credited:
        return
    connection.execute(
        """
        UPDATE origins SET origin = g.origin, reason = 'copy'
        FROM (
            SELECT m.article_id, g.origin
            FROM (SELECT unnest($1::UUID[]) AS group_id, unnest($2::VARCHAR[]) AS origin) g
            JOIN (
                SELECT article_id, group_id FROM near_copies UNION ALL
                SELECT unnest($1::UUID[]), unnest($1::UUID[])
            ) m USING (group_id)
        ) g
        WHERE origins.article_id = g.article_id AND origins.reason <> 'agency'
        """,
        [[str(p.group_id) for p in credited], [p.origin for p in credited]],
    )


def _write_stories(connection: Connection, batch: Batch, new: Sequence[JudgedArticle]) -> None:
    placements = [(j, j.placement, j.new.article.published.at or j.new.seen_at) for j in new]
    begun = [
        (str(p.article_id), j.new.article.title, at, at)
        for j, p, at in placements
        if p.story_id == p.article_id
    ]
    append(connection, "stories", ("id", "title", "started_at", "last_at"), begun)
    members = [
        (str(p.article_id), str(p.story_id), p.story_score, batch.now) for _, p, _ in placements
    ]
    append(connection, "story_members", ("article_id", "story_id", "score", "joined_at"), members)
    _merge_stories(connection, batch, new)
    features = [
        (article_id, at, key, weight)
        for _, p, at in placements
        for article_id in (str(p.article_id),)
        for key, weight in p.features.items()
    ]
    append(
        connection, "story_features", ("article_id", "happened_at", "feature", "weight"), features
    )
    connection.execute(
        """
        UPDATE stories SET started_at = least(started_at, n.first), last_at = greatest(last_at, n.last)
        FROM (
            SELECT story, min(happened) AS first, max(happened) AS last
            FROM (SELECT unnest($1::UUID[]) AS story, unnest($2::TIMESTAMPTZ[]) AS happened) GROUP BY story
        ) n WHERE stories.id = n.story AND (n.first < started_at OR n.last > last_at)
        """,
        [[str(p.story_id) for _, p, _ in placements], [at for _, _, at in placements]],
    )


def _merge_stories(connection: Connection, batch: Batch, new: Sequence[JudgedArticle]) -> None:
    """Record that stories turned out to be one; their articles and alerts go with them."""
    merges = [
        (str(gone), str(p.story_id), str(p.article_id), batch.now)
        for p in (j.placement for j in new)
        for gone in p.merges
    ]
    if not merges:
        return
    append(
        connection, "story_merges", ("from_story", "into_story", "article_id", "merged_at"), merges
    )
    pairs = [[row[0] for row in merges], [row[1] for row in merges]]
    for table, key in (("story_members", "story_id"), ("alerts", "story_id")):
        connection.execute(
            f"""
            UPDATE {table} SET {key} = m.into_story
            FROM (SELECT unnest($1::UUID[]) AS gone, unnest($2::UUID[]) AS into_story) m
            WHERE {table}.{key} = m.gone
            """,  # noqa: S608 – names of ours
            pairs,
        )
    connection.execute(
        """
        UPDATE stories SET merged_into = m.into_story
        FROM (SELECT unnest($1::UUID[]) AS gone, unnest($2::UUID[]) AS into_story) m
        WHERE stories.id = m.gone OR stories.merged_into = m.gone
        """,
        pairs,
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Give up what near-copies and stories of long ago were recognised by."""
    bands, features = now - timedelta(days=BANDS_DAYS), now - timedelta(days=FEATURES_DAYS)
    connection.execute(
        "DELETE FROM near_bands WHERE slot IN (SELECT slot FROM near_sketches WHERE indexed_at < $1)",
        [bands],
    )
    connection.execute("DELETE FROM near_sketches WHERE indexed_at < $1", [bands])
    connection.execute("DELETE FROM story_features WHERE happened_at < $1", [features])


def _texts(ids: Iterable[UUID]) -> list[str]:
    return [str(value) for value in ids]
