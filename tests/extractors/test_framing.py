"""What makes a text unreal, by the words of its head or a note in it."""

import pytest

from extractors.framing import frame_sources, read_framing
from extractors.patterns import check


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_every_frame_compiles(language):
    sources = frame_sources(language)
    assert sources
    for source in sources:
        check(source)


def test_the_first_frame_of_the_file_wins_and_gives_its_first_words():
    assert read_framing("A spoof of a pub question: which of these is a QUIZ?", "en") == (
        "quiz",
        "pub question",
    )


def test_a_note_stands_anywhere_in_the_text():
    text = "韓国が輸入を再開した。\n\nこの記事はフィクションです。"
    assert read_framing("輸入再開", "ja", text) == ("disclaimer", "この記事はフィクション")
    assert read_framing("輸入再開", "ja") is None
