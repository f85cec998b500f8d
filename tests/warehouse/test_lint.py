"""What the linter says about packs and lexicons."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractors.yamlfile import YamlError
from warehouse.baseline import SHIPPED, load_pack
from warehouse.lint import lint_pack
from warehouse.lint_words import LEXICONS, lint_lexicons
from warehouse.remarks import Remark, Severity
from warehouse.watchfile import read_watch

ROOT = Path(__file__).parents[2]
HERRING = ROOT / "tests/data/packs/herring"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERRING, tmp_path / "herring"))


def remarks(folder: Path, *severities: Severity) -> list[Remark]:
    wanted = severities or (Severity.ERROR, Severity.WARNING)
    return [one for one in lint_pack(folder) if one.severity in wanted]


def test_the_shipped_pack_has_one_doubtful_sum_and_nothing_wrong() -> None:
    found = remarks(SHIPPED / "nara")
    assert [(one.rule, one.severity) for one in found] == [("arithmetic", Severity.WARNING)]
    assert "says 21.8 percent, but 1,240,000,000 to 1,520,000,000 is 22.6" in found[0].message
    assert "allows 21.7 to 23.5" in found[0].message
    line = (
        (SHIPPED / "nara/claims.yaml").read_text(encoding="utf-8").splitlines()[found[0].line - 1]
    )
    assert "percent: 21.8" in line


def test_it_shows_where_the_seeds_disagree() -> None:
    notes = [one for one in lint_pack(SHIPPED / "nara") if one.rule == "disagreement"]
    text = "\n".join(one.message for one in notes)
    assert "summit.date: seed 001 dates the visit 11 January 2026" in text
    assert "summit.outcome: seed 001 expected" in text
    assert "order of the Japanese prime minister's names" in text


def test_a_clean_pack_gives_no_complaint(pack: Path) -> None:
    assert remarks(pack) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "words"),
    [
        ("claims.yaml", "ladder: pact", "ladder: treaty", "schema", "'treaty' is not one of"),
        ("claims.yaml", "rung: planned}", "rung: lifted}", "schema", "'lifted' is not one of"),
        ("claims.yaml", "netting-ban.status:", "treaty.status:", "duplicate", "already in line 1"),
        (
            "claims.yaml",
            "  seeds: [communique, digest]\n",
            "",
            "source",
            "no seed vouches for treaty",
        ),
        ("claims.yaml", "    ko: 공동 부화장이 계획돼 있다.\n", "", "schema", "'ko' is missing"),
        (
            "claims.yaml",
            "percent: 25",
            "percent: 26",
            "arithmetic",
            "says 26 percent, but 32,000 to",
        ),
        ("claims.yaml", "as_of: 2030-05-02", "as_of: 2031-05-02", "date", "after the baseline's"),
        ("claims.yaml", "last: 2030-12-31", "last: 2029-12-31", "date", "is after 2029-12-31"),
        ("seeds.yaml", "outlet: The", "paper: The", "schema", "unknown key 'paper'"),
        (
            "entities/all.yaml",
            "ja: [ノルヴァニア]",
            "ja: [エストマルク]",
            "name",
            "the first is taken",
        ),
        (
            "entities/all.yaml",
            "  country.norvania",
            "  country.estmark",
            "duplicate",
            "already in line 2",
        ),
        (
            "watch/claims.yaml",
            "claim: treaty.status",
            "claim: treaty.state",
            "watch",
            "unknown claim",
        ),
        (
            "watch/claims.yaml",
            "claim: treaty.status",
            "claim: treaty.state",
            "watch",
            "nothing watches",
        ),
        (
            "watch/claims.yaml",
            "reader: amount",
            "reader: amounts",
            "schema",
            "'amounts' is not one of",
        ),
        ("pack.yaml", "id: herring", "id:", "schema", "'id' is missing"),
        ("pack.yaml", "topics:", "topic:", "schema", "unknown key 'topic'"),
        ("watch/terms.yaml", "hatchery: {", "hatchery: # {", "schema", "expected keys and values"),
        ("watch/novel.yaml", "  patterns:", "  - patterns:", "schema", "not YAML"),
        (
            "watch/terms.yaml",
            "en: [hatchery]",
            "en: [hatchery, '!hatchery']",
            "swallowed",
            "both a word",
        ),
    ],
)
def test_faults(pack: Path, file: str, old: str, new: str, rule: str, words: str) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [one for one in remarks(pack) if one.rule == rule and words in one.message]
    assert found, [str(one) for one in remarks(pack)]
    assert found[0].path.startswith(str(pack))
    assert found[0].line > 0


@pytest.mark.parametrize("name", ["claims", "novel", "relevance", "moves"])
def test_a_missing_file_is_named_and_not_taken_for_a_bug(pack: Path, name: str) -> None:
    (pack / f"watch/{name}.yaml").unlink()
    [missing] = [one for one in remarks(pack) if one.severity is Severity.ERROR]
    assert missing.path.endswith(f"watch/{name}.yaml")
    assert missing.message.startswith("no such file; there must be")
    read = load_pack(pack)
    with pytest.raises(YamlError, match="no such file"):
        read_watch(read.watch, read.languages, read.ladders)


def test_it_goes_on_behind_the_first_fault(pack: Path) -> None:
    path = pack / "claims.yaml"
    text = path.read_text(encoding="utf-8").replace("ladder: pact", "ladder: treaty")
    path.write_text(text.replace("percent: 25", "percent: 26"), encoding="utf-8")
    assert {one.rule for one in remarks(pack)} == {"schema", "arithmetic"}


def test_a_broken_file_is_told_with_its_line(pack: Path) -> None:
    (pack / "ladders.yaml").write_text("pact: [in-force\nrestriction: [lifted]\n")
    (pack / "seeds.yaml").unlink()
    found = remarks(pack)
    assert [(Path(one.path).name, one.rule) for one in found] == [
        ("ladders.yaml", "schema"),
        ("seeds.yaml", "schema"),
    ]
    assert found[0].line == 2


def test_overlapping_terms_of_office(pack: Path) -> None:
    with (pack / "entities/all.yaml").open("a", encoding="utf-8") as file:
        file.write("  title.chief: {names: {en: [chief]}}\nholders:\n")
        for first in ("2030-01-01", "2029-01-01"):
            row = (
                f"  - {{title: title.chief, country: XX, person: person.brandt, first: {first}}}\n"
            )
            file.write(row)
    assert [one.rule for one in remarks(pack)] == ["office"]


def test_needless_words_are_told_once_for_a_list(pack: Path) -> None:
    path = pack / "watch/terms.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ko: [쿼터]", "ko: [쿼터, 어획 쿼터, 쿼터제]"), encoding="utf-8")
    notes = [one for one in remarks(pack, Severity.NOTE) if "set quota (ko)" in one.message]
    assert [one.message for one in notes] == [
        "set quota (ko) has needless words: '쿼터' finds 어획 쿼터, 쿼터제"
    ]


def test_decoys_that_hide_nothing(pack: Path) -> None:
    path = pack / "entities/all.yaml"
    text = path.read_text(encoding="utf-8")
    new = "ko: [브란트]}\n    decoys: {en: [Brandt Gate, Berlin Gate]}"
    path.write_text(text.replace("ko: [브란트]}", new, 1), encoding="utf-8")
    notes = [one.message for one in remarks(pack, Severity.NOTE) if one.rule == "decoy"]
    assert notes == ["decoy 'Berlin Gate' of person.brandt contains no name of it"]


def test_a_cue_under_two_rungs(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    path = tmp_path / "ko/rungs-pact.yaml"
    path.write_text(
        "ladder: pact\nrungs:\n  expanded:\n    a: [연장]\n  suspended:\n    b: [정지, 연장]\n"
    )
    found = list(lint_lexicons(tmp_path))
    assert [(one.path, one.line, one.severity) for one in found] == [
        (str(path), 6, Severity.WARNING)
    ]
    assert "'연장' speaks of suspended, and in rungs-pact.yaml:4 of expanded" in found[0].message


def test_a_cue_under_two_rungs_of_a_ladder_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "ko").mkdir()
    for stem, rung in (("pact", "expanded"), ("pact-end", "suspended")):
        text = f"ladder: pact\nrungs:\n  {rung}:\n    a: [연장]\n"
        (tmp_path / f"ko/rungs-{stem}.yaml").write_text(text)
    found = [one.message for one in lint_lexicons(tmp_path)]
    assert found == ["cue '연장' speaks of expanded, and in rungs-pact-end.yaml:4 of suspended"]


def test_the_shipped_lexicons_can_be_read() -> None:
    assert len(list(LEXICONS.glob("*/rungs-*.yaml"))) >= 18
    assert [one for one in lint_lexicons() if one.severity is Severity.ERROR] == []


def test_a_remark_reads_like_a_compilers() -> None:
    remark = Remark("claims.yaml", 3, Severity.ERROR, "schema", "no")
    assert str(remark) == "claims.yaml:3: error: no [schema]"
