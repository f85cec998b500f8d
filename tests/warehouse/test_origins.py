from __future__ import annotations

import pytest

from tests.warehouse.making import BRIDGE, NOW, later, new_article, store
from warehouse.home import Home
from warehouse.origins import Origin, agency_named, origin_of, origin_of_copy
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.writer import writing


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SEOUL, Nov. 20 (Yonhap) -- The bridge is closed.", "yonhap"),
        ("(서울=연합뉴스) 김아무개 기자 = 다리가 닫혔다.", "yonhap"),
        ("(도쿄 교도=연합뉴스) 다리가 닫혔다.", "yonhap"),
        ("【ソウル聯合ニュース】橋が閉鎖された。", "yonhap"),
        ("橋が閉鎖された。（共同）", "kyodo"),
        ("【ワシントン時事】橋が閉鎖された。", "jiji"),
        ("TOKYO (AP) — The bridge is closed.", "ap"),
        ("The bridge is closed.\n\nReuters", "reuters"),
        ("[パリ 20日 ロイター] - 橋が閉鎖された。", "reuters"),
        ("The bridge, an app (apparently new) said, is closed.", ""),
        ("The bridge is closed, Yonhap reported on Friday.", ""),
        ("다리가 닫혔다고 연합뉴스가 보도했다.", ""),
        ("(東京) 橋が閉鎖された。", ""),
    ],
)
def test_credits_are_told_from_mere_mentions(text: str, agency: str) -> None:
    new = new_article("https://a.example/1", text, outlet="A")
    expected = Origin(f"agency:{agency}", "agency") if agency else Origin("outlet:a", "outlet")
    assert origin_of(new.article, outlet="A") == expected


def test_agency_beats_owner_beats_outlet() -> None:
    article = new_article("https://a.example/1").article
    assert origin_of(article, outlet="A", owner="House of A").key == "owner:house of a"
    assert origin_of(article, outlet="Kyodo News", owner="House of A").key == "agency:kyodo"
    assert origin_of(article).key == "outlet:a.example"
    assert agency_named("共同通信社") == "kyodo"
    assert agency_named("") == ""


def test_a_copy_has_the_origin_of_what_it_copies_unless_it_credits_an_agency() -> None:
    group = Origin("outlet:a", "outlet")
    assert origin_of_copy(Origin("outlet:b", "outlet"), group) == Origin("outlet:a", "copy")
    credited = Origin("agency:ap", "agency")
    assert origin_of_copy(credited, group) == credited


def test_a_credit_in_one_copy_shows_whose_report_all_are(home: Home) -> None:
    """The site that was first gave no credit; the second names the agency; a third copies."""
    texts = [BRIDGE, f"(AP) {BRIDGE}", BRIDGE + " Closed."]
    with writing(home, who="test") as writer:
        for n, text in enumerate(texts):
            url, told = f"https://{n}.example/1", later(hours=n)
            store(writer, new_article(url, text, outlet=f"O{n}", published=told))
    publish(home, NOW)
    assert query(home, "SELECT DISTINCT origin FROM origins").rows == (("agency:ap",),)
