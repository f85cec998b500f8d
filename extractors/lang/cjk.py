"""What Japanese and Korean share: where the words differ and the way of reading does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
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


def merge_values(
    sentence: str, text: str, dates: Sequence[Value], read: Callable[[str, list[Span]], list[Value]]
) -> tuple[Value, ...]:
    """Put dates and amounts of a sentence together.

    Args:
        sentence: the words as written, for `Value.text`.
        text: the same, folded by `extractors.numbers.fold` (same offsets).
        dates: what is taken already.
        read: reads the amounts of folded text outside the spans it is given.

    Returns:
        All values in the order of the text.
    """
    amounts = read(text, [(value.start, value.end) for value in dates])
    written = [replace(value, text=sentence[value.start : value.end]) for value in amounts]
    return tuple(sorted([*dates, *written], key=lambda value: value.start))


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
