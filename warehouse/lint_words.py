"""Words that get into one another's way: in names, in sets of terms, in the lexicons of rungs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import extractors
from extractors import yamlfile
from extractors.gazetteer import fold
from extractors.yamlfile import Node, YamlError
from warehouse.judging.model import Entity
from warehouse.remarks import Remark, Severity

LEXICONS = Path(extractors.__file__).parent / "lang"
_PLAIN = re.compile(r"[^/!~<>|+*(\[{\\]+")
_LATIN = re.compile(r"[a-z0-9]")
# By cue, its rung and where that is said.
_Seen = dict[str, tuple[str, str]]


def lint_names(entities: Iterable[tuple[Node, Entity]]) -> Iterator[Remark]:
    """Remark on spellings that two entities claim, and on decoys without work.

    Args:
        entities: each with the node it was read from.

    Yields:
        Warnings and notes, on the later of two entities.
    """
    owners: dict[tuple[str, str], str] = {}
    for node, entity in entities:
        for language, spellings in entity.names.items():
            for spelling in spellings:
                key = (language, fold(spelling))
                owner = owners.setdefault(key, entity.id)
                if owner != entity.id:
                    message = f"{spelling!r} names {owner} and {entity.id}: the first is taken"
                    yield Remark(node.path, node.line, Severity.WARNING, "name", message)
        yield from _decoys(node, entity)


def _decoys(node: Node, entity: Entity) -> Iterator[Remark]:
    for language, decoys in entity.decoys.items():
        spellings = [
            fold(spelling)
            for names in (entity.names, entity.short, entity.abbreviations)
            for tag in (language, "mul")
            for spelling in names.get(tag, ())
        ]
        for decoy in decoys:
            if not any(spelling in fold(decoy) for spelling in spellings):
                message = f"decoy {decoy!r} of {entity.id} contains no name of it"
                yield Remark(node.path, node.line, Severity.NOTE, "decoy", message)


def lint_terms(file: Node) -> Iterator[Remark]:
    """Remark on words of a pack's sets that another word of the set swallows, and on idle exceptions.

    Args:
        file: `watch/terms.yaml` or another of its kind: words by set and language.

    Yields:
        Warnings for words that can never do what they are there for, notes for needless ones.
    """
    for name, languages in file.mapping().items():
        for language, node in languages.mapping().items():
            words = {item.text(): item for item in node.items()}
            yield from _exceptions(name, language, words)
            yield from _swallowed(f"set {name} ({language})", words)


def _exceptions(name: str, language: str, words: Mapping[str, Node]) -> Iterator[Remark]:
    plain = [fold(word) for word in words if not word.startswith(("!", "/"))]
    for word, node in words.items():
        if not word.startswith("!"):
            continue
        cover = fold(word[1:])
        if cover in plain:
            message = f"set {name} ({language}): {word[1:]!r} is both a word and an exception"
            yield Remark(node.path, node.line, Severity.WARNING, "swallowed", message)
        elif language != "any" and not any(one.removesuffix("*") in cover for one in plain):
            message = f"set {name} ({language}): exception {word!r} covers no word of the set"
            yield Remark(node.path, node.line, Severity.NOTE, "idle", message)


def _swallowed(where: str, words: Mapping[str, Node]) -> Iterator[Remark]:
    """Remark, once for a list, on words in which a shorter one of it is found anyway."""
    plain = {word: fold(word) for word in words if _PLAIN.fullmatch(word.removesuffix("*"))}
    needless: dict[str, list[str]] = {}
    for word, folded in plain.items():
        eater = next(
            (other for other in plain if other != word and _eats(plain[other], folded)), ""
        )
        if eater:
            needless.setdefault(eater, []).append(word)
    if needless:
        pairs = "; ".join(
            f"{eater!r} finds {', '.join(eaten)}" for eater, eaten in needless.items()
        )
        node = words[next(iter(needless.values()))[0]]
        message = f"{where} has needless words: {pairs}"
        yield Remark(node.path, node.line, Severity.NOTE, "swallowed", message)


def _eats(eater: str, word: str) -> bool:
    stem = eater.removesuffix("*")
    start = word.find(stem)
    if start < 0 or (stem == word.removesuffix("*") and not eater.endswith("*")):
        return False
    before, after = word[start - 1 : start], word[start + len(stem) : start + len(stem) + 1]
    if _LATIN.match(stem[:1]) and _LATIN.match(before):
        return False
    is_open = eater.endswith("*") or not _LATIN.match(stem[-1:])
    return is_open or not (_LATIN.match(after) or after == "*")


def lint_own_cues(items: Iterable[Node]) -> Iterator[Remark]:
    """Remark on patterns of one claim that stand under two rungs or outcomes.

    Args:
        items: the pack's watches.

    Yields:
        Warnings, on the later of two places.
    """
    for item in items:
        cues = item.get("cues")
        for by_rung in cues.mapping().values() if cues else ():
            seen: dict[str, str] = {}
            for rung, patterns in by_rung.mapping().items():
                for node in patterns.items():
                    other = seen.setdefault(node.text(), rung)
                    if other != rung:
                        message = (
                            f"{item.require_str('claim')}: {node.text()!r} means {other} and {rung}"
                        )
                        yield Remark(node.path, node.line, Severity.WARNING, "swallowed", message)


def lint_lexicons(folder: Path = LEXICONS) -> Iterator[Remark]:
    """Remark on cue words that stand under two rungs of a ladder: only one of them can be right.

    Args:
        folder: with a folder for each language; without one that of the shipped languages.

    Yields:
        Warnings, on the later of two places; errors for files that cannot be read.
    """
    seen: dict[tuple[Path, str], _Seen] = defaultdict(dict)
    for path in sorted(folder.glob("*/rungs-*.yaml")):
        try:
            file = yamlfile.load(path)
            yield from _lexicon(file, seen[path.parent, file.optional_str("ladder") or path.stem])
        except YamlError as error:
            yield Remark(error.path, error.line, Severity.ERROR, "schema", error.message)


def _lexicon(file: Node, seen: _Seen) -> Iterator[Remark]:
    """Remark on one file of a ladder; `seen` holds the cues of those before it, and then of this one."""
    rungs = file.get("rungs") or file
    for rung, node in rungs.mapping().items():
        for line, cue in _cues(node):
            other, place = seen.setdefault(fold(cue), (rung, f"{Path(file.path).name}:{line}"))
            if other != rung:
                message = f"cue {cue!r} speaks of {rung}, and in {place} of {other}"
                yield Remark(file.path, line, Severity.WARNING, "swallowed", message)


def _cues(node: Node) -> Iterator[tuple[int, str]]:
    if node.is_mapping:
        for value in node.mapping().values():
            yield from _cues(value)
    elif node.is_list:
        yield from ((item.line, item.text()) for item in node.items())
    else:  # a block of lines, cues between commas
        for number, line in enumerate(node.raw_text().splitlines(), start=node.line + 1):
            yield from ((number, cue.strip()) for cue in line.split(", ") if cue.strip())
