"""Paragraphs, offsets and quotations of the shared splitter."""

from extractors.sentences import split


def test_offsets_point_at_the_words():
    """Every sentence can be found in the text at its own offsets."""
    text = "Satu kalimat. Dua kalimat!\n\n  Tiga?  \nEmpat\n"
    found = split(text, "id")
    assert [s.text for s in found] == ["Satu kalimat.", "Dua kalimat!", "Tiga?", "Empat"]
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]
    assert [s.paragraph for s in found] == [0, 0, 1, 1]


def test_title_comes_first():
    """The headline is one sentence before the first paragraph."""
    found = split("Isi.", "id", title=" Judul. Satu ")
    assert [(s.text, s.paragraph, s.start) for s in found] == [
        ("Judul. Satu", -1, 1),
        ("Isi.", 0, 0),
    ]


def test_quotation_is_clipped_to_each_sentence():
    """A quotation that spans two sentences is marked in both."""
    first, second = split("他说“甲乙。丙丁”。", "zh")
    assert first.quotes == ((2, 6),)
    assert second.quotes == ((0, 3),)


def test_empty_text_has_no_sentences():
    """Nothing in, nothing out."""
    assert split(" \n\n ", "en", title="  ") == ()
