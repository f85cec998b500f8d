"""Cues of rungs in English: patterns over words, then the grammar of how sure each one is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from extractors.lang.en.certainty import Evidence, Judge
from extractors.lang.en.inflect import Form, verb_forms
from extractors.lang.en.patterns import Match, Matcher, Pattern, passive_of, read_patterns
from extractors.lang.en.tokens import Tokens, tokenise
from extractors.lang.en.verbs import NEGATIONS, is_noun_use, leading_word
from extractors.lang.en.words import word_set
from extractors.model import Certainty, Cue
from extractors.yamlfile import load

_FOLDER = Path(__file__).parent
_PREFIX = "rungs-"
_ANYTHING = Pattern("", "", (), frozenset(), frozenset(), 0)
_GOVERNED = frozenset(
    [
        Certainty.PLANNED,
        Certainty.CONSIDERED,
        Certainty.DEMANDED,
        Certainty.DENIED,
        Certainty.NEGATED,
    ]
)
_GOALS = frozenset(["joined", "launched", "settled"])
_LEADS = word_set("leads")
_MODALS = word_set("modals")
# Behind one of these a word in -ed is a verb though no lexicon has it ('is to be unveiled'), as any word is behind
# a modal ('might one day contribute').
_AUXILIARIES = frozenset([*verb_forms("be"), *verb_forms("have"), *NEGATIONS])


class EnglishCues:
    """Reads cues with the lexicons beside this file; pure, and cheap to call for every sentence."""

    def read(
        self, sentence: str, ladders: Collection[str] | None = None, *, is_title: bool = False
    ) -> tuple[Cue, ...]:
        """Read the cues of a sentence; see `extractors.cues.read_cues`."""
        tokens = tokenise(sentence)
        chosen = _ladders() if ladders is None else [name for name in _ladders() if name in ladders]
        found = [_choose(_matcher(ladder).find(tokens), tokens) for ladder in chosen]
        if not any(found):
            return ()
        judge = Judge(tokens, is_title=is_title)
        cues = [cue for matches in found for cue in _judged(tokens, judge, matches)]
        return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))

    def certainty(
        self, sentence: str, start: int, end: int, *, is_title: bool = False
    ) -> tuple[Certainty, str]:
        """How sure a span of a sentence is; see `extractors.cues.read_certainty`."""
        tokens = tokenise(sentence)
        span = [i for i, at in enumerate(tokens.starts) if at < end and tokens.ends[i] > start]
        if not span:
            return Certainty.ASSERTED, ""
        judge = Judge(tokens, is_title=is_title)
        match = _as_match(tokens, span[0], span[-1] + 1)
        if match.first < span[0] and judge.is_marker(match.first):
            match = Match(_ANYTHING, span[0], span[-1] + 1, Form.NONE, span[0])
        decision = judge.decide(match)
        return decision.certainty, _text(tokens, decision.first, decision.last)


def make_reader() -> EnglishCues:
    """Give the reader; lexicons are compiled when a ladder is first asked for."""
    return EnglishCues()


@cache
def _ladders() -> tuple[str, ...]:
    names = sorted(path.stem for path in _FOLDER.glob(f"{_PREFIX}*.yaml"))
    return tuple(name.removeprefix(_PREFIX) for name in names)


@cache
def _matcher(ladder: str) -> Matcher:
    rungs = load(_FOLDER / f"{_PREFIX}{ladder}.yaml").mapping()
    return Matcher(
        spelt
        for rung, block in rungs.items()
        for pattern in read_patterns(block, f"{ladder}.{rung}")
        for spelt in (pattern, passive_of(pattern))
        if spelt is not None
    )


@cache
def _verbs() -> Mapping[str, Form]:
    """Forms of every verb in the lexicons."""
    found: dict[str, Form] = {}
    for ladder in _ladders():
        for word, form in _matcher(ladder).verbs.items():
            found[word] = found.get(word, Form.NONE) | form
    return found


def _as_match(tokens: Tokens, first: int, last: int) -> Match:
    """Treat any words as a cue: the verb among them, or the one that they are the object of, leads."""
    lead = next((i for i in range(first, last) if _verb_form(tokens, i)), None)
    place = first
    while lead is None and place > 0 and not _closes(tokens, place - 1):
        place -= 1
        lead = place if _verb_form(tokens, place) else None
    if lead is None:
        return Match(_ANYTHING, first, last, Form.NONE, first)
    return Match(_ANYTHING, lead, max(last, lead + 1), _verb_form(tokens, lead), lead)


def _closes(tokens: Tokens, index: int) -> bool:
    """Does a clause begin behind this word?"""
    return tokens.bars(index) or tokens.words[index] in {"that", "whether", "if"}


def _verb_form(tokens: Tokens, index: int) -> Form:
    """Forms a word may be as a verb; a base form counts only behind `to` or an auxiliary."""
    form = _verbs().get(tokens.words[index], Form.NONE)
    before = leading_word(tokens, index)
    if not form and tokens.words[index].endswith("ed") and before in _AUXILIARIES:
        return Form.PAST | Form.PARTICIPLE
    if not form and before in _MODALS and tokens.words[index] not in NEGATIONS:
        return Form.BASE
    if form in (Form.BASE, Form.BASE | Form.PRESENT, Form.PRESENT) and before not in _LEADS:
        return Form.NONE
    return form


def _choose(matches: Iterable[Match], tokens: Tokens) -> list[Match]:
    """Of overlapping matches the heavier, then the longer, then the earlier one; no nouns for verbs."""
    chosen: list[Match] = []
    order = sorted(matches, key=lambda m: (-m.pattern.weight, m.first - m.last, m.first))
    for match in order:
        is_free = all(match.last <= other.first or match.first >= other.last for other in chosen)
        if is_free and not is_noun_use(tokens, match):
            chosen.append(match)
    return chosen


def _judged(tokens: Tokens, judge: Judge, matches: Sequence[Match]) -> Iterator[Cue]:
    """Cues of one ladder with their certainty, less those that only lead up to another."""
    decided = [(match, judge.decide(match)) for match in matches]
    strong = [item for item in decided if not judge.is_aside(item[0])]
    told = strong or decided
    for match, decision in told:
        if not any(_leads(match, other, evidence) for other, evidence in told):
            yield _cue(tokens, match, decision)


def _leads(match: Match, other: Match, evidence: Evidence) -> bool:
    """Is `match` the verb that makes `other` less than a fact (`is mulling` an exit)?

    Where the other is what the first is about (mulling to join, planning to launch), both stay.
    """
    overlaps = evidence.first < match.last and evidence.last > match.first
    if other.pattern.label == match.pattern.label and other.form == Form.NONE:
        return False
    rung = other.pattern.label.split(".")[1]
    is_governed = evidence.is_marker and evidence.certainty in _GOVERNED
    return other is not match and overlaps and is_governed and rung not in _GOALS


def _cue(tokens: Tokens, match: Match, decision: Evidence) -> Cue:
    ladder, rung = match.pattern.label.split(".")
    marker = _text(tokens, decision.first, decision.last)
    rule = f"en/{ladder}/{rung}: {match.pattern.source}"
    return Cue(
        ladder=ladder,
        rung=rung,
        start=tokens.starts[match.first],
        end=tokens.ends[match.last - 1],
        certainty=decision.certainty,
        marker=marker,
        rule=f"{rule} [{decision.rule}]" if decision.rule else rule,
    )


def _text(tokens: Tokens, first: int, last: int) -> str:
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]] if first < last else ""
