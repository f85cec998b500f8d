"""A model's say: questions to an adjudicator about what the rules found, and what its answers change.

The rules judge first. An adjudicator (a language model, an NLI model, anything that fits the Protocol) is then
asked about every finding that would alert, and, where its user allows it, about claims that the article
touches though no rule fired. Its answers are taken up here, and only when they quote the article to the
letter; without an answer the rules' verdict stands. All of it is pure: who asks, and how, is the shell's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from extractors.language import detect_language
from extractors.sentences import split
from warehouse.judging.case import quietly
from warehouse.judging.judge import Judge
from warehouse.judging.model import (
    ArticleText,
    Claim,
    ClaimValue,
    Evidence,
    Feedback,
    Finding,
    FindingKind,
    Judgement,
    Weight,
)

# Fewer characters than this stand in an article by chance; the shortest evidence in the labelled articles
# has 17.
LEAST_QUOTE = 8
# A model's own finding is trusted less than any that rules assert (0.9); not calibrated, since every user
# brings another model.
MODELS_CONFIDENCE = 0.6


class Verdict(StrEnum):
    """What an adjudicator may say; the first two to a finding, the next three to a claim alone."""

    CONFIRMED = "confirmed"
    VETOED = "vetoed"
    DEVELOPMENT = "development"
    CONTRADICTION = "contradiction"
    NOTHING = "nothing"
    CANNOT_TELL = "cannot-tell"


ON_FINDINGS = (Verdict.CONFIRMED, Verdict.VETOED, Verdict.CANNOT_TELL)
ON_CLAIMS = (Verdict.DEVELOPMENT, Verdict.CONTRADICTION, Verdict.NOTHING, Verdict.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be judged: a finding of the rules, or a claim on which none fired.

    Attributes:
        article: what is read, its language known.
        claim: the claim, or None for a finding that no claim covers.
        finding: what the rules found, or None when they found nothing.
        target: the value compared with, or None without a claim.
        compared_with: `baseline`, or `current` for a value accepted later.
        since: day from which that value holds.
        rungs: rungs that would be news, for a claim with a ladder; else empty.
        pack: id and version of the baseline.
    """

    article: ArticleText
    claim: Claim | None
    finding: Finding | None
    target: ClaimValue | None
    compared_with: str
    since: date
    rungs: tuple[str, ...]
    pack: tuple[str, str]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What may be answered."""
        return ON_CLAIMS if self.finding is None else ON_FINDINGS


@dataclass(frozen=True, slots=True)
class Opinion:
    """An adjudicator's answer.

    Attributes:
        verdict: one of the question's.
        quote: words of the article that show it; may be empty for `nothing` and `cannot-tell` only.
        value: what the article says now, in a few words, for `development` and `contradiction`.
        rung: the rung reached, where the question names rungs; else empty.
        because: one sentence for `explain`.
    """

    verdict: Verdict
    quote: str = ""
    value: str = ""
    rung: str = ""
    because: str = ""


class Adjudicator(Protocol):
    """Whoever is asked after the rules."""

    async def ask(self, question: Question) -> Opinion | None:
        """Judge one question.

        Returns:
            The answer; None when there is none (too slow, out of order, over budget), and then the rules'
            verdict stands. Such trouble is never raised.
        """
        ...


def questions(
    judge: Judge,
    article: ArticleText,
    judgement: Judgement,
    feedback: Feedback,
    touched: Iterable[str] = (),
) -> tuple[Question, ...]:
    """What to ask about a judged article.

    Args:
        judge: the one that judged it.
        article: the article.
        judgement: its verdict.
        feedback: what analysts decided; nobody is asked about what they dismissed.
        touched: claims to ask about where no rule fired, from `Judge.touched`; none to only have the rules'
            findings confirmed.

    Returns:
        The findings that alert, in their order, then the claims.
    """
    language = article.language or detect_language(f"{article.title}\n{article.text}")
    article = replace(article, language=language)
    alerting = [finding for finding in judgement.findings if finding.is_alerting]
    asked = [_question(judge, article, finding.claim, finding, feedback) for finding in alerting]
    if article.is_date_guessed or not judgement.is_relevant:
        return tuple(asked)
    settled = _settled(judgement, feedback)
    open_claims = (claim for claim in touched if claim not in settled)
    silent = (_question(judge, article, claim, None, feedback) for claim in open_claims)
    return (*asked, *(one for one in silent if article.published.date() >= one.since))


def _settled(judgement: Judgement, feedback: Feedback) -> frozenset[str]:
    """Claims on which a rule fired, be it to say that an analyst wants to hear no more of them."""
    return frozenset(
        finding.claim
        for finding in judgement.findings
        if finding.kind is not FindingKind.UNDECIDED
        or (finding.claim, finding.value_key) in feedback.dismissed
    )


def _question(
    judge: Judge, article: ArticleText, claim_id: str, finding: Finding | None, feedback: Feedback
) -> Question:
    pack = judge.pack
    claim, identity = pack.claims.get(claim_id), (pack.id, pack.version)
    if claim is None:
        return Question(article, None, finding, None, "", pack.as_of, (), identity)
    target, compared, since = judge.held(claim, article.published.date(), feedback)
    ladder = pack.ladders.get(claim.ladder, ())
    rungs = tuple(r for r in ladder if judge.watchlist.is_move(claim.ladder, target.rung, r))
    return Question(article, claim, finding, target, compared, since, rungs, identity)


def heed(
    judgement: Judgement, answers: Iterable[tuple[Question, Opinion]], feedback: Feedback
) -> Judgement:
    """Take an adjudicator's answers up into a verdict.

    Args:
        judgement: the rules' own.
        answers: to its questions; those that `evidence_of` does not find in the article change nothing.
        feedback: what analysts dismissed stays silent, whoever finds it.

    Returns:
        The verdict with every intervention told in the finding's rule and reason.
    """
    changed: dict[Finding, Finding] = {}
    added = []
    for question, opinion in answers:
        evidence = evidence_of(question, opinion)
        if evidence is None:
            continue
        if question.finding is not None:
            changed[question.finding] = _weighed(question.finding, opinion)
        elif (found := _found(question, opinion, evidence)) is not None:
            added.append(_unless_dismissed(found, feedback))
    kept = [changed.get(finding, finding) for finding in judgement.findings]
    return replace(judgement, findings=tuple(sorted([*kept, *added], key=_place)))


def _place(finding: Finding) -> tuple[bool, int]:
    return (finding.evidence.field == "text", finding.evidence.start)


def _weighed(finding: Finding, opinion: Opinion) -> Finding:
    """A finding of the rules with what the model says to it."""
    if opinion.verdict not in (Verdict.CONFIRMED, Verdict.VETOED):
        return finding
    said = f"model {opinion.verdict}: {opinion.because or 'no reason given'} (“{opinion.quote}”)"
    noted = replace(finding, rule=f"{finding.rule}+model:{opinion.verdict}")
    reason = f"{finding.reason}; {said}" if finding.reason else said
    if opinion.verdict is Verdict.VETOED:
        return quietly(noted, reason)
    return replace(noted, reason=reason)


def _found(question: Question, opinion: Opinion, evidence: Evidence) -> Finding | None:
    """A finding of the model's own, if its answer makes one."""
    if opinion.verdict not in (Verdict.DEVELOPMENT, Verdict.CONTRADICTION):
        return None
    if question.claim is None or question.target is None or not opinion.value:
        return None
    if question.rungs and opinion.rung not in question.rungs:
        return None
    is_rung = bool(question.rungs)
    moved = replace(question.target, text=opinion.value, rung=opinion.rung)
    return Finding(
        kind=FindingKind(opinion.verdict),
        claim=question.claim.id,
        topic="",
        value=opinion.value,
        value_key=f"rung:{opinion.rung}" if is_rung else f"model:{_folded(opinion.value)[0]}",
        weight=Weight.MAJOR,
        evidence=evidence,
        rule="touch+model:added",
        confidence=MODELS_CONFIDENCE,
        compared_with=question.compared_with,
        reason=f"no rule fired; model added: {opinion.because or 'no reason given'}",
        new_value=moved if is_rung else None,
    )


def _unless_dismissed(finding: Finding, feedback: Feedback) -> Finding:
    if (finding.claim, finding.value_key) in feedback.dismissed:
        return quietly(finding, "dismissed before by an analyst")
    return finding


def evidence_of(question: Question, opinion: Opinion) -> Evidence | None:
    """Where an answer's quotation stands in the article.

    White space may differ; every other character must be there in its order. A quotation within one
    sentence is widened to it, so that a model's evidence reads like the rules'.

    Returns:
        The place, or None: not there, too short to show anything, or a verdict that was not to be given.
    """
    if opinion.verdict not in question.verdicts:
        return None
    article, quote = question.article, _folded(opinion.quote)[0].strip()
    if len(quote) < LEAST_QUOTE:
        return None
    for field, text in (("text", article.text), ("title", article.title)):
        folded, places = _folded(text)
        at = folded.find(quote)
        if at >= 0:
            start, end = places[at], places[at + len(quote) - 1] + 1
            return _widened(article, Evidence(text[start:end], start, end, field))
    return None


def _widened(article: ArticleText, found: Evidence) -> Evidence:
    if found.field == "title":
        return Evidence(article.title, 0, len(article.title), "title")
    for sentence in split(article.text, article.language):
        if sentence.start <= found.start and found.end <= sentence.end:
            return Evidence(sentence.text, sentence.start, sentence.end)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with white space folded into single spaces, and the place of each of its characters."""
    pairs = list(_folding(text))
    return "".join(char for char, _ in pairs), [place for _, place in pairs]


def _folding(text: str) -> Iterator[tuple[str, int]]:
    was_space = False
    for place, char in enumerate(text):
        if char.isspace():
            if not was_space:
                yield " ", place
        else:
            yield char, place
        was_space = char.isspace()
