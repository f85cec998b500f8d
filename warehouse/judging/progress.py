"""How far along a rung is that is not simply told as reached: decided, declared for later, only due, or left. Pure.

'Seoul will scrap the plan' has scrapped it, 'the fund opens in May' opens nothing yet, and 'no longer share warnings'
says that the sharing has ended. Each function takes a rung as read and gives it, or an answer, as it counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extractors.model import Certainty, Value
from warehouse.judging.case import Case
from warehouse.judging.reading import Line
from warehouse.judging.rungs import RungRead

# Rungs that a decision reaches by itself, and words for such decisions.
_DONE_BY_SAYING = frozenset(
    {"cancelled", "stalled", "paused", "ended", "suspended", "withdrawn", "rejected", "settled"}
)
# A pact runs on until the notice of its end has passed: only where the other side was told so is it given.
_ENDED_BY_NOTICE = frozenset({"terminated"})
_NOTICE = {
    "ja": re.compile(
        r"(?:通告|通知|通達)(?:し|(?=$|、| ))|(?:書面|文書|公文|口上書)で"
        r"|(?:書簡|書面|文書|公文|口上書|通知書?)を[^。、]{0,14}(?:送|渡|届|出)"
        r"|(?:側|政府|外務省|相手)に[^。、]{0,12}(?:伝え|届け|手渡|申し渡)"
    )
}
_DECIDED = {
    "en": re.compile(
        r"\b(decided|decides|announced|announces|declared|confirmed|notified|said it|resolved|agreed)\b"
        r"|\b(?:followed|follows|after|following|since|took|taken|announced|reached|made|under) (?:a|the|its|their) "
        r"(?:\w+ )?decision\b"
        r"|\bsaid\b[^;]{0,160}\b(?:until further notice|with immediate effect|effective immediately)\b"
    ),
    "ja": re.compile(
        r"(?:発表|公表|決定|表明|通告|通知|宣言|明言|言明|声明)し(?:てい)?た|(?:明らかにし|決め|伝え)(?:てい)?た"
        r"|正式に|合意し|一致し|決定$|発表$|と突き放した|と言い渡した"
        r"|(?:伝え|通告し|通知し|発表し|表明し|決め)、"
    ),
    "ko": re.compile(
        r"발표했|결정했|밝혔|통보했|선언했|기로 (?:했|결정|합의|하고)|합의했|합의하|확정했"
        r"|의견을 모|뜻을 모|뜻을 같이|결론|결정$|발표$"
    ),
}
# A plan is what is declared for a date or decided, not what is hoped, sought, offered or foreseen.
_PLANNED = "planned"
_DECLARED = {
    "en": re.compile(
        r"\b(will|'ll|shall|(is|are|was|were) (due|set|slated|scheduled|to)|due to|set to|slated|scheduled"
        r"|plans? (to|for)|planned|planning to|decid\w+ to|decision to|preparations? for|preparing to)\b|^to$"
    ),
}
# Where a status goes that is said to be no longer what it was, and the words for that, right around the verb.
_LEFT = {
    "practice": "ended",
    "restriction": "lifted",
    "pact": "terminated",
    "membership": "withdrawn",
    "initiative": "cancelled",
}
# Words of a deed done, right before and in the verb, and of one that is due.
_TOLD = {
    "en": re.compile(
        r"\w(?:ed|wn|en|ught|ung|oke|old|elt|ept|ade|ook)\b|\b(?:was|were|has|have|had|put|cut|set|shut)\b"
    )
}
_DUE = re.compile(r"\b(?:is|are) (?:set|due|slated|scheduled|expected|to)\b|\bwill\b")
_AUXILIARIES_BEFORE, _DUE_BEHIND = 16, 50
# What a ministry orders for the coming days has been decided, and rungs that are intentions need no day.
_AS_GOOD_AS_DONE = timedelta(days=7)
_INTENDED = frozenset(
    {
        "proposed",
        "under-discussion",
        "planned",
        "agreed",
        "cancelled",
        "withdrawn",
        "rejected",
        "negotiating",
    }
)
_CURBS = ("in-force", "tightened")
_NO_LONGER = {"en": re.compile(r"\bno longer\b|\bno more$|\bany ?more\b|\bany longer\b")}
_NEGATED_BEFORE, _NEGATED_BEHIND = 24, 60


def as_plan(case: Case, line: Line, read: RungRead) -> RungRead:
    """A later rung that somebody declares for the future puts what was only talked of on the rung `planned`."""
    declared = _DECLARED.get(line.language)
    if declared is None or read.certainty is not Certainty.PLANNED:
        return read
    path = case.watchlist.paths.get(case.claim.ladder, ())
    is_later = _PLANNED in path and read.rung in path[path.index(_PLANNED) + 1 :]
    if not is_later or not declared.search(read.marker.lower()):
        return read
    return replace(read, rung=_PLANNED, certainty=Certainty.ASSERTED, rule=f"{read.rule} as a plan")


def as_left(case: Case, line: Line, read: RungRead) -> RungRead:
    """What is no longer on the baseline's rung has left it ('no longer share warnings'), or its ladder."""
    gone = _NO_LONGER.get(line.language)
    left = _LEFT.get(case.claim.ladder, "")
    path = case.watchlist.paths.get(case.claim.ladder, ())
    is_base = read.rung in (case.target.rung, *path, *_CURBS)
    if gone is None or not left or not is_base or read.certainty is not Certainty.NEGATED:
        return read
    around = line.folded[max(0, read.span[0] - _NEGATED_BEFORE) : read.span[1] + _NEGATED_BEHIND]
    if not gone.search(around):
        return read
    return replace(read, rung=left, certainty=Certainty.ASSERTED, rule=f"{read.rule} no longer")


def is_done_by_saying(case: Case, line: Line, read: RungRead) -> bool:
    """Calling something off is done by announcing it, ending a pact by notice; opening or lifting is not."""
    if read.certainty is not Certainty.PLANNED or not case.is_after:
        return False
    if read.rung in _ENDED_BY_NOTICE:
        notice = _NOTICE.get(line.language)
        return notice is not None and bool(notice.search(line.folded, read.span[1]))
    return read.rung in _DONE_BY_SAYING and bool(_DECIDED[line.language].search(line.folded))


def is_ahead(case: Case, line: Line, read: RungRead, when: Value) -> bool:
    """What is told in the present with a day to come is only due ('the ban ends in December')."""
    told = _TOLD.get(line.language)
    is_near = date.fromisoformat(when.first) - case.reading.day <= _AS_GOOD_AS_DONE
    if told is None or is_near or read.rung in _INTENDED:
        return False
    around = line.folded[max(0, read.span[0] - _AUXILIARIES_BEFORE) : read.span[1]]
    due = line.folded[read.span[0] : read.span[1] + _DUE_BEHIND]
    return bool(_DUE.search(due)) or not told.search(around)
