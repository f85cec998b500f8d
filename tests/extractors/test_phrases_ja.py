"""Floors of the Japanese readers on the phrase book, on the tuned part and on the held one.

A floor lies a little under the measured figure; it goes up with the figure and never down. The digests say which
set the floors belong to.
"""

from datetime import date

import pytest

from extractors.model import Certainty, ValueKind
from extractors.offices import read_office_events
from extractors.values import read_values
from tests.extractors import phrasebook

DATES = (ValueKind.DATE, ValueKind.DATE_RANGE)
# The book's words for events, where ours are others.
EVENTS = {
    "resigning": {"tendered-resignation", "resigned"},
    "retiring": {"tendered-resignation", "resigned"},
    "left-office": {"resigned"},
    "defeated": {"resigned"},
    "ousted": {"dismissed"},
    "named": {"appointed", "nominated", "elected"},
    "promoted": {"appointed"},
    "chosen": {"nominated"},
    "confirmed": {"nominated", "appointed"},
    "took-up-post": {"sworn-in", "appointed"},
    "in-office": {"holds", "sworn-in"},
    "former": {"held", "resigned"},
}


def test_the_set_is_the_measured_one():
    digests = [phrasebook.digest("ja", kind) for kind in ("rungs", "values", "others")]
    assert digests == ["54cb70972b17", "f4591466d635", "d977a001e313"]


@pytest.mark.parametrize(
    ("part", "recall", "certainty", "f1", "false_assertions"),
    [("tuned", 0.97, 0.95, 0.94, 0.05), ("held", 0.84, 0.85, 0.77, 0.13)],
)
def test_rungs(part, recall, certainty, f1, false_assertions):
    score = phrasebook.score_rungs("ja", part)
    assert score.recall >= recall
    assert score.certainty >= certainty
    assert score.asserted_f1 >= f1
    assert score.false_assertions <= false_assertions


def _is_read(label, value):
    wanted = label["value"]
    match label["type"]:
        case "date" if len(wanted) == len("2026-01"):
            return value.kind in DATES and value.is_month_only and value.first[:7] == wanted
        case "date":
            return value.kind in DATES and (value.first, value.last) == (wanted, wanted)
        case "daterange":
            return value.kind in DATES and [value.first, value.last] == wanted
        case "duration":
            return value.kind is ValueKind.DURATION and dict(value.span) == wanted
        case "money":
            same = value.kind is ValueKind.MONEY and value.unit == wanted["currency"]
            return same and value.amount == pytest.approx(abs(wanted["amount"]))
        case kind:
            return value.kind == kind and value.amount == pytest.approx(abs(wanted), abs=0.06)


def _is_found(line, label):
    values = read_values(line["text"], "ja", date.fromisoformat(line["published"]))
    start = line["text"].find(label["span"])
    end = start + len(label["span"])
    return any(
        _is_read(label, value) for value in values if value.start < end and start < value.end
    )


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.98), ("held", 0.87)])
def test_values(part, floor):
    found = [
        _is_found(line, label)
        for line in phrasebook.load_lines("ja", "values", part)
        for label in line["values"]
        if label["type"] != "place"
    ]
    assert sum(found) / len(found) >= floor


@pytest.mark.parametrize(("part", "found", "false"), [("tuned", 0.85, 0), ("held", 0.46, 1)])
def test_offices(part, found, false):
    hits, misreadings = [], 0
    for line in phrasebook.load_lines("ja", "others", part):
        if line["kind"] != "office":
            continue
        event = line["reading"]["event"]
        events = read_office_events(line["text"], "ja")
        asserted = {each.event for each in events if each.certainty is Certainty.ASSERTED}
        is_read = bool(asserted & EVENTS.get(event, {event}))
        if line["reading"]["asserted"]:
            hits.append(is_read)
        else:
            misreadings += is_read
    assert sum(hits) / len(hits) >= found
    assert misreadings <= false
