"""Sentences that name their matter no more: その措置は14日に効力を失った, 'the rule went', behind one that named it.

A Japanese newsroom names a matter in one sentence and tells in the next what became of it. There the matter is left
out, or stands as それ or as the plainest noun of its kind (措置, 協定, 訓練); whatever else is marked as subject,
topic or object must be one who acts or a time, or the sentence is about a matter of its own. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Span = tuple[int, int]

# The plainest nouns for what stands on a ladder.
_PLAIN = {
    "restriction": "(?:輸入|輸出)?(?:措置|規制|制限|禁止|停止|差し止め)(?:措置)?"
    "|禁令|禁輸|禁|縛り|壁|扉|門|障壁|規定|告示|運用|締め付け|締め出し",
    "initiative": "計画|構想|事業|枠組み|案|話|取り組み|協力|基金|ファンド|網|制度|仕組み|約束|試み|設備|施設|夢",
    "pact": "協定|取り決め|枠組み|条約|約束|合意|協力|仕組み",
    "practice": "訓練|演習|往来|行き来|慣行|回線|共有|仕組み|流れ|伝統|相互訪問|やりとり|通報|枠組み|体制|回",
    "dispute": "問題|懸案|争い|対立|溝|訴訟|裁判|係争|論争|火種|膠着|沈黙|停滞|状況|状態|構図"
    "|[0-9一二三]+人|被害者|遺族|原告",
    "membership": "申請書?|手続き|挑戦|構想|加盟|加入|意向|希望|願い|審査",
}
# What a plain noun may be told by and still be the one that was named before.
_TOLD_BY = (
    r"(?:(?:その|この|同|本|当該|一連の|長年の|こうした|そうした|[春夏秋冬次今]の)?"
    r"|.*(?:続(?:いた|く|けた|けてきた|いてきた)|敷(?:いた|かれた)|課(?:した|された)|始(?:まった|めた)|結(?:んだ|ばれた)|重ねてきた|温めてきた|及んだ))"
)
_PRONOUN = r"(?:それ|これ)"
# What of a matter stands for it: 協定の効力, その運用.
_OF_IT = r"(?:効力|運用|適用|履行|実施|更新|延長)"
_FACET = rf"の{_OF_IT}"
# Those who act.
_ACTOR = re.compile(
    r"(?:政府|政権|当局|官邸|大統領府|青瓦台|省|庁|処|水産部|国防部|外交部|通商部|安全保障会議|委員会|閣議|国会|議会|本会議|裁判所|大法院|[最高地]裁|大統領|首相|総書記"
    r"|[外防国経農財通]相|通商相|担当相|閣僚|長官|大臣|部長|次官|局長|報道官|氏|側|両国|両者|双方|日本|韓国|中国|北朝鮮|平壌|北京|ソウル|東京)$"
)
_TIME = re.compile(
    r"(?:\d+[年月日時分]|(?:[前昨今翌][年月日週夏春秋冬夜朝]|来[年月週夏春秋])|未明|午前|午後|末|[夜朝春夏秋冬]|今後|当面)$"
)
# A noun phrase and its mark; を受けて and its like mark no object.
_MARKED = re.compile(
    r"([^、。「」\s\u3000はがをも]{1,30})[はがをも]"
    r"(?!前に|受け|経て|もって|機に|めぐ|巡|通じ|境に|皮切り|含|除|問わ|踏まえ|契機)"
)
# が behind a verb sets two clauses against each other, こと makes one the object; では, には mark where and when.
_NO_NOUN = re.compile(r"(?:[たるだいす]|[でにとへ]|から|まで|より|[るい](?:こと|方針|旨))$")
# 同協定, 両国協議 and 共同訓練 may be the matter, 関税協定 is another.
_MODIFIED = re.compile(r"[一-龥ァ-ヶー](?<![同本両新旧各全])(?<!共同)(?<!両国)(?<!政府)(?<!合同)$")
_QUOTATION = re.compile(r"「[^」]*(?:」|$)")
# What is done to a matter itself. Anything may be agreed, begun or settled between the two: there the matter must
# stand in the sentence.
_ENDS = frozenset(
    {"lifted", "reinstated", "terminated", "suspended", "paused", "ended", "cancelled", "stalled"}
    | {"withdrawn", "rejected", "applied", "joined"}
)


def takes_up(text: str, span: Span, ladder: str, rung: str) -> bool:
    """Whether a sentence goes on about the matter that the sentence before named.

    Args:
        text: the sentence.
        span: the words that tell what became of the matter.
        ladder: of the matter.
        rung: what the words tell.

    Returns:
        False where a quotation holds the words, or where something else than one who acts, a time or a word that
        stands for the matter is marked as subject, topic or object.
    """
    if any(quoted.start() < span[0] < quoted.end() for quoted in _QUOTATION.finditer(text)):
        return False
    stands_for_it = _words_for(ladder)
    told = _QUOTATION.sub("", text[: span[1]])
    own = [noun for noun in _marked(told) if not _is_aside(noun)]
    if not own:
        return rung in _ENDS or bool(_named_again(ladder).search(told))
    return all(stands_for_it.fullmatch(noun) for noun in own)


def may_stand_for(noun: str, ladder: str) -> bool:
    """Whether a marked noun phrase is no matter of its own (政府), or stands for one of the ladder (両国の協定).

    Args:
        noun: the phrase without its mark.
        ladder: of the matter that was named before it.
    """
    return _is_aside(noun) or bool(_ends_in_one(ladder).search(noun))


def is_compound(text: str, span: Span) -> bool:
    """Whether a plain noun is the end of a longer one, which names another matter: 関税協定, 青年計画.

    Args:
        text: the sentence.
        span: the noun.
    """
    return bool(_MODIFIED.search(text, max(0, span[0] - 2), span[0]))


@cache
def _words_for(ladder: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_TOLD_BY}(?:(?:{_PLAIN.get(ladder, _PRONOUN)})(?:{_FACET})?|{_PRONOUN})|その{_OF_IT}"
    )


@cache
def _ends_in_one(ladder: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_PLAIN.get(ladder, _PRONOUN)}|{_OF_IT}|{_PRONOUN})$")


@cache
def _named_again(ladder: str) -> re.Pattern[str]:
    """The matter in any part of the sentence: この問題の決着で合意した."""
    return re.compile(rf"(?:その|この|同)(?:{_PLAIN.get(ladder, _PRONOUN)})")


def _marked(text: str) -> Iterator[str]:
    return (match[1] for match in _MARKED.finditer(text))


def _is_aside(noun: str) -> bool:
    return any(pattern.search(noun) for pattern in (_ACTOR, _TIME, _NO_NOUN))
