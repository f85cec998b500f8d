"""What follows a Korean verbal noun: a verb of doing, a light verb, the end of a headline, or nothing of the sort.

`해제` alone says nothing: 해제했다, 해제를 단행했다 and a headline's end do, 해제 이후 and 해제 조건 do not.
"""

from __future__ import annotations

import re

from extractors.lang.ko import hangul
from extractors.lang.ko.endings import read_ending
from extractors.model import Certainty

_SUFFIX = re.compile(
    r" ?(?:하|했|한|할|함|해|합|하였|되|됐|된|될|됨|돼|됩|시키|시켰|시킨|시킬|시켜|당하|당했|당한|당해"
    r"|짓|지었|지은|지어|졌|진|난|났|나)"
)
_HEADLINE_END = re.compile(r"[\s\"'”’)」]*(?:$|\.\.\.|…|[,·;→(/]|vs )")
_PAST = rf"(?![있겠]){hangul.syllables('ㅆ')}"
# To whom an act is told: '파기를 일본에 통보했다', '종료를 미국 측에 알렸다'.
_RECIPIENT = r"(?:[가-힣]{2,6}(?: 측| 정부| 당국)?(?:에|에게) )?"
_ADVERB = (
    r"(?:(?!\S*[기키]로 )(?:[가-힣]{1,4}(?:으로|적으로|로|히|게|리에)|모두|다시|전격|공식|최종|전면|이날"
    r"|끝내|마침내|결국|관보에"
    r"|먼저|새로|함께|더|막|잇달아|또|곧|재차|일제히|완전히|\d+일(?:부터|에)?) ){0,2}"
)
_DONE_TO_OBJECT = re.compile(
    rf"(?:을|를) {_RECIPIENT}{_ADVERB}"
    r"(?:했|하고|하며|한다|할|한 |단행|선언|발표|통보|통고|공식화|강행|마[쳤치친칠]|끝[냈내낸낼]|이[뤘뤄룬루]|봤|본 "
    r"|보[고았]|시작|완료|실시|선포|공고|고시|개시|진행|벌[였이인]|내렸|거쳤|거친|거듭|이어|당[했한하]|맞[았은]|겪|맺[었은고]"
    r"|갖|가졌|가진|가[했한]|낳|냈|치[렀른]|펼[쳤친치]|기록|이끌어"
    r"|도출|성사|일[궈궜]|확인|결의|알[렸리린]|주고받|일방 통보"
    r"|누[르른]|눌렀|띠고|띤|보[였이인]|거[뒀둔]|맛[봤본]|결정|의결"
    r"|열[었고어]|연 |내놨|내놓|밟|본격화|택했|감행|결행|실행|완수|완성|매듭|마무리"
    r"|이행했|수행|얻[었어]|따냈|받아냈|안겼|관철|천명|공표|못 ?박|명령|밀어붙[였인이]|관보에|실행에 옮[겼긴기]"
    r"|불러[왔오]|초래|빚|부[르른]|불렀|촉발|야기|일으|키[웠우운]|부추|더[했한]|재개|가속)"
)
_UNDONE = (
    "파기|깨|무효|폐기|뒤집|무산|백지|취소|철회|거부|거절|연기|보류|미뤄|미뤘|불발|결렬"
    "|실패|막[혔힌히]|부결|승인|심사|접수"
    "|신청|필요|시급|없|안 |못|불투명"
    "|거론|논의|검토|예상|전망|예정|걸림돌|관건|쟁점|확정|비준|가결|통과|지연|늦|미흡|난항"
    "|요구|거세|촉구|먼저|우선|정당|어려|쉽|힘들|가능|바람직|옳|낫|좋"
)
_DONE_BY_SUBJECT = re.compile(
    rf"(?:이|가|은|는|도) {_ADVERB}(?!{_UNDONE})\S{{0,4}}?"
    rf"(?:{_PAST}|고 있|[돼져해여라려워] ?(?:있|가|오)|인 |이다|중이|한창|잇따|임박|개시)"
)
_DONE_INTO = re.compile(
    rf"(?:에|로|으로) {_ADVERB}"
    r"(?:들어[갔가간갈]|나[섰서선설]|돌입|착수|성공|이르|이른|도달|합의|서명|직면|처[했한]|놓[였인]|빠[졌진질]|접어[들든]"
    r"|치달|치닫|이어[졌지]|몰[렸린]|머물|머무|결론|매듭|마무리"
    r"|끝[났난]|귀결|돌아섰|전환|바뀌|바꿨)"
)
# Where and when stand between a noun and the light verb that carries it: '해제가 13년 만에 서울에서 이뤄졌다'.
_ADJUNCT = (
    r"(?:[^ .,\"“”]{0,7}(?:에서|만에|에|부터|[를을]|기해|년|달|월|일|시|분|오전|오후|께) ){0,4}"
)
_BROUGHT_ABOUT = (
    r"(?:이[뤄루]|성사|실현|단행|결정|의결|선언|발표|통보|공식화|현실화|현실[이로] [됐되된돼]|실행에 옮[겨긴]"
    r"|효력을 [얻갖내냈]|발효)"
)
# The act told as a noun of its own: 해제 결정, 중단 조치, 종료 사실.
_CARRIED = re.compile(
    rf"(?:이?라는|이?란)? (?:조치|결정|결단|초강수|통보|발표|절차|작업|수순)(?:을|를|이|가|은|는) {_ADJUNCT}"
    r"(?:내[렸려린리]|나[왔온]|취[했한하]|밟[았은]|마[쳤친치]|끝[났냈난낸]|마무리|완료|시행|발동|도착|전달|공식화|단행|발효"
    r"|효력을 [얻갖내냈]|관보에)"
    rf"|(?:이?라는|이?란)? (?:사실|소식|결과)(?:을|를|이|가|은|는|도) {_ADJUNCT}(?:공식 |뒤늦게 )?"
    r"(?:확인|밝[혔혀힌히]|알[렸려린리]|공개|공표|전[했해]|인정|드러|나[왔온])"
    rf"|의 길[을로] {_ADJUNCT}(?:택[했한]|들어섰|갔)"
)
# 해제를 담은 고시가 시행에 들어갔다: what the paper says is done when the paper is.
_IN_PAPER = re.compile(
    r"(?:을|를) (?:담은|(?:골자|뼈대|내용|핵심)[로으]{1,2} (?:한|하는)|명시한|규정한|못 박은) "
    r"(?:(?!결의안|건의|청원|권고|발의|법안|제안|요구)[^.]){0,30}?"
    r"(?:시행에 들어[갔간]|시행|발효|서명|공포|의결|고시했|관보에|효력을 [얻냈])"
)
_SIDE_ACT = re.compile(
    rf"(?:까지|도|마저) {_ADVERB}(?:단행|결정|의결|선언|발표|통보|강행|공식화|공표)"
)
_BROUGHT = re.compile(
    rf"(?:이|가|은|는|도) {_ADJUNCT}(?:마침내 |결국 |전격 |공식 )?{_BROUGHT_ABOUT}"
)
# 해제는 13년 만이다, 해제는 이번이 처음이다: it has happened, and has not for long.
_SINCE = re.compile(
    r"(?:은|는|이|가) (?:(?!면 |경우|[할될] )[^.,]){0,26}?"
    r"(?:처음|최초|[0-9한두세네여섯일곱여덟아홉열]+ ?(?:년|개월|달|주|일)(?:여)? ?만)"
    r"(?:이다|이며|이고|이라|입니다|인 데|[.]|$)"
)
_LIVED = re.compile(
    r" (?:(?:첫날|(?:이틀|사흘|나흘|닷새|열흘|[0-9]+일)째)(?:인 |이었|을 맞|를 맞|부터 )|소식에 )"
    r"|['\"”’]?이?라고 (?:선언|공표|통보)(?!해야|하라)"
)
# What stands in front: 10일 발표된 해제, 정부가 단행한 중단; 결론은 해제였다.
_TOLD_BEFORE = re.compile(
    r"(?:이뤄진|성사된|(?:단행|발표|결정|선언|통보|강행|의결)[된한]) (?:(?![했됐었았렸졌]다|[하되]고 )[^.,]){0,26}$"
)
_OUTCOME = re.compile(r"(?:답|결론|선택|결과|대답|결단|귀결)[은는] (?:(?!아니|않)[^.,]){0,30}$")
_IS = re.compile(r"['\"”’]?(?:이었|였|이다|입니다|[.])")
_ACT_NOUN = re.compile(
    r" (?:전격 |공식 |최종 |본격 |만장일치 )?(?:선언|발표|공식화|확정|단행|강행|돌입|성공|완료|통보|통고|착수|개시|가결"
    r"|의결|공포|고시|발효|시작|수용|마무리|끝|쾌거"
    r"|본격화|현실화|현실로|잇따라|속속|여파|후폭풍|직격탄)"
)
_DOINGS = (
    _DONE_TO_OBJECT,
    _DONE_BY_SUBJECT,
    _DONE_INTO,
    _BROUGHT,
    _CARRIED,
    _SIDE_ACT,
    _IN_PAPER,
)
_ONGOING = re.compile(
    r" ?(?:중(?:이|인|에|\.|…|$|,)|상태|국면|양상|기류|단계|'? 버튼|모드|수순에|길에"
    r"|바람|행진|이다|이라고|임[. ]|입니다|[.])"
)


def read_noun(rest: str, before: str = "") -> tuple[Certainty, str]:
    """Read what follows a verbal noun: a verb of doing, a light verb, the end of a headline, or nothing of the sort.

    Args:
        rest: the sentence behind the noun.
        before: the sentence in front of it.

    Returns:
        Certainty and rule; a noun that is merely mentioned (`해제 이후`, `합의 이행`) asserts nothing: background.
    """
    suffix = _SUFFIX.match(rest)
    if suffix:
        return read_ending(rest[suffix.end() - 1 :])
    if _HEADLINE_END.match(rest):
        return Certainty.ASSERTED, ""
    if _ACT_NOUN.match(rest) or _ONGOING.match(rest):
        return Certainty.ASSERTED, ""
    for pattern in _DOINGS:
        doing = pattern.match(rest)
        if doing:
            return read_ending(rest[doing.end() - 1 :])
    if _has_happened(rest, before):
        return Certainty.ASSERTED, ""
    return Certainty.BACKGROUND, "mention"


def _has_happened(rest: str, before: str) -> bool:
    """Whether a noun without a verb of its own is told as having happened all the same."""
    if _SINCE.match(rest) or _LIVED.match(rest) or _TOLD_BEFORE.search(before):
        return True
    return bool(_IS.match(rest) and _OUTCOME.search(before))
