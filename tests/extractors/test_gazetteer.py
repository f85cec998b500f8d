"""Names in text: boundaries, decoys, the longest, surnames alone, headline letters."""

from __future__ import annotations

import pytest

from extractors.gazetteer import Gazetteer, Name, Use, fold

NAMES = (
    Name("place.tokyo", "place", "東京", "ja"),
    Name("place.tokyo", "place", "東京都", "ja"),
    Name("place.kyoto", "place", "京都", "ja"),
    Name("place.seoul", "place", "ソウル", "ja"),
    Name("place.busan", "place", "부산", "ko"),
    Name("person.lee", "person", "Lee Jae Myung", "en"),
    Name("person.lee", "person", "이재명", "ko"),
    Name("person.lee", "person", "Lee", "en", Use.SHORT),
    Name("person.other-lee", "person", "Lee Jong Seok", "en"),
    Name("person.other-lee", "person", "Lee", "en", Use.SHORT),
    Name("pact.cptpp", "pact", "CPTPP", "mul"),
    Name("country.us", "country", "US", "en"),
    Name("thing.ban", "thing", "seafood ban", "en"),
    Name("place.nara", "place", "나라", "ko", Use.SHORT),
    Name("place.nara", "place", "나라현", "ko"),
    Name("", "", "두 나라", "ko", Use.DECOY),
    Name("country.japan", "country", "日", "ja", Use.LETTER),
    Name("country.korea", "country", "韓", "ja", Use.LETTER),
    Name("country.us", "country", "米", "ja", Use.LETTER),
    Name("country.china", "country", "中", "ja", Use.LETTER),
    Name("country.dprk", "country", "北", "ja", Use.LETTER),
    Name("country.japan", "country", "일", "ko", Use.LETTER),
    Name("country.korea", "country", "한", "ko", Use.LETTER),
    Name("country.us", "country", "미", "ko", Use.LETTER),
    Name("country.us", "country", "美", "ko", Use.LETTER),
    Name("country.china", "country", "中", "ko", Use.LETTER),
    Name("country.dprk", "country", "北", "ko", Use.LETTER),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(NAMES)


def found(gazetteer: Gazetteer, text: str, language: str, **options: tuple[str, ...]) -> list[str]:
    mentions = gazetteer.mentions(text, language, **options)
    assert all(text[one.start : one.end] == one.text for one in mentions)
    return [f"{one.entity.split('.')[1]}={one.text}" for one in mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # the longest wins
        ("ja", "東京都は京都より大きい", ["tokyo=東京都", "kyoto=京都"]),
        # a name is no part of a longer katakana word
        ("ja", "ソウルフードをソウルで", ["seoul=ソウル"]),
        # Latin names end where the word ends, and stand in every language
        ("ko", "CPTPP에 가입", ["cptpp=CPTPP"]),
        ("ko", "CPTPPX에 가입", []),
        # hyphens and capitals do not matter, but a name needs one
        ("en", "LEE JAE-MYUNG and Lee Jae-myung", ["lee=LEE JAE-MYUNG", "lee=Lee Jae-myung"]),
        ("en", "the US told us; BUS, Us", ["us=US"]),
        ("en", "The Seafood Ban", ["ban=Seafood Ban"]),
        # Korean particles may follow, other syllables not when the name is short
        ("ko", "부산에서는 부산으로 부산시", ["busan=부산", "busan=부산", "busan=부산"]),
        ("ko", "부산물을 처리", []),
        ("ko", "이재명표 정책, 문이재명은", ["lee=이재명"]),
        # surnames alone need a bearer, and not another one's
        ("en", "Lee said nothing.", []),
        ("en", "Lee Jae-myung came. Lee spoke.", ["lee=Lee Jae-myung", "lee=Lee"]),
        ("en", "Lee Jae-myung likes Bruce Lee.", ["lee=Lee Jae-myung"]),
        ("en", "Lee Jae-myung met Lee Sang-min.", ["lee=Lee Jae-myung"]),
        ("en", "Lee Jae-myung and President Lee", ["lee=Lee Jae-myung", "lee=Lee"]),
        (
            "en",
            "Lee Jae-myung hired Lee Jong-seok. Then Lee left.",
            ["lee=Lee Jae-myung", "other-lee=Lee Jong-seok", "other-lee=Lee"],
        ),
        # a common word that is also a name
        ("ko", "두 나라는 나라의 미래를", []),
        ("ko", "나라현에 갔다. 두 나라는 나라에서 만났다", ["nara=나라현", "nara=나라"]),
        # rows of letters
        (
            "ja",
            "日韓、日米韓・日中韓",
            [
                "japan=日",
                "korea=韓",
                "japan=日",
                "us=米",
                "korea=韓",
                "japan=日",
                "china=中",
                "korea=韓",
            ],
        ),
        ("ja", "13日日韓首脳会談", ["japan=日", "korea=韓"]),
        ("ja", "13日中に、一日中、今日中", []),
        ("ja", "北、発射　韓「遺憾」", ["dprk=北", "korea=韓"]),
        ("ja", "会議中、北に向かう", []),
        (
            "ko",
            "한일 정상, 한·미·일, 한미일은",
            [
                "korea=한",
                "japan=일",
                "korea=한",
                "us=미",
                "japan=일",
                "korea=한",
                "us=미",
                "japan=일",
            ],
        ),
        ("ko", "한일시멘트 한미약품 일이 많다", []),
        ("ko", "北, 발사… 美 국무부", ["dprk=北", "us=美"]),
        ("ko", "수사 中 발언, 회의 中", []),
        ("ko", "中정부 발표", ["china=中"]),
        # languages nobody listed are read with the names of all
        ("de", "Lee Jae-myung in 東京", ["lee=Lee Jae-myung", "tokyo=東京"]),
        ("en", "", []),
    ],
)
def test_names_stand_where_they_are_meant(
    gazetteer: Gazetteer, language: str, text: str, expected: list[str]
) -> None:
    assert found(gazetteer, text, language) == expected


def test_bearers_may_be_known_from_before(gazetteer: Gazetteer) -> None:
    known = ("person.other-lee", "person.lee")
    assert found(gazetteer, "Lee spoke.", "en", known=known) == ["lee=Lee"]
    assert found(gazetteer, "Lee spoke.", "en", known=known[::-1]) == ["other-lee=Lee"]


@pytest.mark.parametrize("text", ["İstanbul – “Ｃ”", "Lee‐Jae—Myung’s", "ﬁ İİ ß 日韓"])
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
