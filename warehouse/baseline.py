"""Baseline packs from their folders.

A pack is a folder: `pack.yaml`, `ladders.yaml`, `seeds.yaml`, `claims.yaml`, names in `entities/*.yaml`,
and `watch/*.yaml` for the judge.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from extractors import yamlfile
from extractors.yamlfile import Node, YamlError
from warehouse import packfile
from warehouse.judging.model import Claim, Entity
from warehouse.judging.pack import Pack

SHIPPED = Path(__file__).parent / "packs"
HEAD_TEXTS = ("id", "version", "title")
HEAD_KEYS = (*HEAD_TEXTS, "as_of", "languages", "topics")
T = TypeVar("T")


def load_pack(folder: Path) -> Pack:
    """Read a baseline pack.

    Args:
        folder: the pack's folder.

    Returns:
        The pack, complete and consistent in its references.

    Raises:
        YamlError: the first fault found, with file and line.
    """
    if not folder.is_dir():
        raise YamlError(
            str(folder), 0, "no such folder; a baseline pack is a folder with a pack.yaml"
        )
    head = yamlfile.load(folder / "pack.yaml")
    head.check_keys(required=HEAD_KEYS)
    languages = head.require("languages").strings()
    ladders = read_ladders(yamlfile.load(folder / "ladders.yaml"))
    seeds = yamlfile.load(folder / "seeds.yaml")
    seeds.check_keys(required=("seeds",), optional=("differences",))
    named = _each(seeds.require("seeds"), packfile.read_seed)
    entities = read_entities(folder, languages)
    words = packfile.Vocabulary(languages, ladders, named.keys(), entities.keys())
    return Pack(
        id=head.require_str("id"),
        version=head.require_str("version"),
        title=head.require_str("title"),
        as_of=head.require("as_of").day(),
        languages=languages,
        claims=read_claims(yamlfile.load(folder / "claims.yaml"), words),
        seeds=named,
        entities=entities,
        ladders=ladders,
        topics=head.require("topics").strings(),
        holders=tuple(
            packfile.read_holder(item, entities)
            for file in entity_files(folder)
            for item in file.optional_list("holders")
        ),
        differences=tuple(
            packfile.read_difference(item, named) for item in seeds.optional_list("differences")
        ),
        watch=_watch(folder),
    )


def shipped_pack(name: str) -> Pack:
    """Read a pack that comes with the program; raises YamlError naming those there are."""
    return load_pack(shipped_folder(name))


def shipped_folder(name: str) -> Path:
    """Where a pack that comes with the program stands; raises YamlError naming those there are."""
    folder = SHIPPED / name
    if not (folder / "pack.yaml").is_file():
        there = ", ".join(sorted(path.parent.name for path in SHIPPED.glob("*/pack.yaml")))
        own = f"a folder of yours is written with a slash, such as ./{name}"
        raise YamlError(str(folder), 0, f"no pack {name!r} is shipped; there is {there}; {own}")
    return folder


def read_ladders(file: Node) -> dict[str, tuple[str, ...]]:
    """Read `ladders.yaml`: rungs by ladder."""
    return {name: rungs.strings() for name, rungs in file.mapping().items()}


def read_claims(file: Node, words: packfile.Vocabulary) -> dict[str, Claim]:
    """Read `claims.yaml`: claims by id, in the file's order."""
    return _each(file, lambda name, node: packfile.read_claim(name, node, words))


def read_entities(folder: Path, languages: tuple[str, ...]) -> dict[str, Entity]:
    """Read the entities of all files in the folder `entities`; an id stands in one of them only."""
    found: dict[str, Entity] = {}
    for file in entity_files(folder):
        for name, node in file.require("entities").mapping().items():
            if name in found:
                raise node.error(f"entity {name!r} is already in another file")
            found[name] = packfile.read_entity(name, node, languages)
    return found


def entity_files(folder: Path) -> list[Node]:
    """Open the files of the folder `entities`, by name."""
    files = [yamlfile.load(path) for path in sorted((folder / "entities").glob("*.yaml"))]
    for file in files:
        file.check_keys(required=("entities",), optional=("holders",))
    return files


def _watch(folder: Path) -> dict[str, Node]:
    return {path.stem: yamlfile.load(path) for path in sorted((folder / "watch").glob("*.yaml"))}


def _each(node: Node, read: Callable[[str, Node], T]) -> dict[str, T]:
    return {name: read(name, value) for name, value in node.mapping().items()}
