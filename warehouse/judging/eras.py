"""Whose days an article is of: one that opens with a former holder in the post is of his days. Pure.

An archive's page, a page without its date or a story sent again gives the press of another year today's date. Its
sentences then tell as news what was news under another government. The titles betray it: the press calls nobody
the prime minister who is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractors.model import Certainty
from warehouse.judging.case import quietly
from warehouse.judging.model import Finding
from warehouse.judging.reading import Line, Reading
from warehouse.judging.terms import fold
from warehouse.judging.times import is_of_an_earlier_year
from warehouse.judging.watch import Watch

_READER = "office"
# Stories look back from their fourth sentence on.
_HEAD = 4


def heed_eras(
    reading: Reading, watches: Iterable[Watch], as_of: date, findings: list[Finding]
) -> list[Finding]:
    """Silence an article of another government's days.

    Args:
        reading: the article.
        watches: all that the pack watches; those of posts name the holder and former ones.
        as_of: the baseline's day.
        findings: of claims or novel events.

    Returns:
        The findings; where the head puts a former holder in the post and no line names the holder of today of
        this or another post, those that would alert cannot tell, but for those on the posts themselves.
    """
    if reading.day < as_of or not any(finding.is_alerting for finding in findings):
        return findings
    posts = [watch for watch in watches if watch.reader == _READER]
    if any(line.spans(post.sets.get("holder", ())) for line in reading.lines for post in posts):
        return findings
    name = next(filter(None, (_former_in(reading, post, as_of) for post in posts)), "")
    if not name:
        return findings
    reason = f"the article is of the days when {name} held the post"
    own = {post.claim for post in posts}
    return [quietly(f, reason) if f.is_alerting and f.claim not in own else f for f in findings]


def _former_in(reading: Reading, post: Watch, as_of: date) -> str:
    """The former holder to whom the head gives the post ('Prime Minister X said'), or an empty string."""
    for line in reading.head_lines(_HEAD):
        names = [line.folded[a:b] for a, b in line.spans(post.sets.get("former", ()))]
        if not names or _is_dated_before(reading, line, as_of):
            continue
        for event in line.office_events:
            person = fold(event.person)
            is_told = (event.event, event.certainty) == ("holds", Certainty.ASSERTED)
            if is_told and any(name in person for name in names):
                return event.person
    return ""


def _is_dated_before(reading: Reading, line: Line, as_of: date) -> bool:
    return any(is_of_an_earlier_year(d, as_of) for d in reading.dates(line))
