"""What an article's story is recognised by: words, numbers, dates, names. Pure.

Words count within a language. Numbers, days and canonical names count in all.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extractors.model import Mention

# The lead of a news text tells the event; what follows is background that look-alikes share.
LEAD_CHARS = 1500
TITLE_TIMES = 3.0
ENTITY_TIMES = 2.0
NUMBER_TIMES = 1.0
# Words a text may bring; longer ones are cut at their most frequent.
MOST_TERMS = 160

_RUN = re.compile(
    r"(?P<latin>[a-z][a-z'’&.-]*[a-z]|[a-z])"
    r"|(?P<number>\d[\d,.]*)"
    r"|(?P<hangul>[가-힣]+)"
    r"|(?P<kana>[\u30a0-\u30ff]+)"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff々]+)"
)
_DAY = re.compile(
    r"(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]"
    r"|\b(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<nd>\d{1,2})\b(?!\s*[,.]?\d{3})"
    r"|\b(?P<dn>\d{1,2})\s+(?P<dname>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


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
    counts: dict[tuple[str, bool], float] = defaultdict(float)
    for part, times in ((title, TITLE_TIMES), (text[:LEAD_CHARS], 1.0)):
        for term, is_portable in _terms(part, language):
            counts[term, is_portable] += times
    names = Counter(m.entity for m in text_mentions if m.entity and m.start < LEAD_CHARS)
    for mention in title_mentions:
        if mention.entity:
            names[mention.entity] += int(TITLE_TIMES)
    frequent = sorted(counts.items(), key=lambda item: -item[1])[:MOST_TERMS]
    features = {_key(term, is_portable): _damped(times) for (term, is_portable), times in frequent}
    for entity, times in names.items():
        features[_key(f"e:{entity}", True)] = ENTITY_TIMES * _damped(times)
    return features


def _terms(part: str, language: str) -> Iterable[tuple[str, bool]]:
    settled = unicodedata.normalize("NFKC", part).casefold()
    for day in _DAY.finditer(settled):
        month = day["m"] or str(_MONTHS.index((day["name"] or day["dname"])[:3]) + 1)
        yield f"d:{int(month)}-{int(day['d'] or day['nd'] or day['dn'])}", True
    for run in _RUN.finditer(settled):
        kind, word = run.lastgroup, run[0]
        if kind == "latin":
            yield f"l:{_stem(word)}", False
        elif kind == "number":
            yield f"n:{word.rstrip('.,').replace(',', '')}", True
        elif len(word) == 1:
            if kind == "han":
                yield f"{language}:{word}", False
        else:
            for i in range(len(word) - 1):
                yield f"{language}:{word[i : i + 2]}", False


def _stem(word: str) -> str:
    """Enough of a stem for likeness: no possessive, no plural."""
    bare = word.replace("’", "'").removesuffix("'s").replace(".", "").strip("'-")
    if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss"):  # noqa: PLR2004 – 'us', 'as', 'is' stay
        return bare[:-1]
    return bare


def _damped(times: float) -> float:
    return 1.0 + math.log(times)


@lru_cache(maxsize=200_000)
def _key(term: str, is_portable: bool) -> int:
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest) & ~1) | is_portable
