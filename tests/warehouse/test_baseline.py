"""Baseline packs from their folders."""

from __future__ import annotations

import itertools
import shutil
from datetime import date
from pathlib import Path

import pytest

from extractors.yamlfile import YamlError
from warehouse import baseline
from warehouse.judging.model import ClaimType
from warehouse.judging.pack import Pack

NARA = baseline.SHIPPED / "nara"


@pytest.fixture(scope="module")
def nara() -> Pack:
    return baseline.shipped_pack("nara")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(NARA, tmp_path / "nara"))


def edit(path: Path, old: str, new: str) -> int:
    """Replace a text that must be there; give the line it stood on."""
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return line


def test_nara_has_its_claims_of_every_type(nara: Pack) -> None:
    assert len(nara.claims) == 42
    assert {claim.type for claim in nara.claims.values()} == set(ClaimType)
    assert nara.as_of == date(2026, 1, 14)


def test_every_claim_is_stated_in_every_language_and_says_who_says_so(nara: Pack) -> None:
    for claim in nara.claims.values():
        assert set(claim.statement) == {"en", "ja", "ko"}
        assert claim.seeds
        assert claim.as_of <= nara.as_of


def test_values_are_typed(nara: Pack) -> None:
    day = nara.claims["summit.date"].value
    assert (day.kind, day.first, day.also) == ("date", "2026-01-13", ("2026-01-14",))
    assert nara.claims["seafood-ban.scope"].value.number == 8
    assert nara.claims["seafood-ban.status"].value.rung == "in-force"
    holder = nara.claims["office.japan-pm"].value
    assert (holder.entities, holder.former) == (
        ("person.takaichi-sanae",),
        "person.ishiba-shigeru",
    )


def test_seeds_that_say_otherwise_are_kept(nara: Pack) -> None:
    assert [item.seed for item in nara.claims["summit.date"].disagreements] == ["001"]
    assert [item.seed for item in nara.claims["summit.outcome"].disagreements] == ["001"]
    growth = nara.claims["noodles.exports"].growth[0]
    assert growth.percent == 21.8
    assert growth.computed == pytest.approx(22.58, abs=0.01)


def test_everybody_named_in_a_claim_has_names_in_every_language(nara: Pack) -> None:
    named = {name for claim in nara.claims.values() for name in claim.value.entities}
    assert named
    for name in named:
        assert {"en", "ja", "ko"} <= set(nara.entities[name].names), name


def test_one_term_of_office_ends_before_the_next_begins(nara: Pack) -> None:
    terms: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for holder in nara.holders:
        span = (holder.first, holder.last or date.max)
        terms.setdefault((holder.title, holder.country), []).append(span)
    for spans in terms.values():
        ordered = sorted(spans)
        assert all(a[1] < b[0] for a, b in itertools.pairwise(ordered))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("claims.yaml", "type: fact", "type: fuct", "'fuct' is not one of fact"),
        ("claims.yaml", "ladder: practice", "ladder: practise", "'practise' is not one of"),
        ("claims.yaml", "rung: active}", "rung: lifted}", "'lifted' is not one of active"),
        ("claims.yaml", "first: 2026-01-13", "first: 13 January", "a day as YYYY-MM-DD"),
        ("claims.yaml", 'seeds: ["002"]', 'seeds: ["009"]', "'009' is not one of"),
        ("claims.yaml", "number: 2, unit: day", "unit: day", "needs a number"),
        ("claims.yaml", "[place.nara]", "[place.nora]", "'place.nora' is not one of"),
        ("seeds.yaml", "  title:", "  titel:", "unknown key 'titel'"),
        ("entities/people.yaml", "    country: KR", "    land: KR", "unknown key 'land'"),
        ("entities/places.yaml", "place.kyoto", "spot.kyoto", "does not begin with one of"),
        ("pack.yaml", "version:", "versoin:", "unknown key 'versoin'"),
    ],
)
def test_faults_are_told_with_file_and_line(
    copy: Path, file: str, old: str, new: str, words: str
) -> None:
    line = edit(copy / file, old, new)
    with pytest.raises(YamlError, match=words) as caught:
        baseline.load_pack(copy)
    assert caught.value.path == str(copy / file)
    assert abs(caught.value.line - line) <= 1  # a fault of a whole claim stands on its first line


def test_an_entity_stands_in_one_file_only(copy: Path) -> None:
    (copy / "entities" / "zz.yaml").write_text("entities:\n  place.kyoto: {names: {en: [Kyoto]}}\n")
    with pytest.raises(YamlError, match=r"zz\.yaml:2: entity 'place\.kyoto' is already"):
        baseline.load_pack(copy)


def test_a_missing_folder_or_file_is_named(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(YamlError, match="nowhere: no such folder"):
        baseline.load_pack(tmp_path / "nowhere")
    (copy / "seeds.yaml").unlink()
    with pytest.raises(YamlError, match=r"seeds\.yaml: No such file"):
        baseline.load_pack(copy)


def test_an_unknown_shipped_pack_names_those_there_are() -> None:
    with pytest.raises(YamlError, match="no pack 'mito' is shipped; there is nara"):
        baseline.shipped_pack("mito")
