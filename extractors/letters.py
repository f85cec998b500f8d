"""Headline letters for countries: 日韓, 日米韓, 한·일, 한미일, 北 and 美 alone.

One letter says nothing by itself (日 is a day, 中 is 'in' and 'during', 일 is work), so a letter counts
only in a row of letters, or alone where a headline would put it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

Span = tuple[int, int]

_HAN = "㐀-鿿々"
_DOTS = "·‧・･∙･"
# Rows of Korean letters without 한 that are no other word ('미러' is a mirror, '일러' is 'early').
_KOREAN_ROWS = re.compile(
    "미중|중미|중일|일중|북미|미북|미일|북일|일북|북중|중북|북러|러북|중러|미중일"
)
# What may follow such a row without a space; '한일시멘트' and '한미약품' are companies.
_KOREAN_NEXT = (
    "은|는|이|가|을|를|의|과|와|에|도|간|양국|정상|관계|회담|외교|외무|국방|협력|경제|군사|갈등|안보|의원|대화|공조|동맹|"
    "무역|통상|연합|합동|공동|협의|협상|협정|합의|청구권|대륙붕|어업|기본조약|역사|해저|재계|청년|민간|친선|교류|"
    "셔틀|전쟁|수교|국교|정보|미사일|당국|장관|차관|국장|실무|고위급|해양|방위|북핵|전$|전(?![가-힣])|3국|3자|재무"
)
_BEFORE_ALONE = r"(?:^|(?<=[\s「『（(\[\"“”‘'’,，、。:：…—·・]))"


def find_runs(text: str, language: str, letters: Collection[str]) -> Iterator[tuple[Span, ...]]:
    """Find letters that stand for countries.

    Args:
        text: plain text.
        language: `ja` or `ko`; other languages have no such letters.
        letters: the letters in question.

    Yields:
        For each row (or lone letter) the spans of its letters.
    """
    if not letters or language not in _FINDERS:
        return
    for pattern in _FINDERS[language](frozenset(letters)):
        for match in pattern.finditer(text):
            spans = tuple(
                (place, place + 1)
                for place in range(match.start(), match.end())
                if text[place] in letters
            )
            if language == "ja" or _is_korean_row(match.group()):
                yield from [spans] if len({text[a:b] for a, b in spans}) == len(spans) else []


def _is_korean_row(row: str) -> bool:
    if len(row) == 1 or not "가" <= row[0] <= "힣":
        return True
    has_dots = any(dot in row for dot in _DOTS + "-–")
    return has_dots or "한" in row or _KOREAN_ROWS.fullmatch(row) is not None


@lru_cache(maxsize=8)
def _japanese(letters: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    one = f"[{''.join(sorted(letters))}]"
    # '13日' and '一日中' are no countries; '13日日韓' is.
    row = rf"(?:(?<![{_HAN}\d０-９])|(?<=[\d０-９]日)){_row(one)}"
    alone = rf"{_BEFORE_ALONE}{one}(?=[、，,「『\s])"
    return re.compile(row), re.compile(alone)


@lru_cache(maxsize=8)
def _korean(letters: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    hangul = "".join(sorted(letter for letter in letters if "가" <= letter <= "힣"))
    han = "".join(sorted(letter for letter in letters if not "가" <= letter <= "힣"))
    patterns = []
    if hangul:
        one = f"[{hangul}]"
        after = rf"(?=$|[^가-힣]|{_KOREAN_NEXT})"
        patterns += [
            rf"(?<![가-힣]){_row(one)}{after}",
            rf"(?<![가-힣]){one}(?:[{_DOTS}]{one}){{1,3}}",
            rf"^{one}(?=, )",
        ]
    if han:
        one = f"[{han}]"
        patterns += [
            rf"(?:(?<![{_HAN}])|(?<=[對訪駐在反親抗])){_row(one)}(?![{_HAN}])",
            rf"(?<=[對訪駐在反親抗]){one}(?![{_HAN}])",
            # '회의 中' is 'during': behind a Korean word the letter must lean on the next one
            rf"{_BEFORE_ALONE}(?<![가-힣] ){one}(?=\s?[가-힣‘“'\"]|, )",
            rf"(?<=[가-힣] ){one}(?=[가-힣])",
            rf"(?<=[가-힣] )[{''.join(letter for letter in han if letter != '中')}](?=[ ,])",
        ]
    return tuple(re.compile(pattern) for pattern in patterns)


def _row(one: str) -> str:
    """Two to four letters, all with a dot between them or none."""
    return rf"(?:{one}{{2,4}}|{one}(?:[{_DOTS}\-–]{one}){{1,3}})"


_FINDERS = {"ja": _japanese, "ko": _korean}
