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
        ("이시바 시게루가 결선투표 끝에 자민당 총재에 당선됐다.", "elected"),
        ("대만 총통 선거에서 야당 후보가 승리했다.", "elected"),
        ("이재명 후보가 제21대 대통령으로 당선을 확정 지었다.", "elected"),
        ("신임 외교부 장관이 10일 취임식을 갖고 업무에 들어갔다.", "sworn-in"),
        ("새 내각이 황궁 인증식을 거쳐 출범했다.", "sworn-in"),
        ("이재명 대통령이 국회에서 취임 선서를 했다.", "sworn-in"),
        ("대통령은 국가안보실장에 위성락 전 의원을 임명했다.", "appointed"),
        ("새 방위상에 고이즈미 신지로 의원이 기용됐다.", "appointed"),
        ("대통령실 새 대변인에 강유정 의원", "appointed"),
        ("이 대통령은 국무총리 후보자로 김민석 의원을 지명했다.", "nominated"),
        ("김 의원이 차기 외교부 장관에 내정됐다.", "nominated"),
        ("국토교통부 장관이 참사의 책임을 지고 자리에서 내려왔다.", "resigned"),
        ("기시다 총리가 총재직에서 사퇴했다.", "resigned"),
        ("주일대사가 임기를 마치고 귀국했다.", "resigned"),
        ("한덕수 총리가 대통령에게 사의를 전달했다.", "tendered-resignation"),
        ("총리는 기자회견에서 사퇴하겠다고 밝혔다.", "tendered-resignation"),
        ("대통령은 국방부 장관을 전격 해임했다.", "dismissed"),
        ("트럼프 대통령이 연준 이사를 해고했다.", "dismissed"),
        ("국회가 한덕수 권한대행 탄핵소추안을 통과시켰다.", "impeached"),
        ("헌법재판소는 윤석열 대통령을 파면했다.", "dismissed"),
        ("교황 프란치스코가 선종했다.", "died"),
        ("아베 신조 전 총리가 총격으로 숨졌다.", "died"),
        ("최상목 부총리가 대통령 권한대행을 맡는다.", "acting"),
        ("국회의장 직무대행 체제로 전환됐다.", "acting"),
        ("모디 총리가 3연임에 성공했다.", "re-elected"),
        ("총리는 불신임안을 부결시키고 자리를 지켰다.", "retained"),
        ("장관은 이번 개각에서 유임됐다.", "retained"),
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
