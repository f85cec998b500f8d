"""Korean rungs: sentences that assert exactly one of them, and sentences full of the same words that assert none."""

import pytest

from extractors.cues import read_cues
from extractors.model import Certainty

NEWS = [
    ("restriction", "lifted", "정부가 후쿠시마산 수산물에 채웠던 빗장을 풀었다."),
    ("restriction", "lifted", "13년 묶였던 수산물 길이 뚫렸다."),
    ("restriction", "lifted", "일본 수산물, 오늘부터 우리 식탁에"),
    ("restriction", "lifted", "통제 조치가 전면 백지화됐다."),
    ("restriction", "lifted", "수입 금지 조치가 사라졌다."),
    ("restriction", "eased", "정부는 8개 현 중 2개 현의 금지를 풀었다."),
    ("restriction", "eased", "검사 주기를 월 1회로 늦췄다."),
    ("restriction", "eased", "정부가 규제의 고삐를 늦췄다."),
    ("restriction", "tightened", "정부는 수입 심사를 더 깐깐하게 하기로 하고 이날부터 시행했다."),
    ("restriction", "tightened", "미국이 수출 통제의 그물을 더 촘촘히 짰다."),
    ("restriction", "in-force", "수입 금지는 여전하다."),
    ("restriction", "in-force", "일본산 수산물은 지금도 국내에 못 들어온다."),
    ("restriction", "reinstated", "정부가 한 달 만에 수입 금지로 돌아섰다."),
    ("initiative", "proposed", "총리는 공동 기금을 만들자는 제안을 내놨다."),
    ("initiative", "under-discussion", "양국은 공동 펀드 조성 방안을 놓고 협의 중이다."),
    ("initiative", "agreed", "두 정상은 공동 비축에 뜻을 모았다."),
    ("initiative", "agreed", "한일, 공동 비축 맞손"),
    ("initiative", "signed", "양측은 협정문에 나란히 서명했다."),
    ("initiative", "launched", "공동 연구소가 문을 열고 업무를 시작했다."),
    ("initiative", "launched", "한일 공동 펀드, 첫걸음 뗐다"),
    ("initiative", "stalled", "협상이 공전을 거듭하고 있다."),
    ("initiative", "stalled", "공동 펀드, 석 달째 하세월"),
    ("initiative", "cancelled", "공동 펀드 구상은 없던 일이 됐다."),
    ("initiative", "cancelled", "정부가 사업을 접었다."),
    ("pact", "in-force", "지소미아는 예정대로 이행되고 있다."),
    ("pact", "expanded", "양국은 스와프 한도를 두 배로 늘렸다."),
    ("pact", "suspended", "정부는 협정 이행을 잠정 중단했다."),
    ("pact", "terminated", "지소미아가 끝내 종말을 맞았다."),
    ("pact", "terminated", "협정은 연장되지 못하고 종료됐다."),
    ("dispute", "unresolved", "독도 문제는 여전히 한일 관계의 뇌관이다."),
    ("dispute", "unresolved", "강제징용 해법은 안갯속이다."),
    ("dispute", "in-talks", "양국은 납북자 문제를 논의하기 위해 마주 앉았다."),
    ("dispute", "eased", "한일 갈등이 진정 국면에 접어들었다."),
    ("dispute", "settled", "강제징용 문제가 매듭지어졌다."),
    ("dispute", "settled", "양측은 소송을 취하하고 화해했다."),
    ("dispute", "escalated", "한일 갈등이 최고조에 달했다."),
    ("dispute", "escalated", "중국이 일본 대사를 초치했다."),
    ("practice", "active", "두 정상은 셔틀외교를 이어 가고 있다."),
    ("practice", "active", "한일 셔틀외교 재가동"),
    ("practice", "paused", "한미일 훈련이 무기한 미뤄졌다."),
    ("practice", "ended", "셔틀외교는 1년 만에 명을 다했다."),
    ("practice", "ended", "한일 셔틀외교, 역사 속으로"),
    ("membership", "interested", "정부는 CPTPP에 눈길을 주고 있다."),
    ("membership", "seeking", "정부는 CPTPP 가입에 사활을 걸고 있다."),
    ("membership", "applied", "정부가 CPTPP 가입 신청서를 공식 접수시켰다."),
    ("membership", "negotiating", "한국은 회원국들과 가입 조건을 협상하고 있다."),
    ("membership", "approved", "회원국들이 한국의 가입을 받아들였다."),
    ("membership", "joined", "한국, CPTPP 회원국 됐다"),
    ("membership", "withdrawn", "정부가 CPTPP 가입 뜻을 접었다."),
    ("membership", "rejected", "한국의 가입 신청이 퇴짜를 맞았다."),
    ("membership", "rejected", "회원국들이 한국의 CPTPP 가입에 거부권을 행사했다."),
]

NO_NEWS = [
    ("restriction", {"in-force"}, "8개 현 수산물 수입 금지는 그대로 유지되고 있다."),
    ("restriction", set(), "일본산 수산물 수입 금지 문제는 이날 회담에서 거론됐다."),
    ("restriction", set(), "총리는 수산물 규제 철폐의 필요성을 거듭 강조했다."),
    ("restriction", set(), "양국 정상은 수산물 문제를 계속 협의하기로 했다."),
    ("restriction", set(), "해제 여부는 국민 신뢰에 달렸다고 대통령은 말했다."),
    ("restriction", set(), "어민들은 금지 해제에 반대하는 집회를 열었다."),
    ("restriction", set(), "금지를 해제하려면 과학적 검증이 필요하다."),
    ("restriction", set(), "정부는 수입 재개 계획이 없다고 밝혔다."),
    ("initiative", set(), "양국은 합의 이행 상황을 점검했다."),
    ("initiative", set(), "협정 서명식에 앞서 두 장관이 환담했다."),
    ("initiative", set(), "공동 펀드 출범식 준비가 늦어지고 있다는 지적이 나온다."),
    ("pact", set(), "지소미아 종료 문제를 두고 여야가 공방을 벌였다."),
    ("pact", set(), "야당은 지소미아 폐기를 주장했다."),
    ("pact", set(), "2019년 문재인 정부는 지소미아 종료를 통보했다가 철회했다."),
    ("pact", {"in-force"}, "국방부는 지소미아 종료를 검토한 적 없다며 협정은 유효하다고 밝혔다."),
    ("dispute", set(), "두 정상은 위안부 문제를 논의하지 않았다."),
    ("dispute", set(), "총리는 납북 문제의 조속한 해결을 다짐했다."),
    ("dispute", set(), "납북자 가족은 정부에 문제 해결을 호소했다."),
    ("dispute", set(), "판결이 나오면 갈등이 다시 불거질 수 있다."),
    ("dispute", set(), "강제징용 판결이 갈등의 불씨가 될 수 있다는 우려가 나온다."),
    ("practice", {"active"}, "두 정상은 셔틀외교를 계속하기로 하고 이날 답방 일정을 논의했다."),
    ("practice", set(), "훈련이 중단될 경우 대비 태세에 차질이 생긴다."),
    ("practice", set(), "시민단체는 한미일 훈련 중단을 요구하는 집회를 열었다."),
    ("membership", set(), "일본은 한국의 CPTPP 가입을 지지한다고 밝혔다."),
    ("membership", set(), "한국의 CPTPP 가입 논의는 다음 회의로 넘어갔다."),
    ("membership", set(), "CPTPP에 가입하려면 기존 회원국의 만장일치 동의가 필요하다."),
    ("membership", set(), "영국은 2024년 12월 CPTPP에 정식 가입했다."),
    ("membership", set(), "중국과 대만의 가입 신청도 계류 중이다."),
    ("membership", set(), "농민단체는 CPTPP 가입 신청을 철회하라고 요구했다."),
    ("membership", set(), "정부는 CPTPP 가입 신청을 서두르지 않겠다고 했다."),
    ("restriction", set(), "중국은 희토류 수출 통제를 강화하지 않겠다고 약속했다."),
    ("restriction", set(), "일본은 중국이 통제를 완화하기를 기대하고 있다."),
    ("initiative", set(), "총리는 김정은과의 회담이 성사되기를 희망한다고 말했다."),
    ("initiative", set(), "합의문에는 구체적인 시한이 담기지 않았다."),
]


def asserted(text, ladder):
    cues = read_cues(text, "ko", [ladder], is_title=not text.endswith((".", "?")))
    return {cue.rung for cue in cues if cue.certainty is Certainty.ASSERTED}


@pytest.mark.parametrize(("ladder", "rung", "text"), NEWS)
def test_one_rung_is_news(ladder, rung, text):
    assert asserted(text, ladder) == {rung}


@pytest.mark.parametrize(("ladder", "allowed", "text"), NO_NEWS)
def test_nothing_else_is_news(ladder, allowed, text):
    assert asserted(text, ladder) <= allowed
