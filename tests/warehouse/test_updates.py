"""Updates of agency stories: found as near-copies, and new in exactly what they add."""

from __future__ import annotations

import random

import pytest

from tests.bench import synthetic
from tests.warehouse.making import later, new_article, store
from warehouse.home import Home
from warehouse.near import bare_text
from warehouse.writer import writing

MARKS = {
    "en": ("(LEAD) ", "(2nd LD) ", "UPDATE 1-", "(ADDS details) ", "(News Focus) "),
    "ja": ("【更新】", "〔続報〕", "（差し替え）", "【詳報】", "＜速報＞"),
    "ko": ("(종합)", "(종합2보)", "[속보] ", "(2보) ", "[업데이트] "),
}
STYLES = [(language, mark) for language, marks in MARKS.items() for mark in marks]


@pytest.mark.parametrize(("language", "mark"), STYLES)
@pytest.mark.parametrize("is_later_batch", [True, False])
def test_an_update_is_new_in_what_it_adds_alone(
    home: Home, language: str, mark: str, is_later_batch: bool
) -> None:
    """The mark stands in the title and before the text; the changed sentence comes last."""
    dice = random.Random(f"{language}{mark}")
    parts, fresh = synthetic.sentences(dice, language), synthetic.sentences(dice, language)[0]
    stop = synthetic.STOPS[language].strip()
    wire = synthetic.joined(parts, language)
    # A mark before the text is a sentence of its own, so that the first one stays as it was.
    text = f"{mark.strip()}\n\n{wire}\n\n{fresh}{stop}"
    first = new_article("https://a.example/1", wire, language=language)
    update = new_article(
        "https://b.example/1",
        text,
        title=mark + wire[:20],
        language=language,
        published=later(hours=2),
    )
    with writing(home, who="test") as writer:
        if is_later_batch:
            store(writer, first)
            (placed,) = writer.place([update])
        else:
            _, placed = writer.place([first, update])
    said = [bare_text(text[start:end]) for start, end in placed.new_spans]
    assert placed.is_copy
    assert bare_text(fresh) in said
    assert set(said) <= {bare_text(fresh), bare_text(mark)}
