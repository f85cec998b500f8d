"""What must hold in the warehouse, each as a query for what breaks it."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.corpus import RECURRING
from warehouse.db import Connection, fetch
from warehouse.story_counts import COUNTS, KEPT, ORIGINS, POSITIONS, TOLD

# Each query gives one row for each thing that is wrong.
_BROKEN = {
    "an article has one row": "SELECT id FROM articles GROUP BY id HAVING count(*) > 1",
    "an article's current version has its text": """
        SELECT a.id FROM articles a ANTI JOIN revisions r ON r.article_id = a.id AND r.revision = a.revision""",
    "a version has one row and an article": """
        SELECT article_id FROM revisions GROUP BY article_id, revision HAVING count(*) > 1
        UNION ALL SELECT r.article_id FROM revisions r ANTI JOIN articles a ON a.id = r.article_id""",
    "a mention has its version": """
        SELECT m.article_id FROM mentions m ANTI JOIN revisions r USING (article_id, revision)""",
    "an article is in one story and has one origin": """
        SELECT a.id FROM articles a
        LEFT JOIN (SELECT article_id, count(*) AS n FROM story_members GROUP BY ALL) m ON m.article_id = a.id
        LEFT JOIN (SELECT article_id, count(*) AS n FROM origins GROUP BY ALL) o ON o.article_id = a.id
        WHERE m.n IS DISTINCT FROM 1 OR o.n IS DISTINCT FROM 1""",
    "a story's articles point to a story that stands": """
        SELECT m.article_id FROM story_members m ANTI JOIN stories s ON s.id = m.story_id AND s.merged_into IS NULL""",
    "what is counted of a story is what its articles say": f"""
        WITH told AS ({TOLD.format(members="story_members")})
        SELECT story_id FROM (
            (SELECT story_id, articles, origins, languages FROM ({COUNTS.format(told="told")}))
            EXCEPT (SELECT id, articles, origins, languages FROM stories))
        UNION ALL (SELECT article_id FROM (
            (SELECT article_id, {", ".join(KEPT)} FROM ({POSITIONS.format(told="told")}))
            EXCEPT (SELECT article_id, {", ".join(KEPT)} FROM story_members)))
        UNION ALL (SELECT story_id FROM (
            ({ORIGINS.format(told="told")}) EXCEPT (SELECT * FROM story_origins)))
        UNION ALL (SELECT story_id FROM (
            (SELECT * FROM story_origins) EXCEPT ({ORIGINS.format(told="told")})))
        UNION ALL SELECT id FROM stories WHERE merged_into IS NOT NULL AND articles > 0""",  # noqa: S608 – ours
    "what a version is listed with is what its article says": """
        SELECT r.article_id FROM revisions r JOIN articles a ON a.id = r.article_id
        WHERE (r.is_current, r.outlet, r.language) IS DISTINCT FROM (r.revision = a.revision, a.outlet, a.language)
            AND (r.is_current OR r.revision = a.revision)""",
    "names that recur are counted": f"""
        SELECT surface FROM (
            (SELECT * EXCLUDE kind FROM ({RECURRING.format(where="")}))
            EXCEPT (SELECT * EXCLUDE kind FROM recurring_names))
        UNION ALL SELECT surface FROM (
            (SELECT * EXCLUDE kind FROM recurring_names)
            EXCEPT (SELECT * EXCLUDE kind FROM ({RECURRING.format(where="")})))""",  # noqa: S608 – ours
    "a copy's group is named by an article": """
        SELECT n.article_id FROM near_copies n ANTI JOIN articles a ON a.id = n.group_id""",
    "a finding has one row, an assertion and an article": """
        SELECT id FROM findings GROUP BY id HAVING count(*) > 1
        UNION ALL SELECT f.id FROM findings f ANTI JOIN assertions s ON s.id = f.assertion_id
        UNION ALL SELECT f.id FROM findings f ANTI JOIN articles a ON a.id = f.article_id""",
    "the evidence of a finding stands in its version of the article": """
        SELECT s.id FROM assertions s
        LEFT JOIN revisions r ON r.article_id = s.article_id AND r.revision = s.revision
        WHERE NOT coalesce(contains(CASE s.field WHEN 'title' THEN r.title ELSE r.text END, s.evidence), false)""",
    "a finding that is to be told is part of an alert, and no other is": """
        SELECT f.id FROM findings f ANTI JOIN alert_findings l ON l.finding_id = f.id
        WHERE f.silence = '' AND f.is_alerting
        UNION ALL SELECT f.id FROM findings f SEMI JOIN alert_findings l ON l.finding_id = f.id
        WHERE f.silence <> ''""",
    "an alert has one row and its first finding": """
        SELECT id FROM alerts GROUP BY id HAVING count(*) > 1
        UNION ALL SELECT t.id FROM alerts t
        ANTI JOIN alert_findings l ON l.alert_id = t.id AND l.finding_id = t.finding_id""",
    "alerts and deliveries agree": """
        SELECT d.alert_id FROM deliveries d ANTI JOIN alerts t ON t.id = d.alert_id
        UNION ALL SELECT alert_id FROM deliveries GROUP BY alert_id, target HAVING count(*) > 1
        UNION ALL SELECT d.alert_id FROM deliveries d JOIN alerts t ON t.id = d.alert_id
        WHERE (d.state = 'delivered') <> (d.delivered_at IS NOT NULL)
            OR (d.state = 'pending' AND t.silenced_at IS NOT NULL)
            OR (d.state = 'silenced' AND t.silenced_at IS NULL)""",
    "a decision is about a finding": """
        SELECT b.id FROM feedback b ANTI JOIN findings f ON f.id = b.finding_id""",
    "an undo takes back a decision, once": """
        SELECT b.id FROM feedback b ANTI JOIN feedback o ON o.id = b.undoes WHERE b.action = 'undo'
        UNION ALL SELECT undoes FROM feedback WHERE undoes IS NOT NULL GROUP BY undoes HAVING count(*) > 1""",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold.

    Attributes:
        rule: what should hold.
        count: how many things break it.
        examples: ids of up to three of them.
    """

    rule: str
    count: int
    examples: tuple[str, ...]


def broken_invariants(connection: Connection) -> list[Broken]:
    """Everything that should hold and does not; none in a sound warehouse."""
    found = []
    for rule, query in _BROKEN.items():
        rows = fetch(connection, query)
        if rows:
            found.append(Broken(rule, len(rows), tuple(str(row[0]) for row in rows[:3])))
    return found
