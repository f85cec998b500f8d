"""Japanese posts: who takes, keeps and leaves them, in pairs of news and no news."""

import pytest

from extractors.model import Certainty
from extractors.offices import read_office_events


def asserted(text):
    events = read_office_events(text, "ja")
    return {event.event for event in events if event.certainty is Certainty.ASSERTED}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("高市早苗氏が第１０４代首相に選出された。", "elected"),
        ("自民党総裁選は小泉氏が決選投票を制した。", "elected"),
        ("衆院は高市氏を首相に指名した。", "elected"),
        ("現職の山田知事が３選を果たした。", "re-elected"),
        ("李在明氏が大統領に就任した。", "sworn-in"),
        ("新司令官が着任した。", "sworn-in"),
        ("首相は外相に山本氏を起用した。", "appointed"),
        ("高市首相が辞意を表明した。", "tendered-resignation"),
        ("高市首相、退陣表明", "tendered-resignation"),
        ("農相が引責辞任した。", "resigned"),
        ("首相が職を退いた。", "resigned"),
        ("首相は法相を更迭した。", "dismissed"),
        ("内閣不信任案が可決された。", "dismissed"),
        ("国会は大統領の弾劾訴追案を可決した。", "impeached"),
        ("村山元首相が死去した。", "died"),
        ("副首相が首相の職務を代行している。", "acting"),
        ("幹事長は続投した。", "retained"),
        ("衆院は内閣不信任決議案を否決した。", "retained"),
        ("李在明大統領が奈良を訪れた。", "holds"),
        ("石破茂前首相は講演した。", "held"),
    ],
)
def test_events(text, event):
    assert event in asserted(text)


@pytest.mark.parametrize(
    "text",
    [
        "首相は辞任を否定した。",
        "首相は辞任しない。",
        "首相が辞任すれば、政局は揺れる。",
        "野党は首相の辞任を求めた。",
        "首相が近く退陣するとの観測が広がっている。",
        "首相は外相の更迭を検討している。",
        "首相は辞任すべきだ。",
        "次の首相には山本氏が有力視される。",
        "首相は来月、辞任する。",
        "かつて首相が辞任した経緯がある。",
    ],
)
def test_no_change(text):
    assert not asserted(text) - {"holds", "held", "retained"}


@pytest.mark.parametrize(
    ("text", "person", "post"),
    [
        ("高市早苗氏が首相に選出された。", "高市早苗", "首相"),
        ("茂木敏充外相が辞任した。", "茂木敏充", "外相"),
        ("韓国の李在明大統領が辞意を表明した。", "李在明", "大統領"),
        ("政府は駐韓大使に相原博之氏を起用した。", "相原博之", "駐韓大使"),
    ],
)
def test_person_and_post(text, person, post):
    event = read_office_events(text, "ja")[0]
    assert (event.person, event.post) == (person, post)
