"""How sure Korean sentences are: a table of hand-written ones, class by class."""

import pytest

from extractors.cues import read_cues

CASES = [
    (
        "rumoured",
        "restriction",
        "lifted",
        "정부가 수산물 금지를 곧 해제한다는 얘기가 관가에 파다하다.",
    ),
    ("rumoured", "restriction", "lifted", "수산물 금지가 해제됐다는 미확인 정보가 SNS에 퍼졌다."),
    ("rumoured", "pact", "terminated", "지소미아가 이미 폐기됐다는 후문이다."),
    ("rumoured", "initiative", "cancelled", "사업이 백지화됐다고 한 소식통이 귀띔했다."),
    ("rumoured", "membership", "withdrawn", "가입을 포기했다더라는 말이 돈다."),
    ("rumoured", "practice", "ended", "셔틀외교가 끝났다는 이야기가 심심찮게 나온다."),
    ("rumoured", "initiative", "agreed", "양측이 합의에 이른 것으로 전해졌다."),
    ("rumoured", "dispute", "settled", "배상 문제가 타결된 것으로 알려졌다."),
    ("considered", "restriction", "lifted", "정부는 해제 카드를 만지작거리고 있다."),
    ("considered", "pact", "terminated", "지소미아 종료까지 열어 두고 고민하고 있다."),
    ("considered", "practice", "paused", "훈련을 연기하는 문제를 저울질하고 있다."),
    ("considered", "membership", "withdrawn", "탈퇴 여부를 놓고 장고에 들어갔다."),
    ("considered", "initiative", "cancelled", "사업 철회를 배제하지 않고 있다."),
    ("considered", "restriction", "eased", "검역 완화가 유력한 대안으로 거론된다."),
    ("considered", "restriction", "tightened", "규제 강화를 신중히 들여다보고 있다."),
    ("considered", "practice", "ended", "노선 폐지를 내부적으로 따져 보는 단계다."),
    ("conditional", "restriction", "lifted", "검사를 통과하지 못하면 금지는 해제되지 않는다."),
    ("conditional", "restriction", "lifted", "안전이 입증돼야 금지가 해제된다."),
    ("conditional", "pact", "terminated", "일본이 거부한다면 협정을 파기할 것이다."),
    ("conditional", "initiative", "launched", "예산이 확보되는 대로 사업을 시작한다."),
    ("conditional", "membership", "joined", "국회가 동의해야만 가입할 수 있다."),
    ("conditional", "dispute", "settled", "사과가 없는 한 문제는 해결되지 않는다."),
    ("conditional", "practice", "paused", "도발이 이어질 시 훈련을 중단한다."),
    ("opinion", "restriction", "lifted", "금지 해제는 시기상조라는 게 중론이다."),
    ("opinion", "pact", "terminated", "지소미아 종료는 득보다 실이 크다."),
    ("opinion", "dispute", "settled", "문제가 해결됐다고 보기는 어렵다."),
    ("opinion", "membership", "joined", "CPTPP에 가입해야 한다는 주장에 힘이 실린다."),
    ("opinion", "initiative", "cancelled", "계획을 철회하는 것이 옳다."),
    ("question", "restriction", "lifted", "수산물 금지, 언제 해제될까"),
    ("question", "membership", "joined", "한국은 CPTPP에 가입할 것인가"),
    ("question", "dispute", "settled", "문제가 해결될 수 있을지 주목된다."),
    ("question", "practice", "ended", "셔틀외교는 이대로 끝나는가?"),
    ("question", "initiative", "agreed", "합의에 이를지는 미지수다."),
    ("background", "dispute", "settled", "2015년 당시 양국은 위안부 문제를 타결했다."),
    ("background", "pact", "suspended", "한때 지소미아 효력이 정지된 적이 있다."),
    ("background", "initiative", "agreed", "두 나라는 지난해 10월 협력에 합의한 바 있다."),
    ("background", "practice", "paused", "셔틀외교는 10여 년 전 중단됐다."),
    ("background", "membership", "withdrawn", "노무현 정부 때 신청을 철회했던 전력이 있다."),
    ("denied", "pact", "terminated", "국방부는 종료 통보설을 일축했다."),
    (
        "denied",
        "initiative",
        "agreed",
        "외교부는 '이면 합의' 의혹에 대해 사실과 다르다고 해명했다.",
    ),
    ("negated", "initiative", "signed", "양해각서 서명은 이뤄지지 않았다."),
    ("negated", "membership", "applied", "신청서는 아직 제출되지 않았다."),
    ("negated", "restriction", "lifted", "금지 해제는 없다고 못 박았다."),
    ("planned", "restriction", "lifted", "정부는 이르면 다음 달 금지를 해제한다."),
    ("planned", "membership", "joined", "한국은 내년 CPTPP에 합류할 것으로 보인다."),
    ("planned", "pact", "terminated", "협정은 오는 23일 종료된다."),
    ("demanded", "restriction", "lifted", "일본은 조속한 해제를 거듭 요청했다."),
    ("demanded", "restriction", "lifted", "일본 측은 금지를 풀어야 한다고 강조했다."),
    ("demanded", "pact", "in-force", "미국은 지소미아를 유지해 달라고 당부했다."),
    ("asserted", "restriction", "lifted", "금지가 풀리자 어민들은 환호했다."),
    ("asserted", "restriction", "lifted", "정부가 금지를 해제했으나 소비자는 차갑다."),
    ("asserted", "membership", "joined", "한국은 이날 CPTPP에 정식 가입하며 13번째 회원국이 됐다."),
    ("asserted", "initiative", "signed", "두 장관은 회담을 마친 뒤 협정에 서명했다."),
    ("asserted", "pact", "terminated", "지소미아가 자정을 기해 종료되면서 정보 교환이 끊겼다."),
    (
        "asserted",
        "practice",
        "active",
        "한미일은 18일부터 나흘간 프리덤 에지를 실시했다고 합참이 밝혔다.",
    ),
    (
        "asserted",
        "dispute",
        "escalated",
        "일본의 조치에 중국이 맞불을 놓으며 갈등이 격화하고 있다.",
    ),
    (
        "asserted",
        "restriction",
        "tightened",
        "중국이 희토류 수출 통제를 한층 강화했다고 로이터가 보도했다.",
    ),
    ("asserted", "initiative", "cancelled", "경제성이 없으면 접는다던 사업이 결국 백지화됐다."),
]


@pytest.mark.parametrize(("certainty", "ladder", "rung", "text"), CASES)
def test_certainty(certainty, ladder, rung, text):
    is_title = not text.endswith((".", "?"))
    cues = read_cues(text, "ko", [ladder], is_title=is_title)
    assert certainty in {str(cue.certainty) for cue in cues if cue.rung == rung}
