"""Korean amounts: percent and points, money, ordinals, durations, counted things, and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from extractors.lang.cjk import unit_words
from extractors.lang.ko.numerals import DAY_WORD, DAYS, NATIVE, NUMBER, read_numeral
from extractors.model import Value, ValueKind
from extractors.numbers import ARABIC, CURRENCY_SIGNS
from extractors.rules import Rules, cjk_rules

_CURRENCIES = unit_words(__file__, "currencies")
_CURRENCY = "(?:" + "|".join(sorted(_CURRENCIES, key=len, reverse=True)) + ")"
_CURRENCY_FIRST = "(?:위안화|엔화|유로화|원화|달러화|파운드화)"
_SIGN = "(?:US\\$|[$¥€£₩])"

_COUNTERS = unit_words(__file__, "counters")
_COUNTER = (
    "(?:"
    + "|".join(
        sorted((re.escape(word) for word in _COUNTERS if word != "분"), key=len, reverse=True)
    )
    + r"|개\s?(?![로가를는도만의와에](?![가-힣]))[가-힣]{1,3}(?=[이가은는을를의로에과와도·,.\s]|$)|개)"
)

_SPANS = unit_words(__file__, "spans")
_OVER_NIGHT = re.compile(rf"(?<![가-힣])({NATIVE}|\d+)\s?박\s?({NATIVE}|\d+)\s?일")

_BEFORE = (
    ("about", re.compile(r"(?:약|대략|줄잡아|어림잡아|평균)\s?$")),
    ("at-least", re.compile(r"(?:최소|적어도|최소한|무려)\s?$")),
    ("at-most", re.compile(r"(?:최대|많아야|기껏해야)\s?$")),
    ("nearly", re.compile(r"(?:거의)\s?$")),
)
_AFTER = (
    (
        "less-than",
        re.compile(
            r"\s?(?:미만|[이가]?\s?채\s?안|(?:에|을|를)?\s?(?:조금\s)?(?:못\s?미|밑도|밑돌))"
        ),
    ),
    ("at-most", re.compile(r"\s?(?:이하|이내|한도)")),
    ("at-least", re.compile(r"\s?이상")),
    (
        "more-than",
        re.compile(
            r"\s?(?:여(?:\s|$|[가-힣])|초과|남짓|(?:[을를이가]\s)?(?:조금\s|훌쩍\s|크게\s)?(?:넘|웃돌|상회|돌파))"
        ),
    ),
    ("nearly", re.compile(r"\s?(?:가까이|[에]?\s?육박|에 달하|가까운)")),
    ("about", re.compile(r"\s?(?:안팎|가량|정도|쯤|내외|선(?![가-힣])|대(?![가-힣])|꼴)")),
)

_N = rf"(?:{NUMBER})"
_BOTH = rf"(?:{NUMBER}|{NATIVE})"
_RANGE = r"\s?[~\-–]\s?"
_FRONT = r"(?<![\w.,·])"

_BANDS = {"초반": (0, 3), "중반": (4, 6), "후반": (7, 9)}

Build = Callable[[re.Match[str]], Value | None]


def _make(
    match: re.Match[str], kind: ValueKind, amount: float | None, unit: str = ""
) -> Value | None:
    if amount is None:
        return None
    return Value(kind, match.start(), match.end(), match.group(), amount=amount, unit=unit)


def _ranged(match: re.Match[str], kind: ValueKind, unit: str = "", scale: str = "") -> Value | None:
    """A number, or a range `low~high` whose low end may leave out the unit."""
    high, low = read_numeral(match["n"]), match.groupdict().get("low")
    value = _make(match, kind, high, unit)
    if value is None or low is None:
        return value
    least = read_numeral(low + scale)
    if least is None or high is None or least >= high:
        return value
    return replace(value, amount=least, high=high)


def _percent(match: re.Match[str]) -> Value | None:
    value = _ranged(match, ValueKind.PERCENT)
    band = match["band"]
    if value is None or value.amount is None or band is None:
        return value
    if band not in _BANDS:
        return replace(value, qualifier="about")
    low, high = (step / (1 if value.amount >= 10 else 10) for step in _BANDS[band])  # noqa: PLR2004
    return replace(value, amount=value.amount + low, high=value.amount + high)


def _points(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.POINTS)


def _tenths(match: re.Match[str]) -> Value | None:
    count = read_numeral(match["n"])
    return _make(match, ValueKind.PERCENT, None if count is None else count * 10)


def _fraction(match: re.Match[str]) -> Value | None:
    whole, part = read_numeral(match["whole"]), read_numeral(match["n"])
    return (
        None
        if not whole or part is None
        else _make(match, ValueKind.PERCENT, round(100 * part / whole, 1))
    )


def _of_ten(match: re.Match[str]) -> Value | None:
    """`열 명 중 일곱 명`, `열에 일곱`."""
    part = read_numeral(match["n"])
    return None if part is None else _make(match, ValueKind.PERCENT, part * 10)


def _half(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.PERCENT, 50)


def _money(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.MONEY, _CURRENCIES[match["unit"]])


def _signed_money(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.MONEY, CURRENCY_SIGNS[match["unit"]])


def _won(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.MONEY, "KRW")


def _currency_first(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.MONEY, _CURRENCIES[match["unit"].removesuffix("화")])


def _ordinal(match: re.Match[str]) -> Value | None:
    text = match["n"]
    return _make(match, ValueKind.ORDINAL, 1 if text in ("첫", "처음") else read_numeral(text))


def _count_to_date(match: re.Match[str]) -> Value | None:
    """'Eight times up to Nara' is the eighth time: the number alone is the value."""
    count = read_numeral(match["n"])
    if count is None:
        return None
    start = match.start("n")
    return Value(
        ValueKind.ORDINAL, start, match.end(), match.group()[start - match.start() :], amount=count
    )


def _number(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.NUMBER, _unit(match.groupdict().get("unit") or ""))


def _prefectures(match: re.Match[str]) -> Value | None:
    """`일본의 현은 여섯 곳`: the counter stands before its number."""
    number = read_numeral(match["n"])
    return _make(match, ValueKind.NUMBER, number, "prefecture") if number else None


def _states(match: re.Match[str]) -> Value | None:
    """`13국`, as headlines count states."""
    return _make(match, ValueKind.NUMBER, float(match["n"]), "country")


def _unit(word: str) -> str:
    known = _COUNTERS.get(word) or _COUNTERS.get(word.replace(" ", ""))
    if known:
        return known
    if word.startswith("개") and len(word) > 1:
        noun = word[1:].strip()
        return _COUNTERS.get(noun, noun)
    return word


def _none_of(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.NUMBER, 0, _unit(match["unit"]))


def _several(match: re.Match[str]) -> Value | None:
    value = _make(match, ValueKind.NUMBER, 2, _unit(match["unit"]))
    return None if value is None else replace(value, qualifier="at-least")


def _vote(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.NUMBER, float(match["n"]), "vote")


def _lasting(match: re.Match[str], spans: list[tuple[str, float]]) -> Value:
    days = sum(
        count * 7 if unit == "weeks" else count
        for unit, count in spans
        if unit in ("days", "weeks")
    )
    whole = (
        int(days)
        if days and all(unit in ("days", "weeks", "nights") for unit, _ in spans)
        else None
    )
    return Value(
        ValueKind.DURATION, match.start(), match.end(), match.group(), days=whole, span=tuple(spans)
    )


def _nights(match: re.Match[str]) -> Value | None:
    nights, days = read_numeral(match[1]), read_numeral(match[2])
    if nights is None or days is None:
        return None
    return _lasting(match, [("nights", nights), ("days", days)])


def _duration(match: re.Match[str]) -> Value | None:
    count = read_numeral(match["n"])
    if count is None:
        return None
    unit = _SPANS[match["unit"]]
    more = 0.5 if match.groupdict().get("half") else 0
    spans = [(unit, count + more)]
    minutes = match.groupdict().get("minutes")
    if minutes:
        spans.append(("minutes", float(minutes)))
    return _lasting(match, spans)


def _years_months(match: re.Match[str]) -> Value | None:
    years, months = read_numeral(match["n"]), read_numeral(match["months"])
    if years is None or months is None:
        return None
    return _lasting(match, [("years", years), ("months", months)])


def _quarters(match: re.Match[str]) -> Value | None:
    count = read_numeral(match["n"])
    return None if count is None else _lasting(match, [("months", 3 * count)])


def _day_words(match: re.Match[str]) -> Value | None:
    return _lasting(match, [("days", DAYS[match["n"]])])


def _nights_spent(match: re.Match[str]) -> Value | None:
    """Three nights make four days."""
    nights = DAYS[match["n"]]
    return _lasting(match, [("nights", nights), ("days", nights + 1)])


def _fixed(unit: str, count: float) -> Build:
    return lambda match: _lasting(match, [(unit, count)])


_AFTER_DAYS = (
    r"(?=\s?(?:간(?![가-힣])|동안|째|만에|만이|만의|만(?![가-힣])|연속|여(?![가-힣])|이내|안에|짜리"
    r"|가까이|남짓|치(?![가-힣])))"
)
_END = r"(?=[^가-힣]|$|[이가은는을를의로에과와도만씩중꼴당뿐까보부으여였안미짜선인대])"
# Home the same day, told in one of many ways.
_SAME_DAY = (
    r"당일 ?(?:치기|방문|일정|왕복|코스|여정|출장|여행)|무박(?=\s|[이으일]|$)"
    r"|하룻밤도 [^.]{0,6}(?:묵|자|주무시|머물|머무르|보내)지 ?[않못안][가-힣]{0,2}|숙박 없이"
    r"|(?:그날|당일) (?:밤|저녁|오후|안)?(?:으로|에)? ?(?:바로 |곧바로 |서둘러 )?"
    r"(?:서울|귀국|돌아|한국|귀로|전용기)"
)
_PLACES = r"(?:곳|개|군데|이다|이며|뿐)(?!국|월)"
_UP_TO = r"(?:까지|포함해|포함하면|합쳐|합치면|합하면|더하면|치면|넣으면|통틀어)"
_IN_ALL = r"(?:모두 |총 |도합 |꼭 |벌써 )?"
_RULES: tuple[tuple[str, Build], ...] = (
    (_OVER_NIGHT.pattern, _nights),
    (_SAME_DAY, _fixed("days", 1)),
    (rf"{_UP_TO} {_IN_ALL}(?P<n>{NUMBER}|{NATIVE})\s?(?:차례|번|회)(?!째|\s째)", _count_to_date),
    (rf"(?<![가-힣])(?P<n>{DAY_WORD}) 밤(?=[을만 ])", _nights_spent),
    (r"격주", _fixed("days", 14)),
    (r"(?<![가-힣])(?:일주일|한 주)(?!년)", _fixed("weeks", 1)),
    (rf"{_FRONT}(?P<n>{NUMBER}|{NATIVE})\s?년\s(?P<months>{NUMBER})\s?개월", _years_months),
    (rf"{_FRONT}(?P<n>{NUMBER}|{NATIVE})(?:개\s)?\s?분기(?=\s?(?:연속|째|만))", _quarters),
    (r"(?<![가-힣])반년", _fixed("months", 6)),
    (r"반세기", _fixed("years", 50)),
    (r"D-(?P<n>\d+)(?P<unit>)", lambda match: _lasting(match, [("days", float(match["n"]))])),
    (rf"(?:(?P<low>{ARABIC})%?{_RANGE})?(?P<n>{ARABIC})\s?(?:%|퍼센트)\s?(?:p|P|포인트)", _points),
    (rf"{_FRONT}(?P<n>{ARABIC})\s?포인트", _points),
    (
        rf"(?:(?P<low>{ARABIC})%?{_RANGE})?(?P<n>{ARABIC})\s?(?:%|퍼센트|프로(?![가-힣]))(?:대\s?(?P<band>초반|중반|후반|(?![가-힣])|(?=[를로에의])))?",
        _percent,
    ),
    (
        rf"{_FRONT}(?P<n>{ARABIC}|[한두세네]|다섯|여섯|일곱|여덟|아홉)\s?할(?=\s|[이을은대]|$)",
        _tenths,
    ),
    (rf"(?P<whole>{_BOTH})\s?분의\s?(?P<n>{_BOTH})", _fraction),
    (
        rf"(?P<whole>{_BOTH})\s?(?P<counter>명|곳|건|가구|대|사람)\s?(?:중|가운데)\s?(?P<n>{_BOTH})\s?(?P=counter)꼴",
        _fraction,
    ),
    (
        rf"(?<![가-힣\d])(?:열|10)\s?(?:명|사람)?(?:\s?(?:중|가운데)|에)\s(?P<n>{NATIVE}|[1-9])(?:\s?(?:명|사람)|(?=[은이만도으(]))",
        _of_ten,
    ),
    (r"절반|과반|반토막", _half),
    (
        rf"(?:(?P<low>{_N})(?:{_CURRENCY})?{_RANGE})?{_FRONT}(?P<n>{NUMBER})여?\s?(?P<unit>{_CURRENCY})(?!래|칙|점|내|전|자력|유|료|인|년|주민|숭)",
        _money,
    ),
    (
        rf"(?:(?P<low>{_N}){_RANGE})(?P<n>{NUMBER})여?\s?(?P<unit>{_CURRENCY})(?!래|칙|점|내|전|자력|유)",
        _money,
    ),
    (rf"(?P<unit>{_SIGN})\s?(?P<n>{NUMBER})", _signed_money),
    (rf"(?P<unit>{_CURRENCY_FIRST})\s(?P<n>{NUMBER})", _currency_first),
    (rf"{_FRONT}(?P<n>{NUMBER})(?<=억)(?=으로|[이가을를로은는에,.]|\s?대)", _won),
    (rf"{_FRONT}(?P<n>{NUMBER})(?<=조)(?=으로|[이가을를로은는에,.\s]|$)", _won),
    (rf"제\s?(?P<n>{NUMBER})\s?(?:차|회|호|대|기|주년|위|번|호기|탄|항|조|장)", _ordinal),
    (rf"{_FRONT}(?P<n>{NUMBER}|{NATIVE}|첫)\s?번째", _ordinal),
    (
        rf"{_FRONT}(?P<n>{NUMBER})\s?(?:주년|위(?=[^가-힣]|$|[를가로에의인였와다]|까지|권)|회째|차례째|번째|등(?=[을이]))",
        _ordinal,
    ),
    (
        r"(?<![가-힣])(?P<n>둘|셋|넷|다섯|여섯|일곱|여덟|아홉)째(?=[가를로다였])(?!가 [가-힣]{1,4}다던)",
        _ordinal,
    ),
    (rf"{_FRONT}(?P<n>{NUMBER})차(?!례|량|관|별|이|로|단|선)", _ordinal),
    (rf"{_FRONT}(?P<n>1\d)국(?= 체제|[이가은는을를의로]|으로|$)", _states),
    (rf"(?:단\s)?한\s?(?P<unit>{_COUNTER})도(?=\s[^.]{{0,12}}(?:없|않|못|아니))", _none_of),
    (rf"(?<![가-힣])여러\s(?P<unit>{_COUNTER})", _several),
    (
        rf"{_FRONT}(?P<n>{ARABIC})여?\s?(?P<unit>시간)(?P<half>\s반)?(?:\s(?P<minutes>\d+)분)?",
        _duration,
    ),
    (
        rf"{_FRONT}(?P<n>{NATIVE})\s?(?P<unit>시간)(?P<half>\s반)?(?:\s(?P<minutes>\d+)분)?",
        _duration,
    ),
    (rf"{_FRONT}(?P<n>{NUMBER})여?\s?(?P<unit>분|초)(?!의|기|야|할|과|단|등|반)", _duration),
    (rf"{_FRONT}(?P<n>{NUMBER})여?\s?(?P<unit>개월)", _duration),
    (
        rf"{_FRONT}(?P<n>{NATIVE}|몇)\s?(?P<unit>달|해)(?![러가외결석방산양수])(?P<half>\s반)?",
        _duration,
    ),
    (
        rf"{_FRONT}(?P<n>{NUMBER})여?\s?(?P<unit>주일|주)(?!년|민|택|간지|장|식|요|도|력|거|의|차)",
        _duration,
    ),
    (
        rf"{_FRONT}(?P<n>\d{{1,3}}|{NATIVE}|[십백천]|수십)여?\s?(?P<unit>년)(?!대|도(?![가-힣])|생|\s?\d{{1,2}}월)(?P<half>\s반)?",
        _duration,
    ),
    (rf"{_FRONT}(?P<n>{NUMBER})여?\s?(?P<unit>일){_AFTER_DAYS}", _duration),
    (rf"{_FRONT}(?P<n>3[2-9]|[4-9]\d|\d{{3,}})여?\s?(?P<unit>일)(?![가-힣]{{2}})", _duration),
    (
        rf"(?<![가-힣])(?P<n>(?!하루){DAY_WORD})(?=\s|간|째|만|[이가을를의로은는에도였,.]|$)|(?<![가-힣])하루(?=\s?(?:동안|만에|앞|짜리|간))",
        lambda match: _day_words(match) if match["n"] else _lasting(match, [("days", 1)]),
    ),
    (rf"{_FRONT}(?P<n>\d+)\s대\s(?P<other>\d+)", _vote),
    (
        rf"(?<=\s)현(?:은|이|의 수는)? (?:모두 |통틀어 )?(?P<n>{NATIVE}|\d{{1,2}}) ?{_PLACES}",
        _prefectures,
    ),
    (
        rf"(?:(?P<low>{_N})(?:{_COUNTER})?{_RANGE})?{_FRONT}(?P<n>{NUMBER})여?\s?(?!인당)(?P<unit>{_COUNTER}){_END}(?!째)",
        _number,
    ),
    (
        rf"(?<![가-힣])(?!한도|한번|한편|한점|한층|한대|한장|네팀)(?P<n>{NATIVE})\s?(?P<unit>{_COUNTER}|분)(?!째){_END}",
        _number,
    ),
    (
        rf"(?<=\s)(?P<n>(?!열(?!하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉))(?:{NATIVE}){{1}})(?<![한두세네석서너])(?=[,.을를이은의로]|으로|\s?$)",
        _number,
    ),
    (rf"(?<![\w.,·\-’'/~])(?P<n>{ARABIC})(?=[은는이가을를로에의]|으로|[\s.,]*$|\s선)", _number),
    (rf"{_FRONT}(?P<n>{ARABIC}[천백]?[만억])(?=[은는이가을를로에의]|으로|\s|$)", _number),
)
_ANY_HINT = re.compile(
    rf"\d|[십백천만억조]|(?<![가-힣])(?:{NATIVE}|{DAY_WORD}|여러)|절반|과반|반토막|반년|반세기|격주|당일"
)


def read_amounts(text: str, taken: list[tuple[int, int]]) -> list[Value]:
    """Read every amount of a folded sentence outside the spans already taken by dates."""
    if not _ANY_HINT.search(text):
        return []
    found: list[Value] = []
    spans = list(taken)
    for pattern, build in _rules().applicable(text):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in spans):
                continue
            value = build(match)
            if value is not None:
                spans.append(match.span())
                found.append(_qualified(text, value))
    return found


@cache
def _rules() -> Rules[Build]:
    """The rules, compiled when a Korean text first needs them: it takes a start 0.1 s."""
    return cjk_rules(_RULES)


def _qualified(text: str, value: Value) -> Value:
    """Add what the words around a value say about its exactness."""
    if value.qualifier:
        return value
    inside = re.search(r"(?<=[\d십백천만억조])여", value.text)
    if inside:
        return replace(value, qualifier="more-than")
    for name, pattern in _BEFORE:
        if pattern.search(text, max(0, value.start - 6), value.start):
            return replace(value, qualifier=name)
    for name, pattern in _AFTER:
        if pattern.match(text, value.end):
            return replace(value, qualifier=name)
    return value
