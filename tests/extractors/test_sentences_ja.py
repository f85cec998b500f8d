"""Japanese sentences: stops, quotations, brackets, datelines, headlines."""

import pytest

from extractors.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("韓国は解除した。業者は喜んだ。", ["韓国は解除した。", "業者は喜んだ。"]),
        (
            "首相は「解除する。急ぐ」と述べた。以上だ。",
            ["首相は「解除する。急ぐ」と述べた。", "以上だ。"],
        ),
        ("「待った甲斐があった。」と話した。", ["「待った甲斐があった。」と話した。"]),
        (
            "「待った甲斐があった」。組合長は話した。",
            ["「待った甲斐があった」。", "組合長は話した。"],
        ),
        ("「長かった。」漁師は泣いた。", ["「長かった。」", "漁師は泣いた。"]),
        (
            "協定（２０１６年署名。６０日後に発効）は続く。",
            ["協定（２０１６年署名。６０日後に発効）は続く。"],
        ),
        ("【ソウル＝山田太郎】韓国は解除した。", ["【ソウル＝山田太郎】", "韓国は解除した。"]),
        ("解除するのか？　答えはない。", ["解除するのか？", "答えはない。"]),
        ("一行目\n二行目。", ["一行目", "二行目。"]),
        ("ふた「閉じない。まま", ["ふた「閉じない。", "まま"]),
    ],
)
def test_split(text, sentences):
    found = split(text, "ja")
    assert [sentence.text for sentence in found] == sentences
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_the_headline_comes_first_without_a_stop():
    first, second = split("禁輸は解けた。", "ja", "韓国、禁輸解除")
    assert (first.text, first.paragraph) == ("韓国、禁輸解除", -1)
    assert second.text == "禁輸は解けた。"


def test_quotes_are_the_outer_ones():
    (sentence,) = split("首相は「『奈良宣言』を守る」と述べた。", "ja")
    ((start, end),) = sentence.quotes
    assert sentence.text[start:end] == "「『奈良宣言』を守る」"
