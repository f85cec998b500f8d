"""Since when English says that something is in use: 'Since Monday the two have been drawing on one store'."""

from __future__ import annotations

import re
from functools import cache

from extractors.lang.en.certainty import Judge
from extractors.lang.en.inflect import Form
from extractors.lang.en.patterns import Match, Matcher, compile_pattern
from extractors.lang.en.tokens import Tokens, tokenise
from extractors.lang.en.verbs import NEGATIONS, Group, is_noun_use, read_group
from extractors.model import Certainty

_LEAD = re.compile(
    r"[\"“'‘(]*(?:\w+ [—–-]+ )?(?:since|from|as of|as from|starting|beginning|effective)\b",
    re.IGNORECASE,
)
_ABLE = frozenset(["can", "may"])
_FREE = frozenset(
    ["able", "free", "allowed", "permitted", "entitled", "authorised", "authorized", "welcome"]
)
_BEING = frozenset(["is", "are", "'re", "'s", "been"])
_TO_STATE = 6


@cache
def _uses() -> Matcher:
    return Matcher(compile_pattern("~USE", "use"))


def read_inception(sentence: str) -> tuple[int, int] | None:
    """Where a sentence that opens on a starting time says what is done since then.

    Args:
        sentence: one sentence, plain text.

    Returns:
        Start and end of the verb of use; None where the sentence opens otherwise, or where what follows is
        not told as being done or free to be done.
    """
    if not _LEAD.match(sentence):
        return None
    tokens = tokenise(sentence)
    judge = Judge(tokens, is_title=False)
    for match in _uses().find(tokens):
        if _is_done(tokens, judge, match):
            return tokens.starts[match.first], tokens.ends[match.last - 1]
    return None


def _is_done(tokens: Tokens, judge: Judge, match: Match) -> bool:
    group = read_group(tokens, match)
    if group.is_infinitive and not group.is_noun:
        return _is_free_to(tokens, group)
    if group.is_noun or group.negations or is_noun_use(tokens, match):
        return False
    certainty = judge.decide(match).certainty
    if group.modal in _ABLE:
        return certainty in (Certainty.CONDITIONAL, Certainty.ASSERTED)
    return certainty is Certainty.ASSERTED and _is_going_on(group)


def _is_free_to(tokens: Tokens, group: Group) -> bool:
    """`Have been able to use`, `are free to enter`: a present state, and nothing that denies it."""
    before = tokens.words[max(0, group.start - _TO_STATE) : group.start]
    if "to" in before[-1:]:
        before = before[:-1]
    is_free = bool(before) and before[-1] in _FREE
    return is_free and not _BEING.isdisjoint(before) and NEGATIONS.isdisjoint(before)


def _is_going_on(group: Group) -> bool:
    """`Have been drawing`, `are drawing`, `draw`: what began goes on."""
    if group.modal:
        return False
    if group.perfect:
        return group.perfect in {"has", "have", "'ve"}
    if group.be:
        return group.be in {"is", "are", "'s", "'re"}
    return bool(group.form & (Form.PRESENT | Form.BASE)) and not group.form & Form.PAST
