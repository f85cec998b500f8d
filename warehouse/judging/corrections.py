"""A newsroom's corrections: what it takes back is quoted first, and asserted no more."""

from __future__ import annotations

import re
from collections.abc import Iterable

from warehouse.judging.case import quietly
from warehouse.judging.model import Finding, FindingKind
from warehouse.judging.reading import Reading

_TITLE = {
    "en": re.compile(
        r"\b(?:corrections?|clarifications?|corrected|errata|erratum|for the record|setting it straight)\b"
    )
}
# 'A review in last week's issue said that …', 'our timeline gave …'.
_PRINTED = {
    "en": re.compile(
        r"\b(?:article|story|report|column|caption|item|review|profile|editorial|feature|graphic|headline|timeline"
        r"|chronology|map|obituary|box|chart)s?\b[^.;]{0,90}?"
        r"\b(?:said|stated|gave|put|named|described|called|listed|reported|had|claimed|wrote|misstated)\b"
    )
}
_REASON = "tells what a correction takes back"


def heed_corrections(reading: Reading, findings: Iterable[Finding]) -> list[Finding]:
    """Silence contradictions that a text under such a title quotes from what was printed before.

    Args:
        reading: the article.
        findings: of claims.

    Returns:
        The findings; those in sentences about the faulty text cannot tell.
    """
    found = list(findings)
    title, printed = _TITLE.get(reading.language), _PRINTED.get(reading.language)
    if title is None or printed is None or not title.search(reading.head_text.lower()):
        return found
    quoted = {line.evidence() for line in reading.lines if printed.search(line.folded)}
    return [
        quietly(f, _REASON) if f.kind is FindingKind.CONTRADICTION and f.evidence in quoted else f
        for f in found
    ]
