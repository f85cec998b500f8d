"""What a replay takes to be new in an update is what the run took to be new."""

from __future__ import annotations

from dataclasses import replace

from tests.warehouse.making import APPLES, BRIDGE, NOW, later, new_article, store
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.repeats import said_anew
from warehouse.writer import writing

MORE = f"{BRIDGE} A fourth crack was found on Saturday."
MOST = f"{MORE} The mayor resigned over it."


def paged(url: str, text: str, hours: int, digest: str):
    made = new_article(url, text, published=later(hours=hours), seen_at=later(hours=hours))
    return replace(made, page_digest=digest)


def test_what_was_new_in_copies_and_versions_is_found_again(home: Home) -> None:
    """An update by another outlet, its copy in the same batch, an edited article; and one that copies nobody."""
    batches = (
        (paged("https://a.example/1", BRIDGE, 0, "base"),),
        (
            paged("https://b.example/1", MORE, 1, "update"),
            paged("https://c.example/1", MORE, 2, "copy of it"),
            paged("https://d.example/1", APPLES, 2, "alone"),
        ),
        (paged("https://a.example/1", MOST, 3, "edited"),),
    )
    placed = {}
    with writing(home, who="test") as writer:
        for hours, batch in enumerate(batches):
            spans = [place.new_spans for place in writer.place(batch)]
            placed |= {new.page_digest: one for new, one in zip(batch, spans, strict=True)}
            store(writer, *batch, now=later(hours=hours))
    publish(home, NOW)
    texts = {new.page_digest: new.article.text for batch in batches for new in batch}
    found = said_anew(home, texts)
    assert found == {name: placed[name] for name in ("update", "copy of it", "edited")}
    assert [texts["update"][a:b] for a, b in found["update"]] == [
        "A fourth crack was found on Saturday."
    ]
    assert found["copy of it"] == ()
    assert [texts["edited"][a:b] for a, b in found["edited"]] == ["The mayor resigned over it."]
