"""The names of the pack that ships, as the three presses write them."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.gazetteer import Gazetteer
from warehouse.baseline import shipped_pack
from warehouse.judging.pack import Pack, names_of
from warehouse.judging.titles import holder_on, resolve_titles


@pytest.fixture(scope="module")
def nara() -> Pack:
    return shipped_pack("nara")


@pytest.fixture(scope="module")
def gazetteer(nara: Pack) -> Gazetteer:
    return Gazetteer(names_of(nara.entities))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Lee Jae-myung, Lee Jae Myung, Jae-myung Lee",
            "lee-jae-myung lee-jae-myung lee-jae-myung",
        ),
        ("en", "President Lee Myung-bak", "president lee-myung-bak"),
        ("en", "Premier Li Qiang met Lee Jae-myung", "prime-minister li-qiang lee-jae-myung"),
        ("en", "Sanae Takaichi and Takaichi’s cabinet", "takaichi-sanae takaichi-sanae"),
        ("en", "Kim Jong Un’s sister Kim Yo-jong; Kim said", "kim-jong-un kim-yo-jong kim-yo-jong"),
        (
            "en",
            "S. Korea, the DPRK, the ROK and N. Korea",
            "south-korea north-korea south-korea north-korea",
        ),
        ("en", "Dokdo, which Japan calls Takeshima", "dokdo japan dokdo"),
        ("en", "the Korea Herald and the Sea of Japan", "east-sea"),
        ("en", "Seoul’s Foreign Ministry and Japan's Foreign Ministry", "korea-mofa japan-mofa"),
        ("en", "Japanese prime minister, former prime minister", "japan prime-minister"),
        (
            "ja",
            "李在明大統領、イ・ジェミョン大統領、李強首相",
            "lee-jae-myung lee-jae-myung president li-qiang",
        ),
        ("ja", "高市首相と高市郡", "takaichi-sanae"),
        ("ja", "小泉防衛相と小泉純一郎元首相", "koizumi-shinjiro koizumi-junichiro"),
        ("ja", "奈良時代の奈良市", "nara"),
        ("ja", "外務省、中国外務省、韓国外務省", "japan-mofa china-mofa korea-mofa"),
        ("ja", "北海道と北京、北朝鮮の平壌", "beijing north-korea pyongyang"),
        ("ja", "トランプ大統領の訪日と駐韓大使", "donald-trump japan south-korea"),
        ("ja", "元首相と副首相", ""),
        ("ja", "軍事情報包括保護協定（GSOMIA）", "gsomia gsomia"),
        ("ko", "이재명 대통령, 李대통령, 이 대통령", "lee-jae-myung lee-jae-myung lee-jae-myung"),
        ("ko", "이 모 씨와 리창 총리", "li-qiang"),
        ("ko", "다카이치 사나에 총리가 나라현 나라시에서", "takaichi-sanae prime-minister nara"),
        ("ko", "우리나라와 이웃 나라, 두 나라", "south-korea"),
        ("ko", "자동차 경주와 경주에서 열린 APEC", "gyeongju apec-gyeongju"),
        ("ko", "北 외무성과 일본 외무성", "dprk-mofa japan-mofa"),
        ("ko", "미 국방부와 국방부", "pentagon korea-mnd"),
        ("ko", "입헌민주당과 더불어민주당", "cdp democratic-party-korea"),
        ("ko", "비싸이라면서 라면을", "instant-noodles"),
        ("ko", "전 총리와 총리", "prime-minister"),
        ("ko", "한일 군사정보보호협정(GSOMIA·지소미아)", "gsomia gsomia gsomia"),
        ("ko", "조선중앙통신에 따르면 김여정 부부장", "kcna kim-yo-jong"),
    ],
)
def test_spellings(gazetteer: Gazetteer, language: str, text: str, expected: str) -> None:
    mentions = gazetteer.mentions(text, language)
    assert " ".join(one.entity.split(".")[1] for one in mentions) == expected


@pytest.mark.parametrize(
    ("language", "text", "day", "home", "expected"),
    [
        ("ja", "首相は14日", date(2026, 3, 14), "JP", "person.takaichi-sanae"),
        ("ja", "首相は14日", date(2025, 3, 14), "JP", "person.ishiba-shigeru"),
        ("ja", "中国の首相は", date(2026, 3, 14), "JP", "person.li-qiang"),
        ("ko", "대통령은 이날", date(2026, 3, 14), "KR", "person.lee-jae-myung"),
        ("ko", "대통령은 이날", date(2025, 5, 1), "KR", "title.president"),
        ("ko", "일본 총리는", date(2026, 3, 14), "KR", "person.takaichi-sanae"),
        ("ko", "총리는", date(2026, 3, 14), "KR", "person.kim-min-seok"),
        ("ko", "미국 대통령은", date(2026, 3, 14), "KR", "person.donald-trump"),
        ("en", "the South Korean president", date(2026, 3, 14), "", "person.lee-jae-myung"),
        ("en", "the prime minister of Japan", date(2026, 3, 14), "", "person.takaichi-sanae"),
        ("en", "the prime minister", date(2026, 3, 14), "", "title.prime-minister"),
        ("ja", "防衛相は", date(2026, 3, 14), "", "person.koizumi-shinjiro"),
    ],
)
def test_titles_alone_go_by_country_and_date(
    nara: Pack, gazetteer: Gazetteer, language: str, text: str, day: date, home: str, expected: str
) -> None:
    mentions = gazetteer.mentions(text, language)
    resolved = resolve_titles(text, mentions, nara, day, home)
    assert [one.entity for one in resolved if one.kind == "title"] == [expected]


def test_a_title_beside_a_name_is_that_names(nara: Pack, gazetteer: Gazetteer) -> None:
    text = "President Donald Trump"
    mentions = gazetteer.mentions(text, "en")
    day = date(2026, 3, 14)
    for resolved in resolve_titles(text, mentions, nara, day, "KR"):
        assert resolved.entity == "person.donald-trump"


def test_nobody_is_made_up_for_a_day_without_a_holder(nara: Pack) -> None:
    assert (
        holder_on(nara.holders, "title.president", "KR", date(2025, 6, 4)) == "person.lee-jae-myung"
    )
    assert holder_on(nara.holders, "title.president", "KR", date(2025, 6, 3)) == ""
