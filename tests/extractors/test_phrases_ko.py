"""Floors of the Korean readers on the phrase book, on the tuned part and on the held one.

A floor lies a little under the measured figure; it goes up with the figure and never down. The digests say which
set the floors belong to.
"""

from datetime import date

import pytest

from extractors.model import Certainty, Value, ValueKind
from extractors.offices import read_office_events
from extractors.values import read_values
from tests.extractors import phrasebook

DATES = (ValueKind.DATE, ValueKind.DATE_RANGE)
EVENTS = {
    "took office": "sworn-in",
    "sworn in": "sworn-in",
    "announced resignation": "tendered-resignation",
    "left post": "resigned",
    "voted out": "dismissed",
    "ousted": "dismissed",
    "named": "appointed",
    "recommended": "nominated",
    "former holder": "held",
}


def test_the_set_is_the_measured_one():
    assert phrasebook.digest("ko", "rungs") == "bc57f9b54b49"
    assert phrasebook.digest("ko", "values") == "e1cdd3946f30"
    assert phrasebook.digest("ko", "others") == "f95f538fa66d"


@pytest.mark.parametrize(
    ("part", "recall", "certainty", "f1", "false_assertions"),
    [("tuned", 0.94, 0.96, 0.96, 0.03), ("held", 0.77, 0.85, 0.74, 0.11)],
)
def test_rungs(part, recall, certainty, f1, false_assertions):
    score = phrasebook.score_rungs("ko", part)
    assert score.recall >= recall
    assert score.certainty >= certainty
    assert score.asserted_f1 >= f1
    assert score.false_assertions <= false_assertions


def _duration(span):
    """Days, or months, or minutes: the units that a duration's words can be compared in."""
    parts = dict(span)
    days = parts.get("days", 0) if "days" in parts else 7 * parts.get("weeks", 0)
    months = 12 * parts.get("years", 0) + parts.get("months", 0)
    minutes = 60 * parts.get("hours", 0) + parts.get("minutes", 0)
    return (0, months, 0) if months else (days, 0, 0 if days else minutes)


def _labelled(label):
    value = label["value"]
    match label["type"]:
        case "date":
            return ("date", value, value)
        case "daterange":
            return ("date", *value)
        case "duration":
            return ("duration", _duration(value))
        case "money":
            amount = value["amount"]
            return ("money", amount if isinstance(amount, list) else [amount], value["currency"])
        case kind:
            return (
                kind,
                [abs(number) for number in (value if isinstance(value, list) else [value])],
            )


def _read(value: Value):
    amounts = [value.amount] if value.high is None else [value.amount, value.high]
    if value.kind in DATES:
        return ("date", value.first, value.last)
    if value.kind is ValueKind.DURATION:
        return ("duration", _duration(value.span))
    if value.kind is ValueKind.MONEY:
        return ("money", amounts, value.unit)
    return (str(value.kind), amounts)


def _found(line, label):
    start = line["text"].find(label["span"])
    end = start + len(label["span"])
    values = read_values(line["text"], "ko", date.fromisoformat(line["published"]))
    return any(v.start < end and start < v.end and _read(v) == _labelled(label) for v in values)


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.97), ("held", 0.85)])
def test_values(part, floor):
    """A value counts when its kind, its number or days, and (overlapping) its place are right."""
    pairs = [
        _found(line, label)
        for line in phrasebook.load_lines("ko", "values", part)
        for label in line["values"]
        if label["type"] != "place"
    ]
    assert sum(pairs) / len(pairs) >= floor


def _is_office_right(line):
    reading = line["reading"]
    events = read_office_events(line["text"], "ko")
    asserted = {event.event for event in events if event.certainty is Certainty.ASSERTED}
    if not reading["asserted"]:
        return not asserted - {"holds", "held", "retained"}
    return EVENTS.get(reading["event"], reading["event"]) in asserted


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.8), ("held", 0.42)])
def test_offices(part, floor):
    """Some labels are free words that no event name of ours matches: they count as misses."""
    lines = [x for x in phrasebook.load_lines("ko", "others", part) if x["kind"] == "office"]
    assert sum(map(_is_office_right, lines)) / len(lines) >= floor
