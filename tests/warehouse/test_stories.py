"""Events told in three languages, and events that look like them; B-cubed over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from extractors.yamlfile import load
from tests.bench import synthetic
from tests.warehouse.making import NOW, new_article, store
from warehouse import likeness
from warehouse.db import fetch
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.records import NewArticle
from warehouse.stories import StoryIndex
from warehouse.writer import writing


def articles() -> dict[str, tuple[str, NewArticle]]:
    made = {}
    for event, reports in load(Path(__file__).with_name("stories.yaml")).mapping().items():
        for n, report in enumerate(reports.items()):
            url = f"https://{event}.example/{n}"
            made[url] = (
                event,
                new_article(
                    url,
                    report.require_str("text"),
                    title=report.require_str("title"),
                    language=report.require_str("language"),
                    published=NOW + timedelta(days=int(report.require_str("days")), minutes=n),
                    names=report.optional_strings("names"),
                ),
            )
    return made


def stories_of(home: Home) -> dict[str, object]:
    publish(home, NOW)
    return dict(query(home, "SELECT url, story_id FROM v_articles").rows)  # type: ignore[arg-type]


def b_cubed(gold: Mapping[str, object], found: Mapping[str, object]) -> float:
    """Harmonic mean of B-cubed precision and recall."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for url in gold:
        by_gold[gold[url]].add(url)
        by_found[found[url]].add(url)
    shared = {url: len(by_gold[gold[url]] & by_found[found[url]]) for url in gold}
    precision = sum(shared[url] / len(by_found[found[url]]) for url in gold) / len(gold)
    recall = sum(shared[url] / len(by_gold[gold[url]]) for url in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("at_a_time", [1, 100])
def test_an_event_is_one_story_in_three_languages_and_its_look_alikes_are_others(
    home: Home, at_a_time: int
) -> None:
    """Whether the articles come one by one or all at once."""
    told = sorted(articles().items(), key=lambda item: item[1][1].article.published.at or NOW)
    with writing(home, who="test") as writer:
        for i in range(0, len(told), at_a_time):
            store(writer, *(new for _, (_, new) in told[i : i + at_a_time]))
    found = stories_of(home)
    gold = {url: event for url, (event, _) in told}
    wrong = [(url, gold[url], found[url]) for url in gold]
    assert b_cubed(gold, found) >= 0.93, wrong


def test_story_ids_stay_as_stories_grow(home: Home) -> None:
    told = [new for _, (event, new) in articles().items() if event == "andong"]
    with writing(home, who="test") as writer:
        store(writer, told[0])
    (first,) = set(stories_of(home).values())
    with writing(home, who="test") as writer:
        store(writer, *told[1:])
    assert set(stories_of(home).values()) == {first}


def test_stories_that_no_article_may_resemble_are_left_out_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [new for _, new in articles().values()]
    read: dict[str, list[int]] = {"near": [], "all": []}
    scores = {}
    for name, sizes in read.items():
        near_stories = likeness._near_stories

        def chosen(connection, *asked, name=name, sizes=sizes, near=near_stories):
            every = [row[0] for row in fetch(connection, "SELECT id FROM stories")]
            stories = near(connection, *asked) if name == "near" else every
            sizes.append(len(stories))
            return stories

        home = Home(tmp_path / name)
        with monkeypatch.context() as patched, writing(home, who="test") as writer:
            patched.setattr(likeness, "_near_stories", chosen)
            for new in told:
                store(writer, new)
        publish(home, NOW)
        scores[name] = query(home, "SELECT * EXCLUDE joined_at FROM story_members ORDER BY 1").rows
    assert scores["near"] == scores["all"]
    assert sum(read["near"]) < sum(read["all"]) / 2


def test_stories_that_no_article_would_join_are_not_kept_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [*(new for _, new in articles().values()), *synthetic.articles(1, 150, NOW)]
    told = told[::2] + told[1::2]
    kept = {"needed": 0, "all": 0}
    scores = {}
    offer = StoryIndex.offer
    for name in kept:

        def offered(index, story_id, members, *, is_sure, name=name):
            offer(index, story_id, members, is_sure=is_sure or name == "all")
            kept[name] += story_id in index._stories

        home = Home(tmp_path / name)
        with monkeypatch.context() as patched, writing(home, who="test") as writer:
            patched.setattr(StoryIndex, "offer", offered)
            for i in range(0, len(told), 20):
                store(writer, *told[i : i + 20])
        publish(home, NOW)
        scores[name] = query(home, "SELECT * EXCLUDE joined_at FROM story_members ORDER BY 1").rows
    assert scores["needed"] == scores["all"]
    assert 0 < kept["needed"] < kept["all"] / 2
