from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from tests.warehouse.making import BRIDGE, NOW, finding, later, new_article, store
from warehouse.alerting import Candidate, KnownAlert, news_key, plan_alerts
from warehouse.home import Home
from warehouse.judging.model import Finding, FindingKind
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.writer import writing

STORY, OTHER = uuid4(), uuid4()


def candidate(found: Finding, story: UUID = STORY, *, is_date_guessed: bool = False) -> Candidate:
    return Candidate(uuid4(), found, "town", story, is_date_guessed)


def test_the_same_news_in_other_stories_is_one_alert() -> None:
    first, second = candidate(finding()), candidate(finding(), OTHER)
    plan = plan_alerts([first, second], {})
    (alert,) = plan.new
    assert alert.first is first
    assert plan.attached == ((alert.id, first.finding_id), (alert.id, second.finding_id))


def test_another_value_kind_or_claim_is_other_news() -> None:
    found = [
        finding(),
        finding(value_key="rung:reopened"),
        finding(kind=FindingKind.CONTRADICTION),
        finding(claim="tunnel.status"),
    ]
    assert len(plan_alerts([candidate(f) for f in found], {}).new) == 4


def test_novel_news_is_one_by_topic_and_story() -> None:
    novel = finding(kind=FindingKind.NOVEL)
    plan = plan_alerts([candidate(novel), candidate(novel), candidate(novel, OTHER)], {})
    assert len(plan.new) == 2
    assert len(plan.attached) == 3


def test_known_silenced_dismissed_and_guessed_make_no_alert() -> None:
    known = KnownAlert(uuid4(), NOW)
    key = news_key(finding(), "town", STORY)
    assert plan_alerts([candidate(finding())], {key: known}).new == ()
    silent = plan_alerts([one := candidate(finding())], {key: known}, silenced={known.id})
    assert (silent.attached, silent.silence) == ((), {one.finding_id: "dismissed"})
    pair = {("bridge.status", "rung:closed")}
    assert plan_alerts([candidate(finding())], {}, pair).attached == ()
    guessed = plan_alerts([two := candidate(finding(), is_date_guessed=True)], {})
    assert guessed.silence == {two.finding_id: "date-guessed"}


def test_the_earliest_article_is_the_one_quoted(home: Home) -> None:
    with writing(home, who="test") as writer:
        late = new_article("https://late.example/1", published=later(hours=2))
        early = new_article("https://early.example/1", published=later(hours=1))
        store(writer, late, early, findings=[finding()])
        (pending,) = writer.pending_deliveries(later(days=1))
    assert pending.article_url == "https://early.example/1"
    publish(home, NOW)
    assert query(home, "SELECT count(*) FROM v_alerts").rows == ((1,),)


def test_news_recurs_after_another_value_was_accepted(home: Home) -> None:
    """Closed, reopened (accepted), closed again: the second closing is news, and its reports are one alert."""
    reopened = finding(value_key="rung:reopened")
    again = replace(finding(), compared_with="current")
    with writing(home, who="test") as writer:
        store(writer, new_article("https://a.example/1"), findings=[finding()])
        day = later(days=1)
        store(writer, new_article("https://a.example/2", published=day), findings=[reopened])
        (opened,) = (
            p for p in writer.pending_deliveries(day) if p.finding.value_key == "rung:reopened"
        )
        writer.accept(opened.finding_id, "kim", day)
        alerts = [
            len(store(writer, new_article(url, published=at), findings=[again]).alerts)
            for url, at in (
                ("https://a.example/3", later(days=5)),
                ("https://b.example/3", later(days=5, hours=1)),
                ("https://c.example/3", later(days=6)),
            )
        ]
    assert alerts == [1, 0, 0]


def test_what_was_told_after_the_accepted_value_is_not_told_twice(home: Home) -> None:
    """Reopened, then closed, and only then the reopening accepted: the closing was told already."""
    again = replace(finding(), compared_with="current")
    with writing(home, who="test") as writer:
        reopened = finding(value_key="rung:reopened")
        store(writer, new_article("https://a.example/1"), findings=[reopened])
        (opened,) = writer.pending_deliveries(NOW)
        store(writer, new_article("https://a.example/2", published=later(days=1)), findings=[again])
        writer.accept(opened.finding_id, "kim", later(days=2))
        late = new_article("https://b.example/2", published=later(days=2))
        assert store(writer, late, findings=[again]).alerts == ()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_novel_story_is_told_once_in_whatever_order_it_comes(
    home: Home, order: tuple[int, ...]
) -> None:
    """Articles come one by one, as after a kill, and then all again: one story, one alert."""
    novel = finding(kind=FindingKind.NOVEL)
    articles = [
        new_article(f"https://{outlet}.example/1", BRIDGE + more, published=later(hours=i))
        for i, (outlet, more) in enumerate((("a", ""), ("b", " It rained."), ("c", " It snowed.")))
    ]
    with writing(home, who="test") as writer:
        alerts = [store(writer, articles[i], findings=[novel]).alerts for i in order]
        alerts.append(store(writer, *articles, findings=[novel]).alerts)
    assert [len(made) for made in alerts] == [1, 0, 0, 0]
