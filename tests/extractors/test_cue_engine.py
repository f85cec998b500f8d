"""The shared engine: patterns and their literals, folding with offsets, overlap, certainty."""

import pytest

from extractors.cues import read_cues
from extractors.folding import fold
from extractors.model import Certainty
from extractors.patterns import PatternError, check, compile_patterns, expand
from extractors.sieve import required_literals


@pytest.mark.parametrize(
    ("expression", "literals"),
    [
        ("lift", {"lift"}),
        ("lift(?:s|ed)?", {"lift"}),
        ("eas(?:e|ing)", {"eas"}),
        ("(?:ban|curb)s?", {"ban", "curb"}),
        ("a(?:bcd|efg)", {"bcd", "efg"}),
        ("re-?impose", {"impose"}),
        ("x[ab]longer", {"longer"}),
        (r"\bend\b .{0,9}?freeze", {"freeze"}),
        ("(?<!not )lifted", {"lifted"}),
        ("解(?:い|け)た", {"解"}),
        ("(?:ab)+c{2,3}", {"ab"}),
        ("(?:a|b?)", set()),
        ("[ab]+", set()),
    ],
)
def test_required_literals(expression, literals):
    assert required_literals(expression) == literals


def test_every_match_contains_a_required_literal():
    """The prefilter may not lose a match that the expression alone would find."""
    patterns = compile_patterns(["li(?:ft|mb)", "re-?impose", "(?:ab)+c"])
    for text in ("lift", "limb", "reimpose", "re-impose", "ababc"):
        assert [match.group() for _, match in patterns.finditer(text)] == [text]


def test_words_and_gaps_expand():
    expanded = expand("end .. <ban> ..5 now", {"ban": ["curbs?", "ban"]}, 20)
    assert expanded == "end([^。\\n]{0,20}?)(?:curbs?|ban)([^。\\n]{0,5}?)now"


@pytest.mark.parametrize("expression", ["[ab]", "(?:lift", "x?", "lift)("])
def test_useless_patterns_are_refused(expression):
    with pytest.raises(PatternError):
        check(expression)


def test_unknown_word_list_is_refused():
    with pytest.raises(PatternError, match="unknown word list <ban>"):
        expand("<ban>", {}, 5)


@pytest.mark.parametrize(
    ("text", "needle", "original"),
    [
        ("ＧＳＯＭＩＡを解除", "解除", "解除"),
        ("ﾌﾟﾗﾝを撤回", "プラン", "ﾌﾟﾗﾝ"),
        ("㌔と…解禁", "解禁", "解禁"),
        ("㌔と…解禁", "キロ", "㌔"),
        ("Lee’s CURB", "lee's curb", "Lee’s CURB"),
        ("\u1112\u1162\u110c\u1166", "해제", "\u1112\u1162\u110c\u1166"),
    ],
)
def test_folding_keeps_the_way_back(text, needle, original):
    folded = fold(text)
    start = folded.text.index(needle)
    first, last = folded.original_span(start, start + len(needle))
    assert text[first:last] == original


@pytest.mark.parametrize(
    ("language", "sentence", "rung", "certainty", "words"),
    [
        ("en", "Seoul lifted the ban.", "lifted", Certainty.ASSERTED, "lifted"),
        ("en", "Seoul has not lifted the ban.", "lifted", Certainty.NEGATED, "lifted"),
        ("ja", "韓国は輸入規制を撤廃した。", "lifted", Certainty.ASSERTED, "撤廃"),
        ("ja", "韓国は禁輸の撤廃を求めた。", "lifted", Certainty.DEMANDED, "撤廃"),
        ("ko", "정부는 수입 금지를 해제했다.", "lifted", Certainty.ASSERTED, "해제"),
    ],
)
def test_a_plain_cue_in_each_language(language, sentence, rung, certainty, words):
    cues = [cue for cue in read_cues(sentence, language, ["restriction"]) if cue.rung == rung]
    assert [cue.certainty for cue in cues] == [certainty]
    assert words in sentence[cues[0].start : cues[0].end]


def test_a_language_without_a_lexicon_has_no_cues():
    assert read_cues("Séoul a levé l'interdiction.", "fr") == ()
