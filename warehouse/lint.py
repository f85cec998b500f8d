"""What is wrong or doubtful in a baseline pack: all of it, each with file and line.

`load_pack` stops at the first fault; this goes on behind it and also looks at what a schema cannot say:
figures that do not agree, claims nobody vouches for, seeds that contradict one another, words that swallow
others. Findings about words are in `warehouse.lint_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from extractors import yamlfile
from extractors.yamlfile import Node, YamlError
from warehouse import baseline, lint_words, packfile
from warehouse.judging.model import Claim, Entity, Growth, Holder
from warehouse.remarks import Remark, Severity
from warehouse.watchfile import added_items, check_watch, term_files, watched_items

T = TypeVar("T")
_FILES = ("pack", "ladders", "seeds", "claims")
# Seeds round shares to a tenth; a difference below that is theirs to make.
_ROUNDING_POINTS = 0.1


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read of a pack: typed values with the nodes they came from."""

    as_of: date
    words: packfile.Vocabulary
    claim_nodes: Mapping[str, Node]  # those that could not be typed too
    claims: Mapping[str, tuple[Node, Claim]]
    entities: Mapping[str, tuple[Node, Entity]]
    holders: tuple[tuple[Node, Holder], ...]


def lint_pack(folder: Path) -> tuple[Remark, ...]:
    """Look a pack through.

    Args:
        folder: the pack's folder.

    Returns:
        Remarks by file and line, every one with its severity; none when there is nothing to say.
    """
    remarks: list[Remark] = []
    files = _open(folder, remarks)
    is_whole = not remarks
    if all(name in files for name in _FILES):
        read = _read(files, remarks)
        if read is not None:
            remarks += _claims(read)
            remarks += _seeds(files["seeds"], read)
            remarks += _holders(read)
            remarks += lint_words.lint_names(read.entities.values())
            remarks += _watch(files, read, is_whole=is_whole)
    return tuple(sorted(dict.fromkeys(remarks), key=lambda one: (one.path, one.line, one.rule)))


def _open(folder: Path, remarks: list[Remark]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    paths = [folder / f"{name}.yaml" for name in _FILES]
    paths += sorted(folder.glob("entities/*.yaml")) + sorted(folder.glob("watch/*.yaml"))
    for path in paths:
        node = _tried(lambda path=path: yamlfile.load(path), remarks)  # type: ignore[misc]
        if node is not None:
            found[path.relative_to(folder).with_suffix("").as_posix()] = node
    return found


def _tried(read: Callable[[], T], remarks: list[Remark]) -> T | None:
    try:
        return read()
    except YamlError as error:
        remarks.append(Remark(error.path, error.line, Severity.ERROR, "schema", error.message))
        return None


def _read(files: Mapping[str, Node], remarks: list[Remark]) -> _Read | None:
    head = files["pack"]
    _tried(lambda: head.check_keys(required=baseline.HEAD_KEYS), remarks)
    for key in baseline.HEAD_TEXTS:
        _tried(lambda key=key: head.require_str(key), remarks)  # type: ignore[misc]
    _tried(lambda: head.require("topics").strings(), remarks)
    as_of = _tried(lambda: head.require("as_of").day(), remarks)
    languages = _tried(lambda: head.require("languages").strings(), remarks)
    ladders = _tried(lambda: baseline.read_ladders(files["ladders"]), remarks)
    seeds = _tried(lambda: _unique(files["seeds"].require("seeds"), "seed", remarks), remarks)
    if as_of is None or languages is None or ladders is None or seeds is None:
        return None
    for name, node in seeds.items():
        _tried(lambda name=name, node=node: packfile.read_seed(name, node), remarks)  # type: ignore[misc]
    entities = _entities(files, languages, remarks)
    words = packfile.Vocabulary(languages, ladders, seeds.keys(), entities.keys())
    nodes = _tried(lambda: _unique(files["claims"], "claim", remarks), remarks) or {}
    claims = {
        name: (node, claim)
        for name, node in nodes.items()
        if (claim := _tried(lambda n=name, v=node: packfile.read_claim(n, v, words), remarks))  # type: ignore[misc]
    }
    return _Read(as_of, words, nodes, claims, entities, _terms_of_office(files, entities, remarks))


def _unique(node: Node, kind: str, remarks: list[Remark]) -> dict[str, Node]:
    """Give values by key; a key used twice is remarked on and its first value kept."""
    found: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.pairs():
        name = key.text()
        if name in found:
            message = f"{kind} {name!r} stands already in line {lines[name]}"
            remarks.append(Remark(key.path, key.line, Severity.ERROR, "duplicate", message))
            continue
        found[name], lines[name] = value, key.line
    return found


def _entities(
    files: Mapping[str, Node], languages: tuple[str, ...], remarks: list[Remark]
) -> dict[str, tuple[Node, Entity]]:
    found: dict[str, tuple[Node, Entity]] = {}
    for file in _entity_files(files):
        nodes = _tried(lambda f=file: _unique(f.require("entities"), "entity", remarks), remarks)  # type: ignore[misc]
        for name, node in (nodes or {}).items():
            if name in found:
                message = f"entity {name!r} stands already in {found[name][0].path}"
                remarks.append(Remark(node.path, node.line, Severity.ERROR, "duplicate", message))
                continue
            entity = _tried(
                lambda n=name, v=node: packfile.read_entity(n, v, languages),  # type: ignore[misc]
                remarks,
            )
            if entity is not None:
                found[name] = (node, entity)
    return found


def _entity_files(files: Mapping[str, Node]) -> list[Node]:
    return [node for name, node in files.items() if name.startswith("entities/")]


def _terms_of_office(
    files: Mapping[str, Node], entities: Mapping[str, object], remarks: list[Remark]
) -> tuple[tuple[Node, Holder], ...]:
    found = []
    for file in _entity_files(files):
        nodes = _tried(lambda f=file: f.optional_list("holders"), remarks)  # type: ignore[misc]
        for node in nodes or ():
            holder = _tried(lambda n=node: packfile.read_holder(n, entities.keys()), remarks)  # type: ignore[misc]
            if holder is not None:
                found.append((node, holder))
    return tuple(found)


def _claims(read: _Read) -> Iterator[Remark]:
    for name, (node, claim) in read.claims.items():
        where = (node.path, node.line)
        if not claim.seeds:
            yield Remark(*where, Severity.WARNING, "source", f"no seed vouches for {name}")
        if claim.as_of > read.as_of:
            message = f"{name} holds from {claim.as_of}, after the baseline's {read.as_of}"
            yield Remark(*where, Severity.WARNING, "date", message)
        if claim.value.last and claim.value.first > claim.value.last:
            message = f"{name}: {claim.value.first} is after {claim.value.last}"
            yield Remark(*where, Severity.ERROR, "date", message)
        for growth, item in zip(claim.growth, node.optional_list("growth"), strict=True):
            yield from _growth(name, growth, item)
        for disagreement in claim.disagreements:
            message = f"{name}: seed {disagreement.seed} {disagreement.says}"
            yield Remark(*where, Severity.NOTE, "disagreement", message)
        yield from _named(claim, node, read)


def _named(claim: Claim, node: Node, read: _Read) -> Iterator[Remark]:
    for entity in claim.value.entities:
        names = read.entities[entity][1].names
        missing = [tag for tag in read.words.languages if tag not in names and "mul" not in names]
        if missing:
            message = f"{claim.id} speaks of {entity}, which has no name in {', '.join(missing)}"
            yield Remark(node.path, node.line, Severity.WARNING, "name", message)


def _growth(claim: str, growth: Growth, node: Node) -> Iterator[Remark]:
    if abs(growth.computed - growth.percent) < _ROUNDING_POINTS:
        return
    low, high = _rounded_range(growth)
    excuse = ""
    if low <= growth.percent <= high:
        excuse = f"; rounding of the two figures allows {low:.1f} to {high:.1f}"
    message = (
        f"{claim}: seed {growth.seed} says {growth.percent:g} percent, but {growth.was:,.15g} to {growth.now:,.15g} "
        f"is {growth.computed:.1f}{excuse}"
    )
    yield Remark(node.path, node.line, Severity.WARNING, "arithmetic", message)


def _rounded_range(growth: Growth) -> tuple[float, float]:
    """Growth in percent at the ends of what figures rounded to their last digit may have been."""
    was, now = _half_unit(growth.was), _half_unit(growth.now)
    low = ((growth.now - now) / (growth.was + was) - 1) * 100
    high = ((growth.now + now) / (growth.was - was) - 1) * 100
    return low, high


def _half_unit(figure: float) -> float:
    """Half of the last digit that is not a trailing nought: 5 million for 1,240,000,000."""
    digits = f"{figure:.15g}".replace("e+", "e")
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.split(".")[1])
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0**zeros


def _seeds(file: Node, read: _Read) -> Iterator[Remark]:
    cited = {seed for _, claim in read.claims.values() for seed in claim.seeds}
    for key, value in file.require("seeds").pairs():
        if key.text() not in cited:
            message = f"no claim rests on seed {key.text()}"
            yield Remark(value.path, value.line, Severity.NOTE, "source", message)
    for item in file.optional_list("differences"):
        try:
            difference = packfile.read_difference(item, read.words.seeds)
        except YamlError as error:
            yield Remark(error.path, error.line, Severity.ERROR, "schema", error.message)
            continue
        says = "; ".join(f"{seed}: {text}" for seed, text in difference.says.items())
        message = f"{difference.about}: {says}"
        yield Remark(item.path, item.line, Severity.NOTE, "disagreement", message)


def _holders(read: _Read) -> Iterator[Remark]:
    offices: dict[tuple[str, str], list[tuple[Node, Holder]]] = {}
    for node, holder in read.holders:
        offices.setdefault((holder.title, holder.country), []).append((node, holder))
    for terms in offices.values():
        ordered = sorted(terms, key=lambda term: term[1].first)
        for (_, before), (node, after) in pairwise(ordered):
            if before.last is None or before.last >= after.first:
                message = f"{after.person} takes office while {before.person} still holds it"
                yield Remark(node.path, node.line, Severity.ERROR, "office", message)


def _watch(files: Mapping[str, Node], read: _Read, *, is_whole: bool) -> list[Remark]:
    """What is wrong with the folder `watch`; read as one only if all files of the pack could be opened."""
    remarks: list[Remark] = []
    watch = {name.split("/")[1]: node for name, node in files.items() if name.startswith("watch/")}
    if not watch:
        path = files["claims"].path
        return [Remark(path, 0, Severity.WARNING, "watch", "no folder watch: nothing is judged")]
    for file in term_files(watch):
        _tried(lambda file=file: remarks.extend(lint_words.lint_terms(file)), remarks)  # type: ignore[misc]
    if not is_whole:
        return remarks
    _tried(lambda: _watched(watch, read, remarks), remarks)
    if "claims" in watch:
        items = watched_items(watch) + [item for _, item in added_items(watch)]
        _tried(lambda: remarks.extend(lint_words.lint_own_cues(items)), remarks)
    return remarks


def _watched(watch: Mapping[str, Node], read: _Read, remarks: list[Remark]) -> None:
    check_watch(watch, read.words.languages, read.words.ladders)
    watched: set[str] = set()
    for item in watched_items(watch):
        claim = item.require("claim")
        if claim.text() not in read.claim_nodes:
            remarks.append(_watch_remark(claim, Severity.ERROR, f"unknown claim {claim.text()!r}"))
        watched.add(claim.text())
    for name, node in read.claim_nodes.items():
        if name not in watched:
            remarks.append(_watch_remark(node, Severity.WARNING, f"nothing watches {name}"))


def _watch_remark(node: Node, severity: Severity, message: str) -> Remark:
    return Remark(node.path, node.line, severity, "watch", message)
