"""What Japanese and Korean share: where the words differ and the way of reading does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.model import Certainty, OfficeEvent, Value
from extractors.yamlfile import load

Span = tuple[int, int]


@cache
def unit_words(module: str, section: str) -> dict[str, str]:
    """Read which English unit or ISO 4217 code each counter or currency of a language means.

    Args:
        module: the `__file__` of a module in the language's folder, where `values.yaml` lies.
        section: of that file.
    """
    node = load(Path(module).with_name("values.yaml")).require(section)
    return {word: unit for unit, words in node.mapping().items() for word in words.strings()}


def as_written(sentence: str, values: Iterable[Value]) -> list[Value]:
    """Values that were read in the folded sentence, with their words as the sentence has them (same offsets)."""
    return [replace(value, text=sentence[value.start : value.end]) for value in values]


def holders(matches: Iterable[re.Match[str]], rule: str) -> tuple[OfficeEvent, ...]:
    """Names with their posts: who holds one, and, where the group `former` matched, who held it.

    Args:
        matches: with the groups `person`, `post` and `former`.
        rule: what the events name as their rule.
    """
    return tuple(
        OfficeEvent(
            post=match["post"].strip(),
            person=match["person"].strip(),
            event="held" if match["former"] else "holds",
            certainty=Certainty.ASSERTED,
            start=match.start(),
            end=match.end(),
            rule=rule,
        )
        for match in matches
    )
