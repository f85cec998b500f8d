"""Japanese amounts: percent and points, money, ordinals, durations, counted things, and how exact they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from extractors.lang.cjk import unit_words
from extractors.lang.ja.numerals import IS_KANJI, NUMBER, SMALL, qualifier, read_number
from extractors.model import Value, ValueKind
from extractors.numbers import CURRENCY_SIGNS
from extractors.rules import Rules, cjk_rules

Reader = Callable[[re.Match[str]], Value | None]

_RANGE = rf"(?P<n>{NUMBER})(?:[~-](?P<high>{NUMBER}))?"
_START = r"(?<![\d.・,〇])"
_SPANS = unit_words(__file__, "spans")
_RANKED = "カ国|か国|ヶ国|人|件|例|社|年|期|月|カ月|か月|日|便|度|回|番|代|校|隻|つ|機|団体"
_SPAN = "|".join(sorted(_SPANS, key=len, reverse=True))
_DAYS_IN = {"days": 1, "weeks": 7}
_HALF = {
    "年": ("months", 6.0),
    "月": ("days", 15.0),
    "日": ("hours", 12.0),
    "世紀": ("years", 50.0),
}
_MINUTES_IN_HOUR = 60
# A numeral before one of these counts, even behind another kanji (`太平洋側七県`).
_SURE_COUNTERS = frozenset({"県", "都県", "道県", "つの県", "カ国", "か国"})
# There and back on one day, however it is told.
_DAY_TRIP = (
    r"日帰り|とんぼ返り|(?:[一1]泊も|泊まることも?|宿泊は?)(?:せず|しな|なく)|泊まらず|泊まることなく|宿泊せず"
    r"|(?:その|同じ)(?:日|晩|夜)(?:の)?(?:うち|便|ジェット|深夜)?(?:に|の便で|で)(?:は)?(?:、)?[^。、]{0,12}(?:帰|戻|離日|去っ)"
    r"|数時間(?:だけ)?の(?:[一-龥]{1,4})?(?:滞在|訪問|旅)"
)


def _either(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _make(
    match: re.Match[str],
    kind: ValueKind,
    amount: float | None,
    unit: str = "",
    high: float | None = None,
) -> Value | None:
    if amount is None:
        return None
    exactness = qualifier(match.string[: match.start()], match.string[match.end() :])
    return Value(
        kind,
        match.start(),
        match.end(),
        match.group(),
        amount=amount,
        unit=unit,
        qualifier=exactness,
        high=high,
    )


def _ranged(match: re.Match[str], kind: ValueKind, unit: str = "") -> Value | None:
    high = read_number(match["high"]) if match["high"] else None
    return _make(match, kind, read_number(match["n"]), unit, high)


def _percent(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.PERCENT)


def _points(match: re.Match[str]) -> Value | None:
    return _ranged(match, ValueKind.POINTS)


def _tenths(match: re.Match[str]) -> Value | None:
    """`6割3分`, `6割台半ば`."""
    tenths = read_number(match["n"])
    if tenths is None:
        return None
    rest = read_number(match["rest"] or "") or (5 if match["mid"] else 0)
    return _make(match, ValueKind.PERCENT, tenths * 10 + rest)


def _fraction(match: re.Match[str]) -> Value | None:
    part, whole = read_number(match["part"]), read_number(match["whole"])
    return (
        None
        if not part or not whole
        else _make(match, ValueKind.PERCENT, round(100 * part / whole, 1))
    )


def _half(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.PERCENT, 50.0)


def _times(match: re.Match[str]) -> Value | None:
    amount = read_number(match["n"]) if match["n"] else 2.0
    if amount is None:
        return None
    return _make(
        match, ValueKind.NUMBER, amount + 1 if match["n"] and match["more"] else amount, "times"
    )


def _small_money(match: re.Match[str]) -> Value | None:
    whole, cents = read_number(match["n"]), read_number(match["cents"])
    if whole is None or cents is None:
        return None
    return _make(
        match,
        ValueKind.MONEY,
        round(whole + cents / 100, 4),
        unit_words(__file__, "currencies")[match["unit"]],
    )


def _cents(match: re.Match[str]) -> Value | None:
    cents = read_number(match["n"])
    return None if cents is None else _make(match, ValueKind.MONEY, cents / 100, "JPY")


def _ordinal(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.ORDINAL, read_number(match["n"]))


def _first(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.ORDINAL, 1.0)


def _lasting(match: re.Match[str], spans: Sequence[tuple[str, float]]) -> Value:
    days = sum(_DAYS_IN.get(unit, 0) * count for unit, count in spans if unit != "nights")
    whole = int(days) if days and all(unit in (*_DAYS_IN, "nights") for unit, _ in spans) else None
    exactness = qualifier(match.string[: match.start()], match.string[match.end() :])
    return Value(
        ValueKind.DURATION,
        match.start(),
        match.end(),
        match.group(),
        days=whole,
        span=tuple(spans),
        qualifier=exactness,
    )


def _nights(match: re.Match[str]) -> Value | None:
    nights, days = read_number(match["n"]), read_number(match["days"])
    return (
        None
        if nights is None or days is None
        else _lasting(match, [("nights", nights), ("days", days)])
    )


def _nights_alone(match: re.Match[str]) -> Value | None:
    """`3泊した`: as many nights, and one day more."""
    nights = read_number(match["n"])
    return None if nights is None else _lasting(match, [("nights", nights), ("days", nights + 1)])


def _day_trip(match: re.Match[str]) -> Value | None:
    return _lasting(match, [("days", 1.0)])


def _duration(match: re.Match[str]) -> Value | None:
    count = read_number(match["n"])
    if count is None:
        return None
    unit = _SPANS[match["span"]]
    return _lasting(match, [(unit, count + (0.5 if match["half"] else 0))])


def _hours(match: re.Match[str]) -> Value | None:
    hours = read_number(match["n"])
    minutes = 30.0 if match["half"] else read_number(match["minutes"] or "0")
    if hours is None or minutes is None:
        return None
    return _lasting(match, [("minutes", hours * _MINUTES_IN_HOUR + minutes)])


def _half_span(match: re.Match[str]) -> Value | None:
    return _lasting(match, [_HALF[match["span"]]])


def _vote(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.NUMBER, read_number(match["n"]), "vote")


def _bare(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.NUMBER, read_number(match["n"]))


def _prefectures(match: re.Match[str]) -> Value | None:
    """`対象の県は九つ`: the counter stands before its number."""
    return _make(match, ValueKind.NUMBER, read_number(match["n"]), "prefecture")


def _none_of(match: re.Match[str]) -> Value | None:
    return _make(match, ValueKind.NUMBER, 0.0)


# 対象の県は九つ, 県の数は計10に上る: what leads up to a number of prefectures, and what follows one without a counter.
_OF_PREFECTURES = r"(?<=県)(?:は|が|の数は)(?:計|全部で|合わせて)?"
_IN_ALL = r"(?=に(?:上|のぼ|達|なる|及)|を数え|だ[。がと]|で(?:ある|、))"


@cache
def _rules() -> Rules[Reader]:
    """Rules in order of precedence; built when first needed, for they read the counters' file."""
    counters, currencies = unit_words(__file__, "counters"), unit_words(__file__, "currencies")
    money, counted = _either(currencies), _either(counters)

    def amount_of_money(match: re.Match[str]) -> Value | None:
        return _ranged(match, ValueKind.MONEY, currencies[match["unit"]])

    def amount_with_sign(match: re.Match[str]) -> Value | None:
        return _ranged(match, ValueKind.MONEY, CURRENCY_SIGNS[match["unit"]])

    def number_of_things(match: re.Match[str]) -> Value | None:
        return _ranged(match, ValueKind.NUMBER, counters[match["unit"]])

    sources: tuple[tuple[str, Reader], ...] = (
        (rf"(?P<n>{NUMBER})泊(?P<days>{NUMBER})日", _nights),
        (_DAY_TRIP, _day_trip),
        (rf"(?P<n>{SMALL})泊(?!目|分|り)(?:し|の|で|を|、|もの)?", _nights_alone),
        (rf"(?P<n>{NUMBER})時間(?:(?P<half>半)|(?P<minutes>\d+)分)", _hours),
        (rf"{_RANGE}(?:%|パーセント)?(?:ポイント|pt)(?!還元)", _points),
        (rf"{_RANGE}(?:%|パーセント)", _percent),
        (
            rf"{_START}(?P<n>{NUMBER})割(?:(?P<rest>\d|[一二三四五六七八九])分)?(?P<mid>台(?:の)?半ば)?(?!引)",
            _tenths,
        ),
        (rf"{_START}(?P<whole>{SMALL})分の(?P<part>{SMALL})", _fraction),
        (rf"(?P<whole>{SMALL})人に(?P<part>{SMALL})人(?!当たり|あたり)", _fraction),
        (r"過半(?:数)?|半数", _half),
        (rf"(?P<n>{NUMBER})倍(?P<more>増)?", _times),
        (r"(?P<n>)(?P<more>)倍増", _times),
        (rf"(?P<n>{NUMBER})(?P<unit>円|ドル|ユーロ)(?P<cents>\d+)(?:銭|セント)", _small_money),
        (rf"{_RANGE}(?P<unit>{money})", amount_of_money),
        (rf"(?P<n>{NUMBER})銭", _cents),
        (rf"(?P<unit>US\$|[$¥￥€£₩])\s?{_RANGE}", amount_with_sign),
        (rf"第(?P<n>{SMALL})(?:回|代|次|位|号|期|弾|陣|条|項|章|便|区|波|期目)?", _ordinal),
        (rf"{_START}(?P<n>{NUMBER})(?:(?:{_RANKED})目|位|号(?!機|館|線|室))", _ordinal),
        (r"(?P<n>[三四五六3-6])たび(?!重)", _ordinal),
        (rf"(?:通算|累計|合わせて|合計|都合)(?:で)?(?P<n>{SMALL})(?:回|度)(?!目)", _ordinal),
        (
            rf"{_START}(?P<n>{SMALL})(?:回|度)(?=(?:に達|会|顔を合わせ|対面|向き合|対座|膝を))",
            _ordinal,
        ),
        (r"初めて(?:の)?|初の|1番目", _first),
        (
            rf"(?<![\d年])(?P<n>{SMALL})(?P<span>{_SPAN})間?(?P<half>半)?(?!目|生|金|収|度|代(?!わ)|の\d|\d)",
            _duration,
        ),
        (r"半(?P<span>年|月|日|世紀)(?![一-龥])", _half_span),
        (rf"(?:賛成|反対|棄権|無効)(?P<n>{SMALL})(?!票|人|対|\d)", _vote),
        (rf"{_START}{_RANGE}(?:余り?|数)?の?(?P<unit>{counted})(?!目)", number_of_things),
        (rf"{_OF_PREFECTURES}(?P<n>{SMALL})つ", _prefectures),
        (rf"{_OF_PREFECTURES}(?P<n>{NUMBER}){_IN_ALL}", _prefectures),
        (r"(?<![ァ-ヶー])ゼロ(?![ァ-ヶー]|回答|歳)", _none_of),
        (
            r"(?<![\d.・,A-Za-zァ-ヶー第])(?P<n>\d[\d,]*(?:[.・]\d+)?)(?![\d・,]|\.\d|年|月|日|時|[A-Za-z])",
            _bare,
        ),
    )
    return cjk_rules(sources)


def read_amounts(text: str, taken: Sequence[tuple[int, int]]) -> list[Value]:
    """Amounts in a folded sentence, in order.

    Args:
        text: the sentence, folded by `extractors.numbers.fold`.
        taken: spans that are dates already.

    Returns:
        Values that overlap neither those spans nor one another.
    """
    spans = list(taken)
    found: list[Value] = []
    for rule, reader in _rules().applicable(text):
        for match in rule.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in spans) or _is_word(match):
                continue
            value = reader(match)
            if value is not None:
                found.append(value)
                spans.append((start, end))
    return sorted(found, key=lambda value: value.start)


def _is_word(match: re.Match[str]) -> bool:
    """A kanji numeral inside a longer word (`統一地方選`, `一部`) counts nothing."""
    groups = match.groupdict()
    first = groups.get("n") or groups.get("whole") or ""
    if not IS_KANJI.match(first):
        return False
    before = match.string[match.start("n" if groups.get("n") else "whole") - 1 : match.start()]
    is_single = len(first) == 1
    if groups.get("unit") in _SURE_COUNTERS:
        return False
    return is_single and bool(before) and "一" <= before <= "龥" and before not in "約計全各延第超"
