"""Who says what a Korean sentence says: X는 …라고 밝혔다, X에 따르면, X 관계자, X 보도."""

from __future__ import annotations

import re

from extractors.lang.cjk_speech import SpeechRules, last_kind
from extractors.model import Speaker

_DECLINED = (
    r"확인해 줄 수 없|말을 아[꼈끼]|논평을? (?:거부|하지 않)|언급을? (?:삼가|피하|거부|하지 않)"
    r"|노코멘트|답하지 않|물어보라"
)
_VERBS: tuple[tuple[str, str], ...] = (
    ("declined", _DECLINED),
    (
        "denied",
        r"부인[했하한]|일축[했하한]|반박[했하한]|사실무근|사실이 아니|부정[했하]|선을 그|내용이 아니",
    ),
    ("urged", r"촉구|요구[했하]|주문[했하]|당부|호소[했하]|압박|권고|항의[했하]"),
    ("proposed", r"제안[했하]|제의[했하]|건의[했하]|제언"),
    ("asked", r"물[었으음]|질문[했하]|반문|되물"),
    ("warned", r"경고[했하]|엄포|으름장"),
    (
        "claimed",
        r"주장[했하]|폭로[했하]|비난[했하]|의혹을 제기|강변|맞[섰받]|꼬집|성토|목소리를 높",
    ),
    ("predicted", r"내다[봤보]|전망[했하]|예상[했하]|관측[했하]|점[쳤치]|기대[했하를]|추정[했하]"),
    (
        "announced",
        r"발표[했하]|공표|공고[했하]|고시[했하]|선언[했하]|천명|공시[했하]|알[렸리]|공개[했하]|통보",
    ),
    ("confirmed", r"확인[했하]|인정[했하]|못 박"),
    ("reported", r"보도[했하]|전[했하]|인용|보고[했하]|썼다|타전|포착|알려졌|전해졌|집계"),
    (
        "said",
        r"밝[혔히힌]|말[했하]|설명[했하]|강조[했하]|덧붙|언급|답[했하]|소개|해명|토로|적[었]",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _VERBS)

_SAID_SO = re.compile(r"[고며] 했(?:다|습니다)|했다[.]?$")
_MEDIA = re.compile(
    r"(?:통신|신문|방송|일보|타임스|매체|언론|외신|NHK|CNN|BBC|KBS|MBC|SBS|JTBC|YTN|로이터|블룸버그|AP|AFP|요미우리|아사히|마이니치|산케이"
    r"|니혼게이자이|닛케이|교도|연합뉴스|신화사|환구시보|폴리티코|워싱턴포스트|뉴욕타임스)"
)
_UNNAMED = re.compile(
    r"관계자|소식통|당국자|인사(?:들|의|는|를)|익명|업계|일각|정치권|외교가|증권가|관가|측근|내부|전문가들|정통한"
)
_POSTED = re.compile(
    r"(?:총리|대통령|장관|차관|대변인|대표|의장|시장|지사|대사|위원장|회장|총장|본부장|의원|실장|외무상|방위상|주석|총재|교수|사장|국장|변호사|대리인)(?!실)"
)
_ACCORDING = re.compile(
    r"(?P<who>(?:(?!은 |는 )[^,“\"]){2,40}?)(?:에 따르면|에 의하면|[을를] 인용|의 말을 빌"
    r"|의 설명을 종합하면|이 공표한|가 발표한(?! 내용)|이 발표한)"
)
_TOPIC = re.compile(
    r"(?:^|[,”\"]\s?|…)(?P<who>(?:(?!고 |며 |지만 )[^,“”\"]){2,40}?)(?:은|는|이|가|측은|측이) "
)
_AFTER_QUOTE = re.compile(
    r"(?:[”\"]|다)(?:라)?고 (?P<who>[^,“”\"]{2,24}?)(?:은|는|이|가) (?P<verb>\S+)"
)
_HEADLINE = re.compile(r"^(?P<who>[^\s“\"'‘…,]{1,14}(?: [^\s“\"'‘…,]{1,10})?),? ?[“\"‘']")
_RELAY = re.compile(
    r"인용|의 말을 빌|전한 .{0,12}보고|것으로 (?:알려|전해)|다고 .{0,14}전[했하]|설을 전"
)
_SPOKEN = re.compile(r"(?:다|라|자|냐|까|요|며|려)[고며는]|[”\"]|[을를] |것으로|설을")


def read_speaker(sentence: str) -> Speaker | None:
    """Read the outermost speaker of a Korean sentence; see `extractors.attribution`."""
    return _SPEECH.read(sentence)


def _verb_kind(text: str) -> str:
    """The kind of the last verb of speech, or empty."""
    return last_kind(text, _COMPILED) or ("said" if _SAID_SO.search(text) else "")


_SPEECH = SpeechRules(
    verb_kind=_verb_kind,
    according=_ACCORDING,
    topic=_TOPIC,
    spoken=_SPOKEN,
    after_quote=_AFTER_QUOTE,
    headline=_HEADLINE,
    relay=_RELAY,
    kinds=(("unnamed", _UNNAMED), ("media", _MEDIA), ("named", _POSTED)),
)
