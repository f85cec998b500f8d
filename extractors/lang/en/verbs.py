"""The verb group around a cue: auxiliaries, negation, `to`, and whether the cue is a noun after all."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.lang.en.inflect import Form, verb_forms
from extractors.lang.en.patterns import Match
from extractors.lang.en.tokens import Tokens
from extractors.lang.en.words import word_set

BE = frozenset(verb_forms("be"))
FINITE_BE = BE - {"be", "been", "being"}
_HAVE = frozenset(verb_forms("have")) | {"'d"}
_DO = frozenset(verb_forms("do"))
_GET = frozenset(verb_forms("get"))
_MODALS = word_set("modals")
NEGATIONS = word_set("negations")
_ADVERBS = word_set("adverbs")
_DETERMINERS = word_set("determiners")
_SUBJECTS = word_set("subjects")
_NOUN_VERBS = word_set("noun-verbs")
_ARTICLES = word_set("articles")
_PREPOSITIONS = word_set("prepositions")
# Prepositions that no verb in a finite form can follow.
_BARE_PREPOSITIONS = frozenset(["of", "for", "with", "from", "by", "against", "among", "between"])
_PRONOUNS = word_set("pronouns")
_ING_LEADS = BE | _PREPOSITIONS | word_set("ing-leads")
_DOERS = word_set("doers")
# What no object begins with: behind these the word in -s before them was a noun ('Tokyo curbs on acid').
# A base form right behind one of these is a noun or an adjective ('the start', 'in a quiet way').
_NOUN_LEADS = frozenset(["a", "an", "the", "its", "their", "his", "our", "my", "your"])
# Verbs of change that also bring in speech, and what stands behind them then.
_TELLERS = frozenset(form for lemma in word_set("tellers") for form in verb_forms(lemma))
_SAID = (("that",), ('"',), ("“",))
_NO_OBJECTS = (
    _PREPOSITIONS
    | _MODALS
    | NEGATIONS
    | BE
    | _HAVE
    | _DO
    | {"", ",", ".", ";", ":", "?", "and", "or", "to"}
)
# Adverbs of two words within a verb group ('might one day pay').
_TIMES = (
    ("one", "day"),
    ("some", "day"),
    ("at", "last"),
    ("in", "time"),
    ("in", "turn"),
    ("for", "once"),
)
# A possessive stands in front of nouns, but no object begins with one, nor with a quotation mark.
_OBJECT_LEADS = (_ARTICLES | _PRONOUNS) - {"'", "'s"}
_COORDINATION_REACH = 8
_PREDICATE_REACH = 14
_NOUN_REACH = 3
# The longest words between commas that are read as an aside within a verb group.
_ASIDE_REACH = 12


@dataclass(frozen=True, slots=True)
class Group:
    """What stands around the verb (or noun) of a cue.

    Attributes:
        start: index of the group's first word.
        negations: how many words of it negate.
        modal: modal verb, or empty; of the predicate when the cue is a noun.
        is_infinitive: a `to` governs the cue.
        perfect: form of `have` in the group, or empty.
        be: form of `be` in the group (leftmost), or empty.
        form: forms of the cue's own verb.
        is_noun: the cue stands as a noun or as a subject in -ing.
    """

    start: int
    negations: int = 0
    modal: str = ""
    is_infinitive: bool = False
    perfect: str = ""
    be: str = ""
    form: Form = Form.NONE
    is_noun: bool = False

    @property
    def is_finite(self) -> bool:
        """Does the group make a statement of its own?"""
        if self.is_infinitive or self.is_noun:
            return False
        if (
            self.modal
            or self.perfect in {"has", "have", "had", "'ve", "'d"}
            or self.be in FINITE_BE
        ):
            return True
        return bool(self.form & Form.FINITE) and not self.be

    @property
    def is_bare(self) -> bool:
        """A past form without auxiliary, which may be a participle (`want it kept`)."""
        return bool(self.form & Form.PARTICIPLE) and not (self.modal or self.perfect or self.be)

    @property
    def is_present(self) -> bool:
        """Is the statement in the present tense (or has it no tense at all)?"""
        if self.modal or self.perfect:
            return False
        if self.be:
            return self.be in {"is", "are", "'s", "'re", "am", "'m"} and not self.form & Form.PAST
        return self.is_noun or not self.form & Form.PAST


def read_group(tokens: Tokens, cue: Match) -> Group:
    """Read the words to the left of a cue that belong to its verb; for a noun, its predicate."""
    form = cue.form
    seen = _Walk(tokens, cue.first - 1)
    seen.run()
    if _is_coordinated(tokens, cue, seen):
        seen.jump()
    is_noun = _is_noun(tokens, cue, seen)
    if not cue.form and not seen.be:
        seen.reach_verb()
    modal, negations = seen.modal, seen.negations + _inner_negations(tokens, cue)
    if is_noun:
        negations += tokens.words[max(0, cue.first - _NOUN_REACH) : cue.first].count("no")
        later_modal, later_negations = _predicate(tokens, cue.last)
        modal, negations = modal or later_modal, negations + later_negations
    elif not form:
        negations += _denied_being(tokens, seen.index + 1, cue.first)
    if form and tokens.words[cue.head] in BE:
        seen.be = seen.be or tokens.words[cue.head]
    return Group(
        start=seen.index + 1,
        negations=negations,
        modal=modal,
        is_infinitive=seen.is_infinitive,
        perfect=seen.perfect,
        be=seen.be,
        form=form,
        is_noun=is_noun,
    )


def _denied_being(tokens: Tokens, start: int, first: int) -> int:
    """1 when `no` stands between a verb and the noun of the cue (`there are no talks`)."""
    words = tokens.words[start:first]
    return int("no" in words[-_NOUN_REACH:] and not {"longer", "more"} & set(words))


class _Walk:
    """Steps left over auxiliaries and adverbs, and keeps what it saw."""

    def __init__(self, tokens: Tokens, index: int) -> None:
        self.tokens = tokens
        self.index = index
        self.negations = 0
        self.modal = self.perfect = self.be = ""
        self.is_infinitive = False

    def run(self) -> None:
        """Step until a word does not belong to the verb group."""
        self._over_aside()
        while self.index >= 0 and not self.modal and not self.is_infinitive:
            if self.tokens.words[self.index - 1 : self.index + 1] in _TIMES:
                self.index -= 1
            elif not self._take(self.tokens.words[self.index]):
                return
            self.index -= 1
        if self.index >= 0 and self.tokens.words[self.index] in NEGATIONS:
            self.negations += 1

    def _over_aside(self) -> None:
        """Step over what stands between commas behind an auxiliary: 'did not, despite all pleas, withdraw it'."""
        words = self.tokens.words
        if self.index < 0 or words[self.index] != ",":
            return
        for opens in range(self.index - 1, max(0, self.index - _ASIDE_REACH), -1):
            if words[opens] == ",":
                last = words[opens - 1]
                if last in NEGATIONS or last in _MODALS or last in _HAVE:
                    self.index = opens - 1
                return

    def jump(self) -> None:
        """Look further left for what governs a coordinated base form (`to sign and launch`)."""
        stop = max(-1, self.index - _COORDINATION_REACH)
        for index in range(self.index, stop, -1):
            word = self.tokens.words[index]
            if word == "to" or word in _MODALS:
                self.index = index
                self.run()
                return
            if self.tokens.bars(index):
                return

    def reach_verb(self) -> None:
        """For words that are no verb, look on to the auxiliaries of the verb they complement."""
        stop = max(-1, self.index - _COORDINATION_REACH)
        for index in range(self.index, stop, -1):
            word = self.tokens.words[index]
            if self.tokens.bars(index) or word in {"and", "that"}:
                return
            if word in _MODALS or word in _HAVE or word in NEGATIONS:
                self.index = index
                self.run()
                return

    def _take(self, word: str) -> bool:
        if word in NEGATIONS or self._is_no_longer(word):
            self.negations += 1
        elif word in _MODALS:
            self.modal = word
        elif word == "to":
            self.is_infinitive = True
        elif word in _HAVE:
            self.perfect = word
        elif word in BE and not self._is_possessive(word):
            self.be = word
        elif word not in _ADVERBS and word not in _DO and word not in _GET:
            return word.endswith("ly") and len(word) > 4  # noqa: PLR2004 - `fly`, `ally` are no adverbs
        return True

    def _is_possessive(self, word: str) -> bool:
        before = self.tokens.words[self.index - 1] if self.index else ""
        return word == "'s" and before not in _SUBJECTS

    def _is_no_longer(self, word: str) -> bool:
        following = self.tokens.words[self.index + 1 : self.index + 2]
        return word == "no" and following in (("longer",), ("more",))


def _is_coordinated(tokens: Tokens, cue: Match, seen: _Walk) -> bool:
    is_base = bool(cue.form & Form.BASE) and not (seen.modal or seen.is_infinitive or seen.be)
    return is_base and seen.index >= 0 and tokens.words[seen.index] in {"and", "or", ","}


def _inner_negations(tokens: Tokens, cue: Match) -> int:
    """Negations in the gaps of a cue (`gave no notice`), not those that its pattern is made of."""
    written = set(cue.pattern.source.replace("|", " ").split())
    inside = tokens.words[cue.first : cue.last]
    return sum(word in NEGATIONS | {"no"} and word not in written for word in inside)


def is_noun_use(tokens: Tokens, match: Match) -> bool:
    """Is a word that may be a verb a noun (`the ban on fish`) or an adjective (`barred goods`) here?"""
    if not match.form or is_telling(tokens, match):
        return bool(match.form)
    if match.form == Form.BASE and _before(tokens, match) in _NOUN_LEADS:
        return True
    if match.last > match.first + 1:
        return False
    if match.form & (Form.PAST | Form.PARTICIPLE) and not match.form & Form.BASE:
        return bool(match.form & Form.PARTICIPLE) and _is_adjective(tokens, match)
    if match.form & (Form.BASE | Form.PRESENT) and tokens.words[match.first] in _NOUN_VERBS:
        return not _is_verb_here(tokens, match)
    return False


def leading_word(tokens: Tokens, index: int) -> str:
    """The word in front of a verb, over such adverbs of time as stand between it and its auxiliary."""
    while index >= len(_TIMES[0]) and tokens.words[index - 2 : index] in _TIMES:
        index -= 2
    return tokens.words[index - 1] if index else ""


def is_telling(tokens: Tokens, match: Match) -> bool:
    """Does the verb bring in what somebody says (`added that the pact stood`, `closed by saying`)?"""
    following = tokens.words[match.last : match.last + 2]
    if following == ("by", "saying"):
        return True
    return tokens.words[match.last - 1] in _TELLERS and following[:1] in _SAID


def _is_adjective(tokens: Tokens, match: Match) -> bool:
    """Is a participle tied to the noun behind it (`the barred goods`, `a forum of retired generals`)?"""
    before = _before(tokens, match)
    if before in _ARTICLES:
        return True
    after = tokens.words[match.last] if match.last < len(tokens.words) else ""
    return before in _BARE_PREPOSITIONS and after.endswith("s") and after.isalpha()


def is_modifier(tokens: Tokens, match: Match) -> bool:
    """Is an -ing form tied to the noun before it (`the notice barring fish`)?"""
    before = _before(tokens, match)
    is_free = (
        not before or not before.isalpha() or before in _ING_LEADS or before.endswith(("ly", "ing"))
    )
    is_passive = tokens.words[match.first] == "being"
    return match.form == Form.ING and not (is_free or is_passive)


def _before(tokens: Tokens, match: Match) -> str:
    return tokens.words[match.first - 1] if match.first else ""


def _is_verb_here(tokens: Tokens, match: Match) -> bool:
    seen = _Walk(tokens, match.first - 1)
    seen.run()
    if seen.modal or seen.is_infinitive or seen.perfect or seen.be or seen.negations:
        return True
    before = tokens.words[seen.index] if seen.index >= 0 else ""
    after = tokens.words[match.last] if match.last < len(tokens.words) else ""
    if before in _SUBJECTS - {"that"}:
        return True
    if before in _ARTICLES or before.endswith("-") or before in _PREPOSITIONS:
        return False
    if before in _DOERS and after not in _NO_OBJECTS:
        beside = tokens.words[max(0, seen.index - 2) : seen.index]
        return bool(match.form & Form.PRESENT) or beside[-1:] in ((",",), ("and",))
    is_object = after in _OBJECT_LEADS or after[:1].isdigit() or after in {"all", "most", "both"}
    if is_object or (match.last < len(tokens.words) and tokens.is_capital(match.last)):
        return True
    is_plural = after.endswith("s") and after not in BE
    return bool(match.form & Form.PRESENT or seen.index < 0) and is_plural


def _is_noun(tokens: Tokens, cue: Match, seen: _Walk) -> bool:
    if seen.modal or seen.is_infinitive or seen.perfect or seen.be:
        return False
    if cue.form & (Form.PAST | Form.PARTICIPLE) and not cue.form & Form.BASE:
        return False
    following = tokens.words[cue.last : cue.last + 1]
    is_single = cue.last == cue.first + 1
    if (
        is_single
        and following in (("of",), ("on",), ("for",), ("in",))
        and cue.form != Form.PRESENT
    ):
        return True
    before = tokens.words[max(0, cue.first - _NOUN_REACH) : cue.first]
    if cue.form & Form.PRESENT and not cue.form & Form.BASE:
        before = before[-1:]
    return cue.form == Form.NONE or _is_subject(cue) or not _DETERMINERS.isdisjoint(before)


def _is_subject(cue: Match) -> bool:
    """An -ing form that opens the sentence is its subject, unless a comma makes it an aside."""
    return cue.first == 0 and cue.form == Form.ING


def _predicate(tokens: Tokens, index: int) -> tuple[str, int]:
    """Modal and negations of the verb that follows a noun, within its clause."""
    modal, negations = "", 0
    for place in range(index, min(index + _PREDICATE_REACH, len(tokens.words))):
        word = tokens.words[place]
        if tokens.bars(place) or word in {".", "?", "!", "and"}:
            break
        if word in NEGATIONS:
            negations += 1
        elif word in _MODALS and not modal:
            modal = word
    return modal, negations
