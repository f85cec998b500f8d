"""What a news desk puts around a report: marks of an update, notes to editors, datelines.

None of it is news: 差し替え is no change of a minister, and a dateline that has moved to a new lead does not make the
old one new.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"[(\[{（［【〔〈《<＜≪]", r"[)\]}）］】〕〉》>＞≫]"
_INSIDE = r"[^()\[\]{}（）［］【】〔〕〈〉《》<>＜＞≪≫\n]"
_NUMBER = r"[0-9０-９]{1,2}"
# What stands alone in brackets, or set off by a dash or colon.
_WORDS = {
    "en": rf"(?:{_NUMBER}(?:st|nd|rd|th)[ -]?)?(?:lead|ld|writethru)|(?:update|wrapup|take)[ -]?{_NUMBER}"
    r"|updated?|wrapup|urgent|breaking(?: news)?|news ?alert|flash|bulletin|corrected|correction|refiled?|rpt|repeat",
    "ja": rf"速報|続報|詳報|号外|更新|差し?替え?|訂正|再送|追記(?:あり)?|更新版|第?{_NUMBER}報"
    r"|第[一二三四五六七八九]報",
    "ko": rf"속보|{_NUMBER}보|상보|긴급|(?:재?종합|재송)(?: ?{_NUMBER}보)?|정정|고침|수정|대체|업데이트|{_NUMBER}신",
}
_WORD = "|".join(_WORDS.values())
# What the desk tells editors, in brackets: '(ATTN: ADDS quote)', （第2段落を訂正します）, (사진 추가).
_NOTE = (
    rf"(?:attn|eds?|adds?|recasts?|corrects?|updates?|refiles?|removes?|clarif(?:ies|y)|changes)\b{_INSIDE}{{0,200}}"
    rf"|{_INSIDE}{{1,60}}(?:を|に|の)(?:訂正|更新|追加|修正|差し替え)(?:し(?:ます|ました|た))?"
    rf"|{_INSIDE}{{1,60}}(?:추가|보강|수정|정정|교체|바로잡습니다|바로잡음)"
)
_BRACKETED = rf"{_OPEN}\s*(?:{_WORD}|{_NOTE})\s*{_CLOSE}"
_LEADING = re.compile(
    rf"\s*(?:{_BRACKETED}\s*[-–—:：]?|(?:{_WORD})\s*(?:[:：＝=]|[-–—]{{1,2}}))\s*", re.IGNORECASE
)
_TRAILING = re.compile(rf"\s*(?:{_BRACKETED}|[＝=]\s*(?:{_WORDS['ja']}))\s*$", re.IGNORECASE)

_PLACE = r"[A-Z][\w .,'’/-]{1,60}?"
_AGENCY = r"(?:AP|AFP|Reuters|Yonhap|Kyodo|Jiji|Xinhua|UPI|TASS|Bloomberg)\b[^()\n]{0,20}"
_DASH = r"(?:--|[–—]|\s-)\s*"
# Where most stories are filed; other words in capitals may be the subject ('CPTPP – a trade pact – has grown').
_OFTEN = (
    r"(?:SEOUL|TOKYO|NARA|BUSAN|KYOTO|OSAKA|FUKUOKA|SAPPORO|BEIJING|SHANGHAI|HONG KONG|TAIPEI|WASHINGTON|NEW YORK"
    r"|LONDON|PARIS|BRUSSELS|GENEVA|MOSCOW|SINGAPORE|MANILA|HANOI|BANGKOK|JAKARTA|SYDNEY|CANBERRA|GYEONGJU|SEJONG)"
)
_ENGLISH = (
    rf"(?:{_PLACE}\s*\({_AGENCY}\)\s*[-–—]{{1,2}}\s*"
    rf"|[A-Z][A-Z .'’/-]{{2,30}}(?:, [A-Z][\w. ]{{2,12}}(?:,? \([^()\n]{{2,40}}\))?| ?\([^()\n]{{2,40}}\))\s*{_DASH}"
    rf"|{_OFTEN}\s*{_DASH}|[A-Z][A-Z .'’/-]{{2,30}}{_DASH}(?![^.\n]{{0,150}}\s(?:--|[–—-])\s))"
    r"(?=[\"“‘'(\[]*[A-Z0-9])"
)
_REPORTER = r"(?:[가-힣·ㆍ, ]{2,30}(?:기자|특파원|통신원))"
_DATELINE = re.compile(
    rf"\s*(?:{_ENGLISH}"
    rf"|{_OPEN}{_INSIDE}{{1,20}}\s?[=＝]\s?{_INSIDE}{{2,30}}{_CLOSE}\s*(?:{_REPORTER}\s*[=＝]?\s*|[=＝]\s*)?"
    rf"|{_OPEN}{_INSIDE}{{0,20}}(?:共同|時事|聯合ニュース|AFP|AP|ロイター){_CLOSE}\s*(?:[-–—]\s*)?"
    rf"|{_OPEN}{_INSIDE}{{1,20}} {_REPORTER}{_CLOSE}\s*)"
)
_NAMED = r"[A-Z][\w.'’-]*(?:(?:,? and|,|;)? (?:in )?[A-Z][\w.'’-]*){1,12}"
_BYLINE = re.compile(
    rf"(?:By|(?:(?:Additional )?[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled) by) {_NAMED}\.?"
    rf"|{_REPORTER}\s*[=＝]?|[\w.+-]+@[\w.-]+"
    r"|[(（【［\[]?(?:[一-龥ァ-ヶー]{1,8}[ 　＝=・])?[一-龥]{1,4}[ 　]?[一-龥ぁ-ん]{1,4}"
    r"(?:記者|特派員|編集委員)[)）】］\]]?"
)


def headline_span(title: str) -> tuple[int, int]:
    """Where the headline stands among the marks of its desk.

    Args:
        title: as published: '(2nd LD) …', '…(종합2보)', '【速報】…', 'UPDATE 1-…'.

    Returns:
        (start, end) in code points; the whole title when nothing would be left.
    """
    start, end = 0, len(title)
    while match := _LEADING.match(title, start):
        start = match.end()
    while match := _TRAILING.search(title, start, end):
        end = match.start()
    return (start, end) if start < end else (0, len(title))


def report_start(text: str) -> int:
    """Where a report begins, behind the desk's marks, notes and dateline; 0 when there are none."""
    start = 0
    while match := _LEADING.match(text, start) or _DATELINE.match(text, start):
        start = match.end()
    return start if start < len(text) else 0


def is_furniture(text: str) -> bool:
    """Whether a sentence of its own is only a dateline, a byline or an address of the newsroom."""
    whole = text.strip()
    # Behind an English dateline a report must begin.
    return bool(_BYLINE.fullmatch(whole)) or report_start(f"{whole} A") >= len(whole)
