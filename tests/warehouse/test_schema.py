from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.warehouse.making import BRIDGE, NOW, finding, later, new_article, store
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.schema import current_schema, render
from warehouse.writer import writing

ROOM = Path(__file__).parents[2] / "warehouse"
README = (ROOM / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("asked"))
    with writing(home, who="test") as writer:
        store(
            writer,
            new_article("https://a.example/1", names=["place.bridge"]),
            new_article(
                "https://b.example/1",
                BRIDGE + " It was built in 1931.",
                outlet="B",
                published=later(hours=1),
            ),
            findings=[finding()],
        )
    publish(home, NOW)
    return home


def test_everything_is_documented() -> None:
    schema = current_schema()
    assert len(schema) > 30
    bare = [table.name for table in schema if not table.comment]
    bare += [f"{t.name}.{c.name}" for t in schema for c in t.columns if not c.comment]
    assert bare == []


def test_the_readable_schema_is_what_the_migrations_build() -> None:
    """`python -m warehouse.schema > warehouse/schema.txt` renews it."""
    assert (ROOM / "schema.txt").read_text(encoding="utf-8") == render(current_schema())


@pytest.mark.parametrize("table", [table.name for table in current_schema()])
def test_every_table_and_view_is_on_the_page_with_a_query(table: str) -> None:
    assert f"`{table}`" in README or any(re.search(rf"\b{table}\b", sql) for sql in QUERIES)
    assert any(re.search(rf"\b{table}\b", sql) for sql in QUERIES), f"no query asks {table}"


@pytest.mark.parametrize("sql", QUERIES, ids=[sql.split("\n")[0][:60] for sql in QUERIES])
def test_documented_queries_run(asked: Home, sql: str) -> None:
    assert query(asked, sql).columns


@pytest.mark.parametrize("view", [t.name for t in current_schema() if t.kind == "view"])
def test_views_name_their_columns_as_documented(asked: Home, view: str) -> None:
    (table,) = [t for t in current_schema() if t.name == view]
    answer = query(asked, f"SELECT * FROM {view}")
    assert answer.columns == tuple(column.name for column in table.columns)


def test_views_answer(asked: Home) -> None:
    def one(sql: str) -> tuple[object, ...]:
        (row,) = query(asked, sql).rows
        return row

    assert one("SELECT articles, origins FROM v_alerts") == (2, 1)
    assert one("SELECT articles, origins FROM v_stories") == (2, 1)
    assert one("SELECT new_value, origins FROM v_changes") == ("closed", 1)
    assert one("SELECT entity, articles, change FROM v_entity_weeks") == ("place.bridge", 1, 1)
    assert one("SELECT outlet, has_news FROM v_near_copies") == ("B", True)
    assert one("SELECT status, value FROM v_claim_history") == ("reported", "closed")
    assert one("SELECT origin, minutes_behind FROM v_first_reports") == ("outlet:a.example", 0.0)
