"""Who says what in Japanese sentences."""

import pytest

from extractors.attribution import read_speaker


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "verb"),
    [
        ("外務省は協議を終えたと発表した。", "外務省", "institution", "announced"),
        ("高市首相は「撤回しない」と述べた。", "高市首相", "named", "said"),
        ("木原稔官房長官は報道を否定した。", "木原稔官房長官", "named", "denied"),
        ("政府関係者によると、両国は合意した。", "政府関係者", "unnamed", "reported"),
        ("外交筋は「話はついた」と明かす。", "外交筋", "unnamed", "said"),
        ("聯合ニュースは両国が合意したと報じた。", "聯合ニュース", "media", "reported"),
        ("韓国外交部は、日本が約束を破ったと主張した。", "韓国外交部", "institution", "claimed"),
        ("漁協は規制を解くよう求めた。", "漁協", "institution", "urged"),
        ("「受け入れられない」と大統領室は述べた。", "大統領室", "institution", "said"),
        ("外務省は「コメントを控える」と答えた。", "外務省", "institution", "said"),
        ("専門家の一人は、決着済みだとの見立てを示した。", "専門家の一人", "unnamed", "predicted"),
        ("中国外務省は「対抗措置を取る」と警告した。", "中国外務省", "institution", "warned"),
    ],
)
def test_speakers(text, speaker, kind, verb):
    found = read_speaker(text, "ja")
    assert found is not None
    assert (found.text, found.kind, found.verb_kind) == (speaker, kind, verb)
    assert text[found.start : found.end] == speaker


@pytest.mark.parametrize("text", ["輸入が再開された。", "禁輸は解けた。", "韓国は協定に加わった。"])
def test_nobody_speaks(text):
    assert read_speaker(text, "ja") is None


def test_relayed():
    found = read_speaker("ロイター通信は３人の話として中国が準備に入ったと伝えた。", "ja")
    assert found is not None
    assert found.is_relayed
