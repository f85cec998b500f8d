"""Who does what an English verb says, where it is somebody who cannot: lobbies, families, critics.

A chamber of commerce that endorses an accession and farmers who reject it move no status; the deed that a cue
names is the governments'. Victims and plaintiffs are parties to a dispute, and companies launch things.
"""

from __future__ import annotations

from extractors.lang.en.inflect import Form
from extractors.lang.en.patterns import Match
from extractors.lang.en.tokens import Tokens
from extractors.lang.en.verbs import BE, Group
from extractors.lang.en.words import noun_class, word_set

_REACH = 12
_ENDS = frozenset([",", ".", "that", "who", "which", "and", "as", '"', "“", "”"])
_PREPOSITIONS = word_set("prepositions")
_OUTSIDERS = noun_class("outsider")
_CONCERNED = noun_class("concerned")
# Deeds that only states do, whoever is concerned by them.
_OF_STATES = frozenset(["restriction", "initiative", "pact", "membership"])
# What anybody may do: companies launch funds, and a lobby proposes them.
_BY_ANYONE = frozenset(["proposed", "under-discussion", "planned", "launched", "stalled"])


def outsider(tokens: Tokens, cue: Match, group: Group) -> tuple[int, int] | None:
    """The words that name somebody who cannot do what a cue says, as its subject or behind `by`.

    Args:
        tokens: the sentence.
        cue: a cue of a ladder, or any words, which may be a deed of those concerned.
        group: its verb group.

    Returns:
        Indexes of the noun, or None.
    """
    ladder, _, rung = cue.pattern.label.partition(".")
    if rung in _BY_ANYONE or group.is_noun or group.is_infinitive or not cue.form:
        return None
    heads = _OUTSIDERS | _CONCERNED if ladder in _OF_STATES else _OUTSIDERS
    is_passive = bool(group.be in BE and group.form & Form.PARTICIPLE)
    head = _behind_by(tokens, cue) if is_passive else _subject(tokens, group.start)
    if head is None or tokens.words[head] not in heads:
        return None
    return head, head + 1


def _subject(tokens: Tokens, end: int) -> int | None:
    """The head of the noun phrase that ends right before a verb group: `families` of `families of the missing`."""
    start = end
    while start > max(0, end - _REACH) and not _is_break(tokens, start - 1):
        start -= 1
    return _head(tokens, start, end)


def _behind_by(tokens: Tokens, cue: Match) -> int | None:
    for index in range(cue.last, min(len(tokens.words), cue.last + _REACH)):
        if _is_break(tokens, index):
            return None
        if tokens.words[index] == "by":
            end = index + 1
            while end < len(tokens.words) and not _is_break(tokens, end):
                end += 1
            return _head(tokens, index + 1, end)
    return None


def _head(tokens: Tokens, start: int, end: int) -> int | None:
    """The last word before the phrase's first preposition."""
    for index in range(start, end):
        if tokens.words[index] in _PREPOSITIONS:
            end = index
            break
    return end - 1 if end > start else None


def _is_break(tokens: Tokens, index: int) -> bool:
    return tokens.words[index] in _ENDS or tokens.bars(index)
