"""Korean cues: short cases in pairs; what stands left is news of the rung, what stands right is not."""

import pytest

from extractors.cues import read_cues
from extractors.model import Certainty


def certainties(text, ladder, rung, *, is_title=False):
    cues = read_cues(text, "ko", [ladder], is_title=is_title)
    return {str(cue.certainty) for cue in cues if cue.rung == rung}


ENDINGS = [
    ("해제했다", "asserted"),
    ("해제했습니다", "asserted"),
    ("해제하였음", "asserted"),
    ("해제됐다고 밝혔다", "asserted"),
    ("해제한다고 고시했다", "asserted"),
    ("해제했었다", "background"),
    ("해제한 바 있다", "background"),
    ("해제한 바 없다", "negated"),
    ("해제하지 않았다", "negated"),
    ("해제하지 못했다", "negated"),
    ("해제하기는커녕 더 조였다", "negated"),
    ("해제하지 않을 수 없었다", "asserted"),
    ("해제한다", "planned"),
    ("해제할 방침이다", "planned"),
    ("해제할 예정이다", "planned"),
    ("해제하기로 했다", "planned"),
    ("해제하겠다고 말했다", "planned"),
    ("해제될 전망이다", "planned"),
    ("해제를 검토하고 있다", "considered"),
    ("해제하는 방안을 검토 중이다", "considered"),
    ("해제할지 고심하고 있다", "considered"),
    ("해제하라고 촉구했다", "demanded"),
    ("해제해 달라고 호소했다", "demanded"),
    ("해제를 거듭 촉구했다", "demanded"),
    ("해제했다는 보도를 부인했다", "denied"),
    ("해제했다는 보도는 사실이 아니라고 밝혔다", "denied"),
    ("해제했다는 소문이 돌고 있다", "rumoured"),
    ("해제할 것이라는 관측이 나온다", "rumoured"),
    ("해제했을까?", "question"),
    ("해제 이후 물량이 늘었다", "background"),
]


@pytest.mark.parametrize(("ending", "certainty"), ENDINGS)
def test_the_ending_decides(ending, certainty):
    found = certainties(f"정부는 수산물 수입 금지를 {ending}.", "restriction", "lifted")
    assert found == {certainty}


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("日 수산물 수입금지 해제", "asserted"),
        ("日 수산물 수입금지 해제…13년 만", "asserted"),
        ("日 수산물 수입금지 전격 해제 발표", "asserted"),
        ("日 수산물 수입금지 해제 검토", "considered"),
        ("日 수산물 수입금지 해제 촉구", "demanded"),
        ("日 수산물 수입금지 해제 추진", "planned"),
        ("日 수산물 수입금지 해제 임박", "planned"),
        ("日 수산물 수입금지 해제설 솔솔", "rumoured"),
        ("日 수산물 수입금지 해제 불발", "negated"),
        ("日 수산물 수입금지 해제되나?", "question"),
    ],
)
def test_headlines(title, certainty):
    assert certainties(title, "restriction", "lifted", is_title=True) == {certainty}


@pytest.mark.parametrize(
    ("ladder", "rung", "asserted", "other"),
    [
        ("restriction", "lifted", "빗장이 풀렸다.", "빗장이 풀릴 전망이다."),
        ("restriction", "in-force", "수입은 여전히 금지돼 있다.", "수입이 금지돼 있던 때였다."),
        ("restriction", "tightened", "심사 문턱을 높였다.", "심사 문턱을 높이지 않았다."),
        ("restriction", "eased", "규제를 일부 완화했다.", "규제를 일부 완화하라고 촉구했다."),
        ("restriction", "reinstated", "수입을 다시 막았다.", "수입을 다시 막을 수 있다."),
        ("initiative", "agreed", "공동 비축에 합의했다.", "공동 비축에 합의하지 못했다."),
        ("initiative", "signed", "양해각서에 서명했다.", "양해각서에 서명할 예정이다."),
        ("initiative", "launched", "공동 펀드가 닻을 올렸다.", "공동 펀드가 닻을 올릴 계획이다."),
        ("initiative", "stalled", "협상이 교착에 빠졌다.", "협상이 교착에 빠질 수 있다."),
        ("initiative", "cancelled", "계획을 백지화했다.", "계획을 백지화하라고 요구했다."),
        ("pact", "terminated", "지소미아를 폐기했다.", "지소미아를 폐기하지 않기로 했다."),
        ("pact", "suspended", "협정의 효력을 정지했다.", "협정의 효력을 정지할 방침이다."),
        ("pact", "expanded", "협정의 적용 범위를 넓혔다.", "협정의 적용 범위를 넓히자고 했다."),
        ("pact", "in-force", "협정은 아직 유효하다.", "협정이 아직 유효한지 물었다."),
        ("dispute", "settled", "배상 문제를 타결했다.", "배상 문제는 타결되지 않았다."),
        ("dispute", "eased", "긴장이 누그러졌다.", "긴장이 누그러질 것이다."),
        ("dispute", "escalated", "갈등이 격화됐다.", "갈등이 격화될 경우"),
        ("dispute", "in-talks", "국장급 협의를 벌이고 있다.", "국장급 협의를 열기로 했다."),
        ("practice", "paused", "훈련을 일시 중단했다.", "훈련을 일시 중단하라고 촉구했다."),
        ("practice", "ended", "셔틀외교가 막을 내렸다.", "셔틀외교가 막을 내리지 않았다."),
        ("practice", "active", "3국이 훈련을 실시했다.", "3국이 훈련을 실시할 예정이다."),
        ("membership", "joined", "한국이 CPTPP에 가입했다.", "한국이 CPTPP에 가입할 계획이다."),
        ("membership", "applied", "가입 신청서를 제출했다.", "가입 신청서를 제출하지 않았다."),
        ("membership", "approved", "회원국이 가입을 승인했다.", "회원국이 가입을 승인할 것이다."),
        ("membership", "withdrawn", "가입 추진을 접었다.", "가입 추진을 접지 않았다."),
        ("membership", "rejected", "가입 신청이 반려됐다.", "가입 신청이 반려된 적이 없다."),
    ],
)
def test_pairs(ladder, rung, asserted, other):
    assert "asserted" in certainties(asserted, ladder, rung)
    assert "asserted" not in certainties(other, ladder, rung)


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("양국은 긴장 완화에 합의했다.", "restriction"),
        ("정부는 경제 협력 강화를 강조했다.", "restriction"),
        ("위안부 합의를 존중한다.", "dispute"),
        ("가입을 만장일치로 승인했다는 소식은 없다.", "membership"),
        ("CPTPP 가입에 대한 반대가 거세다.", "membership"),
        ("합의 이행을 점검했다.", "initiative"),
        ("2015년 위안부 문제를 타결했다.", "dispute"),
        ("시행령을 고쳤다.", "pact"),
    ],
)
def test_nothing_is_asserted(text, ladder):
    cues = read_cues(text, "ko", [ladder])
    assert not [cue for cue in cues if cue.certainty is Certainty.ASSERTED]


def test_offsets_point_at_the_cue():
    text = "정부가 일본산 수산물 수입 금지를 해제했다."
    (cue,) = [cue for cue in read_cues(text, "ko", ["restriction"]) if cue.rung == "lifted"]
    assert text[cue.start : cue.end].startswith("해제")
    assert cue.rule.startswith("restriction/lifted/")
