"""Watch files: what stands beside `terms.yaml` and `claims.yaml` adds to them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.yamlfile import YamlError
from warehouse.baseline import load_pack
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText
from warehouse.watchfile import check_watch

HERRING = Path(__file__).parents[1] / "data/packs/herring"
TEXT = "Norvania and Estmark have hauled the gillnet rule of the Skar Strait ashore."
MORE = """
- claim: netting-ban.status
  reader: status
  about:
    - {in: [old-rule], near: [strait]}
  cues:
    en:
      lifted: ['{hauled} [^.]{0,60}ashore']
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return shutil.copytree(HERRING, tmp_path / "pack")


def alerts(pack: Path) -> list[str]:
    article = ArticleText("1", "Nets", TEXT, datetime(2031, 6, 1, tzinfo=UTC), "en")
    return [f.value for f in Judge(load_pack(pack)).judge(article).findings if f.is_alerting]


def check(folder: Path) -> None:
    pack = load_pack(folder)
    check_watch(pack.watch, pack.languages, pack.ladders)


def test_files_beside_add_words_subjects_and_cues(pack: Path) -> None:
    before = alerts(pack)
    (pack / "watch/terms-more.yaml").write_text("old-rule:\n  en: [gillnet rule]\n")
    (pack / "watch/forms-more.yaml").write_text("hauled:\n  en: [dragged, hauled]\n")
    (pack / "watch/claims-more.yaml").write_text(MORE)
    assert (before, alerts(pack)) == ([], ["lifted"])


def test_statuses_may_stand_in_files_by_subject(pack: Path) -> None:
    watched = [watch.claim for watch in Judge(load_pack(pack)).watchlist.watches]
    first, *others = (pack / "watch/claims.yaml").read_text().split("\n- claim: ")
    (pack / "watch/claims.yaml").write_text(first)
    (pack / "watch/statuses-fish.yaml").write_text("".join(f"\n- claim: {o}" for o in others))
    assert [watch.claim for watch in Judge(load_pack(pack)).watchlist.watches] == watched


def test_what_is_added_to_must_be_watched(pack: Path) -> None:
    (pack / "watch/claims-more.yaml").write_text("- claim: nobody.knows\n  reader: status\n")
    with pytest.raises(YamlError, match=r"claims-more\.yaml:1.*nobody"):
        alerts(pack)


KOREAN = """
language: ko
words: {net: [자망]}
claims:
  - claim: netting-ban.status
    cues: {lifted: {verb: ['<net> .. 거뒀']}}
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("netting-ban.status", "nobody.knows", "no status claim"),
        ("lifted", "flooded", "no rung"),
        ("verb", "adverb", "should begin with"),
        ("<net>", "<line>", "unknown word list"),
        ("language: ko", "language: xx", "xx"),
    ],
)
def test_faults_in_words_of_one_language_name_their_file(
    pack: Path, old: str, new: str, fault: str
) -> None:
    (pack / "watch/words-ko-nets.yaml").write_text(KOREAN.replace(old, new))
    with pytest.raises(YamlError, match=rf"words-ko-nets\.yaml.*{fault}"):
        check(pack)


def test_faulty_patterns_name_their_line_when_checked_and_when_met(pack: Path) -> None:
    (pack / "watch/terms-more.yaml").write_text("old-rule:\n  en: [gillnet rule]\n")
    (pack / "watch/claims-more.yaml").write_text(MORE.replace("{hauled}", "hauled ("))
    for use in (check, alerts):
        with pytest.raises(YamlError, match=r"claims-more\.yaml:8: not a regular expression"):
            use(pack)


def test_faulty_words_of_sets_name_their_line(pack: Path) -> None:
    (pack / "watch/terms-more.yaml").write_text("old-rule:\n  en:\n    - gillnet\n    - /(net/\n")
    with pytest.raises(YamlError, match=r"terms-more\.yaml:4: not a regular expression"):
        check(pack)
