"""Names nobody listed: words that look like a person or an organisation and are in no gazetteer.

One that suddenly recurs is worth an analyst's look. Precision counts here, not completeness: each pattern
asks for a sign beside the name (a title, a way of address, a suffix of institutions). Patterns and the
words in them are data: `extractors/lang/*/candidates.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors import yamlfile
from extractors.model import Mention
from extractors.yamlfile import Node

_LANGUAGES = Path(__file__).parent / "lang"
_WITH_PATTERNS = frozenset({"en", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    by_kind: tuple[tuple[str, re.Pattern[str]], ...]
    not_names: frozenset[str]


def find_candidates(
    text: str, language: str, mentions: Collection[Mention] = ()
) -> tuple[Mention, ...]:
    """Find names that look like persons or organisations and are no mention yet.

    Args:
        text: plain text.
        language: `en`, `ja` or `ko`; none are found in others.
        mentions: what the gazetteer found; nothing that touches one is a candidate.

    Returns:
        Mentions without an entity, in the order of the text.
    """
    if language not in _WITH_PATTERNS:
        return ()
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    found = []
    matches = _matches(text, _patterns(language))
    for candidate in sorted(matches, key=lambda one: (one.start, -one.end)):
        places = range(candidate.start, candidate.end)
        if taken.isdisjoint(places):
            taken.update(places)
            found.append(candidate)
    return tuple(found)


def _matches(text: str, patterns: _Patterns) -> Iterator[Mention]:
    for kind, pattern in patterns.by_kind:
        for match in pattern.finditer(text):
            name = match["name"].rstrip()
            if name not in patterns.not_names:
                start = match.start("name")
                yield Mention("", kind, start, start + len(name), name)


@cache
def _patterns(language: str) -> _Patterns:
    file = yamlfile.load(_LANGUAGES / language / "candidates.yaml")
    file.check_keys(required=("words", "patterns"), optional=("not_names",))
    words = {
        key: f"(?:{'|'.join(value.strings())})"
        for key, value in file.require("words").mapping().items()
    }
    by_kind = tuple(_pattern(node, words) for node in file.require_list("patterns"))
    return _Patterns(by_kind, frozenset(file.optional_strings("not_names")))


def _pattern(node: Node, words: dict[str, str]) -> tuple[str, re.Pattern[str]]:
    """Compile one pattern; `<key>` in it stands for any of those words."""
    source = node.require("pattern")
    text = re.sub(r"<([a-z]+)>(?!=)", lambda match: words.get(match[1], match[0]), source.text())
    try:
        return node.require("kind").choice({"person", "organisation"}), re.compile(text)
    except re.error as error:
        raise source.error(f"no regular expression: {error}") from error
