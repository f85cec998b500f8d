"""English amounts: money, percentages and points, fractions, durations, ordinals, counted things."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from extractors.lang.en.numerals import NUMBER, ORDINAL, read_number, read_ordinal
from extractors.lang.en.words import word_set
from extractors.model import Value, ValueKind
from extractors.rules import Rules, latin_rules

Span = tuple[int, int]
Reader = Callable[[re.Match[str]], Value | None]

_CURRENCIES = {
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nt$": "TWD",
    "s$": "SGD",
    "$": "USD",
    "¥": "JPY",
    "₩": "KRW",
    "€": "EUR",
    "£": "GBP",
    "yen": "JPY",
    "won": "KRW",
    "dollar": "USD",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "usd": "USD",
    "krw": "KRW",
    "jpy": "JPY",
    "euro": "EUR",
    "pound": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "baht": "THB",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "eur": "EUR",
    "gbp": "GBP",
    "cny": "CNY",
    "rupee": "INR",
    "rupiah": "IDR",
    "dong": "VND",
    "peso": "PHP",
    "swiss franc": "CHF",
}
_SIGN = r"(?P<sign>US ?\$|A\$|C\$|HK\$|NT\$|S\$|\$|¥|₩|€|£|(?:USD|KRW|JPY|EUR|GBP|CNY)(?= ?\d))"
_NAME = (
    r"(?P<name>yen|won|(?:US |U\.S\. |Australian |Canadian )?dollars?|USD|KRW|JPY|euros?|pounds?|yuan|renminbi"
    r"|rou?bles?|baht|rupees?|rupiah|dong|pesos?|Swiss francs?|EUR|CNY)\b"
)
_JOIN = r"\s?(?:-|–|—|to|and|or)\s?"
_RANGE = rf"(?P<n>{NUMBER})(?:{_JOIN}(?P<h>{NUMBER}))?"
_SIGNED_RANGE = rf"(?P<n>{NUMBER})(?:{_JOIN}(?:US\$|[$¥₩€£])?(?P<h>{NUMBER}))?"
_TRILLION = r"(?P<scale>million|billion|trillion)"
_QUALIFIERS = (
    (
        r"no more than|not more than|at (?:the )?most|up to|a maximum of|as many as|as much as",
        "at-most",
    ),
    (r"no fewer than|no less than|not less than|at least|a minimum of|upwards? of", "at-least"),
    (
        r"more than|over|above|exceeding|north of|in excess of|beyond|past|topping|topped",
        "more-than",
    ),
    (r"less than|fewer than|under|below|short of|within|inside", "less-than"),
    (r"nearly|almost|close to|just shy of|just under|approaching|barely|not quite", "nearly"),
    (
        r"about|around|roughly|some|approximately|an estimated|estimated|circa|an annualised|or so",
        "about",
    ),
)
_QUALIFIER = [
    (re.compile(rf"\b(?:{words})\s*(?:a |the )?$", re.IGNORECASE), name)
    for words, name in _QUALIFIERS
]
_QUALIFIER_REACH = 20
_FRACTIONS = {
    "half": 50.0,
    "a third": 33.3,
    "one third": 33.3,
    "one-third": 33.3,
    "two thirds": 66.7,
    "two-thirds": 66.7,
    "a quarter": 25.0,
    "one quarter": 25.0,
    "one-quarter": 25.0,
    "three quarters": 75.0,
    "three-quarters": 75.0,
    "a fifth": 20.0,
    "one-fifth": 20.0,
    "two-fifths": 40.0,
    "three-fifths": 60.0,
    "four-fifths": 80.0,
    "a tenth": 10.0,
    "one-tenth": 10.0,
}
_MULTIPLES = {
    "doubled": 100.0,
    "doubling": 100.0,
    "tripled": 200.0,
    "trebled": 200.0,
    "halved": 50.0,
}
_LEAD = r"(?<=for |ver |ter |han |hin |rly |ost |out )"
_IN_YEARS = {"decades": 10, "centurys": 100}
_UNIT = r"(?P<unit>hours?|minutes?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))"
_PEOPLE = word_set("people")
_SKIPPED = word_set("counted-adjectives")
_UNIT_NAMES = {
    "prefecture": "prefecture",
    "country": "country",
    "nation": "country",
    "economy": "country",
    "member": "member",
    "state": "state",
    "time": "time",
}


def read_amounts(text: str, taken: Sequence[Span]) -> list[Value]:
    """Every amount of a sentence that does not overlap the spans already `taken`, in order."""
    found: list[Value] = []
    spans = list(taken)
    for pattern, reader in _rules().applicable(text):
        for match in pattern.finditer(text):
            if any(match.start() < last and match.end() > first for first, last in spans):
                continue
            value = reader(match)
            if value is not None:
                found.append(value)
                spans.append((value.start, value.end))
    return sorted(found, key=lambda value: value.start)


def _qualifier(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _QUALIFIER_REACH) : match.start()]
    if re.match(r" or (?:so|more)\b", match.string[match.end() :]):
        return "about" if match.string[match.end() + 4 : match.end() + 6] == "so" else "at-least"
    return next((name for pattern, name in _QUALIFIER if pattern.search(before)), "")


def _make(
    kind: ValueKind,
    match: re.Match[str],
    amount: float | None,
    *,
    unit: str = "",
    high: float | None = None,
) -> Value | None:
    if amount is None:
        return None
    start, end = match.span()
    text = match.string[start:end]
    return Value(
        kind, start, end, text, amount=amount, unit=unit, qualifier=_qualifier(match), high=high
    )


def _range(match: re.Match[str]) -> tuple[float | None, float | None]:
    """Lower and upper number; a scale behind the upper one alone counts for both (`2 to 3 million`)."""
    low, high = match["n"], match.groupdict().get("h")
    if not high:
        return read_number(low), None
    upper = read_number(high)
    scale = re.search(r"[a-z]+$", high, re.IGNORECASE)
    if scale and low[-1].isdigit():
        low = f"{low} {scale.group()}"
    return read_number(low), upper


def _read_money(match: re.Match[str]) -> Value | None:
    groups = match.groupdict()
    currency = (groups.get("sign") or groups.get("name") or "").lower().replace("us $", "us$")
    code = _CURRENCIES.get(currency) or _CURRENCIES.get(currency.removesuffix("s"), "")
    if groups.get("scale"):
        factor = "0.5" if groups.get("half") else "1"
        amount = read_number(f"{factor} {groups['scale']}")
        return _make(ValueKind.MONEY, match, amount, unit=code)
    low, high = _range(match)
    return _make(ValueKind.MONEY, match, low, unit=code, high=high)


def _read_percent(match: re.Match[str]) -> Value | None:
    low, high = _range(match)
    return _make(ValueKind.PERCENT, match, low, high=high)


def _read_share(match: re.Match[str]) -> Value | None:
    """`nine out of ten`, `one in five`: a percentage."""
    part, whole = read_number(match["n"]), read_number(match["h"])
    if part is None or not whole or part > whole:
        return None
    return _make(ValueKind.PERCENT, match, round(100 * part / whole, 1))


def _read_fraction(match: re.Match[str]) -> Value | None:
    return _make(ValueKind.PERCENT, match, _FRACTIONS[match.group().lower()])


def _read_multiple(match: re.Match[str]) -> Value | None:
    return _make(ValueKind.PERCENT, match, _MULTIPLES[match.group().lower()])


def _read_points(match: re.Match[str]) -> Value | None:
    words = match["n"].lower()
    if "basis" in match.group().lower():
        basis = read_number(words)
        return _make(ValueKind.POINTS, match, None if basis is None else basis / 100)
    if words in {"a quarter", "quarter"}:
        return _make(ValueKind.POINTS, match, 0.25)
    if words in {"half a", "a half"}:
        return _make(ValueKind.POINTS, match, 0.5)
    return _make(ValueKind.POINTS, match, 1.0 if words in {"a", "one"} else read_number(words))


def _read_duration(match: re.Match[str]) -> Value | None:
    """`two-day`, `three months`, `a year and seven months`, `eight days`."""
    groups = match.groupdict()
    first = 1.0 if groups["n"].lower() in {"a", "an"} else read_number(groups["n"])
    if first is None:
        return None
    first += 0.5 * bool(groups.get("half"))
    parts = [_length(groups["unit"], first)]
    second = groups.get("n2")
    if second:
        parts.append(_length(groups["unit2"], read_number(second) or 1.0))
    return _duration(match, parts)


def _read_lone(match: re.Match[str]) -> Value | None:
    """`for a week`, `over the past year`."""
    return _duration(match, [_length(match["unit"], 1.0)])


def _read_half(match: re.Match[str]) -> Value | None:
    """`half an hour`, `half a century`."""
    return _duration(match, [_length(match["unit"], 0.5)])


def _length(unit: str, amount: float) -> tuple[str, float]:
    """A unit in the plural with its amount; decades and centuries become years."""
    plural = unit.lower().replace("ies", "y").removesuffix("s") + "s"
    factor = _IN_YEARS.get(plural)
    return ("years", amount * factor) if factor else (plural, amount)


def _duration(match: re.Match[str], parts: list[tuple[str, float]]) -> Value:
    units = dict(parts)
    days = units.get("days")
    if days is None and "weeks" in units:
        days = units["weeks"] * 7
    if days is None and "fortnights" in units:
        days = units["fortnights"] * 14
    if days is None and units.get("nights"):
        days = units["nights"] + 1
    start, end = match.span()
    return Value(
        ValueKind.DURATION,
        start,
        end,
        match.group(),
        days=None if days is None else int(days),
        span=tuple(parts),
        qualifier=_qualifier(match),
    )


def _read_named_duration(match: re.Match[str]) -> Value | None:
    words = match.group().lower()
    if words.startswith("day"):
        return _duration(match, [("days", 1.0)])
    if words.startswith("overnight"):
        return _duration(match, [("nights", 1.0), ("days", 2.0)])
    return _duration(match, [("days", 14.0)])


def _read_ordinal(match: re.Match[str]) -> Value | None:
    number = match.groupdict().get("n")
    amount = int(number) if number else read_ordinal(match["o"])
    return _make(ValueKind.ORDINAL, match, None if amount is None else float(amount))


def _read_count(match: re.Match[str]) -> Value | None:
    low, high = _range(match)
    unit = _unit_after(match.string[match.end() :])
    if match["n"].lower() == "one" and unit not in _UNIT_NAMES.values():
        return None
    if match.groupdict().get("hundreds"):
        low = low and low * 100
    return _make(ValueKind.NUMBER, match, low, unit=unit, high=high)


def _read_twice(match: re.Match[str]) -> Value | None:
    return _make(ValueKind.NUMBER, match, 2.0, unit="time")


def _read_couple(match: re.Match[str]) -> Value | None:
    scale = read_number(f"1 {match['scale']}") if match["scale"] else 1.0
    count = 2.0 if match["count"].lower().endswith("couple of") else 0.0
    amount = count * (scale or 1.0)
    unit = _unit_after(match.string[match.end() :])
    return _make(ValueKind.NUMBER, match, amount, unit=unit)


_NO_NOUN = re.compile(
    r" (?:and|or|but|in|on|at|to|for|by|with|from|as|than|when|while|which|who|that|after|before|since)\b",
    re.IGNORECASE,
)


def _unit_after(rest: str) -> str:
    """The counted noun behind a number in the singular, or empty."""
    words = [str(word).lower() for word in re.findall(r"[-\s]?([A-Za-z%/]+)", rest[:60])]
    is_adjacent = bool(re.match(r"[-\s][A-Za-z]|[A-Za-z]", rest)) and not _NO_NOUN.match(rest)
    for lower in _from_the_head(rest, words[:4]) if is_adjacent else ():
        if lower in _SKIPPED:
            continue
        if lower in _PEOPLE:
            return "person"
        singular = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
        if singular in _UNIT_NAMES:
            return _UNIT_NAMES[singular]
        return singular
    return ""


# '11 existing member countries', 'nine coastal prefectures': adjectives and nouns stand before what is counted.
_HEAD = re.compile(
    r"(?:[-\s](?!(?:of|and|or|in|on|at|to|for|the|was|is|were|are|has|have|had)\b)[a-z]+){0,2}?"
    r"[-\s](?P<head>countries|nations|prefectures|provinces|members|economies|states|governments|signatories"
    r"|people|persons|officials|companies|firms|islands|islets)\b",
    re.IGNORECASE,
)


def _from_the_head(rest: str, words: list[str]) -> list[str]:
    """The words behind a number, from the noun on that is counted where adjectives stand before it."""
    match = _HEAD.match(rest)
    return [match["head"].lower()] if match else words


@cache
def _rules() -> Rules[Reader]:
    """Longest and surest first; a rule's groups are its reader's. Compiled when an English text needs them."""
    return latin_rules((*_MONEY_AND_SHARES, *_DURATIONS, *_COUNTS))


_ONE = rf"(?P<n>{NUMBER})"
_SECOND = rf"(?P<n2>{NUMBER}|an?)[ -]{_UNIT.replace('<unit>', '<unit2>')}"
_MORE = rf"(?:(?:,? (?:and )?|[-,] ?){_SECOND})?"
_OPEN = r"(?<![\w.$¥₩€£/:-])"
_FRACTION = "|".join(sorted(_FRACTIONS, key=len, reverse=True))
_NO_TIME = r"(?![ -](?:hours?|days?|months?|years?|of (?:this|next|last)|dozen|brother|an?\b))"
_POINT = r"(?:(?:percentage|basis)[ -]points?|points?\b|pts?\b|ppts?\b|pp\b|%p)"

_MONEY_AND_SHARES: tuple[tuple[str, Reader], ...] = (
    (rf"{_SIGN}\s?{_SIGNED_RANGE}", _read_money),
    (rf"\b(?P<half>half a ){_TRILLION}[- ]{_NAME}", _read_money),
    (rf"(?<![\w$¥₩€£]){_RANGE}[ -]{_NAME}", _read_money),
    (rf"\b{_TRILLION}-{_NAME}", _read_money),
    (rf"(?<![\w.])(?P<n>{NUMBER}|a quarter|quarter|half a|a half|an?)[ -]?{_POINT}", _read_points),
    (rf"(?<![\w.]){_RANGE}(?:%|[ -](?:percent|per cent|pct)\b)", _read_percent),
    (rf"\b{_ONE} (?:in|out of)(?: every| each)? (?P<h>{NUMBER})\b", _read_share),
    (rf"\b(?:{_FRACTION})\b{_NO_TIME}", _read_fraction),
    (rf"\b(?:{'|'.join(_MULTIPLES)})\b", _read_multiple),
)
_DURATIONS: tuple[tuple[str, Reader], ...] = (
    (
        r"\b(?:overnight (?:stay|trip|visit)|(?<![-\w])day[ -]trip|fortnight(?:-long)?)\b",
        _read_named_duration,
    ),
    (rf"\bhalf an? {_UNIT}\b", _read_half),
    (rf"\b(?P<n>an?) {_UNIT} and (?:{_SECOND}|(?P<half>a half))\b", _read_duration),
    (rf"(?<![\w.$]){_ONE}(?P<half> and a half)?[ -]{_UNIT}{_MORE}(?![ -]old)\b", _read_duration),
    (rf"{_LEAD}(?:an?|the past|the last) {_UNIT}\b(?! (?:ago|earlier|before|later))", _read_lone),
)
_COUNTS: tuple[tuple[str, Reader], ...] = (
    (r"\b(?:No\.|number|#) ?(?P<n>\d+)\b", _read_ordinal),
    (rf"(?P<o>{ORDINAL})", _read_ordinal),
    (
        r"\b(?P<count>(?:a )?couple of|not a single)(?: (?P<scale>dozen|hundred|thousand|million))?",
        _read_couple,
    ),
    (rf"{_OPEN}(?:between (?=\S+ and))?{_RANGE}(?![:/]\d)", _read_count),
    (rf"{_OPEN}{_ONE}(?![:/]\d)", _read_count),
    (r"\btwice\b", _read_twice),
)
