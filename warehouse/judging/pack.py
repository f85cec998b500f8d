"""A baseline pack: what was true on a day, who and what it is about, and how it is watched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from extractors.gazetteer import Name, Use
from extractors.yamlfile import Node
from warehouse.judging.model import Claim, Entity, Holder, Seed


@dataclass(frozen=True, slots=True)
class Difference:
    """Seeds that word the same thing differently without contradicting a claim's value.

    Attributes:
        about: what they differ in, in English.
        says: what each says, by seed id.
    """

    about: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pack:
    """A baseline and everything needed to judge the press against it.

    Attributes:
        id: name of its folder.
        version: changes whenever its contents do, `YYYY.MM.DD` or any other text that sorts.
        title: one line saying what is watched.
        as_of: last day the baseline speaks of; earlier articles report no development.
        languages: tags of the languages every claim is stated in.
        claims: by id, in the file's order.
        seeds: documents the baseline rests on, by id.
        entities: names, by id.
        ladders: rungs of each ladder, by its name.
        topics: topics of novel findings.
        holders: who held which office when.
        differences: where the seeds word a thing differently.
        watch: the files of the folder `watch` by stem, for the judge to read.
    """

    id: str
    version: str
    title: str
    as_of: date
    languages: tuple[str, ...]
    claims: Mapping[str, Claim]
    seeds: Mapping[str, Seed]
    entities: Mapping[str, Entity]
    ladders: Mapping[str, tuple[str, ...]]
    topics: tuple[str, ...]
    holders: tuple[Holder, ...] = ()
    differences: tuple[Difference, ...] = ()
    watch: Mapping[str, Node] = field(default_factory=dict)


def names_of(entities: Mapping[str, Entity]) -> Iterator[Name]:
    """Give the spellings of entities for `extractors.gazetteer.Gazetteer`; decoys belong to nobody."""
    for entity in entities.values():
        uses = {Use.FULL: entity.names, Use.SHORT: entity.short, Use.LETTER: entity.abbreviations}
        for use, spellings in uses.items():
            for language, texts in spellings.items():
                yield from (Name(entity.id, entity.kind, text, language, use) for text in texts)
        for language, texts in entity.decoys.items():
            yield from (Name("", "", text, language, Use.DECOY) for text in texts)
