"""Synthetic articles of 3 KB in three languages, distinct, with planted copies. The same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from extractors.model import Article, DateSource, Stamp
from warehouse.records import NewArticle

LANGUAGES = ("en", "ja", "ko")
VOCABULARY = 20_000
# Words a text of about 3,000 bytes of UTF-8 takes in each language.
WORDS = {"en": 420, "ja": 330, "ko": 270}
STOPS = {"en": ". ", "ja": "。", "ko": ". "}


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Made-up words, shaped like those of a language."""
    dice = random.Random(f"words-{language}")
    if language == "en":
        parts = [
            c + v for c in "bcdfghjklmnprstvw" for v in ("a", "e", "i", "o", "u", "an", "er", "in")
        ]
        shapes = (2, 3, 4)
    elif language == "ja":
        parts, shapes = [chr(code) for code in range(0x4E00, 0x5600)], (2, 2, 3)
    else:
        parts, shapes = [chr(code) for code in range(0xAC00, 0xD000, 4)], (2, 3, 4)
    return tuple("".join(dice.choices(parts, k=dice.choice(shapes))) for _ in range(VOCABULARY))


def sentences(dice: random.Random, language: str) -> list[str]:
    """The sentences of one text."""
    words = dice.choices(vocabulary(language), k=WORDS[language])
    glue = "の" if language == "ja" else " "
    return [glue.join(words[i : i + 15]) for i in range(0, len(words), 15)]


def joined(parts: list[str], language: str) -> str:
    """A text of some sentences, in paragraphs of five."""
    stop = STOPS[language]
    paragraphs = [stop.join(parts[i : i + 5]) + stop.strip() for i in range(0, len(parts), 5)]
    return "\n\n".join(paragraphs)


@dataclass(frozen=True, slots=True)
class Planted:
    """A text that was made from another.

    Attributes:
        text: it.
        kind: `copy` (exact), `edited` (some sentences dropped or reworded) or `update` (some added).
    """

    text: str
    kind: str


def plant(dice: random.Random, parts: list[str], language: str) -> Planted:
    """Make a copy or an update of a text."""
    kind = dice.choice(("copy", "edited", "edited", "update"))
    made = list(parts)
    if kind == "edited":
        for _ in range(dice.randint(1, max(1, len(made) // 5))):
            made[dice.randrange(len(made))] = sentences(dice, language)[0]
    if kind == "update":
        fresh = sentences(dice, language)
        made = [*fresh[: dice.randint(1, len(made) // 3)], *made]
    return Planted(joined(made, language), kind)


def articles(seed: int, count: int, now: datetime) -> Iterator[NewArticle]:
    """Distinct articles, of the three languages in turn, a minute apart, the last one at `now`."""
    dice = random.Random(seed)
    for i in range(count):
        language = LANGUAGES[i % 3]
        text = joined(sentences(dice, language), language)
        yield article(
            f"https://site{i % 40}.example/{seed}/{i}",
            text,
            language,
            now - timedelta(minutes=count - i),
        )


def article(url: str, text: str, language: str, at: datetime, title: str = "") -> NewArticle:
    """An article as extraction leaves it; its first words are the title if there is none."""
    stamp = Stamp(at, DateSource.FEED)
    made = Article(url, url, title or text[:60], text, language, stamp)
    return NewArticle(made, "bench", at, outlet=url.split("/")[2])
