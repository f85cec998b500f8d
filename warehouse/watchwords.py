"""What one language adds to a pack's `watch/` folder: `words-<language>-<what>.yaml`.

The cues are written as in the language's `rungs-<ladder>.yaml`, and verb endings and markers of certainty
are read alike. Under `about` and `wide` stand further subjects, as in `claims.yaml`; beside a subject of
`wide` only the claim's own words for a rung count, or the ladder's where one of the sets with the role
`pair` in `claims.yaml` is hit as well:

    language: ko
    words: {goods: [굴, 멍게]}
    claims:
      - claim: seafood-ban.status
        wide: [{in: [fish], near: [japan, korea]}]
        cues: {lifted: {verb: [<goods> .. 식탁에 올랐]}}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, partial

from extractors.cues import OWN_READERS, CueReader, own_reader
from extractors.yamlfile import Node

PREFIX = "words-"
_RULES = ("noun", "verb", "state")


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """One claim's part of such a file: the language, the node with its subjects, the file."""

    language: str
    item: Node
    file: Node


def read_words(
    files: Mapping[str, Node], languages: Collection[str]
) -> Mapping[str, tuple[LanguageWords, ...]]:
    """Read the files whose stem begins with `words-`: parts by claim id.

    Raises:
        YamlError: an unknown key or language, with file and line.
    """
    claims: dict[str, list[LanguageWords]] = defaultdict(list)
    for stem in sorted(files):
        if not stem.startswith(PREFIX):
            continue
        file = files[stem]
        file.check_keys(required=("language", "claims"), optional=("words", "gap", "strong"))
        language = file.require("language").choice(languages)
        for item in file.require_list("claims"):
            item.check_keys(required=("claim",), optional=("about", "wide", "cues"))
            claims[item.require_str("claim")].append(LanguageWords(language, item, file))
    return {claim: tuple(parts) for claim, parts in claims.items()}


def own_words(
    words: Mapping[str, tuple[LanguageWords, ...]], watched: Collection[str], rungs: Collection[str]
) -> Mapping[str, Callable[[], CueReader]]:
    """What makes the readers of the claims' own words, once and when first asked, by language.

    Args:
        words: what was read.
        watched: ids of the watched status claims.
        rungs: rungs of all ladders.

    Raises:
        YamlError: an unknown claim or rung; when a reader is made, a pattern that cannot be used.
    """
    parts: dict[str, dict[str, list[tuple[Node, Node]]]] = defaultdict(lambda: defaultdict(list))
    for claim, found in words.items():
        for part in found:
            if claim not in watched:
                raise part.item.error(f"no status claim {claim!r} is watched")
            cues = part.item.get("cues")
            if cues is not None:
                _check_rungs(cues, rungs)
                parts[part.language][claim].append((cues, part.file))
    return {
        language: cache(partial(own_reader, language, files))
        for language, files in parts.items()
        if language in OWN_READERS
    }


def _check_rungs(cues: Node, rungs: Collection[str]) -> None:
    for rung, rules in cues.mapping().items():
        if rung != "none" and rung not in rungs:
            raise rules.error(f"{rung!r} is no rung of a ladder")
        for rule, patterns in rules.mapping().items():
            if not rule.startswith(_RULES):
                raise patterns.error(f"rule {rule!r} should begin with one of {', '.join(_RULES)}")
