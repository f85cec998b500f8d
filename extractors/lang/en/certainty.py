"""How sure an English sentence is of a rung: its verb group, what governs it, and when it happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lang.en.agents import outsider
from extractors.lang.en.inflect import Form, verb_forms
from extractors.lang.en.numerals import DIGITS, ORDINAL
from extractors.lang.en.patterns import Match, Matcher, Pattern, compile_pattern, read_patterns
from extractors.lang.en.tokens import Tokens
from extractors.lang.en.verbs import NEGATIONS, Group, is_modifier, is_noun_use, read_group
from extractors.lang.en.words import verb_class, word_set
from extractors.model import Certainty
from extractors.yamlfile import load

_FILE = Path(__file__).with_name("certainty.yaml")
_SCOPES = ("governs", "after", "anywhere")
_AFTER_REACH = 14
_NEGATION_REACH = 3
_ASIDE = 4
# The first of these that has any evidence decides: what takes the whole statement back comes first.
_ORDER = (
    Certainty.QUESTION,
    Certainty.DENIED,
    Certainty.RUMOURED,
    Certainty.OPINION,
    Certainty.CONDITIONAL,
    Certainty.DEMANDED,
    Certainty.CONSIDERED,
    Certainty.BACKGROUND,
    Certainty.NEGATED,
    Certainty.PLANNED,
    Certainty.ASSERTED,
)
# Rungs that are themselves intentions: a plan to plan is a plan.
_INTENDED = frozenset(["initiative.planned", "membership.seeking"])
_INTENTIONS = frozenset([Certainty.DEMANDED, Certainty.CONSIDERED, Certainty.PLANNED])
_LINKS = frozenset(["that", "whether", "if", "how", "when"])
_ENDS = frozenset([".", "?", "!"])
# What 'including' opens is an example, whatever time it is of.
_BREAKS = _ENDS | {"but", ";", "including"}
_REPORTS = word_set("reports")
_FREE_INFINITIVES = word_set("free_infinitives")
_MODAL_CERTAINTY = {
    "will": Certainty.PLANNED,
    "'ll": Certainty.PLANNED,
    "shall": Certainty.PLANNED,
    "should": Certainty.DEMANDED,
    "must": Certainty.DEMANDED,
    "ought": Certainty.OPINION,
}
_NEGATIVE_SUBJECTS = frozenset(
    ["nobody", "no", "no-one", "none", "neither", "nothing", "not", "never"]
)
# Words that put the end ahead to which something is the means.
_AHEAD = (
    word_set("aims")
    | frozenset(_MODAL_CERTAINTY)
    | frozenset(["could", "would", "can", "may", "might"])
)
_NO_OBJECT = frozenset(["no", "none", "neither", "nothing"])
# 'No fewer than ten', 'no later than May' measure, and deny nothing.
_MEASURES = frozenset(
    ["more", "fewer", "less", "later", "sooner", "earlier", "longer", "doubt", "time", "one"]
)
_STATIVE = frozenset(["continue", "remain", "stay", "keep", "go", "maintain", "persist"])
# Conditions that make of the whole sentence a forecast, and those that say how long a pause is to last.
_FORECASTS = (
    *("~predict", "~forecast", "~be projected", "~be forecast"),
    *("on current", "at current", "at the current", "if trends", "in theory", "theoretically"),
    *("hypothetically", "potentially", "suppose", "what if", "would"),
)
_PAUSES = frozenset(["paused", "suspended", "stalled", "tightened", "in-force"])
_TERMS_OF_PAUSE = (
    *("pending", "until", "not until", "not before", "unless", "once", "as long as", "so long as"),
    *("in exchange for", "in return for"),
    *("depending on", "in case"),
)
_PROVIDING = frozenset(["provided", "providing"])
_PROVIDED = (("for",), ("by",), ("in",), ("with",), ("under",), ("to",), ("at",))
# What may be done on terms may be done.
_LEAVES = frozenset(["may", "can"])
_TERMS_OF_LEAVE = (
    "provided",
    "providing",
    "as long as",
    "so long as",
    "subject to",
    "on condition",
    "the condition that",
)
_WAS = frozenset(["was", "were"])
_INVERTED = frozenset(["should", "were"])
_TIME_LINKS = frozenset(["after", "since", "until", "till", "following", "before"])
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
_CURRENCIES = frozenset({"us", "$", "€", "£", "¥", "₩", "usd"})
_NUMBER = re.compile(rf"{ORDINAL}|{DIGITS}")
_ARTICLES = word_set("articles")
_RANKS = word_set("ranks")
_RANK_REACH = 10
# Behind these an infinitive is what is meant to be, whoever is first ('the first plan to lift it').
_INTENDING = word_set("intending")
_YEAR_LEADS = word_set("year_leads")
_MONTHS = word_set("months")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something in the sentence that speaks about how sure a cue is.

    Attributes:
        certainty: what it speaks for.
        first: index of its first word.
        last: index behind its last word.
        rule: what fired, for `explain`.
        is_marker: the lexicon's words say so, not the verb group or the place.
    """

    certainty: Certainty
    first: int
    last: int
    rule: str
    is_marker: bool = False


@cache
def _markers() -> Matcher:
    patterns: list[Pattern] = []
    for certainty, scopes in load(_FILE).mapping().items():
        scopes.check_keys(optional=_SCOPES)
        for scope, block in scopes.mapping().items():
            patterns += read_patterns(block, f"{Certainty(certainty).value}.{scope}")
    return Matcher(patterns)


@cache
def _stopping() -> frozenset[str]:
    """Forms of the verbs that end or pause something."""
    lemmas = {*verb_class("END"), *verb_class("PAUSE")}
    return frozenset(form for lemma in lemmas if " " not in lemma for form in verb_forms(lemma))


@cache
def _speech() -> Matcher:
    return Matcher(compile_pattern("~SPEAK", "speech"))


class Judge:
    """Decides on the cues of one sentence; markers are looked for once."""

    def __init__(self, tokens: Tokens, *, is_title: bool) -> None:
        self._tokens = tokens
        self._is_title = is_title
        self._markers = _markers().find(tokens)
        self._speech = _speech().find(tokens)

    def decide(self, cue: Match) -> Evidence:
        """The strongest evidence about a cue; `ASSERTED` when nothing speaks against it."""
        group = read_group(self._tokens, cue)
        evidence = [
            *self._of_markers(cue, group),
            *self._of_group(cue, group),
            *self._of_place(cue, group),
            *self._of_year(cue, group),
            *self._of_agent(cue, group),
        ]
        evidence = _cancel_negations(evidence)
        if cue.pattern.label in _INTENDED:
            evidence = [item for item in evidence if item.certainty is not Certainty.PLANNED]
        plain = Evidence(Certainty.ASSERTED, cue.first, cue.first, "")
        return min([*evidence, plain], key=lambda item: _ORDER.index(item.certainty))

    def is_marker(self, index: int) -> bool:
        """Does a word lead a marker itself (`are exploring a third meeting`), and is no verb of the deed?

        Verbs that negate what they govern ('dropped the plan') are deeds as often as not ('dropped to 47
        percent'), so that those stay verbs.
        """
        return any(
            marker.first <= index < marker.last and not _is_negating(marker)
            for marker in self._markers
        )

    def is_aside(self, cue: Match) -> bool:
        """Does the cue stand in a clause of time (`after a freeze`), or as a mere modifier?"""
        words = self._tokens.words
        for index in range(cue.first - 1, -1, -1):
            if words[index] in _TIME_LINKS:
                return True
            if self._tokens.bars(index) or words[index] == ",":
                break
        is_bare_noun = cue.form == Form.NONE and read_group(self._tokens, cue).is_noun
        return is_modifier(self._tokens, cue) or is_bare_noun

    def _of_markers(self, cue: Match, group: Group) -> Iterator[Evidence]:
        for marker in self._markers:
            if marker.first < cue.last and marker.last > cue.first:
                if _encloses(marker, cue):
                    yield _evidence(Certainty(marker.pattern.label.split(".")[0]), marker)
                continue
            if self._is_no_marker(marker):
                continue
            name, scope = marker.pattern.label.split(".")
            certainty = Certainty(name)
            is_met = self._is_met(marker, cue, group)
            if is_met or not self._holds(marker, scope, certainty, cue, group):
                continue
            if self._is_negated(marker):
                if certainty in _INTENTIONS:
                    yield _evidence(Certainty.NEGATED, marker, "not ")
                continue
            yield _evidence(certainty, marker)

    def _is_met(self, marker: Match, cue: Match, group: Group) -> bool:
        """Is a condition behind the verb no condition: the price that was paid, or how long a pause lasts?

        What was done in the past was done, whatever `if` or `once` its object holds ('opened a line that
        rings if stocks fall').
        """
        is_behind = marker.first >= cue.last and marker.pattern.label.startswith("conditional")
        if is_behind and group.modal in _LEAVES:
            return marker.pattern.source.startswith(_TERMS_OF_LEAVE)
        if not is_behind or group.modal:
            return False
        if self._stops(cue) and marker.pattern.source.startswith(_TERMS_OF_PAUSE):
            return group.is_finite or group.is_infinitive
        is_done = bool(group.form & Form.PAST) or group.be in _WAS or bool(group.perfect)
        is_bound = not marker.pattern.source.startswith(_FORECASTS)
        return group.is_finite and is_done and is_bound

    def _stops(self, cue: Match) -> bool:
        """Does a cue say that something stops, for which a term may be set?"""
        is_pause = cue.pattern.label.split(".")[-1] in _PAUSES
        return is_pause or (not cue.pattern.label and self._tokens.words[cue.head] in _stopping())

    def _is_no_marker(self, marker: Match) -> bool:
        """Do the words of a marker mark nothing here?"""
        tests = (self._is_mere_noun, self._is_concession, self._is_provision)
        return any(test(marker) for test in tests)

    def _is_provision(self, marker: Match) -> bool:
        """Is something provided for, by or with, which is no condition (`the office provided for in the pact`)?"""
        words = self._tokens.words
        is_participle = words[marker.last - 1] in _PROVIDING and marker.last == marker.first + 1
        return is_participle and words[marker.last : marker.last + 1] in _PROVIDED

    def _is_concession(self, marker: Match) -> bool:
        """Does an `if` between commas only temper an adjective (`longstanding, if unspoken, policy`)?"""
        words = self._tokens.words
        is_if = words[marker.first : marker.last] == ("if",)
        opens = marker.first > 0 and words[marker.first - 1] == ","
        return is_if and opens and "," in words[marker.last : marker.last + _ASIDE]

    def _is_mere_noun(self, marker: Match) -> bool:
        """A marker that stands as a noun and takes no complement (`the dispute took a turn`).

        What negates is a verb: 'the ban on fish' bars nothing, and 'drops to sixth' tells of a rank.
        """
        before = self._tokens.words[marker.first - 1] if marker.first else ""
        following = self._tokens.words[marker.last : marker.last + 2]
        is_rank = following[:1] == ("to",) and any(map(_NUMBER.match, following[1:]))
        if is_rank or (marker.form and before in _ARTICLES and _is_negating(marker)):
            return True
        takes = following[:1] in (("to",), ("that",), ("for",), ("of",), ("on",))
        return not takes and is_noun_use(self._tokens, marker)

    def _holds(
        self, marker: Match, scope: str, certainty: Certainty, cue: Match, group: Group
    ) -> bool:
        """Does a marker's scope take in the cue?"""
        if scope == "anywhere":
            return self._is_clear(marker, cue)
        if scope == "governs":
            is_before = marker.last <= group.start or marker.last <= cue.first
            return is_before and self._governs(marker, certainty, cue, group)
        if not cue.last <= marker.first <= cue.last + _AFTER_REACH:
            return False
        if any(self._tokens.bars(index) for index in range(cue.last, marker.first)):
            return False
        if certainty is Certainty.DENIED:
            return group.is_noun or not _REPORTS.isdisjoint(self._tokens.words[: cue.last])
        return group.is_present if certainty is Certainty.PLANNED else group.is_noun

    def _is_clear(self, marker: Match, cue: Match) -> bool:
        """No `but`, semicolon or end of sentence stands between the two."""
        low, high = min(marker.last, cue.last), max(marker.first, cue.first)
        return _BREAKS.isdisjoint(self._tokens.words[low:high])

    def _governs(self, marker: Match, certainty: Certainty, cue: Match, group: Group) -> bool:
        """Is the cue in the complement of a marker that stands before it?"""
        between = range(marker.last, cue.first)
        if any(self._tokens.bars(index) for index in between):
            return False
        words = self._tokens.words[marker.last : cue.first]
        if not group.is_finite or certainty is Certainty.DENIED:
            return True
        if not _LINKS.isdisjoint(words):
            return True
        if "and" in words:
            return False
        if certainty is Certainty.NEGATED and marker.last == group.start:
            return True
        if certainty is Certainty.NEGATED:
            return marker.form == Form.NONE and self._is_subject(marker)
        return group.is_bare and self._wants(marker)

    def _is_subject(self, marker: Match) -> bool:
        """A negating word, not a noun that takes a complement (`no one`, against `no plan to`)."""
        first, last = self._tokens.words[marker.first], self._tokens.words[marker.last - 1]
        return first in _NEGATIVE_SUBJECTS and last not in {"to", "from", "plan", "plans"}

    def _wants(self, marker: Match) -> bool:
        return self._tokens.words[marker.first].startswith(("want", "need"))

    def _is_negated(self, marker: Match) -> bool:
        before = self._tokens.words[max(0, marker.first - _NEGATION_REACH) : marker.first]
        return any(word in NEGATIONS or word in {"no", "nor"} for word in before)

    def _of_group(self, cue: Match, group: Group) -> Iterator[Evidence]:
        span = (group.start, cue.first)
        # A noun's 'no' stands before the group and may be part of a marker ('no intention of'): one negation.
        first = max(0, group.start - _NEGATION_REACH) if group.is_noun else group.start
        for _ in range(group.negations):
            yield Evidence(Certainty.NEGATED, first, cue.first, "negation")
        if group.modal and not self._is_settled(cue, group.modal):
            yield Evidence(self._modal(group.modal, span[0]), *span, group.modal)
        elif group.is_infinitive and self._is_open_infinitive(cue, group):
            yield Evidence(Certainty.PLANNED, *span, "to")
        is_then = group.perfect in {"had", "'d"} or (group.is_bare and self._had(group.start))
        if is_then and not self._speech:
            yield Evidence(Certainty.BACKGROUND, *span, "had")

    def _had(self, start: int) -> bool:
        """Does a verb with `had` govern a bare participle (`had called the matter resolved`)?"""
        words = self._tokens.words
        for index in range(start - 1, -1, -1):
            if words[index] == "had":
                return words[index + 1].endswith(("ed", "en"))
            if self._tokens.stops_gap(index):
                return False
        return False

    def _is_settled(self, cue: Match, modal: str) -> bool:
        """`will remain banned` holds already, `will not go ahead` is decided."""
        is_stative = self._tokens.words[cue.head] in _STATIVE
        is_cancelled = cue.pattern.source.startswith("not ")
        return modal in {"will", "'ll", "would"} and (is_stative or is_cancelled)

    def _modal(self, modal: str, at: int) -> Certainty:
        if modal == "would" and self._speech and self._speech[0].first < at:
            return Certainty.PLANNED
        return _MODAL_CERTAINTY.get(modal, Certainty.CONDITIONAL)

    def _is_open_infinitive(self, cue: Match, group: Group) -> bool:
        """An infinitive that reports no act: `to` without a verb of beginning or achieving before it."""
        words = self._tokens.words
        is_free = group.start > 0 and words[group.start - 1] in _FREE_INFINITIVES
        figure = next((word for word in words[cue.first :] if word not in _CURRENCIES), "")
        if is_free or _NUMBER.match(figure):
            return False
        for index in range(group.start - 1, max(-1, group.start - _RANK_REACH), -1):
            if words[index] in _RANKS and index and words[index - 1] in _ARTICLES:
                return False
            if self._tokens.bars(index) or words[index] in _INTENDING:
                return True
        return True

    def _of_place(self, cue: Match, group: Group) -> Iterator[Evidence]:
        """Questions, orders (`Scrap the embargo`), and subjects in -ing (`Quitting is folly`)."""
        words = self._tokens.words
        if self._is_until(cue):
            yield Evidence(Certainty.CONDITIONAL, cue.first, cue.first, "until")
        if self._is_inverted(cue):
            yield Evidence(Certainty.CONDITIONAL, 0, 1, "inverted condition")
        start = cue.first if cue.pattern.is_passive else group.start
        if not group.is_infinitive and self._has_no_subject(start):
            yield Evidence(Certainty.NEGATED, start, start, "no subject")
        if cue.form and self._has_no_object(cue):
            yield Evidence(Certainty.NEGATED, cue.last, cue.last + 1, "no object")
        end = next((word for word in words[cue.last :] if word in _ENDS), "")
        if end == "?":
            yield Evidence(Certainty.QUESTION, cue.last, cue.last, "?")
        opens = cue.first == 0 or words[cue.first - 1] in {'"', "“", "'", "‘"}
        is_order = opens and cue.form & Form.BASE and not cue.form & Form.PAST
        if is_order and not group.is_noun and not self._is_title:
            yield Evidence(Certainty.DEMANDED, cue.first, cue.first + 1, "imperative")
        if group.is_noun and cue.first == 0 and cue.form == Form.ING and not self._is_title:
            yield Evidence(Certainty.OPINION, cue.first, cue.first + 1, "-ing subject")

    def _is_inverted(self, cue: Match) -> bool:
        """Does the sentence open with a condition without `if` (`Should the ban go, Tokyo would ...`)?"""
        words = self._tokens.words
        return words[0] in _INVERTED and cue.first > 0 and "," in words and "?" not in words

    def _is_until(self, cue: Match) -> bool:
        """Is the cue's clause opened by `until`?"""
        for index in range(cue.first - 1, -1, -1):
            if self._tokens.words[index] in {"until", "till"}:
                return bool(cue.form)
            if self._tokens.bars(index):
                return False
        return False

    def _has_no_object(self, cue: Match) -> bool:
        """Is the verb's object nothing (`has let in no fish`, `lifted none of the curbs`)?"""
        following = (*self._tokens.words[cue.last : cue.last + 2], "", "")
        return following[0] in _NO_OBJECT and following[1] not in _MEASURES

    def _has_no_subject(self, start: int) -> bool:
        """Does the clause begin with `no` (`No reunion has taken place`)?"""
        place = start
        while (
            place > 0
            and not self._tokens.bars(place - 1)
            and self._tokens.words[place - 1] != "that"
        ):
            place -= 1
        return place < start and self._tokens.words[place] == "no"

    def _of_agent(self, cue: Match, group: Group) -> Iterator[Evidence]:
        """An outsider does it, or it is the means to an end still ahead (`By lifting it, Seoul could`)."""
        agent = outsider(self._tokens, cue, group)
        if agent is not None:
            yield Evidence(Certainty.OPINION, *agent, "outsider")
        if cue.form == Form.ING and self._is_means_ahead(cue, group):
            yield Evidence(Certainty.PLANNED, cue.first - 1, cue.last, "by -ing")

    def _is_means_ahead(self, cue: Match, group: Group) -> bool:
        words = self._tokens.words
        if not group.start or words[group.start - 1] != "by":
            return False
        return not _AHEAD.isdisjoint(words[: group.start] + words[cue.last :])

    def _of_year(self, cue: Match, group: Group) -> Iterator[Evidence]:
        """A past year that belongs to the cue's own verb makes it background."""
        if group.is_infinitive or group.modal or group.perfect in {"has", "have", "'ve"}:
            return
        for index, word in enumerate(self._tokens.words):
            if _YEAR.match(word) and self._is_year_of(index, cue, group):
                yield Evidence(Certainty.BACKGROUND, index, index + 1, "year")

    def _is_year_of(self, index: int, cue: Match, group: Group) -> bool:
        words = self._tokens.words
        lead = index - 1
        while lead >= 0 and (words[lead] in _MONTHS or words[lead].isdigit()):
            lead -= 1
        is_adverb = lead >= 0 and words[lead] in _YEAR_LEADS
        if index < cue.first:
            is_near = index == cue.first - 1 and group.is_noun
            return is_near or (is_adverb and lead <= 1 and self._is_past(group))
        if not is_adverb or index < cue.last or not self._is_past(group):
            return False
        between = range(cue.last, lead)
        return not any(self._tokens.bars(place) or words[place].endswith("ed") for place in between)

    def _is_past(self, group: Group) -> bool:
        is_past = bool(group.form & (Form.PAST | Form.PARTICIPLE)) or group.be in {"was", "were"}
        return is_past or group.is_noun


def _encloses(marker: Match, cue: Match) -> bool:
    """Does a denial stand around the cue (`called the report of a deal pure fiction`), or a negation swallow it?

    'Stopped short of' is no stop, and 'no sign of' no signing.
    """
    name, scope = marker.pattern.label.split(".")
    if marker.first == cue.first and marker.pattern.source.endswith(" from"):
        return False  # 'bars fish from' is the deed itself, not one that is kept from happening
    if scope != "governs" or marker.first > cue.first or marker.last <= cue.last:
        is_tail = name == Certainty.NEGATED and marker.first < cue.first < marker.last <= cue.last
        return scope == "governs" and is_tail
    return name == Certainty.NEGATED or (name == Certainty.DENIED and marker.first < cue.first)


def _is_negating(marker: Match) -> bool:
    return marker.pattern.label.startswith(Certainty.NEGATED.value)


def _evidence(certainty: Certainty, marker: Match, prefix: str = "") -> Evidence:
    rule = f"{prefix}{marker.pattern.source}"
    return Evidence(certainty, marker.first, marker.last, rule, is_marker=True)


def _cancel_negations(evidence: list[Evidence]) -> list[Evidence]:
    """Two negations make a statement; words that overlap negate once."""
    spans = sorted({(e.first, e.last) for e in evidence if e.certainty is Certainty.NEGATED})
    count, behind = 0, -1
    for first, last in spans:
        count += first >= behind
        behind = max(behind, last)
    if count % 2:
        return evidence
    return [e for e in evidence if e.certainty is not Certainty.NEGATED]
