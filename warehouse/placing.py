"""Where new articles belong: known, revised, copies of others, part of a story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from extractors.urls import identity
from warehouse import corpus, likeness, near
from warehouse.db import Connection
from warehouse.ids import article_id, content_hash
from warehouse.likeness import Settled, Sketched
from warehouse.origins import Origin, origin_of, origin_of_copy
from warehouse.records import Arrival, Fingerprint, KnownArticle, NewArticle, Placement, Traits
from warehouse.stories import StoryArticle, StoryChoice
from warehouse.traits import traits_of


@dataclass(frozen=True, slots=True)
class _Seat:
    """A new article with what is needed to place it."""

    new: NewArticle
    id: UUID
    arrival: Arrival
    revision: int
    content_hash: UUID
    traits: Traits

    @property
    def fingerprint(self) -> Fingerprint:
        return self.traits.fingerprint

    @property
    def happened_at(self) -> datetime:
        return self.new.article.published.at or self.new.seen_at


@dataclass(frozen=True, slots=True)
class _Group:
    """The near-copy group of an article and what it is the first to say."""

    id: UUID
    similarity: float
    new_spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Copies:
    """What near-copies of a batch can be recognised against: stored articles and, as they are seen, its own."""

    exact: dict[UUID, UUID]
    stored: Mapping[UUID, Sequence[Sketched]]
    said: dict[UUID, set[int]]
    by_band: dict[int, list[Sketched]] = field(default_factory=lambda: defaultdict(list))

    def take(self, seat: _Seat) -> _Group:
        """The group of an article: that of an equal text, of the nearest copy, or its own; then remember it."""
        made, text = seat.fingerprint, seat.new.article.text
        if text and made.text_hash in self.exact:
            group = _Group(self.exact[made.text_hash], 1.0, ())
        else:
            group_id, similarity = self._nearest(seat)
            group = _Group(group_id, similarity, near.new_spans(text, self.said.get(group_id, ())))
        self._remember(seat, group.id)
        return group

    def _nearest(self, seat: _Seat) -> tuple[UUID, float]:
        sketch = seat.fingerprint.sketch
        others = (*self.stored.get(seat.id, ()), *self._in_batch(seat.fingerprint.bands))
        scored = [(near.similarity(sketch, other.sketch), other) for other in others]
        similarity, nearest = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if nearest is None or similarity < near.THRESHOLD:
            return seat.id, 1.0
        return nearest.group_id, similarity

    def _in_batch(self, bands: Sequence[int]) -> list[Sketched]:
        shared = Counter(other for key in bands for other in self.by_band.get(key, ()))
        return [other for other, times in shared.items() if times >= near.SHARED_BANDS]

    def _remember(self, seat: _Seat, group: UUID) -> None:
        sketched = Sketched(seat.id, group, seat.fingerprint.sketch)
        for key in seat.fingerprint.bands:
            self.by_band[key].append(sketched)
        self.exact.setdefault(seat.fingerprint.text_hash, group)
        self.said.setdefault(group, set()).update(seat.fingerprint.sentences)


def place(connection: Connection, articles: Sequence[NewArticle]) -> list[Placement]:
    """Say where some articles belong; nothing is written.

    Args:
        connection: the database.
        articles: where an address occurs twice, the first counts and the others are called unchanged.

    Returns:
        a placement for each, in order.
    """
    known = corpus.known_articles(connection, [new.article.canonical_url for new in articles])
    seats = _seats(articles, known)
    fresh = sorted(
        (seat for seat in seats if seat.arrival is Arrival.NEW), key=lambda s: (s.happened_at, s.id)
    )
    placements = _place_new(connection, fresh)
    placements |= _place_known(connection, [s for s in seats if s.id not in placements])
    return [_as(seat, placements[seat.id]) for seat in seats]


def _as(seat: _Seat, placement: Placement) -> Placement:
    """The placement of an article for its second occurrence in a batch, too."""
    return (
        placement
        if placement.arrival is seat.arrival
        else replace(placement, arrival=seat.arrival, new_spans=())
    )


def _seats(articles: Sequence[NewArticle], known: Mapping[str, KnownArticle]) -> list[_Seat]:
    met: dict[str, UUID] = {}
    seats = []
    for new in articles:
        url = new.article.canonical_url
        key, before = identity(url), known.get(url)
        digest = content_hash(new.article.title, new.article.text)
        arrival, revision = _arrival(before, digest, is_met=key in met)
        own = met.setdefault(key, before.id if before else article_id(url))
        seats.append(_Seat(new, own, arrival, revision, digest, traits_of(new)))
    return seats


def _arrival(before: KnownArticle | None, digest: UUID, *, is_met: bool) -> tuple[Arrival, int]:
    revision = before.revision if before else 1
    if is_met or (before and before.content_hash == digest):
        return Arrival.UNCHANGED, revision
    return (Arrival.REVISED, revision + 1) if before else (Arrival.NEW, 1)


def _place_new(connection: Connection, fresh: Sequence[_Seat]) -> dict[UUID, Placement]:
    copies = _look_up_copies(connection, fresh)
    groups = {seat.id: copies.take(seat) for seat in fresh}
    origins = _origins(connection, fresh, groups)
    choices = _choose_stories(connection, fresh, groups)
    return {
        seat.id: _placement(
            seat, groups[seat.id], origins[seat.id], choices[seat.id], seat.traits.features
        )
        for seat in fresh
    }


def _look_up_copies(connection: Connection, fresh: Sequence[_Seat]) -> _Copies:
    exact = likeness.exact_groups(connection, [seat.fingerprint.text_hash for seat in fresh])
    asked = [seat for seat in fresh if seat.fingerprint.text_hash not in exact]
    found = likeness.banded_candidates(connection, [seat.fingerprint.bands for seat in asked])
    groups = {sketched.group_id for row in found.values() for sketched in row}
    said = likeness.group_sentences(connection, groups)
    return _Copies(exact, {asked[i].id: row for i, row in found.items()}, said)


def _origins(
    connection: Connection, fresh: Sequence[_Seat], groups: Mapping[UUID, _Group]
) -> dict[UUID, Origin]:
    stored = likeness.group_origins(connection, {group.id for group in groups.values()})
    of_group = {group: Origin(*found) for group, found in stored.items()}
    origins = {}
    for seat in fresh:
        own = origin_of(seat.new.article, outlet=seat.new.outlet, owner=seat.new.owner)
        group = groups[seat.id].id
        origins[seat.id] = (
            own if group == seat.id else origin_of_copy(own, of_group.get(group, own))
        )
        of_group.setdefault(group, origins[seat.id])
    return origins


def _choose_stories(
    connection: Connection,
    fresh: Sequence[_Seat],
    groups: Mapping[UUID, _Group],
) -> dict[UUID, StoryChoice]:
    articles = [
        StoryArticle(s.id, s.new.article.language, s.happened_at, s.traits.features) for s in fresh
    ]
    settled = likeness.settled_articles(connection, [g.id for i, g in groups.items() if g.id != i])
    stories = {identity: place.story_id for identity, place in settled.items()}
    index = likeness.story_index(connection, articles, set(stories.values()))
    choices = {}
    for article in articles:
        group = groups[article.id]
        story = index.resolve(stories.get(group.id, article.id))
        # A copy belongs to the story of what it copies, but a monthly notice is no part of last month's.
        if index.is_near(story, article):
            index.add(article, story)
            choice = StoryChoice(story, group.similarity)
        else:
            choice = index.choose(article)
        choices[article.id] = choice
        stories[article.id] = choice.story_id
    return {
        identity: replace(choice, story_id=index.resolve(choice.story_id))
        for identity, choice in choices.items()
    }


def _placement(
    seat: _Seat, group: _Group, origin: Origin, choice: StoryChoice, features: Mapping[int, float]
) -> Placement:
    return Placement(
        article_id=seat.id,
        arrival=seat.arrival,
        revision=seat.revision,
        content_hash=seat.content_hash,
        group_id=group.id,
        similarity=group.similarity,
        new_spans=group.new_spans,
        story_id=choice.story_id,
        story_score=choice.score,
        merges=choice.merges,
        origin=origin.key,
        origin_reason=origin.reason,
        fingerprint=seat.fingerprint,
        features=features,
    )


def _place_known(connection: Connection, seats: Sequence[_Seat]) -> dict[UUID, Placement]:
    settled = likeness.settled_articles(connection, [seat.id for seat in seats])
    revised = [seat.id for seat in seats if seat.arrival is Arrival.REVISED]
    texts = corpus.current_texts(connection, revised)
    said = likeness.group_sentences(
        connection, {settled[identity].group_id for identity in revised}
    )
    placements = {}
    for seat in seats:
        place = settled[seat.id]
        spans: tuple[tuple[int, int], ...] = ()
        if seat.arrival is Arrival.REVISED:
            before = {key for _, _, key in near.sentence_keys(texts[seat.id])}
            spans = near.new_spans(seat.new.article.text, before | said.get(place.group_id, set()))
        placements[seat.id] = _settled_placement(seat, place, spans)
    return placements


def _settled_placement(
    seat: _Seat, place: Settled, spans: tuple[tuple[int, int], ...]
) -> Placement:
    group = _Group(place.group_id, place.similarity, spans)
    choice = StoryChoice(place.story_id, place.score)
    return _placement(seat, group, Origin(place.origin, place.reason), choice, {})
