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
    r"|도출|성사|일[궈궜]|확인|결의|알[렸리]|주고받|일방 통보"
    r"|누[르른]|눌렀|띠고|띤|보[였이인]|거[뒀둔]|맛[봤본]|결정|의결"
    r"|열[었고어]|연 |내놨|내놓|밟|본격화|택했|감행|결행|실행|완수|완성|매듭|마무리"
    r"|이행했|수행|얻[었어]|따냈|받아냈|안겼"
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
_ACT_NOUN = re.compile(
    r" (?:전격 |공식 |최종 |본격 |만장일치 )?(?:선언|발표|공식화|확정|단행|강행|돌입|성공|완료|통보|통고|착수|개시|가결"
    r"|의결|공포|고시|발효|시작|수용|마무리|끝|쾌거"
    r"|본격화|현실화|현실로|잇따라|속속|여파|후폭풍|직격탄)"
)
_ONGOING = re.compile(
    r" ?(?:중(?:이|인|에|\.|…|$|,)|상태|국면|양상|기류|단계|'? 버튼|모드|수순에|길에"
    r"|바람|행진|이다|이라고|임[. ]|입니다|[.])"
)


def read_noun(rest: str) -> tuple[Certainty, str]:
    """Read what follows a verbal noun: a verb of doing, a light verb, the end of a headline, or nothing of the sort.

    Args:
        rest: the sentence behind the noun.

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
    for pattern in (_DONE_TO_OBJECT, _DONE_BY_SUBJECT, _DONE_INTO):
        doing = pattern.match(rest)
        if doing:
            return read_ending(rest[doing.end() - 1 :])
    return Certainty.BACKGROUND, "mention"
