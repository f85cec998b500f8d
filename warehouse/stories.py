"""Stories: articles about one event, across outlets, days and languages. Pure.

An article is a bag of weighted features (`story_features`), each worth the more the rarer it is among the articles of
the time. It joins the story whose articles of its language it resembles most on average; articles of another language
count by what means the same in both: names, numbers, days. `SAME_LANGUAGE` is calibrated, see there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from warehouse.story_features import is_common, is_portable

# Days after which an article no longer joins a story.
WINDOW_DAYS = 10
# Mean cosine to a story's articles from which an article of their language belongs to it.
SAME_LANGUAGE = 0.155
# Cosine on names, numbers and days alone from which it belongs to a story in other languages.
OTHER_LANGUAGE = 0.40
# Features that articles of two languages must share at least.
SHARED_ACROSS = 3
# Candidates share one of an article's most telling features.
TELLING = 30
# Half of the likeness is lost when articles are this many days apart.
HALF_LIFE_DAYS = 6.0
# The corpus starts as if it had seen this many articles, in which common terms were as frequent as given here.
_PRIOR_ARTICLES = 100
_PRIOR_COMMON = 0.3
_PRIOR_OTHER = 0.003


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as stories see it.

    Attributes:
        id: article id.
        language: of its text.
        happened_at: aware UTC; published, or seen.
        features: weight by key, from `story_features`.
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
        score: likeness over the bound it had to reach; 0 when it begins one.
        merges: stories that the article shows to be part of this one.
    """

    story_id: UUID
    score: float
    merges: tuple[UUID, ...] = ()


@dataclass(slots=True)
class _Voice:
    """What a story says in one language: the sum of its articles' unit vectors."""

    articles: int = 0
    total: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, vector: Mapping[int, float]) -> None:
        self.articles += 1
        for key, weight in vector.items():
            self.total[key] += weight

    def likeness(self, vector: Mapping[int, float]) -> float:
        """Mean cosine of a unit vector to the articles."""
        return (
            sum(weight * self.total.get(key, 0.0) for key, weight in vector.items()) / self.articles
        )


@dataclass(slots=True)
class _Story:
    first: datetime
    last: datetime
    voices: dict[str, _Voice] = field(default_factory=lambda: defaultdict(_Voice))
    portable: dict[str, _Voice] = field(default_factory=lambda: defaultdict(_Voice))

    def distance_days(self, moment: datetime) -> float:
        beyond = max((self.first - moment), (moment - self.last)).total_seconds()
        return max(0.0, beyond) / 86_400


class StoryIndex:
    """The recent stories, as far as they may concern the articles to be placed."""

    def __init__(self, frequency: Mapping[int, int], total: int) -> None:
        """Begin without stories.

        Args:
            frequency: in how many articles of the time each feature occurs.
            total: how many articles that was counted over.
        """
        self._frequency = frequency
        self._total = total
        self._stories: dict[UUID, _Story] = {}
        self._by_feature: dict[int, set[UUID]] = defaultdict(set)

    def add(self, article: StoryArticle, story_id: UUID) -> None:
        """Enter an article whose story is known."""
        vector = self._unit(article.features)
        story = self._stories.setdefault(story_id, _Story(article.happened_at, article.happened_at))
        story.first = min(story.first, article.happened_at)
        story.last = max(story.last, article.happened_at)
        story.voices[article.language].add(vector)
        story.portable[article.language].add(self._portable(article.features))
        for key in _heaviest(vector):
            self._by_feature[key].add(story_id)

    def choose(self, article: StoryArticle) -> StoryChoice:
        """Find the story of an article and enter it there.

        Args:
            article: not in the index yet.

        Returns:
            the choice; the same for the same articles in the same order.
        """
        scores = self._scores(article)
        best = max(scores, key=lambda story: (scores[story], story), default=None)
        if best is None or scores[best] < 1.0:
            self.add(article, article.id)
            return StoryChoice(article.id, 0.0)
        self.add(article, best)
        return StoryChoice(best, scores[best])

    def telling(self, article: StoryArticle) -> list[int]:
        """The features of an article that candidates are looked up by."""
        return _heaviest(self._unit(article.features))

    def _scores(self, article: StoryArticle) -> dict[UUID, float]:
        vector, portable = self._unit(article.features), self._portable(article.features)
        near = {story for key in _heaviest(vector) for story in self._by_feature.get(key, ())}
        near |= {story for key in portable for story in self._by_feature.get(key, ())}
        return {
            story: self._score(article, vector, portable, self._stories[story]) for story in near
        }

    def _score(
        self,
        article: StoryArticle,
        vector: Mapping[int, float],
        portable: Mapping[int, float],
        story: _Story,
    ) -> float:
        """Likeness over the bound, so that 1.0 is enough whatever the languages."""
        days = story.distance_days(article.happened_at)
        if days > WINDOW_DAYS:
            return 0.0
        fading = math.pow(0.5, days / HALF_LIFE_DAYS)
        if article.language in story.voices:
            return fading * story.voices[article.language].likeness(vector) / SAME_LANGUAGE
        across = [
            voice.likeness(portable)
            for voice in story.portable.values()
            if sum(key in voice.total for key in portable) >= SHARED_ACROSS
        ]
        return fading * max(across, default=0.0) / OTHER_LANGUAGE

    def _unit(self, features: Mapping[int, float]) -> dict[int, float]:
        weights = {key: weight * self._rarity(key) for key, weight in features.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {key: weight / norm for key, weight in weights.items()}

    def _portable(self, features: Mapping[int, float]) -> dict[int, float]:
        return self._unit({key: weight for key, weight in features.items() if is_portable(key)})

    def _rarity(self, key: int) -> float:
        prior = _PRIOR_ARTICLES * (_PRIOR_COMMON if is_common(key) else _PRIOR_OTHER)
        return -math.log((self._frequency.get(key, 0) + prior) / (self._total + _PRIOR_ARTICLES))


def _heaviest(vector: Mapping[int, float]) -> list[int]:
    return sorted(vector, key=lambda key: (-vector[key], key))[:TELLING]


def frequencies(articles: Iterable[StoryArticle]) -> dict[int, int]:
    """In how many of some articles each feature occurs."""
    counts: dict[int, int] = defaultdict(int)
    for article in articles:
        for key in article.features:
            counts[key] += 1
    return counts
