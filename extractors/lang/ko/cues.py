"""Cues of rungs in Korean: the lexicons beside this file, read by the shared engine, and the verb endings.

Rules of the rung files are named by sort: `noun…` (a verbal noun), `verb…` (a stem), `state…` (says all by itself).
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.cue_engine import CueReader, Reading
from extractors.lang.ko.endings import read_ending, read_state
from extractors.lang.ko.nominals import read_noun
from extractors.lexicon import load_lexicon
from extractors.model import Certainty

_PAST_YEAR = re.compile(
    r"(?:(?<!\d)(?:19|20)\d\d년(?!부터|도(?![ ,])| 만| 이후| ?말?까지|을 끝|생| 이래|대비)"
    r"|지난해(?!를)|작년|재작년|(?:\d+|수|십|십수|몇) ?년 전|앞서 )"
)
_RESET = re.compile(r"[가-힣](?:한|된|던|린|온|운|긴) \S+(?: \S+){0,3}(?:은|는|이|가|을|를) ")
_UNDERWAY = frozenset(
    {"in-force", "seeking", "in-talks", "active", "unresolved", "stalled", "under-discussion"}
)
_UNDERWAY |= {"interested", "negotiating", "planned", "proposed", "escalated", "paused"}
_WISHES = frozenset({"seeking", "interested"})

# Marks in front of a cue that a finished verb overrules: a condition was met, or another clause's.
_WEAK = frozenset({"condition-before"})

# Between the noun and the verb of a long cue another ending may stand, which takes the verb's place.
_INSIDE = re.compile(
    r"(?P<hearsay>다는 (?:설|소문|보도|관측|주장|말))|(?P<plan>[할될룰릴낼칠질] (?:계획|예정|방침|것|수))"
    r"|(?P<urge>[하으]라고 )|(?P<if>[하되]면 )"
)
_INSIDE_SAYS = {
    "hearsay": Certainty.RUMOURED,
    "plan": Certainty.PLANNED,
    "urge": Certainty.DEMANDED,
    "if": Certainty.CONDITIONAL,
}


def make_reader() -> CueReader:
    """Compile the language's lexicon into a reader; keep it, loading takes tens of milliseconds."""
    return CueReader(load_lexicon("ko"), review)


def review(reading: Reading) -> Reading:
    """Let the ending speak where no marker has, and the year where the ending says 'done'."""
    if reading.rule and reading.rule not in _WEAK:
        return reading
    certainty, rule = _by_ending(reading)
    if certainty is Certainty.PLANNED and _holds_already(reading.meaning.rung, rule):
        certainty = Certainty.ASSERTED
    if reading.rule and (certainty, rule) != (Certainty.ASSERTED, "past"):
        return reading
    decided = replace(reading, certainty=certainty, rule=rule)
    is_dated = certainty is Certainty.ASSERTED and not _sort(reading).startswith("state")
    return _dated(decided) if is_dated else decided


def _holds_already(rung: str, rule: str) -> bool:
    """Whether a present or future verb reaches the rung: who will join seeks already, who talks is in talks."""
    return (rule == "present" and rung in _UNDERWAY) or (rule == "will" and rung in _WISHES)


def _by_ending(reading: Reading) -> tuple[Certainty, str]:
    sort = _sort(reading)
    if sort.startswith("state"):
        return read_state(reading.text[reading.end :])
    if sort.startswith("noun"):
        return read_noun(reading.text[reading.end :])
    words = reading.text[reading.start : reading.end].rstrip()
    inside = _INSIDE.search(words, 0, len(words) - 1)
    if inside:
        return _INSIDE_SAYS[inside.lastgroup or ""], "inside"
    return read_ending(reading.text[reading.start + len(words) - 1 :])


def _sort(reading: Reading) -> str:
    return reading.meaning.rule.rsplit("/", 1)[1]


def _dated(reading: Reading) -> Reading:
    """A year or 'then' in front of the cue makes it background, unless it belongs to another verb."""
    for match in _PAST_YEAR.finditer(reading.text, 0, reading.start):
        if not _RESET.search(reading.text, match.end(), reading.start):
            span = match.span()
            return replace(reading, certainty=Certainty.BACKGROUND, rule="past-year", marker=span)
    return reading
