"""Who says what in Korean sentences."""

import pytest

from extractors.attribution import read_speaker


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "verb"),
    [
        ("외교부는 협의가 끝났다고 밝혔다.", "외교부", "institution", "said"),
        ("산업통상부는 대책을 시행했다고 발표했다.", "산업통상부", "institution", "announced"),
        ("강훈식 비서실장은 사실이 아니라고 반박했다.", "강훈식 비서실장", "named", "denied"),
        ('대통령실 고위 관계자는 "확정됐다"고 말했다.', "대통령실 고위 관계자", "unnamed", "said"),
        ("업계에 따르면 양국은 협상을 끝냈다.", "업계", "unnamed", "reported"),
        ("교도통신은 양국이 합의했다고 보도했다.", "교도통신", "media", "reported"),
        ("중국 외교부는 일본이 준비하고 있다고 주장했다.", "중국 외교부", "institution", "claimed"),
        ("어민단체는 규제를 풀라고 촉구했다.", "어민단체", "institution", "urged"),
        ('"수용할 수 없다"고 총리실은 말했다.', "총리실", "institution", "said"),
        ("외교부 당국자는 확인해 줄 수 없다고 했다.", "외교부 당국자", "unnamed", "declined"),
    ],
)
def test_speakers(text, speaker, kind, verb):
    found = read_speaker(text, "ko")
    assert found is not None
    assert (found.text, found.kind, found.verb_kind) == (speaker, kind, verb)
    assert text[found.start : found.end] == speaker


@pytest.mark.parametrize("text", ["수입이 재개됐다.", "빗장이 풀렸다.", "한국이 CPTPP에 가입했다."])
def test_nobody_speaks(text):
    assert read_speaker(text, "ko") is None


def test_relayed():
    found = read_speaker("요미우리를 인용한 국내 매체들은 협상이 끝났다고 전했다.", "ko")
    assert found is not None
    assert found.is_relayed
