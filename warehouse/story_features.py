"""What an article's story is recognised by: words, numbers, dates, names. Pure.

Words, and pairs of characters where words are not set apart by spaces, count within a language. Numbers, days and
canonical names count in all.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from extractors.model import Mention
from extractors.yamlfile import load

COMMON_TERMS = Path(__file__).parent / "common_terms.yaml"

# The lead of a news text tells the event; what follows is background that look-alikes share.
LEAD_CHARS = 1100
# How much more than a plain word in the text these count; tuned with the bound in `stories` on the same sets.
TITLE_TIMES = 3.0
NAME_TIMES = 3.0
NUMBER_TIMES = 2.0
# On top of the words of the name; at 3 the president's name alone made two events of one week one story.
ENTITY_TIMES = 1.5
# Countries and titles are in every article of this press and tell no event.
WIDE_TIMES = 0.5
_WIDE = frozenset({"country", "title"})
# Longer bags are cut at their most frequent terms.
MOST_TERMS = 200

_RUN = re.compile(
    r"(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’&.-]*[A-Za-z\u00c0-\u024f]|[A-Za-z])"
    r"|(?P<number>\d[\d,.]*)"
    r"|(?P<hangul>[가-힣]+)"
    r"|(?P<katakana>[\u30a1-\u30fa\u30fc]+)"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff々]+)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"(?P<m>\d{{1,2}})\s*[月월]\s*(?P<d>\d{{1,2}})\s*[日일]"
    rf"|\b(?P<name>{_MONTH})[a-z]{{0,6}}\.?\s+(?P<nd>\d{{1,2}})\b"
    rf"|\b(?P<dn>\d{{1,2}})\s+(?P<dname>{_MONTH})[a-z]{{0,6}}\b",
    re.IGNORECASE,
)
_BEGINNERS = '.!?"“:\n'


def story_features(
    title: str,
    text: str,
    language: str,
    title_mentions: Iterable[Mention] = (),
    text_mentions: Iterable[Mention] = (),
) -> dict[int, float]:
    """Features of an article.

    Args:
        title: plain text.
        text: plain text.
        language: BCP 47 primary tag.
        title_mentions: names in the title; those without an entity are left to the words.
        text_mentions: names in the text.

    Returns:
        weight by 64-bit key, as `stories.StoryArticle` wants them.
    """
    counts: dict[str, float] = defaultdict(float)
    for part, times in ((title, TITLE_TIMES), (text[:LEAD_CHARS], 1.0)):
        for term, weight in _terms(unicodedata.normalize("NFKC", part), language):
            counts[term] += weight * times
    entities: dict[tuple[str, str], float] = defaultdict(float)
    for mention in text_mentions:
        if mention.start < LEAD_CHARS:
            entities[mention.entity, mention.kind] += 1.0
    for mention in title_mentions:
        entities[mention.entity, mention.kind] += TITLE_TIMES
    frequent = sorted(counts.items(), key=lambda item: -item[1])[:MOST_TERMS]
    features = {feature_key(term): 1.0 + math.log(weight) for term, weight in frequent}
    for (entity, kind), times in entities.items():
        if entity:
            worth = WIDE_TIMES if kind in _WIDE else ENTITY_TIMES
            features[feature_key(f"e:{entity}")] = worth * (1.0 + math.log(times))
    return features


def is_common(key: int) -> bool:
    """Whether a feature is one of the terms that say nothing about the event."""
    return key in common_features()


def is_portable(key: int) -> bool:
    """Whether a feature means the same in every language."""
    return bool(key & 1)


@lru_cache(maxsize=50_000)
def feature_key(term: str) -> int:
    """Key of a term: `e:` entity, `n:` number and `d:` day are odd, words (`en:`, `ja:`, …) are even."""
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest) & ~1) | (term[:2] in {"e:", "n:", "d:"})


def _terms(part: str, language: str) -> Iterator[tuple[str, float]]:
    for day in _DAY.finditer(part):
        month = day["m"] or _MONTHS.index((day["name"] or day["dname"])[:3].casefold()) + 1
        yield f"d:{int(month)}-{int(day['d'] or day['nd'] or day['dn'])}", NUMBER_TIMES
    for run in _RUN.finditer(part):
        kind, word = run.lastgroup, run[0]
        if kind == "latin":
            term = f"{language}:{_stem(word.casefold())}"
            is_name = word[0].isupper() and not _begins(part, run.start())
            yield term, NAME_TIMES if is_name and not is_common(feature_key(term)) else 1.0
        elif kind == "number":
            yield f"n:{word.rstrip('.,').replace(',', '')}", NUMBER_TIMES
        elif kind == "katakana":
            yield f"{language}:{word}", NAME_TIMES
        else:
            yield from (
                (f"{language}:{word[i : i + 2]}", 1.0) for i in range(max(1, len(word) - 1))
            )


def _begins(part: str, start: int) -> bool:
    """Whether a word stands where capitals mean nothing."""
    before = part[:start].rstrip(" ")
    return not before or before[-1] in _BEGINNERS


def _stem(word: str) -> str:
    """Enough of a stem for likeness: no possessive, no plural."""
    bare = word.replace("’", "'").removesuffix("'s").replace(".", "").strip("'-")
    shortest = 3
    return bare[:-1] if len(bare) > shortest and bare.endswith("s") and bare[-2] != "s" else bare


@cache
def common_features() -> frozenset[int]:
    """The terms that say nothing about the event, of all languages."""
    table = load(COMMON_TERMS).mapping()
    return frozenset(
        feature_key(f"{language}:{term}")
        for language, terms in table.items()
        for term in terms.strings()
    )
