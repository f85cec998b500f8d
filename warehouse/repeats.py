"""What stored versions of articles said anew when they came, told from the published copy."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.db import fetch
from warehouse.home import Home
from warehouse.near import new_spans, sentence_keys
from warehouse.reader import reading

# The order of the runs: by when a version was seen; articles that came together, by when they were published.
_EARLIER_TEXTS = """
    WITH versions AS (
        SELECT r.article_id, r.revision, r.seen_at, r.page_digest, m.joined_at, m.told_at,
            coalesce(c.group_id, r.article_id) AS group_id
        FROM revisions r
        JOIN story_members m ON m.article_id = r.article_id
        LEFT JOIN near_copies c ON c.article_id = r.article_id
    ), asked AS (
        SELECT * FROM versions
        WHERE page_digest IN (SELECT unnest($1::VARCHAR[])) AND (revision > 1 OR group_id <> article_id)
    )
    SELECT a.page_digest, r.text
    FROM asked a
    JOIN versions v ON v.group_id = a.group_id AND CASE
        WHEN v.article_id = a.article_id THEN v.revision < a.revision
        WHEN v.revision = 1 AND a.revision = 1
        THEN (v.joined_at, v.told_at, v.article_id) < (a.joined_at, a.told_at, a.article_id)
        ELSE v.seen_at < a.seen_at
    END
    JOIN revisions r ON r.article_id = v.article_id AND r.revision = v.revision
"""


def said_anew(home: Home, texts: Mapping[str, str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The stretches of some texts that nobody had said when they came, as they were placed then.

    Args:
        home: the data directory.
        texts: by the digest of their page.

    Returns:
        (start, end) in code points by digest, for near-copies and revised articles; others are left out.

    Raises:
        NoWarehouseError: nothing was published yet.
    """
    with reading(home) as connection:
        rows = fetch(connection, _EARLIER_TEXTS, list(texts))
    said: dict[str, set[int]] = {}
    for digest, text in rows:
        keys = {key for _, _, key in sentence_keys(str(text))}
        said.setdefault(str(digest), set()).update(keys)
    return {digest: new_spans(texts[digest], keys) for digest, keys in said.items()}
