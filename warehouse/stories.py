"""Stories: articles about one event, across outlets, days and languages. Pure.

An article is a bag of weighted features: words (character bigrams where words are not separated by spaces), numbers,
dates, Latin words, and the canonical ids of the names in it. The last four mean the same in every language. Articles
of one language are compared on all features, articles of two languages on those that both can share.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

# Days after which an article no longer joins a story.
WINDOW_DAYS = 10
# Likeness to a story from which an article of the same language belongs to it.
SAME_LANGUAGE = 0.30
OTHER_LANGUAGE = 0.45
# Features two articles of different languages must share at least.
SHARED_ACROSS = 3
# Candidates share one of an article's most telling features.
TELLING = 24
# Half of the likeness is lost when articles are this many days apart.
HALF_LIFE_DAYS = 6.0


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as stories see it.

    Attributes:
        id: article id.
        language: of its text.
        happened_at: aware UTC; published, or seen.
        features: weight by 64-bit key; the lowest bit is set where the feature means the same in every language.
    """

    id: UUID
    language: str
    happened_at: datetime
    features: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """The story an article belongs to.

    Attributes:
        story_id: its id; the article's own when it begins one.
        score: likeness, 0 when it begins one.
        merges: (from, into): stories that the article shows to be one.
    """

    story_id: UUID
    score: float
    merges: tuple[tuple[UUID, UUID], ...] = ()


@dataclass(slots=True)
class StoryIndex:
    """The recent stories, as far as they may concern the articles to be placed.

    Attributes:
        frequency: in how many articles each feature occurs.
        total: how many articles that was counted over.
    """

    frequency: Mapping[int, int]
    total: int
    _members: dict[UUID, list[_Vector]] = field(default_factory=lambda: defaultdict(list))
    _by_feature: dict[int, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def add(self, article: StoryArticle, story_id: UUID) -> None:
        """Enter an article whose story is known."""
        self._enter(self._vector(article), story_id)

    def choose(self, article: StoryArticle) -> StoryChoice:
        """Find the story of an article and enter it there.

        Args:
            article: not in the index yet.

        Returns:
            the choice; deterministic for articles given in one order.
        """
        vector = self._vector(article)
        scored = sorted(
            ((self._score(vector, story), story) for story in self._candidates(vector)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        close = [(score, story) for score, story in scored if score >= 1.0]
        if not close:
            self._enter(vector, article.id)
            return StoryChoice(article.id, 0.0)
        score, story = close[0]
        self._enter(vector, story)
        return StoryChoice(story, score)

    def join(self, article: StoryArticle, story_id: UUID, score: float) -> StoryChoice:
        """Enter an article into a story that is known from elsewhere: it copies one of its articles."""
        self._enter(self._vector(article), story_id)
        return StoryChoice(story_id, score)

    def telling(self, article: StoryArticle) -> list[int]:
        """The features of an article that candidates are looked up by."""
        weights = self._vector(article).weights
        return sorted(weights, key=lambda key: (-weights[key], key))[:TELLING]

    def _candidates(self, vector: _Vector) -> set[UUID]:
        rare = sorted(vector.weights, key=lambda key: (-vector.weights[key], key))[:TELLING]
        return {story for key in rare for story in self._by_feature.get(key, ())}

    def _score(self, vector: _Vector, story: UUID) -> float:
        """Likeness over the bound it must reach, so that 1.0 is enough whatever the languages."""
        scores = sorted((_likeness(vector, other) for other in self._members[story]), reverse=True)
        best = scores[:3]
        return sum(best) / len(best)

    def _vector(self, article: StoryArticle) -> _Vector:
        weights = {key: weight * self._idf(key) for key, weight in article.features.items()}
        return _Vector(article.id, article.language, article.happened_at, weights, *_norms(weights))

    def _idf(self, key: int) -> float:
        return math.log((self.total + 1.5) / (self.frequency.get(key, 0) + 0.5))

    def _enter(self, vector: _Vector, story_id: UUID) -> None:
        self._members[story_id].append(vector)
        for key in vector.weights:
            self._by_feature[key].add(story_id)


@dataclass(frozen=True, slots=True)
class _Vector:
    id: UUID
    language: str
    happened_at: datetime
    weights: Mapping[int, float]
    norm: float
    portable_norm: float


def _norms(weights: Mapping[int, float]) -> tuple[float, float]:
    norm = math.sqrt(sum(weight * weight for weight in weights.values()))
    portable = math.sqrt(sum(weight * weight for key, weight in weights.items() if key & 1))
    return norm, portable


def _likeness(one: _Vector, other: _Vector) -> float:
    days = abs((one.happened_at - other.happened_at).total_seconds()) / 86_400
    if days > WINDOW_DAYS:
        return 0.0
    fading = math.pow(0.5, days / HALF_LIFE_DAYS)
    small, large = sorted((one.weights, other.weights), key=len)
    if one.language == other.language:
        product = sum(weight * large.get(key, 0.0) for key, weight in small.items())
        return fading * product / (one.norm * other.norm or 1.0) / SAME_LANGUAGE
    shared = [weight * large[key] for key, weight in small.items() if key & 1 and key in large]
    if len(shared) < SHARED_ACROSS:
        return 0.0
    return fading * sum(shared) / (one.portable_norm * other.portable_norm or 1.0) / OTHER_LANGUAGE


def frequencies(articles: Iterable[StoryArticle]) -> dict[int, int]:
    """In how many of some articles each feature occurs."""
    counts: dict[int, int] = defaultdict(int)
    for article in articles:
        for key in article.features:
            counts[key] += 1
    return counts
