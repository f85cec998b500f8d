from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.warehouse.making import finding
from warehouse.judging.model import ClaimValue
from warehouse.typed import from_json, to_json, value_of

DAY = date(2026, 11, 20)
NAMES = {"kyoto": "place.kyoto", "kim minsu": "person.kim-minsu"}
PLACE = ClaimValue("place", "Nara", first="2026-01-13", last="2026-01-14", entities=("place.nara",))
OFFICE = ClaimValue("office", "Lee", first="2025-06-04", entities=("person.lee",))
STATUS = ClaimValue("rung", "closed", rung="closed")
PERCENT = ClaimValue("percent", "61 percent", number=61, unit="percent")


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("rung:lifted@2026-03", STATUS, replace(STATUS, rung="lifted")),
        ("percent:66@2026-03", PERCENT, replace(PERCENT, number=66.0)),
        ("date:2026-01-15", PLACE, replace(PLACE, first="2026-01-15", last="2026-01-15")),
        ("place:kyoto", PLACE, replace(PLACE, entities=("place.kyoto",))),
        ("place:atlantis", PLACE, replace(PLACE, entities=())),
        ("office:since:2025-07", OFFICE, replace(OFFICE, first="2025-07-01")),
        ("office:resigned:holder", OFFICE, OFFICE),
        (
            "office:elected:kim minsu",
            OFFICE,
            ClaimValue(
                "office",
                "",
                first="2026-11-20",
                entities=("person.kim-minsu",),
                former="person.lee",
            ),
        ),
    ],
)
def test_an_accepted_value_is_typed(key: str, before: ClaimValue, after: ClaimValue) -> None:
    """Dates stay valid whatever is accepted: the judge reads them."""
    made = value_of(finding(value_key=key), before, DAY, NAMES)
    assert made == replace(after, text="closed")
    assert from_json(to_json(made)) == made


def test_the_judges_own_typed_value_counts_first() -> None:
    own = ClaimValue("rung", "suspended", rung="suspended")
    assert value_of(replace(finding(), new_value=own), STATUS, DAY, NAMES) == own
