"""What is kept beside stories: their articles as they are listed, positions, origins in order, languages.

The views of stories read it as it stands. Whoever changes the articles of a story, their dates, titles or origins,
says so to `recount`.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from warehouse.db import Connection, fetch

# What the articles of some stories say; `m` is their rows of story_members.
TOLD = """
    SELECT m.story_id, m.article_id, coalesce(a.published_at, a.first_seen_at) AS told_at, o.origin, a.outlet,
        a.language, a.title, a.url, n.article_id IS NOT NULL AS is_copy
    FROM {members} m
    JOIN articles a ON a.id = m.article_id
    JOIN origins o ON o.article_id = m.article_id
    LEFT JOIN near_copies n ON n.article_id = m.article_id
"""
KEPT = ("told_at", "language", "outlet", "origin", "title", "url", "is_copy", "position")
POSITIONS = """
    SELECT *, row_number() OVER (PARTITION BY story_id ORDER BY told_at, article_id) AS position FROM {told}
"""
COUNTS = """
    SELECT story_id, count(*) AS articles, count(DISTINCT origin) AS origins,
        list(DISTINCT language ORDER BY language) AS languages
    FROM {told} GROUP BY story_id
"""
ORIGINS = """
    SELECT story_id, origin, row_number() OVER (PARTITION BY story_id ORDER BY told_at, origin) AS position, told_at,
        (epoch(told_at) - min(epoch(told_at)) OVER (PARTITION BY story_id)) / 60 AS minutes_behind, articles, outlet,
        language, title
    FROM (
        SELECT *, count(*) OVER (PARTITION BY story_id, origin) AS articles FROM {told}
        QUALIFY row_number() OVER (PARTITION BY story_id, origin ORDER BY told_at, article_id) = 1
    )
"""


def stories_of(connection: Connection, articles: Iterable[UUID]) -> set[UUID]:
    """The stories that some articles, or copies in the groups these name, are in."""
    rows = fetch(
        connection,
        """
        WITH asked AS (SELECT unnest($1::UUID[]) AS article_id)
        SELECT DISTINCT story_id FROM story_members SEMI JOIN (
            FROM asked UNION ALL
            SELECT n.article_id FROM near_copies n JOIN asked a ON a.article_id = n.group_id
        ) USING (article_id)
        """,
        [str(article) for article in articles],
    )
    return {UUID(str(row[0])) for row in rows}


def recount(connection: Connection, stories: Iterable[UUID] | None = None) -> None:
    """Count some stories anew, within the transaction that is open.

    Args:
        connection: open for writing.
        stories: their ids, all when None; those that have no articles any more count 0.
    """
    if stories is None:
        connection.execute("CREATE TEMP TABLE touched AS SELECT id AS story_id FROM stories")
    else:
        connection.execute(
            "CREATE TEMP TABLE touched AS SELECT unnest($1::UUID[]) AS story_id",
            [[str(story) for story in stories]],
        )
    members = "(SELECT * FROM story_members SEMI JOIN touched USING (story_id))"
    connection.execute(f"CREATE TEMP TABLE told AS {TOLD.format(members=members)}")
    connection.execute(
        f"""
        UPDATE story_members SET {", ".join(f"{name} = n.{name}" for name in KEPT)}
        FROM ({POSITIONS.format(told="told")}) n
        WHERE story_members.article_id = n.article_id
            AND ({", ".join(f"story_members.{name}" for name in KEPT)})
            IS DISTINCT FROM ({", ".join(f"n.{name}" for name in KEPT)})
        """  # noqa: S608 – names of ours
    )
    connection.execute(
        f"""
        UPDATE stories SET articles = coalesce(n.articles, 0), origins = coalesce(n.origins, 0),
            languages = coalesce(n.languages, [])
        FROM touched t LEFT JOIN ({COUNTS.format(told="told")}) n USING (story_id)
        WHERE stories.id = t.story_id
        """  # noqa: S608 – names of ours
    )
    connection.execute("DELETE FROM story_origins WHERE story_id IN (SELECT story_id FROM touched)")
    connection.execute(f"INSERT INTO story_origins BY NAME {ORIGINS.format(told='told')}")
    connection.execute("DROP TABLE told")
    connection.execute("DROP TABLE touched")
