"""Korean posts: who takes, keeps and leaves them, in pairs of news and no news."""

import pytest

from extractors.model import Certainty
from extractors.offices import read_office_events


def asserted(text):
    events = read_office_events(text, "ko")
    return {event.event for event in events if event.certainty is Certainty.ASSERTED}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("다카이치 총리가 사의를 표명했다.", "tendered-resignation"),
        ("다카이치 총리가 물러났다.", "resigned"),
        ("고이즈미 신지로 방위상이 자민당 새 총재로 뽑혔다.", "elected"),
        ("하야시 의원이 총리에 취임했다.", "sworn-in"),
        ("이 대통령은 새 국무총리에 우원식 의원을 지명했다.", "nominated"),
        ("대통령은 조현 외교부 장관을 경질했다.", "dismissed"),
        ("국회는 대통령 탄핵소추안을 가결했다.", "impeached"),
        ("부총리가 총리 권한대행을 맡았다.", "acting"),
        ("무라야마 전 총리가 별세했다.", "died"),
        ("정청래 대표가 연임에 성공했다.", "re-elected"),
        ("야당이 낸 내각 불신임안이 부결됐다.", "retained"),
        ("대통령은 총리의 사표를 반려했다.", "retained"),
        ("대통령실 대변인에 기자 출신이 발탁됐다.", "appointed"),
        ("이재명 대통령은 나라를 방문했다.", "holds"),
        ("이시바 시게루 전 총리는 강연에 나섰다.", "held"),
    ],
)
def test_events(text, event):
    assert event in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "총리실은 다카이치 총리 퇴진설을 부인했다.",
        "다카이치 총리가 물러난다면 정국이 흔들린다.",
        "차기 총리로는 하야시 총무상이 유력하다.",
        "야당은 총리의 사퇴를 촉구했다.",
        "다카이치 총리는 물러나지 않겠다고 말했다.",
        "장관 해임을 검토하고 있다.",
        "총리가 곧 물러날 것이라는 소문이 돌고 있다.",
    ],
)
def test_no_change(text):
    assert not asserted(text) - {"holds", "held", "retained"}


def test_person_and_post():
    (event,) = read_office_events("고이즈미 신지로 방위상이 자민당 새 총재로 뽑혔다.", "ko")
    assert event.person == "고이즈미 신지로"
    assert event.post.endswith("총재")
