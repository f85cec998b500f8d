"""What a detector is given, and how it answers: one claim, one article, findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from extractors.model import Certainty
from warehouse.judging.model import Claim, ClaimValue, Finding, FindingKind, Weight
from warehouse.judging.reading import Line, Reading
from warehouse.judging.watch import Watch, WatchList

# How much a finding of each certainty may be trusted; asserted ones start here and lose by distance.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """One claim against one article.

    Attributes:
        claim: the claim of the baseline.
        target: the value compared with: the claim's own, or a later one that was accepted.
        compared_with: `baseline` or `current`.
        watch: how the claim is watched.
        reading: the article.
        as_of: the baseline's day; nothing published before it can be a development.
        watchlist: everything the pack watches.
    """

    claim: Claim
    target: ClaimValue
    compared_with: str
    watch: Watch
    reading: Reading
    as_of: date
    watchlist: WatchList

    @property
    def is_after(self) -> bool:
        """Whether the article was published on the baseline's day or later."""
        return self.reading.day >= self.as_of

    def sets(self, role: str) -> tuple[str, ...]:
        """Sets of words that play a role for the reader."""
        return self.watch.sets.get(role, ())

    def words(self, option: str) -> tuple[str, ...]:
        """A plain option of the reader."""
        return self.watch.words.get(option, ())

    def finding(
        self,
        kind: FindingKind,
        line: Line,
        *,
        value: str,
        key: str,
        rule: str,
        confidence: float = SURE,
        weight: Weight = Weight.MAJOR,
        certainty: Certainty = Certainty.ASSERTED,
        reason: str = "",
        denies: str = "",
        new_value: ClaimValue | None = None,
    ) -> Finding:
        """A finding on this claim with the line as its evidence."""
        return Finding(
            kind=kind,
            claim=self.claim.id,
            topic="",
            value=value,
            value_key=key,
            weight=weight,
            evidence=line.evidence(),
            rule=rule,
            confidence=round(max(0.0, min(1.0, confidence)), 3),
            certainty=certainty,
            compared_with=self.compared_with,
            reason=reason,
            denies=denies,
            new_value=new_value,
        )


def quietly(finding: Finding, reason: str) -> Finding:
    """The same finding as one that cannot tell, with the reason why it stays silent."""
    return replace(finding, kind=FindingKind.UNDECIDED, reason=reason)
