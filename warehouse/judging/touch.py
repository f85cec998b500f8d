"""Is this sentence about that claim? Hits in the sentence, and in what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.judging.reading import Line, Reading, overlaps
from warehouse.judging.watch import Group, Subject, Subjects

# How many sentences back a subject named once is still understood. Newsroom paragraphs hold one to
# three sentences; at 2 the tuned articles lost subjects named at the top of the paragraph before.
LOOK_BACK = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Touch:
    """A sentence that is about a claim: where the words of its subject stand in it."""

    line: Line
    subject: Subject
    spans: tuple[Span, ...]

    @property
    def core(self) -> list[Span]:
        """The words that name the subject, without those that say what kind of thing it is ('joint', 'pact')."""
        return self.line.spans(self.subject.within[0])


# The touches of an article's statuses, by ladder and index of the line.
Touches = Mapping[str, Mapping[int, list[Touch]]]


def touch(reading: Reading, line: Line, subjects: Subjects) -> Touch | None:
    """The first of the subjects that the line is about, or None; found once, asked for often."""
    # Nine lines in ten hold no word that any of the subjects begins with.
    if line.names.isdisjoint(subjects.openings):
        return None
    key = (line.index, id(subjects))
    if key not in reading.touches:
        reading.touches[key] = _touch(reading, line, subjects)
    return reading.touches[key]


def _touch(reading: Reading, line: Line, subjects: Subjects) -> Touch | None:
    for subject in _in_play(reading, subjects):
        if _is_about(reading, line, subject):
            names = [name for group in subject.within for name in group]
            return Touch(line, subject, tuple(line.spans(names)))
    return None


def is_in_play(reading: Reading, subjects: Subjects) -> bool:
    """A quick look at the whole article's words before its sentences are tried one by one."""
    return not reading.names.isdisjoint(subjects.openings) and bool(_in_play(reading, subjects))


def _in_play(reading: Reading, subjects: Subjects) -> tuple[Subject, ...]:
    """The subjects whose words the article holds, and that are meant in its language."""
    key = id(subjects)
    found = reading.in_play.get(key)
    if found is None:
        names, language = reading.names, reading.language
        found = reading.in_play[key] = tuple(
            [
                subject
                for subject in subjects
                # Most go by their first group, which a call of a function would cost as much again.
                if not names.isdisjoint(subject.within[0])
                and subject.language in ("", language)
                and _holds(names, subject.within)
                and _holds(names, subject.near)
                and _holds(names, subject.somewhere)
            ]
        )
    return found


def _holds(names: frozenset[str], groups: tuple[Group, ...]) -> bool:
    for group in groups:  # noqa: SIM110 — a plain loop: this runs for hundreds of subjects with every article
        if names.isdisjoint(group):
            return False
    return True


def _is_about(reading: Reading, line: Line, subject: Subject) -> bool:
    names = line.names
    if not _holds(names, subject.within) or _is_barred(line, subject.without):
        return False
    return all(is_near(reading, line, group, subject.rivals) for group in subject.near)


def _is_barred(line: Line, without: Group) -> bool:
    """Whether words of another subject stand in the line; who is cited in an aside is none."""
    if line.names.isdisjoint(without):
        return False
    cited = line.cited
    return not cited or any(
        hit.name in without and not any(overlaps(hit[1:], c) for c in cited) for hit in line.hits
    )


def is_near(reading: Reading, line: Line, group: Group, rivals: Sequence[str] = ()) -> bool:
    """Whether a group is hit in the line, before it nearby, or in the title and lead.

    A rival named in the line, or between it and the nearest hit, has taken the context over.
    """
    if is_hit(line.names, group):
        return True
    if is_hit(line.names, rivals):
        return False
    for other in reading.before(line, LOOK_BACK):
        if is_hit(other.names, group):
            return True
        if is_hit(other.names, rivals):
            return False
    return is_hit(reading.head, group)


def is_hit(names: frozenset[str], group: Iterable[str]) -> bool:
    """Whether any set of a group is among the names of what was hit."""
    return not names.isdisjoint(group)


_BREAKS = {",": 12, "、": 6, ";": 40, "；": 40, "—": 20, "…": 25, ":": 15, "·": 0}


def gap(text: str, a: Span, b: Span) -> int:
    """Distance between two spans in characters, with clause breaks between them counted extra."""
    if overlaps(a, b):
        return 0
    start, end = (a[1], b[0]) if a[1] <= b[0] else (b[1], a[0])
    return end - start + sum(_BREAKS.get(char, 0) for char in text[start:end])


def nearest(text: str, span: Span, others: Iterable[Span]) -> int:
    """Smallest gap from a span to any of the others; a large number when there are none."""
    return min((gap(text, span, other) for other in others), default=10_000)
