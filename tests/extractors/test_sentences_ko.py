"""Korean sentences: stops, quotations that run on, datelines."""

import pytest

from extractors.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("금지를 해제했다. 시행은 내달이다.", ["금지를 해제했다.", "시행은 내달이다."]),
        (
            '그는 "어렵다. 신뢰가 먼저다"라고 말했다. 끝이다.',
            ['그는 "어렵다. 신뢰가 먼저다"라고 말했다.', "끝이다."],
        ),
        ("“검토한 적 없다.” 그는 말했다.", ["“검토한 적 없다.”", "그는 말했다."]),
        (
            "(서울=연합뉴스) 홍길동 기자 = 정부는 금지를 해제했다.",
            ["(서울=연합뉴스) 홍길동 기자 =", "정부는 금지를 해제했다."],
        ),
        ("2.25%로 내렸다. 3.1%포인트다.", ["2.25%로 내렸다.", "3.1%포인트다."]),
        ("합의했다.그러나 남았다.", ["합의했다.", "그러나 남았다."]),
        ("왜 풀었나? 답은 없다.", ["왜 풀었나?", "답은 없다."]),
        ("1. 수산물 문제", ["1. 수산물 문제"]),
    ],
)
def test_split(text, sentences):
    found = split(text, "ko")
    assert [sentence.text for sentence in found] == sentences
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_quotes_have_offsets():
    (sentence,) = split('총리는 "수용할 수 없다"고 했다.', "ko")
    ((start, end),) = sentence.quotes
    assert sentence.text[start:end] == '"수용할 수 없다"'


def test_an_open_quote_does_not_swallow_the_paragraph():
    assert len(split('그는 "어렵다고 했다. 회담은 끝났다.', "ko")) == 2
