"""Japanese values: a table of short phrases, read against Saturday 21 November 2026."""

from datetime import date

import pytest

from extractors.model import ValueKind
from extractors.values import read_values

PUBLISHED = date(2026, 11, 21)
DATES = (ValueKind.DATE, ValueKind.DATE_RANGE)


def read(text, **options):
    return read_values(text, "ja", PUBLISHED, **options)


def one(text, *kinds, **options):
    found = [value for value in read(text, **options) if value.kind in kinds]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("２０２６年１月１３日、奈良で会談した", "2026-01-13", "2026-01-13"),
        ("令和８年１月１３日に署名した", "2026-01-13", "2026-01-13"),
        ("平成２５年９月に始まった", "2013-09-01", "2013-09-30"),
        ("昭和四十年６月に結んだ", "1965-06-01", "1965-06-30"),
        ("令和元年度の予算", "2019-04-01", "2020-03-31"),
        ("昨年１０月３０日に会った", "2025-10-30", "2025-10-30"),
        ("昨年11月に会談した", "2025-11-01", "2025-11-30"),
        ("一昨年の春に始めた", "2024-03-01", "2024-05-31"),
        ("来年１月に訪れる", "2027-01-01", "2027-01-31"),
        ("２４年６月に始まった", "2024-06-01", "2024-06-30"),
        ("１月１３日に会談した", "2026-01-13", "2026-01-13"),
        ("１月１３日に会談する", "2027-01-13", "2027-01-13"),
        ("２０日に署名した", "2026-11-20", "2026-11-20"),
        ("２５日に署名する予定だ", "2026-11-25", "2026-11-25"),
        ("３０日に署名した", "2026-10-30", "2026-10-30"),
        ("来る３日に開く", "2026-12-03", "2026-12-03"),
        ("１３、１４両日に訪日する", "2026-12-13", "2026-12-14"),
        ("１８日から２０日まで開かれた", "2026-11-18", "2026-11-20"),
        ("１１月２５～２７日に開く", "2026-11-25", "2026-11-27"),
        ("先月末に告示した", "2026-10-21", "2026-10-31"),
        ("来月上旬に開く", "2026-12-01", "2026-12-10"),
        ("今月半ばに集まった", "2026-11-11", "2026-11-20"),
        ("先週金曜日に会った", "2026-11-13", "2026-11-13"),
        ("来週月曜に開く", "2026-11-23", "2026-11-23"),
        ("今週末に訪れる", "2026-11-21", "2026-11-22"),
        ("きのう発表した", "2026-11-20", "2026-11-20"),
        ("おととい決めた", "2026-11-19", "2026-11-19"),
        ("あさって会談する", "2026-11-23", "2026-11-23"),
        ("昨秋から続く", "2025-09-01", "2025-11-30"),
        ("来夏に開く", "2027-06-01", "2027-08-31"),
        ("年内に申請する", "2026-11-21", "2026-12-31"),
        ("年度内に始める", "2026-11-21", "2027-03-31"),
        ("今年上半期の輸出", "2026-01-01", "2026-06-30"),
        ("７～９月期の成長率", "2026-07-01", "2026-09-30"),
        ("２０２７年度の開設", "2027-04-01", "2028-03-31"),
        ("年明け早々に訪れる", "2027-01-01", "2027-01-10"),
        ("７月第１週の調査", "2026-07-01", "2026-07-07"),
    ],
)
def test_dates(text, first, last):
    value = one(text, *DATES)
    assert (value.first, value.last) == (first, last)
    assert value.text == text[value.start : value.end]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("同日、署名した", "2026-03-02"),
        ("前日に会った", "2026-03-01"),
        ("翌日に帰国した", "2026-03-03"),
        ("同月２０日に署名した", "2026-03-20"),
    ],
)
def test_that_day_hangs_on_the_anchor(text, first):
    assert one(text, *DATES, anchor=date(2026, 3, 2)).first == first


def test_that_month_hangs_on_the_month_named_in_the_sentence():
    values = read("訪韓は来年４月で、同月２０日を軸に調整している。")
    assert [value.first for value in values] == ["2027-04-01", "2027-04-20"]


@pytest.mark.parametrize(
    "text", ["５日間続いた", "９０日前までに", "３日連続で", "一部の品目", "統一した"]
)
def test_what_is_no_date(text):
    assert not [value for value in read(text) if value.kind in DATES]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("福島など８県の水産物", 8, "prefecture"),
        ("八つの県", 8, "prefecture"),
        ("八県の水産物", 8, "prefecture"),
        ("１２カ国が参加する", 12, "country"),
        ("十二か国", 12, "country"),
        ("千四百二十万人が訪れた", 14_200_000, "person"),
        ("３万２千人が集まった", 32_000, "person"),
        ("乗組員十一人を救助", 11, "person"),
        ("五項目で一致", 5, "item"),
        ("３０機余りが加わった", 30, "unit"),
        ("２・４倍に増えた", 2.4, "times"),
        ("輸出は倍増した", 2, "times"),
        ("２・６倍増だった", 3.6, "times"),
        ("６度を数える", 6, "time"),
        ("７８００トンを流す", 7800, "tonne"),
    ],
)
def test_counted_things(text, amount, unit):
    value = one(text, ValueKind.NUMBER)
    assert (value.amount, value.unit) == (amount, unit)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("１５億２千万ドル", 1_520_000_000, "USD"),
        ("15億2000万ドル", 1_520_000_000, "USD"),
        ("１５億２，０００万ドル", 1_520_000_000, "USD"),
        ("１１兆円", 11_000_000_000_000, "JPY"),
        ("四億三千万ウォン", 430_000_000, "KRW"),
        ("１６８円４０銭", 168.4, "JPY"),
        ("七千元", 7000, "CNY"),
        ("＄１５億", 1_500_000_000, "USD"),
    ],
)
def test_money(text, amount, currency):
    value = one(text, ValueKind.MONEY)
    assert (value.amount, value.unit) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("支持率は６１％", 61),
        ("２１・８％増", 21.8),
        ("２１．８パーセント", 21.8),
        ("６割", 60),
        ("６割３分", 63),
        ("６割台半ば", 65),
        ("１割減", 10),
        ("３分の２", 66.7),
        ("３人に１人", 33.3),
        ("過半数が", 50),
    ],
)
def test_percent(text, amount):
    assert one(text, ValueKind.PERCENT).amount == amount


@pytest.mark.parametrize("text", ["２ポイント", "２％ポイント", "２パーセントポイント", "２pt"])
def test_points_are_not_percent(text):
    (value,) = read(text)
    assert (value.kind, value.amount) == (ValueKind.POINTS, 2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("２回目の会談", 2),
        ("就任後５回目", 5),
        ("３度目の対面", 3),
        ("第２１代大統領", 21),
        ("世界５位", 5),
        ("２番目に多い", 2),
        ("１３カ国目", 13),
        ("初めての会談", 1),
    ],
)
def test_ordinals(text, amount):
    assert one(text, ValueKind.ORDINAL).amount == amount


@pytest.mark.parametrize(
    ("text", "days", "span"),
    [
        ("１泊２日の日程", 2, (("nights", 1), ("days", 2))),
        ("４泊６日で", 6, (("nights", 4), ("days", 6))),
        ("日帰りで訪れた", 1, (("days", 1),)),
        ("５日間の日程", 5, (("days", 5),)),
        ("２週間延びた", 14, (("weeks", 2),)),
        ("３カ月間続く", None, (("months", 3),)),
        ("半年ぶり", None, (("months", 6),)),
        ("１時間半", None, (("minutes", 90),)),
        ("２時間１５分", None, (("minutes", 135),)),
        ("五十年に及ぶ", None, (("years", 50),)),
    ],
)
def test_durations(text, days, span):
    value = one(text, ValueKind.DURATION)
    assert (value.days, value.span) == (days, span)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("約１０人", "about"),
        ("１０人前後", "about"),
        ("１０人程度", "about"),
        ("１０人を超えた", "more-than"),
        ("１０人余り", "more-than"),
        ("１０人以上", "at-least"),
        ("１０人を下らない", "at-least"),
        ("１０人未満", "less-than"),
        ("１０人足らず", "less-than"),
        ("１０人以下", "at-most"),
        ("最大１０人", "at-most"),
        ("１０人近く", "nearly"),
        ("１０人だった", ""),
    ],
)
def test_qualifiers(text, qualifier):
    assert one(text, ValueKind.NUMBER).qualifier == qualifier


def test_a_range_keeps_both_ends():
    value = one("１０～１５人が集まる", ValueKind.NUMBER)
    assert (value.amount, value.high) == (10, 15)
