"""What an article is recognised by, as a copy and in its story. Pure, so that workers compute it beside each other."""

from __future__ import annotations

from warehouse.near import fingerprints
from warehouse.records import NewArticle, Traits
from warehouse.story_features import story_features


def traits_of(new: NewArticle) -> Traits:
    """Give the traits of an article; those it brings when they were computed before."""
    if new.traits is not None:
        return new.traits
    article = new.article
    (fingerprint,) = fingerprints([article.text])
    features = story_features(
        article.title, article.text, article.language, new.title_mentions, new.text_mentions
    )
    return Traits(fingerprint, features)
