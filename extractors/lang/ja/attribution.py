"""Who says what a Japanese sentence says: Xは…と述べた, Xによると, X幹部, X紙が報じた, and headlines X「…」."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.lang.cjk_speech import SpeechRules, last_kind
from extractors.model import Speaker
from extractors.yamlfile import load

_MEDIA = re.compile(
    r"通信|新聞|放送|テレビ|日報|タイムズ|メディア|報道機関|電子版|週刊誌|雑誌|ＮＨＫ|NHK|ＣＮＮ|CNN|ＢＢＣ|BBC|ＫＢＳ|ロイター|ブルームバーグ"
    r"|ＡＰ|AP|ＡＦＰ|AFP|聯合ニュース|共同|時事|読売|朝日|毎日|産経|日経|本紙|各紙|[一-龥ァ-ヶ]紙|経済紙|専門サイト|ポリティコ"
)
_UNNAMED = re.compile(
    r"関係者|消息筋|[^髪]筋(?!肉)|当局者|高官|幹部|周辺|側近|匿名|業界|専門家(?:の一人|ら|は)?|一部|ある[^る]|有力者|事情通|事情に詳しい|中堅|若手|ベテラン"
)
_NAMED = re.compile(
    r"(?:首相|大統領)(?!室|府|官邸)|大臣|[外防財総農法経環国]相|相(?:は|が|$)|長官|報道官|代表|議長|知事|市長|町長|村長|大使|委員長|会長|総長|本部長|議員|室長|主席|総書記|総裁"
    r"|総統|教授|社長|局長|課長|弁護士|代理人|氏|さん|スポークスマン|次官|審議官|司令官|監督|所長|理事長|幹事長|部長"
)
_ACCORDING = re.compile(
    r"(?:^|[、。」]\s?)?(?P<who>[^、。「」]{2,30}?)(?:によると|によれば|の話として|の発表では|の話では|を引用し|を引き|が入手した)"
)
_AFTER_QUOTE = re.compile(
    r"(?:」|』|る|た|い|だ)(?:と|。)、?\s?(?P<who>[^、。「」]{2,24}?)(?:は|が|も)(?P<verb>[^「」]{1,24})"
)
_TOPIC = re.compile(
    r"(?:^|[、。」]\s?)(?P<who>[^、。「」]{2,30}?)(?:は|が|も|では|側は)(?=[、「]|[^。])"
)
_HEADLINE = re.compile(r"^(?P<who>[^\s「」、。]{2,14}?)(?:、|\s)?「[^」]*」")
_SPOKEN = re.compile(
    r"(?:」|る|た|い|だ|ない|う|と)と(?!して)|」(?:と|など)|を(?:発表|表明|否定|公表|求め|明らか|認め)|よう|との|ことを|ことは|に告示|告示を"
)
_RELAY = re.compile(
    r"話として|引用|を引(?:き|い)|によると.{0,40}(?:という|とされ)|聞かされ|聞いた|連絡を受け|報道によ|と伝えた.{0,8}と報"
)


def read_speaker(sentence: str) -> Speaker | None:
    """Read the outermost speaker of a Japanese sentence; see `extractors.attribution`."""
    return _SPEECH.read(sentence)


@cache
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = load(Path(__file__).parent / "speech.yaml").require("verbs").mapping()
    return tuple((kind, re.compile("|".join(words.strings()))) for kind, words in kinds.items())


def _verb_kind(text: str) -> str:
    """The kind of the last verb of speech, or empty."""
    return last_kind(text, _verbs())


_SPEECH = SpeechRules(
    verb_kind=_verb_kind,
    according=_ACCORDING,
    topic=_TOPIC,
    spoken=_SPOKEN,
    after_quote=_AFTER_QUOTE,
    headline=_HEADLINE,
    relay=_RELAY,
    kinds=(("unnamed", _UNNAMED), ("media", _MEDIA), ("named", _NAMED)),
)
