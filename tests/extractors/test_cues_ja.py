"""Japanese cues: short cases in pairs; what stands left is news of the rung, what stands right is not."""

import pytest

from extractors.cues import read_cues
from extractors.lexicon import load_lexicon
from extractors.model import Certainty
from extractors.patterns import check


def certainties(text, ladder, rung, *, is_title=False):
    cues = read_cues(text, "ja", [ladder], is_title=is_title)
    return {str(cue.certainty) for cue in cues if cue.rung == rung}


def asserted(text, ladder, *, is_title=False):
    cues = read_cues(text, "ja", [ladder], is_title=is_title)
    return {cue.rung for cue in cues if cue.certainty is Certainty.ASSERTED}


ENDINGS = [
    ("解除した", "asserted"),
    ("解除しました", "asserted"),
    ("解除したと発表した", "asserted"),
    ("解除したことが分かった", "asserted"),
    ("解除しており、業者は喜ぶ", "asserted"),
    ("解除しないわけではない", "asserted"),
    ("解除していない", "negated"),
    ("解除しなかった", "negated"),
    ("解除しておらず、めども立たない", "negated"),
    ("解除せずに年を越した", "negated"),
    ("解除した形跡はない", "negated"),
    ("解除したわけではない", "negated"),
    ("解除には至っていない", "negated"),
    ("解除する", "planned"),
    ("解除します", "planned"),
    ("解除する方針だ", "planned"),
    ("解除する予定だ", "planned"),
    ("解除する見通しだ", "planned"),
    ("解除することを決めた", "planned"),
    ("解除すると表明した", "planned"),
    ("解除を検討している", "considered"),
    ("解除するかどうか検討する", "considered"),
    ("解除の是非を議論している", "considered"),
    ("解除を求めた", "demanded"),
    ("解除するよう求めた", "demanded"),
    ("解除を強く要請した", "demanded"),
    ("解除したとの報道を否定した", "denied"),
    ("解除したとする記事は事実ではないと述べた", "denied"),
    ("解除した事実はないと説明した", "denied"),
    ("解除したとの観測が広がった", "rumoured"),
    ("解除したとみられる", "rumoured"),
    ("解除したらしい", "rumoured"),
    ("解除した模様だ", "rumoured"),
    ("解除すれば、価格は下がる", "conditional"),
    ("解除した場合、価格は下がる", "conditional"),
    ("解除するのか", "question"),
    ("解除はいつになるのだろうか", "question"),
    ("解除すべきだ", "opinion"),
    ("解除するのは時期尚早だ", "opinion"),
    ("解除した経緯がある", "background"),
    ("解除したことがある", "background"),
    ("解除していた", "background"),
]


@pytest.mark.parametrize(("ending", "certainty"), ENDINGS)
def test_the_ending_decides(ending, certainty):
    assert certainties(f"韓国は水産物の禁輸を{ending}。", "restriction", "lifted") == {certainty}


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("韓国、水産物の禁輸解除", "asserted"),
        ("韓国、禁輸を解除　１３年ぶり", "asserted"),
        ("禁輸撤廃　女川に歓声", "asserted"),
        ("韓国、禁輸解除へ", "planned"),
        ("韓国、禁輸解除か", "question"),
        ("韓国、禁輸解除を検討", "considered"),
        ("韓国、禁輸解除検討", "considered"),
        ("日本、韓国に禁輸解除求める", "demanded"),
        ("韓国、禁輸解除せず", "negated"),
    ],
)
def test_headlines(title, certainty):
    assert certainties(title, "restriction", "lifted", is_title=True) == {certainty}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("２０１３年９月、韓国は禁輸を解除した。", "background"),
        ("平成２５年に韓国は禁輸を解除した。", "background"),
        ("かつて韓国は禁輸を解除した。", "background"),
        ("国民が納得すれば、韓国は禁輸を解除する。", "conditional"),
        ("消息筋によると、韓国は禁輸を解除した。", "rumoured"),
        ("農水省によると、韓国は禁輸を解除した。", "asserted"),
        ("韓国は禁輸を解除し、検査も緩めた。", "asserted"),
        ("日本は撤廃を求めてきたが、韓国は禁輸を解除した。", "asserted"),
    ],
)
def test_what_stands_around_the_cue(text, certainty):
    assert certainty in certainties(text, "restriction", "lifted")


RUNGS = [
    (
        "restriction",
        "in-force",
        "韓国は８県の水産物の輸入を禁じている。",
        "韓国は輸入を禁じるべきだ。",
    ),
    ("restriction", "in-force", "禁輸は今も続いている。", "禁輸は続くのか。"),
    (
        "restriction",
        "tightened",
        "中国は輸出規制を強化した。",
        "中国は輸出規制の強化を検討している。",
    ),
    ("restriction", "tightened", "規制の対象に磁石を加えた。", "規制の対象に磁石を加える予定だ。"),
    ("restriction", "eased", "政府は検査の手続きを簡素化した。", "政府は検査を簡素化していない。"),
    (
        "restriction",
        "eased",
        "８県のうち２県で禁輸を解除した。",
        "２県で禁輸を解除するよう求めた。",
    ),
    ("restriction", "lifted", "禁輸が解けた。", "禁輸が解ければ、浜は潤う。"),
    ("restriction", "lifted", "政府は規制を撤廃した。", "規制の撤廃には至らなかった。"),
    ("restriction", "reinstated", "韓国は禁輸を再び導入した。", "韓国は禁輸を再び導入する方針だ。"),
    ("restriction", "reinstated", "禁輸措置が復活した。", "禁輸措置は復活しなかった。"),
    (
        "initiative",
        "proposed",
        "大統領は共同基金の創設を提案した。",
        "大統領が基金の創設を提案したとの報道を否定した。",
    ),
    (
        "initiative",
        "under-discussion",
        "両国は基金の創設について協議している。",
        "基金を協議するよう求めた。",
    ),
    ("initiative", "planned", "両国は供給網を整える計画だ。", "供給網を整える計画はない。"),
    ("initiative", "agreed", "両首脳は基金の設立で合意した。", "両首脳は合意に至らなかった。"),
    ("initiative", "agreed", "両国は協力で一致した。", "両国は協力で一致するとみられる。"),
    ("initiative", "signed", "両外相は協定に署名した。", "両外相は協定に署名していない。"),
    ("initiative", "signed", "日韓、覚書を締結した。", "日韓は来月、覚書を締結する。"),
    ("initiative", "launched", "共同基金が発足した。", "共同基金は４月に発足する。"),
    ("initiative", "launched", "輸送船が運航を始めた。", "運航を始めれば費用は下がる。"),
    (
        "initiative",
        "stalled",
        "計画は暗礁に乗り上げた。",
        "計画が暗礁に乗り上げたとの見方を否定した。",
    ),
    ("initiative", "cancelled", "両国は共同開発を中止した。", "共同開発を中止すべきだ。"),
    ("initiative", "cancelled", "基金の構想は白紙に戻った。", "構想が白紙に戻ったわけではない。"),
    ("pact", "in-force", "協定は今も有効だ。", "協定は有効なのか。"),
    ("pact", "expanded", "両国は協定を宇宙分野に拡大した。", "協定の拡大を検討している。"),
    ("pact", "suspended", "韓国は協定の効力を停止した。", "韓国は効力の停止を検討している。"),
    ("pact", "terminated", "韓国は協定を破棄した。", "韓国は協定を破棄しなかった。"),
    ("pact", "terminated", "協定は失効した。", "協定が失効した場合、共有は止まる。"),
    ("dispute", "unresolved", "拉致問題は未解決だ。", "拉致問題は未解決なのか。"),
    ("dispute", "in-talks", "両国は賠償をめぐり協議を始めた。", "両国は協議を始めていない。"),
    ("dispute", "eased", "両国の対立が和らいだ。", "対立が和らぐとの見方がある。"),
    ("dispute", "settled", "原告と会社が和解した。", "原告は和解を拒んだ。"),
    ("dispute", "settled", "訴訟は決着した。", "訴訟が決着すれば、関係は進む。"),
    ("dispute", "escalated", "領有権をめぐる対立が激化した。", "対立が激化する恐れがある。"),
    ("practice", "active", "両軍は共同訓練を続けている。", "共同訓練を続けるよう求めた。"),
    ("practice", "paused", "首脳の往来は中断した。", "首脳の往来は中断していない。"),
    (
        "practice",
        "ended",
        "両国は情報の共有を打ち切った。",
        "情報の共有を打ち切ったとの説を否定した。",
    ),
    ("membership", "interested", "韓国は加盟に関心を示した。", "韓国は加盟に関心を示していない。"),
    ("membership", "seeking", "韓国は加盟を目指している。", "韓国は加盟を目指すのか。"),
    ("membership", "applied", "韓国は加入を申請した。", "韓国は加入を申請する方針だ。"),
    ("membership", "negotiating", "韓国は加盟交渉に入った。", "韓国は加盟交渉に入っていない。"),
    ("membership", "approved", "加盟国は韓国の加入を承認した。", "加入の承認を求めた。"),
    ("membership", "joined", "韓国が協定に加入した。", "韓国が加入すれば、市場は広がる。"),
    ("membership", "withdrawn", "韓国は申請を取り下げた。", "韓国は申請を取り下げない。"),
    ("membership", "rejected", "加盟国は申請を却下した。", "申請が却下されたとの情報がある。"),
]


@pytest.mark.parametrize(("ladder", "rung", "news", "no_news"), RUNGS)
def test_rungs_in_pairs(ladder, rung, news, no_news):
    assert rung in asserted(news, ladder)
    assert not asserted(no_news, ladder) & {rung}


@pytest.mark.parametrize(
    ("text", "ladder", "rungs"),
    [
        ("加盟国は申請を却下した。", "membership", {"rejected"}),
        ("航空会社は撤退を検討している。", "initiative", set()),
        ("台湾当局は申請の撤回を認めた。", "membership", {"withdrawn"}),
        ("中国は凍結していた輸出規制を再発動した。", "restriction", {"reinstated"}),
        ("両国は和解協議に入った。", "dispute", {"in-talks"}),
        ("禁輸解除の条件を詰めた。", "restriction", set()),
        ("解除を歓迎する声が上がった。", "restriction", set()),
    ],
)
def test_the_predicate_carries_the_news(text, ladder, rungs):
    assert asserted(text, ladder) == rungs


def test_offsets_point_into_the_original():
    text = "ＧＳＯＭＩＡを韓国が㌔単位で破棄した。"
    (cue,) = read_cues(text, "ja", ["pact"])
    assert text[cue.start : cue.end] == "破棄"


def test_a_cue_explains_itself():
    (cue,) = read_cues("韓国は禁輸の解除を求めた。", "ja", ["restriction"])
    assert cue.marker == "を求め"
    assert cue.rule == "restriction/lifted/words demand"


def test_every_pattern_compiles():
    lexicon = load_lexicon("ja")
    for source in (*lexicon.rung_patterns.sources, *lexicon.marker_patterns.sources):
        check(source)


@pytest.mark.parametrize(
    ("text", "ladder", "rung"),
    [
        ("大統領は２日間の訪問を終え、帰国した。", "practice", "ended"),
        ("首脳会談は約１時間で終わった。", "practice", "ended"),
        ("両国は情報共有が抑止力になるとした。", "practice", "paused"),
        ("両首脳は会場で握手した。", "initiative", "agreed"),
        ("水素供給計画は水素船を使う。", "initiative", "cancelled"),
        ("両首脳は防衛協力の強化で一致した。", "restriction", "tightened"),
        ("両国は安全保障の関係を強化した。", "dispute", "escalated"),
        ("両首脳は拉致問題の解決へ協力することで合意した。", "dispute", "settled"),
        ("大統領は１４日、帰国した。", "dispute", "eased"),
        ("首相は会見で声明をまとめた。", "dispute", "settled"),
        ("加盟国の会合で結論が出た。", "membership", "withdrawn"),
        ("韓国は加盟交渉を引き続き進める。", "membership", "withdrawn"),
        ("首相は会議に入った。", "membership", "joined"),
        ("日本は韓国の加盟申請を歓迎した。", "membership", "approved"),
        ("日本は韓国の加盟申請を歓迎した。", "membership", "applied"),
        ("また、首相は輸入規制の撤廃が要ると強調した。", "restriction", "reinstated"),
        ("５年ぶりに首脳会談が開かれた。", "restriction", "lifted"),
        ("両国は加盟への認識を共有した。", "membership", "approved"),
        ("協定に基づく情報を判断に生かす。", "pact", "suspended"),
        ("韓国は今年の訓練を抑止の柱とした。", "practice", "paused"),
    ],
)
def test_ordinary_news_is_no_move(text, ladder, rung):
    assert rung not in asserted(text, ladder)
