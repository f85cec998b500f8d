"""Floors of the English readers on the phrase book, on the tuned part and on the held one.

A floor lies a little under the measured figure; it goes up with the figure and never down. The digests say which
set the floors belong to.
"""

from datetime import date

import pytest

from extractors.model import ValueKind
from extractors.offices import read_office_events
from extractors.values import read_values
from tests.extractors import phrasebook

DATES = ("date", "daterange")
EVENTS = {
    "named": "appointed",
    "designated": "nominated",
    "formerly held": "held",
    "announces resignation": "resigned",
    "left office": "resigned",
    "term ended": "resigned",
    "to stand down": "resigned",
    "ousted": "dismissed",
    "lost office by conviction": "dismissed",
    "returned unopposed": "re-elected",
    "impeached and suspended": "impeached",
    "retained and promoted": "retained",
}
SAME = ({"appointed", "sworn-in", "elected"}, {"resigned", "tendered-resignation"})


def test_the_set_is_the_measured_one():
    assert phrasebook.digest("en", "rungs") == "7660e8054ba9"
    assert phrasebook.digest("en", "values") == "d449a2df1495"
    assert phrasebook.digest("en", "others") == "f5f4155f940c"


@pytest.mark.parametrize(
    ("part", "recall", "certainty", "f1", "false_assertions"),
    [("tuned", 0.93, 0.96, 0.92, 0.07), ("held", 0.78, 0.85, 0.76, 0.14)],
)
def test_rungs(part, recall, certainty, f1, false_assertions):
    score = phrasebook.score_rungs("en", part)
    assert score.recall >= recall
    assert score.certainty >= certainty
    assert score.asserted_f1 >= f1
    assert score.false_assertions <= false_assertions


def _is_duration(value, label):
    span = dict(value.span)
    months = 12 * span.get("years", 0) + span.get("months", 0)
    hours = span.get("hours", 0) + span.get("minutes", 0) / 60
    found = {"days": value.days, "months": months, "years": span.get("years"), "hours": hours}
    return all(
        found.get(unit, span.get(unit)) == pytest.approx(amount, abs=0.01)
        for unit, amount in label.items()
        if unit != "days" or len(label) == 1
    )


def _is_right(value, label, text):
    at = text.find(label["span"])
    if value.start >= at + len(label["span"]) or value.end <= at:
        return False
    wanted = label["value"]
    if label["type"] in DATES:
        first, last = wanted if isinstance(wanted, list) else (wanted, wanted)
        return (value.first[: len(first)], value.last[: len(last)]) == (first, last)
    if value.kind != label["type"]:
        return False
    if value.kind is ValueKind.DURATION:
        return _is_duration(value, wanted)
    if value.kind is ValueKind.MONEY:
        wanted, unit = wanted["amount"], wanted["currency"]
        if value.unit != unit:
            return False
    low, high = wanted if isinstance(wanted, list) else (wanted, None)
    return value.amount == pytest.approx(low, abs=0.051) and value.high == high


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.97), ("held", 0.86)])
def test_values(part, floor):
    """Kind, value and place of every labelled date, number, share, sum, ordinal and duration."""
    hits = []
    for line in phrasebook.load_lines("en", "values", part):
        found = read_values(line["text"], "en", date.fromisoformat(line["published"]))
        labels = [label for label in line["values"] if label["type"] != "place"]
        hits += [any(_is_right(v, label, line["text"]) for v in found) for label in labels]
    assert sum(hits) / len(hits) >= floor


def _tells(event, wanted):
    return event == wanted or any({event, wanted} <= group for group in SAME)


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.59), ("held", 0.28)])
def test_office_events(part, floor):
    """The event of a post; a third of the labels name events that no one holds a post by."""
    hits = []
    for line in phrasebook.load_lines("en", "others", part):
        if line["kind"] == "office":
            label = line["reading"]["event"]
            wanted = EVENTS.get(label, label)
            hits.append(
                any(_tells(e.event, wanted) for e in read_office_events(line["text"], "en"))
            )
    assert sum(hits) / len(hits) >= floor
