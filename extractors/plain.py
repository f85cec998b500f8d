"""Broadcasters' polite sentence endings in the plain form of print: 発表しました as 発表した, 밝혔습니다 as 밝혔다.

Lexicons and rules are written for the plain form. Only the very end of a sentence is touched, so that every offset
before it holds; what a polite ending hides (結びました: 結ぶ, 結んだ) is told by the row of its kana and, where that
leaves a choice, by the letter before it.
"""

from __future__ import annotations

import re

_CLOSE = r"(?P<close>[。．.」』）)\"”’\s]*)$"
_JA = re.compile(
    rf"(?P<stem>.{{0,3}})(?P<polite>ませんでした|ません|ました|ます|でした|です){_CLOSE}"
)
_E_ROW = frozenset("えけせてねへめれげぜでべぺ")
# Stems that take endings as they are, beside those in the e-row (認めました 認めた): 命じました 命じた.
_AS_THEY_ARE = re.compile(
    r"(?:じ|[てで][いき]|[がもはに]い|[起尽生]き|過ぎ|すぎ|[試顧省]み|[落満朽]ち|[降借足]り|[延伸浴帯]び|[老率用強報]い|[見着来出])$"
)
# Of other stems the past, the dictionary form, and the vowel before ない.
_FORMS = {
    "し": ("した", "す", "さ"),
    "き": ("いた", "く", "か"),
    "ぎ": ("いだ", "ぐ", "が"),
    "い": ("った", "う", "わ"),
    "ち": ("った", "つ", "た"),
    "り": ("った", "る", "ら"),
    "み": ("んだ", "む", "ま"),
    "び": ("んだ", "ぶ", "ば"),
    "に": ("んだ", "ぬ", "な"),
}
# A verb of two letters or more of Chinese or katakana and する: 合意します, but 示します.
_SURU = re.compile(r"(?:[一-龥ァ-ヶー々]{2}|[^一-龥]|^)し$")
_KO = re.compile(r"(?P<stem>[가-힣])니다(?P<close>[.」』)\"”’\s]*)$")
_FIRST, _FINALS, _BIEUP, _NIEUN = ord("가"), 28, 17, 4
_IRREGULAR = {"습": "다", "입": "이다", "닙": "니다"}
# No polite ending with its marks is longer.
_REACH = 12


def plain(sentence: str, language: str) -> str:
    """A sentence that ends politely in the plain form.

    Args:
        sentence: one sentence.
        language: `ja` or `ko`; others stay as they are.

    Returns:
        The sentence, its end changed and as a rule shorter; all before it is in its place.
    """
    end = sentence[-_REACH:]
    if language == "ja" and ("ま" in end or "です" in end or "でした" in end):
        return _JA.sub(_japanese, sentence, count=1)
    if language == "ko" and "니다" in end:
        return _KO.sub(_korean, sentence, count=1)
    return sentence


def _japanese(match: re.Match[str]) -> str:
    stem, polite, close = match["stem"], match["polite"], match["close"]
    if polite == "です":
        return stem + ("" if stem.endswith("い") else "だ") + close
    if polite == "でした":
        return f"{stem}だった{close}"
    return _conjugated(stem, polite) + close


def _conjugated(stem: str, polite: str) -> str:
    past, now, negated = stem + "た", stem + "る", stem
    if stem[-1:] not in _E_ROW and not _AS_THEY_ARE.search(stem) and stem[-1:] in _FORMS:
        root = stem[:-1]
        past, now, negated = (root + ending for ending in _FORMS[stem[-1]])
        if stem.endswith("行き"):
            past = f"{root}った"
        if _SURU.search(stem):
            now, negated = f"{root}する", stem
    return {
        "ました": past,
        "ます": now,
        "ません": f"{negated}ない",
        "ませんでした": f"{negated}なかった",
    }[polite]


def _korean(match: re.Match[str]) -> str:
    stem, close = match["stem"], match["close"]
    if stem in _IRREGULAR:
        return _IRREGULAR[stem] + close
    letter = ord(stem) - _FIRST
    if letter % _FINALS != _BIEUP:
        return match[0]
    return f"{chr(_FIRST + letter - _BIEUP + _NIEUN)}다{close}"
