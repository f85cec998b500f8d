"""Whose title it is: 'the prime minister', 首相 and 총리 resolved by country and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from extractors.model import Mention
from warehouse.judging.model import Entity, Holder
from warehouse.judging.pack import Pack

_PLAIN_PARTS = 2  # `title.president`; a third part is the only country that uses the word
# 'South Korean president', 日本の首相, 中国の李強首相: so near before it, a country owns the title.
_NEAR = 8
_OF = ("of", "of the", "の", "의")


def holder_on(holders: Iterable[Holder], title: str, country: str, day: date) -> str:
    """Give the entity id of who held an office on a day, or an empty string.

    Args:
        holders: terms of office.
        title: entity id of the title, with or without its country.
        country: ISO 3166-1 alpha-2.
        day: the day in question.

    Returns:
        A person's entity id, or `""` when the terms do not say.
    """
    plain = ".".join(title.split(".")[:_PLAIN_PARTS])
    for holder in holders:
        if (holder.title, holder.country) != (plain, country):
            continue
        if holder.first <= day and (holder.last is None or day <= holder.last):
            return holder.person
    return ""


def resolve_titles(
    text: str,
    mentions: Sequence[Mention],
    pack: Pack,
    day: date,
    home: str = "",
) -> tuple[Mention, ...]:
    """Put persons behind titles that stand alone.

    A title beside a name is that name's. Else its country is the one its word belongs to, one named
    right before it or behind an 'of', or the country of the press that writes; and the holder is whoever
    held it there on that day.

    Args:
        text: the text the mentions were read from.
        mentions: in order of the text.
        pack: for the countries of its entities, and who held which office when.
        day: day the text speaks of, usually that of its publication.
        home: ISO 3166-1 alpha-2 of the outlet, or empty.

    Returns:
        The mentions; titles that could be resolved carry the person's id, the others stay as they were.
    """
    found = []
    for place, mention in enumerate(mentions):
        person = ""
        if mention.kind == "title":
            beside = _named_beside(text, mentions, place)
            country = _country(text, mentions, place, pack.entities) or home
            person = beside or holder_on(pack.holders, mention.entity, country, day)
        found.append(replace(mention, entity=person) if person else mention)
    return tuple(found)


def _named_beside(text: str, mentions: Sequence[Mention], place: int) -> str:
    title = mentions[place]
    for other in mentions[max(0, place - 1) : place + 2]:
        if other.kind != "person":
            continue
        gap = (
            text[other.end : title.start]
            if other.end <= title.start
            else text[title.end : other.start]
        )
        if not gap.strip(" 　"):
            return other.entity
    return ""


def _country(
    text: str, mentions: Sequence[Mention], place: int, entities: Mapping[str, Entity]
) -> str:
    title = mentions[place]
    own = entities.get(title.entity)
    if own is not None and own.country:
        return own.country
    for other in reversed(mentions[:place]):
        near = title.start - other.end <= _NEAR and "\n" not in text[other.end : title.start]
        if near and other.kind in {"country", "place"}:
            return entities[other.entity].country
    for other in mentions[place + 1 : place + 2]:
        if text[title.end : other.start].strip() in _OF and other.kind in {"country", "place"}:
            return entities[other.entity].country
    return ""
