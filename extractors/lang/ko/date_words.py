"""Words of Korean dates, and the regular expressions built of them."""

from __future__ import annotations

CLOCK = r"(?:새벽|아침|오전|정오|한낮|낮|오후|저녁|밤|심야|자정)"
HOUR = r"\d{1,2}시(?:\s?(?:\d{1,2}분|반))?"
TAIL = rf"(?:\((?:현지\s?시간|[월화수목금토일])\))?(?:\s(?:{CLOCK}(?:\s?{HOUR})?|{HOUR}))?"
PART = r"(?:초순|중순|하순|초|말)"
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
NOT_SPAN = (
    r"(?!\d|\s?(?:간(?![가-힣])|동안|째|만(?:에|이|의)?(?![가-힣])|연속|여|이내|안에|짜리"
    r"|치(?![르러른렀])|가까이|남짓))"
)
"""What follows a count of days and never a day of the month."""

WEEKDAYS = "월화수목금토일"
DASH = r"\s?[~\-–]\s?"

YEAR_WORDS = {
    "지난해": -1,
    "작년": -1,
    "지지난해": -2,
    "재작년": -2,
    "올해": 0,
    "올": 0,
    "금년": 0,
}
YEAR_WORDS |= {"내년": 1, "다음 해": 1, "내후년": 2}
YEAR_WORD = "(?:" + "|".join(sorted(YEAR_WORDS, key=len, reverse=True)) + ")"
MONTH_WORDS = {"지지난달": -2, "지난달": -1, "지난 달": -1, "전달": -1, "이달": 0, "이번 달": 0}
MONTH_WORDS |= {
    "이번달": 0,
    "금월": 0,
    "다음 달": 1,
    "다음달": 1,
    "내달": 1,
    "새달": 1,
    "다다음 달": 2,
}
# 전달 is also what is done with a protest (전달했다, 전달받은).
MONTH_WORD = (
    "(?:" + "|".join(sorted(MONTH_WORDS, key=len, reverse=True)) + ")(?![하했한해할함됐되된될됨받])"
)
WEEK_WORDS = {"지지난주": -2, "지난주": -1, "지난 주": -1, "직전 주": -1, "전주": -1, "이번 주": 0}
WEEK_WORDS |= {"이번주": 0, "금주": 0, "다음 주": 1, "다음주": 1, "내주": 1, "차주": 1}
# 내주 and 전주 also begin verbs and names (자리를 내주고, 내줬다; 전주시): a particle or a break must follow.
WEEK_WORD = (
    "(?:"
    + "|".join(sorted(WEEK_WORDS, key=len, reverse=True))
    + ")(?![고며어었는면지던시]|기로|려)"
)
WEEK_ORDINALS = {"첫": 0, "첫째": 0, "둘째": 1, "셋째": 2, "넷째": 3}
DAY_WORDS = {
    "그끄제": -3,
    "그제": -2,
    "그저께": -2,
    "어제": -1,
    "어젯밤": -1,
    "오늘": 0,
    "금일": 0,
}
DAY_WORDS |= {"내일": 1, "모레": 2, "글피": 3}
ANCHORED = {
    "전날": -1,
    "이날": 0,
    "같은 날": 0,
    "당일": 0,
    "이튿날": 1,
    "다음 날": 1,
    "다음날": 1,
    "익일": 1,
}
SEASONS = {"봄": (3, 5), "여름": (6, 8), "가을": (9, 11), "겨울": (12, 14)}
ERAS = {
    "쇼와": "showa",
    "헤이세이": "heisei",
    "레이와": "reiwa",
    "다이쇼": "taisho",
    "메이지": "meiji",
}
YEAR_PART = r"(?:상반기|하반기|[1-4]분기|봄|여름|가을|겨울|초(?![가-힣])|말(?![가-힣])|말(?=까지|에|부터|쯤))"
_TO = rf"(?:일?(?:{DASH}|\s?[·,]\s?)|일부터\s)"
UNTIL = rf"(?:{_TO}(?:(?P<until_month>{MONTH_NUMBER})월\s?)?(?P<until>{DAY_NUMBER})(?=일))?"
_DAY_REST = rf"\s?(?P<day>{DAY_NUMBER}){UNTIL}일{NOT_SPAN}{TAIL}"
_PART_REST = rf"\s?(?P<part>{PART}(?![가-힣])|{PART}(?=까지|에|부터|쯤|께))"
YEAR_REST = (
    rf"(?:\s?(?P<month>{MONTH_NUMBER})월(?:{_DAY_REST}|{_PART_REST})?|\s?(?P<rest>{YEAR_PART}))?"
)
PARTED = rf"(?:\s?(?P<part>{PART}(?![가-힣])|{PART}(?=까지|에|부터|쯤|께|로)))?"
MARKER = r"(?:(?P<marker>지난|오는|돌아오는)\s)?"
