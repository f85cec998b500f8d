"""An alert shows both sides, fits a terminal, and cannot be broken by what it quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from rich.cells import cell_len

from flows.alerts import (
    Alert,
    ArticleSide,
    BaselineSide,
    headline,
    join_names,
    render_html,
    render_markdown,
    render_text,
    wrap,
)
from warehouse.judging.model import FindingKind, Seed

KST = timezone(timedelta(hours=9))
ALERT = Alert(
    kind=FindingKind.DEVELOPMENT,
    baseline=BaselineSide(
        claim="seafood-ban.status",
        statement="South Korea keeps its ban on seafood from eight Japanese prefectures.",
        value="in force",
        as_of=date(2026, 1, 14),
        seeds=(Seed("s1", "An article", "A paper", date(2026, 1, 14)),),
        disagreements=("nine prefectures",),
    ),
    article=ArticleSide(
        quote="정부는 20일 일본 8개 현 수산물에 대한 수입 금지 조치를 모두 해제한다고 밝혔다.",
        value="lifted",
        outlet="한 신문",
        title="수산물 수입 금지 해제",
        url="https://news.example.org/a/" + "x" * 90,
        published=datetime(2026, 11, 20, 9, 30, tzinfo=KST),
    ),
    finding="4f2a",
    origins=2,
    outlets=("한 신문", "Another"),
    why=("asserts 'lifted'", "The sentence states it as a fact"),
)


def test_text_has_both_sides_and_the_way_to_answer() -> None:
    text = render_text(ALERT)
    for part in (
        "DEVELOPMENT: seafood-ban.status – lifted",
        "as of 14 January 2026",
        "“An article”, A paper, 14 January 2026",
        "But another seed says: nine prefectures",
        "한 신문 says (20 November 2026 09:30 UTC+09:00)",
        "Independent origins: 2; told by 한 신문, Another",
        "Why:\n  asserts 'lifted'\n  The sentence states it as a fact\n",
        "narawatch explain 4f2a",
        "narawatch findings accept 4f2a",
        "narawatch findings dismiss 4f2a",
        ALERT.article.url,
    ):
        assert part in text
    assert ALERT.article.quote.replace(" ", "") in "".join(text.split())


def test_no_line_is_wider_than_a_terminal_but_an_address() -> None:
    wide = replace(
        ALERT, article=replace(ALERT.article, quote="政府は輸入規制を全面的に解除した。" * 12)
    )
    lines = [line for line in render_text(wide).splitlines() if "https://" not in line]
    assert max(map(cell_len, lines)) <= 80


def test_japanese_lines_do_not_begin_with_a_full_stop() -> None:
    lines = wrap("あ" * 40 + "。" + "い" * 5)
    assert [line[0] for line in lines] == ["あ", "い"]


def test_a_new_event_has_no_claim_to_accept() -> None:
    novel = replace(ALERT, kind=FindingKind.NOVEL, baseline=None, topic="diplomacy")
    text = render_text(novel)
    assert "NEW EVENT: diplomacy" in text
    assert "No claim of the baseline covers this." in text
    assert "accept" not in text


@pytest.mark.parametrize(
    ("render", "quote", "danger"),
    [
        (render_html, "<script>x</script>", "<script>"),
        (render_markdown, "[x](https://evil)", "[x]("),
    ],
)
def test_a_quotation_stays_text(render, quote, danger) -> None:
    rendered = render(replace(ALERT, article=replace(ALERT.article, quote=quote)))
    assert danger not in rendered
    assert "seafood-ban.status" in rendered


def test_an_accepted_value_is_told_beside_the_baselines_own() -> None:
    accepted = replace(ALERT, baseline=replace(ALERT.baseline, accepted="eased, from 1 March 2026"))
    assert "Since accepted as current: eased, from 1 March 2026" in render_text(accepted)


def test_an_unstored_finding_offers_no_commands() -> None:
    text = render_text(replace(ALERT, finding=""))
    assert "narawatch findings" not in text
    assert "origins" not in text


def test_headline_falls_back_to_the_title() -> None:
    assert headline(
        replace(ALERT, article=replace(ALERT.article, value=""), baseline=None)
    ).endswith("금지 해제")


def test_headline_names_what_the_news_was_held_against() -> None:
    accepted = replace(
        ALERT.baseline, accepted="eased, from 1 March 2026", is_current_compared=True
    )
    wordy = replace(
        ALERT.baseline, value="Beijing is tightening export controls on rare earths " * 2
    )
    assert headline(ALERT) == "DEVELOPMENT: seafood-ban.status – lifted; baseline: in force"
    assert headline(replace(ALERT, baseline=accepted)).endswith(
        "; accepted: eased, from 1 March 2026"
    )
    assert headline(replace(ALERT, baseline=wordy)).endswith("on rare earths …")
    assert "baseline" not in headline(replace(ALERT, baseline=None, topic="diplomacy"))


def test_many_outlets_are_counted_not_listed() -> None:
    assert join_names(["a", "b", "a", "", "c"], most=2) == ("a", "b", "1 more")
