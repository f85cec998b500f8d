"""Cues of rungs in Japanese: the lexicons beside this file, and what the form of the predicate says.

The markers of `certainty.yaml` speak first. Where none does, the form decides: a plain past or a finished state is
asserted, a headline may end in the bare noun, but a verb of change in the non-past tells what is to come, and a noun
that is only talked about (`解除の条件`) asserts nothing. Last, the cues of a sentence are seen together: the words that
make one of them doubtful are no news of their own (`撤退を検討`), and what stands in a relative clause or is merely
named before the predicate is background to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.cue_engine import CueReader, Reading
from extractors.lexicon import load_lexicon
from extractors.model import Certainty

_STATES = frozenset(
    {
        "restriction/in-force",
        "initiative/under-discussion",
        "initiative/planned",
        "initiative/stalled",
        "pact/in-force",
        "dispute/unresolved",
        "dispute/in-talks",
        "membership/interested",
        "membership/seeking",
        "membership/negotiating",
    }
)
# 'Is being planned' is true news of a plan, even though the planned thing itself has not come about.
_WAYS_TO = frozenset({"planned", "proposed", "seeking", "interested"})
# Talk is news only where nothing came of it in the same sentence.
_TALK = frozenset({"under-discussion", "in-talks", "negotiating", "planned"})
_MODAL = frozenset(
    {
        Certainty.CONSIDERED,
        Certainty.DENIED,
        Certainty.RUMOURED,
        Certainty.DEMANDED,
        Certainty.OPINION,
        Certainty.QUESTION,
    }
)
_BY_FORM = frozenset({"non-past", "only-mentioned", "compound"})
_SETBACKS = frozenset({"cancelled", "stalled", "withdrawn", "rejected"})

# Two sides that talk are under way; one that thinks a thing over is not.
_TALKING = re.compile(r"協議|交渉|話し合|折衝|すり合わせ|審議")

_ENDING = r"(?=$|。|」|、|と|こと|の|ため|よう|べ|か(?!ら)|が|[一-龥])"
_NON_PAST = re.compile(
    r"(?:(?<=[うくすつぬむるぐぶ])|(?:し|され|れ|せ|られ)?(?:る|す|く|ぐ|む|ぶ|つ|う|ます)|する|させる"
    r"|(?:しく|く|に|と)(?:する|なる))" + _ENDING
)
_AHEAD = re.compile(
    r"来(?:月|週|年|春|夏|秋|冬|日)|明日|あす|近く|今後|将来|いずれ|再来|年内|月内|年明け|早ければ"
)
# What a court orders is done with its word; what anybody else orders or asks for is not.
_ORDERED = frozenset({"demand", "demand-headline"})
_COURT = re.compile(r"(?:裁判所|裁判長|地裁|高裁|最高裁|大法院|法院|憲法裁|判事)[^。]{0,80}\Z")
_COMMAND = re.compile(r"(?:を|の)?(?:[^。、]{0,10}を)?命(?:じ|令)|命じ")
# What an authority gazettes is done by gazetting it: `一部の輸出を認めると告示した`.
_GAZETTED = re.compile(
    r"[ぁ-ん]{0,3}?(?:と|旨を|ことを)(?:官報で|正式に)?(?:告示|公告|公示|公布|布告)(?:し(?:た|て|、)|$|。)"
)
# From today on it is so: `本日から使えるようになる`.
_FROM_TODAY = re.compile(r"(?:きょう|今日|本日|同日|この日)(?:付)?(?:から|より|で)")
_LASTING = re.compile(r"[てで]い(?:る|ます)?\Z")
_NOUN_END = re.compile(r"[一-龥々ァ-ヶーa-z0-9]\Z")
_PARTICLE = re.compile(r"(?:の|を|が|は|も|に(?!は?さ)|へ|や(?!か)|など|との|という|について)")
_CARRIED_OUT = re.compile(
    r"(?:を|が|は|も|に|の(?=発表|実施|決定|開始|実現|完了|成立))(?:[^。、をがの]{0,10}?)(?:発表|決定|決め|決ま|実施|断行|実現|果た|行(?:っ|い|わ)|通告|宣言"
    r"|始め|始ま|開始|終え|終わ|完了|公示|告示|確認|達成|強行|敢行|受け(?:、|て|た)|認め|通知|公表|承認|了承|可決|続|発効"
    r"|成立|発動|適用|踏み切|至った|至って|こぎ|伴(?:い|っ|う)|よ(?:り|って)|な(?:った|り|って)|入(?:っ|り)|追い込|達し|転じ"
    r"|進(?:ん|み|め)|重ね|広が|図(?:っ|ら)|得(?:た|、)|導入|締結|署名|打(?:ち|っ|た)|申し|表明|求め|示し|応じ|出(?:し|さ|た)|着"
    r"|乗(?:っ|り)|臨|送|たど|ある|あが|上|入れ|掲げ|抱|か(?:け|か)|残|集|浴|迎え|遂げ|見(?:た|せ|え)|伸ば|動|寄せ|払|注|置"
    r"|持|交|戻|遭|直面|食|買|張|取|固め|強め|深め|高ま|尽|起|引|切り替え|改め|つ(?:い|け))"
    # In headlines who announces may stand behind what is announced: `終了を3カ国が発表`.
    r"|を[^。、をの]{1,12}(?:が|も)(?:共同で|正式に|同時に)?(?:発表|公表|公示|告示|通告|宣言|決定|確認|承認)"
)
# A cue followed by one of these is part of a longer noun, and that noun is only a thing talked about.
_COMPOUND = re.compile(
    r"(?:案|論|策|条件|交渉|協議|文書|計画|構想|問題|時期|方法|期限|作業|手続|要求|要請|書(?!き)|式|先(?!送|延)|後|前|者|派|側"
    r"|権|性|率|額|法|日|幻|予定|準備|対象|運動|方針|可能|費|資金|用地|地|会場|委|団|希望|候補|見通し|期待|圧力|阻止|反対|賛成"
    r"|推進|是非|可否|騒動|事件|以降|以来|直後|直前|当時|から|まで|の可能性|リスク|シナリオ|ムード|ライン|プロセス)"
)
_RELATIVE = re.compile(
    r"[ぁ-ん]{0,6}?(?<=[たるただ])(?=[一-龥ァ-ヶa-z])"
    r"(?!事実|経緯|模様|方|予定|計画|意|考|構え|見|可能|場合|際|時|日|段|格好|形|状|訳|件|点|旨|情報|報道|説|話|案|後|上|当|結果|最)"
)
# `失職して3週間、`: what time has passed since has happened, whatever the main clause reports.
_LAPSE = re.compile(
    r"(?:し)?て(?:から)?\d+(?:日|週間|か月|カ月|ヶ月|年)(?:余り|ほど|以上)?(?:、|が|と|。)"
)
# `開かれた記念式典で演説し`: the verb of a ceremony is no step of what is spoken of there.
_OF_AN_OCCASION = re.compile(
    r"(?:れ)?[たる][一-龥ァ-ヶー「」・の]{0,14}(?:式典|式(?=[でに])|集会|大会|行事|催し|展示?会|展(?=[でに])|講演|演説|会見|シンポジウム|セミナー|フォーラム"
    r"|選挙|総選挙|試合|公演|裁判|法廷|慰霊祭|追悼)"
)
_CONCESSIVE = re.compile(r"[ぁ-ん]{0,4}?(?:とはいえ|ものの|にもかかわらず|けれど)")


def make_reader() -> CueReader:
    """Compile the language's lexicon into a reader; keep it, loading takes tens of milliseconds."""
    return CueReader(load_lexicon("ja"), review_form, settle)


def review_form(reading: Reading) -> Reading:
    """Let the form of the predicate decide where no marker has spoken."""
    if _LAPSE.match(reading.text, reading.end):
        return replace(reading, certainty=Certainty.ASSERTED, rule="time-since")
    if reading.rule in _ORDERED and _is_court_order(reading):
        return replace(reading, certainty=Certainty.ASSERTED, rule="court-order")
    if reading.meaning.ladder and _OF_AN_OCCASION.match(reading.text, reading.end):
        return _decided(reading, Certainty.BACKGROUND, "of-an-occasion")
    if reading.rule:
        return reading
    rung = f"{reading.meaning.ladder}/{reading.meaning.rung}"
    if _GAZETTED.match(reading.text, reading.end):
        return replace(reading, certainty=Certainty.ASSERTED, rule="gazetted")
    is_ahead = rung not in _STATES or _AHEAD.search(reading.text, 0, reading.start) is not None
    if is_ahead and not reading.is_title and _is_non_past(reading) and not _is_from_today(reading):
        return _decided(reading, Certainty.PLANNED, "non-past")
    if reading.meaning.ladder and _NOUN_END.search(reading.text, reading.start, reading.end):
        return _review_noun(reading)
    return reading


def settle(readings: Sequence[Reading]) -> list[Reading]:
    """Weigh the cues of a sentence against one another, ladder by ladder."""
    settled: list[Reading] = []
    for index, reading in enumerate(readings):
        others = [other for other in readings if other.meaning.ladder == reading.meaning.ladder]
        later = [other for other in readings[index + 1 :] if other in others]
        settled.append(_beside(reading, others, later))
    return settled


def _beside(reading: Reading, others: list[Reading], later: list[Reading]) -> Reading:
    """A cue in the light of the others of its ladder."""
    if reading.certainty is not Certainty.ASSERTED:
        return reading
    for other in others:
        if _makes_doubtful(reading, other):
            return replace(reading, certainty=other.certainty, rule="of-the-other-cue")
    if reading.meaning.rung in _TALK and any(_outweighs(other, reading) for other in others):
        return _decided(reading, Certainty.CONSIDERED, "talk-beside-news")
    news = [other for other in later if other.meaning.rung != reading.meaning.rung]
    if news and _RELATIVE.match(reading.text, reading.end):
        return _decided(reading, Certainty.BACKGROUND, "relative-clause")
    if news and _CONCESSIVE.match(reading.text, reading.end):
        return _decided(reading, Certainty.BACKGROUND, "concession")
    if news and _is_only_named_before(reading, news[0]):
        return _decided(reading, Certainty.CONSIDERED, "only-named")
    return reading


def _makes_doubtful(reading: Reading, other: Reading) -> bool:
    """Whether `reading` is what makes `other` doubtful, and so asserts nothing itself."""
    first, last = other.marker
    is_shared = reading.start < last and first < reading.end
    if other is reading or other.rule in _BY_FORM or not other.rule or not is_shared:
        return False
    is_way = reading.meaning.rung in _WAYS_TO or _TALKING.match(reading.text, reading.start)
    if is_way and other.meaning.rung not in _SETBACKS:
        return False
    return other.certainty in _MODAL and other.end <= reading.end


def _outweighs(other: Reading, talk: Reading) -> bool:
    return other.certainty is Certainty.ASSERTED and other.meaning.rung not in {
        talk.meaning.rung,
        *_TALK,
    }


def _is_only_named_before(reading: Reading, news: Reading) -> bool:
    """A bare noun whose predicate is the next cue: `申請を却下`."""
    between = reading.text[reading.end : news.start]
    is_noun = _NOUN_END.search(reading.text, reading.start, reading.end) is not None
    return is_noun and len(between) <= 8 and _PARTICLE.match(between + "の") is not None  # noqa: PLR2004


def _is_court_order(reading: Reading) -> bool:
    is_ordered = (
        _COMMAND.match(reading.text, reading.end)
        or "命じ" in reading.text[reading.start : reading.end]
    )
    return bool(is_ordered) and _COURT.search(reading.text[: reading.start]) is not None


def _is_from_today(reading: Reading) -> bool:
    return _FROM_TODAY.search(reading.text, 0, reading.end) is not None


def _is_non_past(reading: Reading) -> bool:
    if _LASTING.search(reading.text, 0, reading.end):
        return False
    return _NON_PAST.match(reading.text, reading.end) is not None


def _review_noun(reading: Reading) -> Reading:
    """A noun without a predicate of its own: carried out, or only talked about."""
    tail = reading.text[reading.end :]
    if _PARTICLE.match(tail) and not _CARRIED_OUT.match(tail):
        return _decided(reading, Certainty.CONSIDERED, "only-mentioned")
    if _COMPOUND.match(tail):
        return _decided(reading, Certainty.CONSIDERED, "compound")
    return reading


def _decided(reading: Reading, certainty: Certainty, rule: str) -> Reading:
    """The reading with a verdict of form; the marker shows the first characters behind the cue."""
    shown = min(len(reading.text), reading.end + 4)
    return replace(reading, certainty=certainty, rule=rule, marker=(reading.end, shown))
