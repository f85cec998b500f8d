"""What newsrooms take back: a text quotes it, and asserts it no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from warehouse.judging.case import quietly
from warehouse.judging.model import Evidence, Finding, FindingKind
from warehouse.judging.reading import Reading

_TITLE = {
    "en": re.compile(
        r"\b(?:corrections?|clarifications?|corrected|errata|erratum|for the record|setting it straight)\b"
    ),
}
# Under such a title: 'A review in last week's issue said that …', 'our timeline gave …'. Japanese and Korean tell what
# was printed and what is right in one sentence; which of two values is the wrong one is read with the values.
_PRINTED = {
    "en": re.compile(
        r"\b(?:article|story|report|column|caption|item|review|profile|editorial|feature|graphic|headline|timeline"
        r"|chronology|map|obituary|box|chart)s?\b[^.;]{0,90}?"
        r"\b(?:said|stated|gave|put|named|described|called|listed|reported|had|claimed|wrote|misstated)\b"
    ),
}
# Under any title, by whoever: 'an earlier version of this story said', 誤って報じた, 잘못 전했다.
_TAKEN_BACK = {
    "en": re.compile(
        r"\b(?:earlier|previous|original|prior) versions? of (?:this|the|our|that) "
        r"(?:article|story|report|piece|column|item|review|profile|timeline|graphic)\b"
        r"|\b(?:erroneous|incorrect|inaccurate|mistaken|wrong)ly "
        r"(?:said|stated|report|reported|gave|given|listed|named|identified|dated|wrote|printed|published|showed)\b"
        r"|\bmis(?:stated|reported|identified|dated)\b|\b(?:said|stated|reported) in error\b"
    ),
    "ja": re.compile(r"誤って(?:報|伝|記載|記し|掲載|表記|放送|紹介)|誤報"),
    "ko": re.compile(r"잘못 (?:보도|전[하했한해]|표기|기재|쓴|썼|적[었은]|소개|게재)|오보"),
}
_NEWS = frozenset({FindingKind.CONTRADICTION, FindingKind.DEVELOPMENT})
_REASON = "tells what a correction takes back"


def heed_corrections(reading: Reading, findings: Iterable[Finding]) -> list[Finding]:
    """Silence what a text tells only as printed or reported before, and wrong.

    Args:
        reading: the article.
        findings: of claims.

    Returns:
        The findings. News in a sentence that calls a report of it wrong cannot tell; nor do contradictions in what
        was printed, under the title of a correction.
    """
    found = list(findings)
    if _NEWS.isdisjoint(f.kind for f in found) or reading.language not in _TAKEN_BACK:
        return found
    wrong = _evidence_of(reading, _TAKEN_BACK)
    title = _TITLE.get(reading.language)
    is_correction = title is not None and title.search(reading.head_text.lower()) is not None
    printed = _evidence_of(reading, _PRINTED) if is_correction else set()
    return [
        quietly(f, _REASON)
        if (f.kind in _NEWS and f.evidence in wrong)
        or (f.kind is FindingKind.CONTRADICTION and f.evidence in printed)
        else f
        for f in found
    ]


def _evidence_of(reading: Reading, patterns: Mapping[str, re.Pattern[str]]) -> set[Evidence]:
    pattern = patterns[reading.language]
    return {line.evidence() for line in reading.lines if pattern.search(line.folded)}
