"""Who takes, keeps or leaves a post in a Japanese sentence: words from offices.yaml, names and posts around them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from extractors.cue_engine import CueReader
from extractors.lang.cjk import holders
from extractors.lang.ja.cues import review_form
from extractors.lexicon import load_lexicon
from extractors.model import Certainty, Cue, OfficeEvent

_POST_END = (
    r"(?:内閣総理大臣|副総理|総理大臣|総理|首相|副大統領|大統領|国家主席|主席|総統|副総裁|総裁|官房長官|長官|大臣"
    r"|(?:外|防衛|財務|総務|法務|法|経産|農水|農|環境|復興|国交|文科|厚労|統一|国防|通商|産業通商)相|外務?次官"
    r"|総領事|大使|知事|市長|町長|村長|委員長|会長|社長|事務総長|検事総長|総長|幹事長|政調会長|書記長|総書記|党首|代表|副議長|議長"
    r"|報道官|司令官|館長|部長|局長|室長)"
)
_NOT_NAME = (
    r"日本|韓国|米国|米|中国|北朝鮮|台湾|ロシア|英国|フランス|ドイツ|政府|与党|野党|自民|自民党|立憲|民主党|共に民主党|国会|衆院|参院"
    r"|新|現|前|元|次期|後任|新任|歴代|両国|両|日韓|初代|女性|同|当時|現職|首席|臨時|暫定|最高裁|駐|在|国連|副|各|閣僚|内閣|特別|党|国民|経済|外務|防衛"
)
_NAME = rf"(?!(?:{_NOT_NAME})(?:の|首|大|総|相|長|代|氏|外|防))[一-龥々ァ-ヶー・]{{1,10}}?"
# 李在明（イ・ジェミョン）大統領
_READING = r"(?:[（(][ァ-ヶーぁ-ん・＝= ]{2,16}[)）])?"
_EDGE = r"(?:(?<=^)|(?<=[、。の「」はがをにとで（）\s・])|(?<=大統領の)|(?<=首相の))"
_HOLDER = re.compile(
    rf"{_EDGE}(?<!当時の)(?<!前任の)(?<!先代の)(?P<person>{_NAME}){_READING}(?P<former>・?元|・?前)?(?<!副)(?P<post>(?:駐[一-龥]{{1,2}})?{_POST_END})"
    r"(?!選|経験|官邸|府|室|候補|職|秘書|補佐|級|代行|任期|夫人|時代|[(（]当時)"
)
# The title first: 首相の石破茂氏.
_TITLED = re.compile(
    rf"{_EDGE}(?P<former>元|前)?(?P<post>首相|総理|大統領)(?:の|、){_EDGE}(?P<person>[一-龥々ァ-ヶー・]{{2,10}})氏"
)
_MISTER = re.compile(rf"{_EDGE}(?P<person>{_NAME}){_READING}氏")
_INTO_POST = re.compile(
    rf"(?P<post>(?:第\d+代)?(?:[一-龥]{{0,6}}?){_POST_END})(?:に|の座に|として)"
)
_POST = re.compile(rf"(?P<post>(?:[一-龥]{{0,4}}?){_POST_END})(?!選|官邸|府)")
# 'The minister stays on' is news now, though the verb is in the non-past.
_KEPT = frozenset({"retained", "acting"})
_UNSURE = re.compile(
    r"有力視|取り沙汰|本命|候補に浮上|名前が挙が|下馬評|真偽は不明|確認できて|見方も|とみられ|浮上"
)


@cache
def _reader() -> CueReader:
    return CueReader(load_lexicon("ja", "offices.yaml"), review_form)


def read_office_events(sentence: str) -> tuple[OfficeEvent, ...]:
    """Read changes and holders of posts from a Japanese sentence; see `extractors.offices`."""
    cues = _reader().read(sentence, ["office"])
    events = tuple(_event(sentence, cue) for cue in cues)
    has_news = any(
        event.certainty is not Certainty.BACKGROUND and event.event not in _KEPT for event in events
    )
    return (
        events
        if has_news
        else (
            *events,
            *holders(
                chain(_HOLDER.finditer(sentence), _TITLED.finditer(sentence)), "name-and-post"
            ),
        )
    )


def _event(sentence: str, cue: Cue) -> OfficeEvent:
    person, post = _who(sentence, cue)
    certainty = cue.certainty
    if cue.rung in _KEPT and cue.rule.endswith("non-past"):
        certainty = Certainty.ASSERTED
    if certainty is Certainty.ASSERTED and _UNSURE.search(sentence):
        certainty = Certainty.RUMOURED
    return OfficeEvent(post, person, cue.rung, certainty, cue.start, cue.end, cue.rule)


# Whose duties are done by another: `大統領の職務は国務総理が代行する`.
_DUTIES = re.compile(rf"(?P<post>{_POST_END})の?(?:職務|権限|公務)")


def _who(sentence: str, cue: Cue) -> tuple[str, str]:
    """Person and post of an event: `X氏` or `X首相` before it; the post taken wins over one held."""
    head = sentence[: cue.end]
    mister = _last(_MISTER, head) or _MISTER.search(sentence)
    into = _last(_INTO_POST, head)
    holder = _last(_HOLDER, head)
    named = mister or holder
    person = named["person"] if named else ""
    if into:
        return person, into["post"]
    if cue.rung == "acting" and (duties := _DUTIES.search(head)):
        return person, duties["post"]
    if holder:
        return person, holder["post"]
    post = _last(_POST, head)
    return person, post["post"] if post else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
