"""What is asked after the rules, and what an answer changes; no model is needed for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from warehouse.baseline import shipped_pack
from warehouse.judging import adjudicator
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText, CurrentValue, Feedback, FindingKind

PUBLISHED = datetime.fromisoformat("2026-11-12T18:00:00+09:00")
LIFTED = ArticleText(
    "a",
    "South Korea lifts seafood ban",
    "South Korea on Thursday lifted its ban on seafood\nfrom eight Japanese prefectures. Fishermen cheered.",
    PUBLISHED,
)
QUIET = ArticleText(
    "b",
    "Seoul’s seafood ban and the shops of Tsukiji",
    "Traders in Japan speak of South Korea’s ban on seafood from eight Japanese prefectures.\n\n"
    "Boxes for Busan stood on the quay again this week, for the first time in years.",
    PUBLISHED,
)
BAN = "seafood-ban.status"
NOTHING_DECIDED = Feedback()


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(shipped_pack("nara"))


def asked(judge: Judge, article: ArticleText, feedback: Feedback = NOTHING_DECIDED, **options):
    judgement = judge.judge(article, feedback)
    return judgement, adjudicator.questions(judge, article, judgement, feedback, **options)


def about(found, claim: str = BAN) -> adjudicator.Question:
    [question] = [one for one in found if one.claim and one.claim.id == claim]
    return question


def verdict_on(judgement, claim: str = BAN):
    [finding] = [f for f in judgement.findings if f.claim == claim and "model" in f.rule]
    return finding


def test_what_alerts_is_asked_about_with_both_sides(judge) -> None:
    judgement, found = asked(judge, LIFTED)
    question = about(found)
    assert len(found) == sum(finding.is_alerting for finding in judgement.findings)
    assert question.finding in judgement.findings
    assert question.target == judge.pack.claims[BAN].value
    assert question.article.language == "en"
    assert question.pack == (judge.pack.id, judge.pack.version)
    assert set(question.verdicts) == {"confirmed", "vetoed", "cannot-tell"}


def test_a_confirmed_finding_stays_and_says_so(judge) -> None:
    judgement, found = asked(judge, LIFTED)
    opinion = adjudicator.Opinion(
        adjudicator.Verdict.CONFIRMED, "lifted its ban on seafood from eight", because="It says so."
    )
    finding = verdict_on(adjudicator.heed(judgement, [(about(found), opinion)], Feedback()))
    before = about(found).finding
    assert finding.rule == f"{before.rule}+model:confirmed"
    assert finding.reason.startswith(before.reason)
    assert "It says so." in finding.reason
    assert replace(finding, rule=before.rule, reason=before.reason) == before


def test_a_vetoed_finding_cannot_tell_and_is_kept(judge) -> None:
    judgement, found = asked(judge, LIFTED)
    opinion = adjudicator.Opinion(
        adjudicator.Verdict.VETOED, "Fishermen cheered.", because="Only hoped for."
    )
    heard = adjudicator.heed(judgement, [(about(found), opinion)], Feedback())
    finding = verdict_on(heard)
    assert finding.kind is FindingKind.UNDECIDED
    assert not finding.is_alerting
    assert finding.rule.endswith("+model:vetoed")
    assert "Only hoped for." in finding.reason
    assert len(heard.findings) == len(judgement.findings)


@pytest.mark.parametrize(
    "opinion",
    [
        adjudicator.Opinion(adjudicator.Verdict.VETOED, "The ministry denied every word of it."),
        adjudicator.Opinion(adjudicator.Verdict.VETOED, "lifted its BAN on seafood"),
        adjudicator.Opinion(adjudicator.Verdict.VETOED, "lifted"),
        adjudicator.Opinion(adjudicator.Verdict.VETOED, ""),
        adjudicator.Opinion(adjudicator.Verdict.VETOED, "   \n        "),
        adjudicator.Opinion(adjudicator.Verdict.NOTHING, "lifted its ban on seafood"),
        adjudicator.Opinion(
            adjudicator.Verdict.DEVELOPMENT, "lifted its ban on seafood", "eased", "eased"
        ),
        adjudicator.Opinion(adjudicator.Verdict.CANNOT_TELL, "lifted its ban on seafood"),
    ],
)
def test_without_evidence_or_out_of_turn_nothing_changes(judge, opinion) -> None:
    judgement, found = asked(judge, LIFTED)
    assert adjudicator.heed(judgement, [(about(found), opinion)], Feedback()) == judgement


def test_silent_claims_are_asked_about_only_where_they_are_touched(judge) -> None:
    touched = judge.touched(QUIET)
    assert BAN in touched
    _, without = asked(judge, QUIET)
    assert not any(question.finding is None for question in without)
    _, found = asked(judge, QUIET, touched=touched)
    question = about(found)
    assert question.finding is None
    assert "lifted" in question.rungs
    assert question.target.rung not in question.rungs
    assert set(question.verdicts) == {"development", "contradiction", "nothing", "cannot-tell"}


def test_a_claim_on_which_a_rule_fired_is_not_asked_about_again(judge) -> None:
    _, found = asked(judge, LIFTED, touched=[BAN])
    assert about(found).finding is not None


def test_what_the_model_adds_reads_like_a_finding_of_the_rules(judge) -> None:
    judgement, found = asked(judge, QUIET, touched=[BAN])
    quote = "Boxes for Busan stood on the quay again"
    opinion = adjudicator.Opinion(
        adjudicator.Verdict.DEVELOPMENT, quote, "imports resumed", "lifted", "Shipments resumed."
    )
    heard = adjudicator.heed(judgement, [(about(found), opinion)], Feedback())
    finding = verdict_on(heard)
    assert (finding.kind, finding.value_key) == (FindingKind.DEVELOPMENT, "rung:lifted")
    assert finding.is_alerting
    assert finding.rule == "touch+model:added"
    assert finding.confidence == adjudicator.MODELS_CONFIDENCE
    assert finding.new_value.rung == "lifted"
    evidence = finding.evidence
    assert evidence.text == QUIET.text[evidence.start : evidence.end]
    assert evidence.text.startswith(quote)
    assert evidence.text.endswith("in years.")


@pytest.mark.parametrize("rung", ["", "in-force", "evaporated"])
def test_a_rung_that_would_be_no_news_adds_nothing(judge, rung) -> None:
    judgement, found = asked(judge, QUIET, touched=[BAN])
    opinion = adjudicator.Opinion(
        adjudicator.Verdict.DEVELOPMENT, "Boxes for Busan stood on the quay", "resumed", rung
    )
    assert adjudicator.heed(judgement, [(about(found), opinion)], Feedback()) == judgement


def test_what_an_analyst_dismissed_stays_silent_whoever_finds_it(judge) -> None:
    feedback = Feedback(dismissed=frozenset({(BAN, "rung:lifted")}))
    judgement, found = asked(judge, QUIET, feedback, touched=[BAN])
    opinion = adjudicator.Opinion(
        adjudicator.Verdict.DEVELOPMENT, "Boxes for Busan stood on the quay", "resumed", "lifted"
    )
    finding = verdict_on(adjudicator.heed(judgement, [(about(found), opinion)], feedback))
    assert finding.kind is FindingKind.UNDECIDED
    _, found = asked(judge, LIFTED, feedback, touched=[BAN])
    assert not [one for one in found if one.claim and one.claim.id == BAN]


def test_an_accepted_value_is_what_is_compared_with(judge) -> None:
    value = replace(judge.pack.claims[BAN].value, text="eased", rung="eased")
    feedback = Feedback(current={BAN: CurrentValue(BAN, value, PUBLISHED.date())})
    _, found = asked(judge, QUIET, feedback, touched=[BAN])
    assert about(found).target == value
    assert about(found).compared_with == "current"


@pytest.mark.parametrize(
    "changes",
    [
        {"published": datetime.fromisoformat("2025-11-12T18:00:00+09:00")},
        {"is_date_guessed": True},
        {"title": "Short story: Seoul’s seafood ban"},
    ],
    ids=["before the baseline", "date guessed", "fiction"],
)
def test_where_nothing_could_be_news_nobody_is_asked(judge, changes) -> None:
    article = replace(QUIET, **changes)
    _, found = asked(judge, article, touched=judge.touched(article))
    assert not [one for one in found if one.finding is None]


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("福島など８県の 水産物", True),
        ("福島など８県の\n水産物の  輸入禁止", True),
        ("福島など8県の 水産物", False),
        ("福島など８県の水産物の", False),
        ("韓国、水産物禁輸を解除", True),
    ],
)
def test_white_space_may_differ_and_nothing_else(judge, quote, is_there) -> None:
    text = "韓国政府は１２日、福島など８県の 水産物の　輸入禁止措置を解除したと発表した。"
    article = ArticleText("c", "韓国、水産物禁輸を解除", text, PUBLISHED)
    _, found = asked(judge, article)
    evidence = adjudicator.evidence_of(
        about(found), adjudicator.Opinion(adjudicator.Verdict.CONFIRMED, quote)
    )
    assert (evidence is not None) is is_there
    assert evidence is None or evidence.text in (text, article.title)
