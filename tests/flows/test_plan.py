"""What a run decides to fetch."""

from __future__ import annotations

from datetime import UTC, datetime

from extractors.model import Entry, Source, SourceKind
from flows.plan import Polled, Wanted, with_revisits
from warehouse.records import Revisit, SourceState

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def polled(source_id: str, error: str = "") -> Polled:
    source = Source(source_id, SourceKind.RSS, f"https://{source_id}.example/rss", "en")
    return Polled(SourceState(source), is_unchanged=True, error=error)


def test_silent_edits_are_looked_for_where_the_listing_has_not_changed() -> None:
    """A source that failed, or was not asked, is left alone; what was listed stays as it was listed."""
    fine, broken = polled("fine"), polled("broken", error="HTTP 500")
    listed = {
        "https://fine.example/1": Wanted(fine.state.source, Entry("x"), "https://fine.example/1")
    }
    revisits = [
        Revisit(f"https://{name}.example/{number}", name, Entry(f"https://{name}.example/{number}"))
        for name in ("fine", "broken", "unasked")
        for number in (1, 2)
    ]
    found = with_revisits(listed, [fine, broken], revisits)
    assert list(found) == ["https://fine.example/1", "https://fine.example/2"]
    assert found["https://fine.example/1"].entry == Entry("x")
    assert found["https://fine.example/2"].source == fine.state.source
