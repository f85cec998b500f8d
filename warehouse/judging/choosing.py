"""Which of the findings in a text stand: one a claim and kind, one event; and what an update says anew. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from warehouse.judging.model import ALERTING, Evidence, Finding, FindingKind, Judgement, Weight

# A new figure for this year and a wrong one for the baseline's year can stand in one article.
_OF_A_TIME = frozenset({"amount.later", "amount.same-time"})


def with_news(judgement: Judgement, new_spans: Sequence[tuple[int, int]]) -> Judgement:
    """Add what an update or a revised article says anew.

    What it repeats outweighs what it adds: the old value stands in the headline and in three sentences, the new one in
    one. So the sentences that nobody said before are judged as if they were all of it, in the light of the others.

    Args:
        judgement: on the whole text.
        new_spans: stretches of the text that are new, as in `records.Placement`.

    Returns:
        the judgement, with alerting findings more than before or the same.
    """
    said = [
        finding
        for finding in (*judgement.findings, *judgement.asides)
        if _is_within(finding.evidence, new_spans)
    ]
    claims = [f for f in one_for_each_claim(f for f in said if f.claim) if f.is_alerting]
    news = claims or first_event(f for f in said if not f.claim)
    more = [f for f in news if f.is_alerting and f not in judgement.findings]
    return replace(judgement, findings=(*judgement.findings, *more)) if more else judgement


def _is_within(evidence: Evidence, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence of the text has something of the stretches in it."""
    return evidence.field == "text" and any(
        start < evidence.end and evidence.start < end for start, end in spans
    )


def first_event(events: Iterable[Finding]) -> list[Finding]:
    """Of novel events the one to tell, if there is any: a major one before a minor, the body's before the title's."""
    ranked = sorted(
        events, key=lambda f: (f.weight is not Weight.MAJOR, f.evidence.field == "title")
    )
    return ranked[:1]


def one_for_each_claim(findings: Iterable[Finding]) -> list[Finding]:
    """Choose among what the sentences of a text say.

    Args:
        findings: of claims, as many as there are sentences that say something.

    Returns:
        for each claim and kind one verdict, the best supported; alerting kinds do not contradict.
    """
    groups: dict[tuple[str, FindingKind], dict[str, list[Finding]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for finding in findings:
        groups[finding.claim, finding.kind][finding.value_key].append(finding)
    best = {key: _best_supported(list(group.values())) for key, group in groups.items()}
    kept = []
    for (claim, kind), finding in best.items():
        rivals = [f for (c, k), f in best.items() if c == claim and k in ALERTING and k is not kind]
        is_of_a_time = finding.rule in _OF_A_TIME
        rivals = [r for r in rivals if not (is_of_a_time and r.rule in _OF_A_TIME)]
        if kind in ALERTING and any(_rank(rival) > _rank(finding) for rival in rivals):
            continue
        kept.append(finding)
    return kept


def heed_wholes(
    said: Iterable[Finding], chosen: Iterable[Finding], parts: Mapping[str, tuple[str, ...]]
) -> list[Finding]:
    """A figure that differs because the whole it belongs to has just moved corrects nothing.

    'Half a dozen prefectures stay barred' in the report of the easing is its other half.

    Args:
        said: of claims, by the sentences of a text.
        chosen: what stands of them, one for each claim and kind.
        parts: by claim, the claims that its figure is part of.

    Returns:
        what was said; the contradictions among it that are part of a change are minor developments.
    """
    developed = [f for f in chosen if f.kind is FindingKind.DEVELOPMENT]
    moved = {f.claim for f in developed if f.weight is Weight.MAJOR}
    return [
        _as_part(f)
        if f.kind is FindingKind.CONTRADICTION and not moved.isdisjoint(parts.get(f.claim, ()))
        else f
        for f in said
    ]


def _as_part(finding: Finding) -> Finding:
    reason = f"{finding.reason}, in the report of a change that it is part of"
    kind, weight = FindingKind.DEVELOPMENT, Weight.MINOR
    return replace(finding, kind=kind, weight=weight, rule="amount.partial", reason=reason)


def _best_supported(groups: list[list[Finding]]) -> Finding:
    """The value that most sentences give, the headline counting double; of its sentences the best."""
    strongest: list[Finding] = max(groups, key=_support)
    return max(strongest, key=_rank)


def _support(group: list[Finding]) -> tuple[bool, float, float]:
    major = [finding for finding in group if finding.weight is Weight.MAJOR]
    weight = sum(2.0 if f.evidence.field == "title" else 1.0 for f in major or group)
    return bool(major), weight, max(finding.confidence for finding in group)


def _rank(finding: Finding) -> tuple[bool, float, bool, int]:
    """Major before minor, sure before unsure, body before title, early before late."""
    return (
        finding.weight is Weight.MAJOR,
        finding.confidence,
        finding.evidence.field == "text",
        -finding.evidence.start,
    )
