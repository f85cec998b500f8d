"""Cues of rungs in Japanese: the lexicons beside this file, and what the form of the predicate says.

The markers of `certainty.yaml` speak first. Where none does, the form decides: a plain past or a finished state is
asserted, a headline may end in the bare noun, but a verb of change in the non-past tells what is to come, and a noun
that is only talked about (`解除の条件`) asserts nothing.
"""

from __future__ import annotations

import re
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
_ENDING = r"(?=$|。|」|、|と|こと|の(?!は)|ため|よう|べ|か(?!ら)|が|[一-龥])"
_NON_PAST = re.compile(
    r"(?:(?<=[うくすつぬむるぐぶ])|(?:し|され|れ|せ|られ)?(?:る|す|く|ぐ|む|ぶ|つ|う|ます)|する|させる)"
    + _ENDING
)
_NOUN_END = re.compile(r"[一-龥々ァ-ヶーa-z0-9]\Z")
_PARTICLE = re.compile(r"(?:の|を|が|は|も|に|へ|や|か|など|との|という|について)")
_CARRIED_OUT = re.compile(
    r"(?:を|が|は|も|に|の)(?:[^。、]{0,10}?)(?:発表|決定|決め|決ま|実施|断行|実現|果た|行(?:っ|い|わ)|通告|宣言"
    r"|始め|始ま|開始|終え|終わ|完了|公示|告示|確認|達成|強行|敢行|受け(?:、|て|た)|認め|通知|公表|承認|了承|可決|続|発効"
    r"|成立|発動|適用|踏み切|至った|至って|こぎ|伴(?:い|っ|う)|よ(?:り|って)|な(?:った|り|って)|入(?:っ|り)|追い込|達し|転じ"
    r"|進(?:ん|み|め)|重ね|広が|図(?:っ|ら)|得(?:た|、)|導入|締結|署名|打ち出|申し|表明|求め|示し|応じ|出(?:し|さ|た)|着手|乗り出)"
)


def make_reader() -> CueReader:
    """Compile the language's lexicon into a reader; keep it, loading takes tens of milliseconds."""
    return CueReader(load_lexicon("ja"), review_form)


def review_form(reading: Reading) -> Reading:
    """Let the form of the predicate decide where no marker has spoken."""
    if reading.rule:
        return reading
    tail = reading.text[reading.end :]
    rung = f"{reading.meaning.ladder}/{reading.meaning.rung}"
    if rung not in _STATES and not reading.is_title and _NON_PAST.match(reading.text, reading.end):
        return _decided(reading, Certainty.PLANNED, "non-past", tail)
    if reading.meaning.ladder and _NOUN_END.search(reading.text, reading.start, reading.end):
        return _review_noun(reading, tail)
    return reading


def _review_noun(reading: Reading, tail: str) -> Reading:
    """A noun without a predicate of its own: carried out, or only talked about."""
    if _PARTICLE.match(tail) and not _CARRIED_OUT.match(tail):
        return _decided(reading, Certainty.CONSIDERED, "only-mentioned", tail)
    return reading


def _decided(reading: Reading, certainty: Certainty, rule: str, tail: str) -> Reading:
    shown = min(len(tail), 4)
    return replace(
        reading, certainty=certainty, rule=rule, marker=(reading.end, reading.end + shown)
    )
