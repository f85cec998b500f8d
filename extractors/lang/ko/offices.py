"""Who takes, keeps or leaves a post in a Korean sentence: verbs from offices.yaml, names and posts around them."""

from __future__ import annotations

import re
from functools import cache

from extractors.cue_engine import CueReader
from extractors.lang.cjk import holders
from extractors.lang.ko.cues import review
from extractors.lexicon import load_lexicon
from extractors.model import Certainty, Cue, OfficeEvent

_POST_END = (
    r"(?:국무총리|부총리|총리|부통령|대통령|장관|외무상|방위상|재무상|총무상|경제산업상|관방장관|총재|대표이사|대표|대변인|의장|시장|도지사"
    r"|지사|대사|국가주석|주석|총통|위원장|회장|총장|사무총장|총비서|대법원장|원장|비서실장|안보실장|실장|본부장|청장|국왕|일왕|천황|교황|최고지도자)"
)
# A verb that tells of the one whose name follows is none of his names: 취임한 다카이치 총리.
_NO_NAME = (
    r"(?:취임|선출|당선|임명|지명|부임|퇴임|사임|재선|방문|방한|방일|방중|방북|방미|참석|주재|서명)(?:한|된|했던) "
    r"|(?:오른|물러난|떠난|이끈|이끄는|맡은|만난|뽑힌|맞은|이은|꺾은|누른|나선|마친|앞둔|점쳐지던) |\S+[직리]에 "
)
_STATES = "일본|한국|미국|중국|북한|대만|프랑스|태국|영국|독일|러시아|필리핀"
_NAME = rf"[가-힣]{{2,5}}(?: (?!(?:{_STATES})(?: |$))[가-힣]{{2,4}})?"
_NOT_NAME = (
    "신임|차기|새|취임|재임|퇴임|이후|역대|지난|이번|다음|여성|초대|올해|[가-힣]{0,3}번째|첫|전임|후임|현직|당시|일본|한국|미국|중국|북한|대만|프랑스|태국|헝가리|영국|독일|유엔|이란|필리핀|러시아|양국|정부|국회|야당"
    "|여당|자민당|민주당|더불어민주당|국민의힘|외교부|통일부|국방부|주한|주일|주미|수석|공동|임시|한은|서울|경기"
)
_HOLDER = re.compile(
    rf"(?<![가-힣0-9])(?P<person>(?!(?:{_NOT_NAME})(?: |$))(?!\S+[을를] |{_NO_NAME})"
    rf"(?!(?:\S+ )?\S+에서 ){_NAME}) (?P<former>전 |전임 )?"
    rf"(?P<post>(?:[가-힣]{{2,6}} )?(?:[가-힣]{{0,6}}){_POST_END})(?![가-힣]*(?:선거|단|직|실|궁|부인|후보|당선))"
)
_TITLE = re.compile(
    rf"(?P<surname>[가-힣]{{1,6}}) ?(?P<post>{_POST_END})(?:은|는|이|가|의|를|을|,|\s|$)"
)
_POST = re.compile(
    rf"(?P<post>(?:[가-힣]{{1,6}} ){{0,2}}[가-힣]{{0,6}}{_POST_END})(?:로|에|직|으로|을|를|이|가|의| 후보| 후임|\s|$)"
)
_INTO_POST = re.compile(
    rf"(?P<person>{_NAME})(?: (?:의원|방위상|외무상|전 [가-힣]+|[가-힣]{{0,4}}장관|후보|대표|부총재|간사장))?"
    rf"[을를이가] (?:[^.]{{0,16}})?(?P<post>[가-힣 ]{{0,8}}{_POST_END})(?:로|에|으로)"
)
# The post that the event's own words name: 총리대신에 지명, whatever its taker holds already (다카이치 총재는 …).
_TAKEN = re.compile(rf"(?P<post>{_POST_END})(?:대신)?(?:으?로|에) ")
# 'Hayashi Yoshimasa, the new prime minister': the name stands right before the word 'new'.
_NEW_HOLDER = re.compile(rf"(?<![가-힣])(?P<person>{_NAME}) (?:신임|새) [가-힣 ]+$")
# The one who swore an oath stands behind it where it is his attribute: 지난해 8월 취임한 미즈시마 주한 일본대사.
_HIS_OATH = re.compile(
    rf"(?:한|된|했던) (?P<person>{_NAME}) (?P<post>(?:[가-힣]{{2,6}} )?[가-힣]{{0,6}}{_POST_END})"
)
_CHALLENGED = re.compile(
    r"유력|점[쳤치]|물망|하마평|거론|저울질|확인하지 못|정해지지|미정|만약|다면"
)

# 'X의 뒤를 이어': whose post was taken stands in front of the event.
_PREDECESSOR = re.compile(rf"(?P<person>{_NAME}?)(?: 전)?(?: [가-힣]{{0,4}}{_POST_END})?의 $")
# A prime minister 'who won the election': what is known of the holder, told in passing.
_OF_THE_HOLDER = re.compile(
    rf"(?<=[긴힌된한은둔]) (?:{_NAME} )?(?:일본 )?(?:총리|대통령)(?:은|는|이|가|의|도) "
)

# Whose election a presidential one is, whatever post the sentence names beside it: 대선에서 승리한 당선인이 총리와.
_PRESIDENTIAL = re.compile(r"(?:(?P<state>[가-힣]{2,6}) )?대선")
# 당시 일본 총리는 이시바였다: the name behind the post.
_WAS = re.compile(
    rf"(?P<post>(?:일본 |한국 )?(?:총리|대통령))(?:은|는) (?P<former>(?!))?(?P<person>{_NAME})(?:이었|였)"
)
# 'With the death of', 'through the resignation of': a cause has happened.
_AS_CAUSE = re.compile(r"(?:으로|로|에 따라|에 따른)[, ]")


@cache
def _reader() -> CueReader:
    return CueReader(load_lexicon("ko", "offices.yaml"), review)


def read_office_events(sentence: str) -> tuple[OfficeEvent, ...]:
    """Read changes and holders of posts from a Korean sentence; see `extractors.offices`."""
    cues = _reader().read(sentence, ["office"])
    events = tuple(_event(sentence, cue) for cue in cues)
    has_news = any(event.certainty is not Certainty.BACKGROUND for event in events)
    if has_news:
        return events
    named = (*_HOLDER.finditer(sentence), *_WAS.finditer(sentence))
    return (*events, *holders(named, "title"))


def _event(sentence: str, cue: Cue) -> OfficeEvent:
    person, post = _who(sentence, cue)
    taken = _TAKEN.match(sentence, cue.start, cue.end)
    if taken and taken["post"] not in post:
        post = taken["post"]
    race = _PRESIDENTIAL.search(sentence, max(0, cue.start - 8), cue.end)
    if cue.rung == "elected" and race:
        post = f"{race['state'] or ''} 대통령".strip()
    certainty = cue.certainty
    is_cause = cue.rule.endswith("mention") and _AS_CAUSE.match(sentence, cue.end)
    if cue.rung == "elected" and _OF_THE_HOLDER.match(sentence, cue.end):
        certainty = Certainty.BACKGROUND
    elif is_cause or (certainty is Certainty.PLANNED and cue.rule.endswith("verb-act present")):
        certainty = Certainty.ASSERTED
    if certainty is Certainty.ASSERTED and _CHALLENGED.search(sentence):
        certainty = Certainty.RUMOURED
    before = _PREDECESSOR.search(sentence, 0, cue.start)
    extra = (("predecessor", before["person"]),) if before else ()
    return OfficeEvent(post, person, cue.rung, certainty, cue.start, cue.end, cue.rule, extra)


def _who(sentence: str, cue: Cue) -> tuple[str, str]:
    """Person and post nearest before the words of the event; the post that is taken wins over one held."""
    new = _NEW_HOLDER.search(sentence, 0, cue.end)
    if new and cue.rule.endswith("state-new"):
        return new["person"], sentence[cue.start : cue.end]
    own = _HIS_OATH.match(sentence, cue.end)
    if own and cue.rung == "sworn-in":
        return own["person"], own["post"].strip()
    into = _INTO_POST.search(sentence)
    if into:
        return into["person"].strip(), into["post"].strip()
    holder = _last(_HOLDER, sentence, cue.start)
    if holder:
        return holder["person"].strip(), holder["post"].strip()
    title = _last(_TITLE, sentence, cue.start)
    if title and title["surname"] not in _NOT_NAME.split("|"):
        return title["surname"], title["post"]
    post = _last(_POST, sentence, cue.start)
    return "", post["post"].strip() if post else ""


def _last(pattern: re.Pattern[str], sentence: str, end: int) -> re.Match[str] | None:
    return max(pattern.finditer(sentence, 0, end), key=re.Match.start, default=None)
