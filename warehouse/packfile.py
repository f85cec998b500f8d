"""Typed reading of a pack's YAML, piece by piece; every complaint names file and line.

`warehouse.baseline` reads whole packs with these and stops at the first fault; `warehouse.lint` goes
on behind each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from extractors.yamlfile import Node
from warehouse.judging.model import (
    Claim,
    ClaimType,
    ClaimValue,
    Disagreement,
    Entity,
    Growth,
    Holder,
    Seed,
)
from warehouse.judging.pack import Difference

VALUE_KINDS = frozenset(
    [
        "date",
        "place",
        "days",
        "ordinal",
        "count",
        "percent",
        "money",
        "rank",
        "rung",
        "office",
        "stance",
        "event",
    ]
)
ENTITY_KINDS = frozenset(
    ["person", "place", "organisation", "pact", "country", "event", "title", "work", "thing"]
)
_NUMBERS = frozenset(["days", "ordinal", "count", "percent", "money", "rank"])
_VALUE_KEYS = frozenset(["number", "unit", "first", "last", "also", "rung", "entities", "former"])
_SPELLINGS = ("names", "short", "abbreviations", "decoys")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the pieces of a pack may refer to.

    Attributes:
        languages: tags of the pack's languages.
        ladders: rungs by ladder.
        seeds: ids of the seeds.
        entities: ids of the entities.
    """

    languages: tuple[str, ...]
    ladders: Mapping[str, tuple[str, ...]]
    seeds: Collection[str]
    entities: Collection[str]


def read_claim(claim_id: str, node: Node, words: Vocabulary) -> Claim:
    """Read one claim.

    Args:
        claim_id: its key.
        node: its value.
        words: what it may refer to.

    Returns:
        The typed claim.

    Raises:
        YamlError: something is missing, unknown or of the wrong type.
    """
    node.check_keys(
        required=("type", "value", "as_of", "statement"),
        optional=("ladder", "seeds", "disagreements", "growth"),
    )
    kind = ClaimType(node.require("type").choice([kind.value for kind in ClaimType]))
    ladder = _ladder(node, kind, words)
    return Claim(
        id=claim_id,
        type=kind,
        statement=_statement(node.require("statement"), words.languages),
        value=read_value(node.require("value"), words, words.ladders.get(ladder, ())),
        as_of=node.require("as_of").day(),
        ladder=ladder,
        seeds=_known(node.get("seeds"), words.seeds),
        disagreements=_disagreements(node.get("disagreements"), words.seeds),
        growth=tuple(_growth(item, words.seeds) for item in node.optional_list("growth")),
    )


def read_value(node: Node, words: Vocabulary, rungs: Collection[str]) -> ClaimValue:
    """Read a typed value; `rungs` are those of the claim's ladder, none for other claims."""
    node.check_keys(required=("kind", "text"), optional=_VALUE_KEYS)
    kind = node.require("kind").choice(VALUE_KINDS)
    number, rung, former = node.get("number"), node.get("rung"), node.get("former")
    if (kind in _NUMBERS) and number is None:
        raise node.error(f"a value of kind {kind!r} needs a number")
    if (rung is None) == bool(rungs):
        raise node.error("a status needs a rung" if rungs else "a rung needs a claim with a ladder")
    return ClaimValue(
        kind=kind,
        text=node.require_str("text"),
        number=None if number is None else number.number(),
        unit=node.optional_str("unit"),
        first=_day(node.get("first")),
        last=_day(node.get("last")),
        also=tuple(_day(item) for item in node.optional_list("also")),
        rung="" if rung is None else rung.choice(rungs),
        entities=_known(node.get("entities"), words.entities),
        former="" if former is None else former.choice(words.entities),
    )


def read_seed(seed_id: str, node: Node) -> Seed:
    """Read one seed."""
    node.check_keys(required=("title",), optional=("outlet", "published"))
    published = node.get("published")
    return Seed(
        id=seed_id,
        title=node.require_str("title"),
        outlet=node.optional_str("outlet"),
        published=None if published is None else published.day(),
    )


def read_difference(node: Node, seeds: Collection[str]) -> Difference:
    """Read one difference among the seeds."""
    node.check_keys(required=("about", "says"))
    says = {}
    for seed, value in node.require("says").mapping().items():
        _check_known(value, seed, seeds)
        says[seed] = value.text()
    return Difference(node.require_str("about"), says)


def read_entity(entity_id: str, node: Node, languages: Collection[str]) -> Entity:
    """Read one entity; its kind is the part of its id before the dot."""
    node.check_keys(optional=(*_SPELLINGS, "wikidata", "country"))
    kind = entity_id.split(".", maxsplit=1)[0]
    if kind not in ENTITY_KINDS:
        raise node.error(
            f"{entity_id!r} does not begin with one of {', '.join(sorted(ENTITY_KINDS))}"
        )
    spellings = {key: _spellings(node.get(key), languages) for key in _SPELLINGS}
    if not spellings["names"]:
        raise node.error(f"{entity_id!r} has no names")
    return Entity(
        id=entity_id,
        kind=kind,
        wikidata=node.optional_str("wikidata"),
        country=node.optional_str("country"),
        **spellings,
    )


def read_holder(node: Node, entities: Collection[str]) -> Holder:
    """Read one term of office; a title that only one country uses stands for its plain form too."""
    node.check_keys(required=("title", "country", "person", "first"), optional=("last",))
    last = node.get("last")
    return Holder(
        title=node.require("title").choice({plain_title(name) for name in entities}),
        country=node.require_str("country"),
        person=node.require("person").choice(entities),
        first=node.require("first").day(),
        last=None if last is None else last.day(),
    )


def plain_title(entity: str) -> str:
    """Give `title.president` for `title.president.kr`, and any other id's first two parts."""
    return ".".join(entity.split(".", maxsplit=2)[:2])


def _ladder(node: Node, kind: ClaimType, words: Vocabulary) -> str:
    ladder = node.get("ladder")
    if (ladder is not None) != (kind is ClaimType.STATUS):
        raise node.error("a status has a ladder, and nothing else has one")
    return "" if ladder is None else ladder.choice(words.ladders)


def _statement(node: Node, languages: Collection[str]) -> dict[str, str]:
    node.check_keys(required=tuple(languages))
    return {language: value.text() for language, value in node.mapping().items()}


def _spellings(node: Node | None, languages: Collection[str]) -> dict[str, tuple[str, ...]]:
    if node is None:
        return {}
    node.check_keys(optional=(*languages, "mul"))
    return {language: value.one_or_more() for language, value in node.mapping().items()}


def _known(node: Node | None, ids: Collection[str]) -> tuple[str, ...]:
    return () if node is None else tuple(item.choice(ids) for item in node.items())


def _check_known(node: Node, name: str, ids: Collection[str]) -> None:
    if name not in ids:
        raise node.error(f"{name!r} is not one of {', '.join(sorted(ids))}")


def _disagreements(node: Node | None, seeds: Collection[str]) -> tuple[Disagreement, ...]:
    if node is None:
        return ()
    for seed, says in node.mapping().items():
        _check_known(says, seed, seeds)
    return tuple(Disagreement(seed, says.text()) for seed, says in node.mapping().items())


def _growth(node: Node, seeds: Collection[str]) -> Growth:
    node.check_keys(required=("was", "now", "percent", "seed"))
    growth = Growth(
        was=node.require("was").number(),
        now=node.require("now").number(),
        percent=node.require("percent").number(),
        seed=node.require("seed").choice(seeds),
    )
    if growth.was == 0:
        raise node.error("nothing grows from zero by percent")
    return growth


def _day(node: Node | None) -> str:
    return "" if node is None else node.day().isoformat()
