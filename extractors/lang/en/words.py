"""The word classes of `words.yaml`: nouns and verbs by what they mean, and the irregular verbs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extractors.yamlfile import Node, load

_FILE = Path(__file__).with_name("words.yaml")


@cache
def _node() -> Node:
    return load(_FILE)


def read_list(node: Node) -> tuple[str, ...]:
    """The comma- or line-separated entries of a block of text, in order."""
    entries = node.text().replace("\n", ",").split(",")
    return tuple(" ".join(entry.split()) for entry in entries if entry.strip())


@cache
def word_set(name: str) -> frozenset[str]:
    """A closed set of words (`modals`)."""
    return frozenset(read_list(_node().require("sets").require(name)))


@cache
def irregular() -> Mapping[str, tuple[str, str]]:
    """Lemma to past tense and past participle."""
    table = {}
    for entry in read_list(_node().require("irregular")):
        lemma, past, *rest = entry.split()
        table[lemma] = (past, rest[0] if rest else past)
    return table


@cache
def doubling() -> frozenset[str]:
    """Verbs that double their last letter before -ed and -ing."""
    return frozenset(read_list(_node().require("doubling")))


@cache
def verb_class(name: str) -> tuple[str, ...]:
    """Lemmas of a class of verbs, phrasal ones included (`LIFT`)."""
    return read_list(_node().require("verbs").require(name))


@cache
def noun_class(name: str) -> frozenset[str]:
    """Nouns of a class, singular and plural (`ban`)."""
    nouns = read_list(_node().require("nouns").require(name))
    return frozenset(word for noun in nouns for word in (noun, plural(noun)))


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")
