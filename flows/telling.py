"""Findings told to people: as an alert with both sides, and as the few lines that say why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.attribution import read_speaker
from extractors.language import detect_language
from extractors.model import Certainty
from flows.alerts import Alert, ArticleSide, BaselineSide, day, join_names, wrap
from warehouse.judging.model import (
    ArticleText,
    Claim,
    CurrentValue,
    Feedback,
    Finding,
    FindingKind,
    Judgement,
)
from warehouse.judging.pack import Pack
from warehouse.records import PendingDelivery, StoredFinding

ID_LENGTH = (
    8  # a finding's id is told by its first characters; the warehouse takes any unique beginning
)
INDENT = "  "


def baseline_side(
    claim: Claim, pack: Pack, language: str, current: CurrentValue | None = None
) -> BaselineSide:
    """The baseline's side of a claim in the reader's language, English where that is missing."""
    says = (f"{item.says} ({title_of(pack, item.seed)})" for item in claim.disagreements)
    return BaselineSide(
        claim=claim.id,
        statement=claim.statement.get(language) or claim.statement.get("en", claim.value.text),
        value=claim.value.text,
        as_of=claim.as_of,
        seeds=tuple(pack.seeds[seed] for seed in claim.seeds if seed in pack.seeds),
        disagreements=tuple(says),
        accepted=f"{current.value.text}, from {day(current.from_day)}" if current else "",
    )


def value_words(value: str, pack: Pack, language: str) -> str:
    """A value that is a name the pack knows, as the reader's language spells it; any other as it is."""
    for entity in pack.entities.values():
        if any(value in spellings for spellings in entity.names.values()):
            own = entity.names.get(language) or entity.names.get("en") or (value,)
            return own[0]
    return value


def title_of(pack: Pack, seed: str) -> str:
    """A seed's title; its id where the pack has no more."""
    return pack.seeds[seed].title if seed in pack.seeds else seed


def alert_of_article(article: ArticleText, finding: Finding, pack: Pack, language: str) -> Alert:
    """An unstored finding of one article, for `assess`."""
    side = ArticleSide("", "", "", article.title, "", article.published)
    return _alert(finding, side, pack, language)


def alert_of_delivery(
    pending: PendingDelivery, pack: Pack, language: str, feedback: Feedback | None = None
) -> Alert:
    """An alert as the outbox holds it, in the reader's language."""
    side = ArticleSide(
        "", "", pending.outlet, pending.article_title, pending.article_url, pending.published_at
    )
    return replace(
        _alert(pending.finding, side, pack, language, feedback),
        finding=str(pending.finding_id)[:ID_LENGTH],
        origins=pending.origins,
        outlets=join_names(pending.outlets),
        why=tuple(filter(None, brief_why(pending.finding))),
    )


def alert_of_finding(
    stored: StoredFinding, pack: Pack, language: str, feedback: Feedback | None = None
) -> Alert:
    """A stored finding, alerting or silent, in the reader's language."""
    side = ArticleSide("", "", stored.outlet, stored.title, stored.url, stored.published_at)
    return replace(
        _alert(stored.finding, side, pack, language, feedback),
        finding=str(stored.id)[:ID_LENGTH],
        origins=stored.origins,
        why=tuple(filter(None, brief_why(stored.finding))),
    )


def _alert(
    finding: Finding,
    article: ArticleSide,
    pack: Pack,
    language: str,
    feedback: Feedback | None = None,
) -> Alert:
    """Both sides of a finding; `article` says whose report it is."""
    said = value_words(finding.value, pack, language)
    return Alert(
        kind=finding.kind,
        article=replace(article, quote=finding.evidence.text, value=said),
        baseline=side_of(finding, pack, language, feedback),
        topic=finding.topic,
    )


def side_of(
    finding: Finding, pack: Pack, language: str, feedback: Feedback | None = None
) -> BaselineSide | None:
    """The baseline's side of a finding; None when no claim (of this pack) covers it."""
    claim = pack.claims.get(finding.claim)
    if claim is None:
        return None
    current = feedback.current.get(claim.id) if feedback else None
    side = baseline_side(claim, pack, language, current)
    return replace(side, is_current_compared=finding.compared_with == "current")


def full_why(finding: Finding, language: str) -> Iterator[str]:
    """All that is known of why a verdict is what it is, a line each.

    Args:
        finding: the verdict.
        language: of the article; empty to have the sentence's own recognised.
    """
    reason, sure = brief_why(finding)
    yield from filter(None, (reason, said_by(finding.evidence.text, language)))
    yield f"Rule: {finding.rule}"
    yield f"{sure}; weight {finding.weight}"
    if finding.compared_with:
        yield f"Compared with the {compared_words(finding.compared_with)}"


def brief_why(finding: Finding) -> tuple[str, str]:
    """What made the verdict, and how sure it is."""
    says = CERTAINTIES[finding.certainty]
    sure = f"The sentence {says} ({finding.certainty}); confidence {finding.confidence:.2f}"
    return finding.reason, sure


CERTAINTIES = {
    Certainty.ASSERTED: "states it as a fact",
    Certainty.NEGATED: "says that it is not so",
    Certainty.PLANNED: "tells of a plan",
    Certainty.DEMANDED: "tells of a demand",
    Certainty.CONSIDERED: "says that it is being weighed",
    Certainty.DENIED: "tells of a denial",
    Certainty.CONDITIONAL: "says it under a condition",
    Certainty.RUMOURED: "passes on what is rumoured",
    Certainty.BACKGROUND: "recalls what was before",
    Certainty.OPINION: "gives an opinion",
    Certainty.QUESTION: "asks whether it is so",
}


SOURCES = {
    "named": "a named person or post",
    "institution": "an institution",
    "unnamed": "a source without a name",
    "media": "another outlet",
}


def said_by(sentence: str, language: str) -> str:
    """Whom a sentence takes its statement from, so that a reader can ask whether they can know it."""
    speaker = read_speaker(sentence, language or detect_language(sentence))
    if speaker is None:
        return "Said by the outlet itself: the sentence names no source"
    relayed = ", passing on what somebody else said" if speaker.is_relayed else ""
    return f"Said by “{speaker.text}”: {SOURCES[speaker.kind]}{relayed}"


def compared_words(compared_with: str) -> str:
    """Which value a finding was held against, in words."""
    return "value accepted since" if compared_with == "current" else "baseline's own value"


def near_misses(judgement: Judgement) -> Iterator[str]:
    """What was read and stayed silent, with the reason: minor, restating and undecided findings."""
    for finding in judgement.findings:
        if finding.is_alerting:
            continue
        kind = "minor " if finding.kind not in QUIET_KINDS else ""
        subject = finding.claim or finding.topic
        yield from wrap(f"{kind}{finding.kind}: {subject} – {finding.value}", INDENT)
        yield from wrap(f"“{finding.evidence.text}”", INDENT * 2)
        yield from wrap(f"{finding.reason or finding.rule} ({finding.certainty})", INDENT * 2)


QUIET_KINDS = frozenset({FindingKind.RESTATEMENT, FindingKind.UNDECIDED})


SILENCES = {
    "restatement": "it repeats what the baseline says",
    "cannot-tell": "what the sentence says could not be decided",
    "minor": "a demand, plan, hint or report that moves nothing by itself",
    "date-guessed": "the article's date is only guessed",
    "dismissed": "an analyst dismissed this claim and value before",
}


def silence_words(silence: str) -> str:
    """Why a finding told nobody, in words."""
    return SILENCES.get(silence, silence)
