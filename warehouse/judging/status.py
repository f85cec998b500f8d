"""Statuses: has the subject moved to another rung of its ladder?

A rung is read from the words of the ladder (`extractors.cues`, by language) or from words that mean
it for this one claim (the pack's own cues). What it does depends on how sure the sentence is and on
when it happened; every branch below names its rule, so that `explain` can say why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extractors.anaphora import DROPPING, takes_up
from extractors.model import Certainty, Value, ValueKind
from warehouse.judging.background import (
    goes_on,
    has_lasted,
    names_an_agreement_of_then,
    narrates_the_past,
)
from warehouse.judging.carried import OPENING, carried, follows_alone, is_of_its_pronoun
from warehouse.judging.case import SURE, Case
from warehouse.judging.clauses import (
    is_for_the_day,
    is_of_another,
    is_of_another_topic,
)
from warehouse.judging.model import Finding, FindingKind, Weight
from warehouse.judging.progress import as_left, as_plan, is_ahead, is_done_by_saying
from warehouse.judging.reading import Line, overlaps
from warehouse.judging.rungs import RungRead, own_words, rungs_read
from warehouse.judging.times import (
    date_of,
    describe,
    has_begun,
    is_before,
    is_long_past,
    is_reference,
    names_its_year,
)
from warehouse.judging.touch import Touch, Touches, gap, nearest, touch

# A cue farther than this (in characters, clause breaks counted extra) from every word of the subject
# is about something else: calibrated on the tuned articles, 12 of 14 such cues were strangers.
FAR = {"en": 90, "ja": 70, "ko": 70}
# How far before a deed its doer stands, in the same measure, where nobody else is named between.
BY = {"en": 30, "ja": 14, "ko": 14}
# The one whom a deed only reaches: 뉴질랜드에 낸 신청.
_TOLD_TO = {"ko": re.compile(r"(?: ?(?:정부|측|당국))?에(?:게)? ")}
# A spell that is said to have begun so long before the baseline would have held on its day.
JUST_BEFORE = timedelta(days=365)
# How long ago a step is news.
_THESE_DAYS = timedelta(days=10)
# Who gave up or was turned away longer ago than that may well be seeking again.
_RETRIED = frozenset({"withdrawn", "rejected"})

# 'Freedom Edge, the drill that …, is on hold': what stands between commas parts no subject from its verb.
_ASIDE = {
    "en": re.compile(
        r", [^;:—\"“”]*, (?:(?:is|are|was|were|has|have|had|be|been|being|will|now|also|since) )*$"
    )
}

_DENYING = (Certainty.NEGATED, Certainty.DENIED)
_HINTS = (
    Certainty.PLANNED,
    Certainty.DEMANDED,
    Certainty.CONSIDERED,
    Certainty.CONDITIONAL,
    Certainty.RUMOURED,
)


def detect(case: Case, touches: Touches) -> Iterator[Finding]:
    """Findings on a status.

    Args:
        case: claim and article.
        touches: by ladder and line index, the touches of the claims: a cue belongs to the subject that it
            stands nearest to of those with its ladder, and to none in another clause than its own subject.
    """
    rivals = touches.get(case.claim.ladder, {})
    for line in case.reading.lines:
        found = touch(case.reading, line, case.watch.subjects) or carried(case, line, rivals)
        if found is None:
            if not rivals.get(line.index):
                yield from _of_own_words(case, line, touches)
                yield from _taken_up(case, line, touches)
            continue
        others = [t for t in rivals.get(line.index, ()) if t.subject not in case.watch.subjects]
        for read in rungs_read(case, line):
            if (
                _belongs(found, read, others)
                and is_of_its_pronoun(found, read)
                and not _is_of_a_stranger(case, line, read)
                and not is_of_another(case, found, read, touches)
            ):
                finding = judge_rung(case, line, read)
                if finding is not None:
                    yield finding


def _of_own_words(case: Case, line: Line, touches: Touches) -> Iterator[Finding]:
    """A sentence on one of the wide subjects: only words that belong to this claim alone count there.

    Where it also names the pair that undertakes the thing ('the two countries'), the ladder's words do.
    """
    if case.watch.wide and touch(case.reading, line, case.watch.wide) is not None:
        names_pair = not line.names.isdisjoint(case.sets("pair"))
        others = [t for by_line in touches.values() for t in by_line.get(line.index, ())]
        for read in rungs_read(case, line) if names_pair else own_words(case, line):
            finding = judge_rung(case, line, read)
            if finding is not None and not _runs_through(read, others):
                yield finding


def _taken_up(case: Case, line: Line, touches: Touches) -> Iterator[Finding]:
    """What a sentence tells of the one matter that the sentence before was about, without naming it again."""
    if line.language not in DROPPING or not follows_alone(case, line, touches):
        return
    for read in rungs_read(case, line):
        is_of_it = takes_up(line.text, read.span, case.claim.ladder, read.rung, line.language)
        if is_of_it and not is_for_the_day(line, read):
            finding = judge_rung(case, line, read)
            if finding is not None and finding.is_alerting:
                yield finding


def _runs_through(read: RungRead, others: list[Touch]) -> bool:
    """Whether the words of the rung run through the name of what another claim is about ('협정을 중단')."""
    return any(overlaps(read.span, span) for other in others for span in other.core)


def _belongs(found: Touch, read: RungRead, others: list[Touch]) -> bool:
    text = found.line.text
    if is_of_another_topic(found, read):
        return False
    if read.rule.startswith("own:"):
        mine = nearest(text, read.span, found.core)
        return all(mine <= nearest(text, read.span, other.core) for other in others)
    mine = nearest(text, read.span, found.spans)
    if mine > FAR.get(found.line.language, 100) and not _is_parted_by_an_aside(found, read):
        return False
    return all(mine <= nearest(text, read.span, other.spans) for other in others)


def _is_parted_by_an_aside(found: Touch, read: RungRead) -> bool:
    """Whether the subject opens the sentence, and only what explains it stands before its verb."""
    line, aside = found.line, _ASIDE.get(found.line.language)
    if aside is None or not found.spans:
        return False
    first = min(found.spans)
    is_opening = first[0] <= OPENING.get(line.language, -1)
    return is_opening and bool(aside.fullmatch(line.text, first[1], read.span[0]))


def _is_of_a_stranger(case: Case, line: Line, read: RungRead) -> bool:
    """'Twelve states have joined, and Seoul wants to': a deed of another than the claim's own, who stands right by it.

    The pack says which rungs are reached by one's own deed, and who the strangers are. Words of theirs that the
    rung's run into are theirs whoever else is named ('the pact, which came into force').
    """
    if read.rung not in case.words("own-deeds"):
        return False
    span, strangers = read.span, line.spans(case.sets("strangers"))
    if any(overlaps(span, stranger) for stranger in strangers):
        return True
    told = _TOLD_TO.get(line.language)
    before = [
        other
        for other in strangers
        if other[1] <= span[0] and not (told and told.match(line.folded, other[1]))
    ]
    if not before or gap(line.text, before[-1], span) > BY[line.language]:
        return False
    own = line.spans(case.sets("own"))
    return not any(before[-1][1] <= start and end <= span[1] for start, end in own)


def judge_rung(case: Case, line: Line, read: RungRead) -> Finding | None:
    """The verdict on one rung read in one line, or None where it says nothing."""
    if _is_old_state(case, line, read):
        return None
    when = date_of(line.text, read.span, case.reading.dates(line), line.language, is_verb=True)
    if when is not None and is_before(when, case.as_of) and _is_of_then(case, when):
        return _in_the_past(case, line, read, when)
    if (start := _began_just_before(case, line, read)) is not None:
        return _never_so(case, line, read, start)
    is_told = read.certainty is Certainty.ASSERTED or is_done_by_saying(case, line, read)
    if is_told and _is_looking_back(case, line, read, when):
        read = replace(read, certainty=Certainty.BACKGROUND)
    read = as_left(case, line, as_plan(case, line, _as_due(case, line, read, when)))
    if read.certainty is Certainty.ASSERTED or is_done_by_saying(case, line, read):
        return _asserted(case, line, read, when)
    if read.certainty in _DENYING:
        return _denied(case, line, read)
    if read.certainty in _HINTS and _is_move(case, read.rung) and case.is_after:
        return case.finding(
            FindingKind.DEVELOPMENT,
            line,
            value=f"{read.rung}: {read.certainty}",
            key=f"hint:{read.rung}:{read.certainty}",
            rule=f"status.{read.certainty}/{read.rule}",
            weight=Weight.MINOR,
            certainty=read.certainty,
            confidence=0.6,
            reason=f"'{read.rung}' is only {read.certainty}; a status moves when it has happened",
        )
    if read.rung == case.target.rung and read.certainty is Certainty.BACKGROUND:
        return None
    return case.finding(
        FindingKind.UNDECIDED,
        line,
        value=read.rung,
        key=f"rung:{read.rung}",
        rule=f"status.{read.certainty}/{read.rule}",
        certainty=read.certainty,
        confidence=0.3,
        reason=f"'{read.rung}' is told as {read.certainty}, which moves nothing",
    )


def _is_of_then(case: Case, when: Value) -> bool:
    """Whether a date before the baseline is of its year beyond doubt: 2019年8月, or in November 'on 4 February'."""
    return names_its_year(when) or is_long_past(when, case.reading.day)


def _as_due(case: Case, line: Line, read: RungRead, when: Value | None) -> RungRead:
    """What is asserted of a day to come is only planned, what is told in the present from a day that has come is so."""
    if read.certainty is Certainty.ASSERTED and when and is_ahead(case, line, read, when):
        return replace(read, certainty=Certainty.PLANNED)
    dates, day = case.reading.dates(line), case.reading.day
    if read.certainty is Certainty.PLANNED and has_begun(
        line.text, read.span, dates, day, line.language
    ):
        return replace(read, certainty=Certainty.ASSERTED)
    return read


def _began_just_before(case: Case, line: Line, read: RungRead) -> Value | None:
    """'Out of force from 1 December 2025': the day from which a rung held that rules the baseline's out.

    Spells of earlier years ended before the baseline; one that began within a year of it would have been
    noticed, so that only a day told as such is taken.
    """
    told = read.certainty in (Certainty.ASSERTED, Certainty.BACKGROUND)
    if not told or read.rung not in case.words("never-from"):
        return None
    return next(
        (
            value
            for value in case.reading.dates(line)
            if value.kind is ValueKind.DATE
            and is_reference(line.text, value, line.language)
            and case.as_of - JUST_BEFORE <= date.fromisoformat(value.first) < case.as_of
        ),
        None,
    )


def _is_looking_back(case: Case, line: Line, read: RungRead, when: Value | None) -> bool:
    reading, as_of = case.reading, case.as_of
    return narrates_the_past(reading, line, when, as_of) or names_an_agreement_of_then(
        line, read.span, when, as_of, reading.day
    )


def _is_old_state(case: Case, line: Line, read: RungRead) -> bool:
    """What lasted before the baseline is no change; a pact may be told to have lapsed within a year of it."""
    since = case.as_of - JUST_BEFORE if read.rung in case.words("never-from") else case.as_of
    dates = case.reading.dates(line)
    is_lasting = read.rung == "tightened" or read.rung in case.words("lasts")
    is_old = is_lasting and goes_on(line, read.span, dates, case.as_of)
    return is_old or has_lasted(case.reading, line, read.span, dates, since)


def _asserted(case: Case, line: Line, read: RungRead, when: Value | None) -> Finding | None:
    is_same = read.rung == case.target.rung
    if is_same and not _is_one_more_step(case, read, when):
        return case.finding(
            FindingKind.RESTATEMENT,
            line,
            value=read.rung,
            key=f"rung:{read.rung}",
            rule=f"status.same/{read.rule}",
            reason=f"says again that it is {read.rung}",
        )
    if not (is_same or _is_move(case, read.rung)) or not case.is_after:
        return None
    is_told = when is not None and not is_before(when, case.as_of)
    value = f"{read.rung} ({describe(when)})" if when and is_told else read.rung
    return case.finding(
        FindingKind.DEVELOPMENT,
        line,
        value=value,
        key=f"rung:{read.rung}",
        rule=f"status.moved/{read.rule}",
        weight=Weight.MINOR if _is_small(case, read) else Weight.MAJOR,
        confidence=SURE - (0.1 if line.is_title else 0.0),
        reason=f"asserts '{read.rung}', the {case.compared_with} has '{case.target.rung}'",
        new_value=replace(case.target, text=value, rung=read.rung),
    )


def _is_one_more_step(case: Case, read: RungRead, when: Value | None) -> bool:
    """Whether a rung that can be climbed again and again was so these days: curbs tightened once more on Tuesday."""
    if read.rung not in case.words("steps") or when is None or not case.is_after:
        return False
    first = date.fromisoformat(when.first)
    return case.as_of < first <= case.reading.day and case.reading.day - first <= _THESE_DAYS


def _denied(case: Case, line: Line, read: RungRead) -> Finding:
    if read.rung == case.target.rung:
        return case.finding(
            FindingKind.UNDECIDED,
            line,
            value=f"not {read.rung}",
            key=f"not:{read.rung}",
            rule=f"status.base-{read.certainty}/{read.rule}",
            certainty=read.certainty,
            confidence=0.4,
            reason=f"says it is not '{read.rung}', without saying what it is instead",
        )
    return case.finding(
        FindingKind.RESTATEMENT,
        line,
        value=f"not {read.rung}",
        key=f"rung:{case.target.rung}",
        rule=f"status.{read.certainty}/{read.rule}",
        certainty=read.certainty,
        confidence=0.8,
        reason=f"a {read.certainty} '{read.rung}' leaves the {case.compared_with} as it is",
        denies=f"rung:{read.rung}",
    )


def _in_the_past(case: Case, line: Line, read: RungRead, when: Value) -> Finding | None:
    """Something dated before the baseline: background, unless it can never have been so."""
    told_as_fact = read.certainty in (Certainty.ASSERTED, Certainty.BACKGROUND)
    is_retried = read.rung in _RETRIED and is_before(when, case.as_of - JUST_BEFORE)
    is_sure = told_as_fact and names_its_year(when)
    if is_sure and read.rung in case.words("never-before") and not is_retried:
        return _never_so(case, line, read, when)
    if read.rung == case.target.rung:
        return None
    return case.finding(
        FindingKind.UNDECIDED,
        line,
        value=read.rung,
        key=f"rung:{read.rung}@{when.first[:4]}",
        rule=f"status.background/{read.rule}",
        certainty=Certainty.BACKGROUND,
        confidence=0.3,
        reason=f"tells of {describe(when)}, before the baseline",
    )


def _never_so(case: Case, line: Line, read: RungRead, when: Value) -> Finding:
    return case.finding(
        FindingKind.CONTRADICTION,
        line,
        value=f"already {read.rung} ({describe(when)})",
        key=f"rung:{read.rung}@{when.first[:7]}",
        rule=f"status.before-baseline/{read.rule}",
        confidence=0.75,
        reason=f"dates '{read.rung}' before the baseline, which still has '{case.target.rung}'",
    )


def _is_move(case: Case, rung: str) -> bool:
    return case.watchlist.is_move(case.claim.ladder, case.target.rung, rung)


def _is_small(case: Case, read: RungRead) -> bool:
    return read.weight is Weight.MINOR or read.rung in case.words("minor")
