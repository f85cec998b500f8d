"""Who an English sentence takes its statement from: `X said`, `said X`, `according to X`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.lang.en.inflect import Form
from extractors.lang.en.patterns import Match, Matcher, read_patterns
from extractors.lang.en.tokens import Tokens, tokenise
from extractors.lang.en.verbs import BE, read_group
from extractors.lang.en.words import read_list
from extractors.model import Speaker
from extractors.yamlfile import Node, load

_FILE = Path(__file__).with_name("attribution.yaml")
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|as per) (?P<who>[^,;.“”\"]+)", re.IGNORECASE
)
_REACH = 16
_SUBJECT_WORDS = 8
_QUOTES = frozenset(['"', "“", "”"])
_STOPS = frozenset(
    [",", ";", ":", '"', "“", "”", ".", "?", "!", "--", "—", "that", "but", "and", "while"]
)
# 'Said on Saturday', 'said in a speech': what follows tells when and where, not who.
_OF_TIME = frozenset(["on", "in", "at", "during", "after", "late", "early", "last", "this"])
_ASIDE_ENDS = frozenset([",", ".", ":", ";"])
_RELATIVE = frozenset(["who", "which", "whose", "speaking"])
_INDEFINITE = re.compile(
    r"^(?:an?|one|two|three|several|some|many|senior|other|unnamed|anonymous|government|multiple)\b",
    re.IGNORECASE,
)


def read_speaker(sentence: str) -> Speaker | None:
    """The source that a sentence names; see `extractors.attribution`."""
    tokens = tokenise(sentence)
    relayed = bool(_relayed().find(tokens))
    for match in _speech_matches(tokens):
        span = _subject(tokens, match)
        if span is not None:
            start, end = tokens.starts[span[0]], tokens.ends[span[1] - 1]
            verb_kind = match.pattern.label
            return Speaker(sentence[start:end], _kind(tokens, span), start, end, verb_kind, relayed)
    return _according_to(sentence, relayed)


def read_asides(sentence: str) -> tuple[tuple[int, int], ...]:
    """Sources that stand with their verbs between commas; see `extractors.attribution`."""
    tokens = tokenise(sentence)
    found = []
    for match in _speech().find(tokens):
        span = None if _is_quoted(tokens, match.first) else _subject(tokens, match)
        is_closed = match.last == len(tokens.words) or tokens.words[match.last] in _ASIDE_ENDS
        if span is not None and is_closed and span[0] and tokens.words[span[0] - 1] == ",":
            found.append((tokens.starts[span[0]], tokens.ends[match.last - 1]))
    return tuple(found)


@cache
def _lexicon() -> Node:
    return load(_FILE)


@cache
def _speech() -> Matcher:
    verbs = _lexicon().require("verbs").mapping()
    return Matcher(p for kind, block in verbs.items() for p in read_patterns(block, kind))


@cache
def _relayed() -> Matcher:
    return Matcher(read_patterns(_lexicon().require("relayed"), "relayed"))


@cache
def _kinds() -> dict[str, frozenset[str]]:
    kinds = _lexicon().require("kinds").mapping()
    return {kind: frozenset(read_list(block)) for kind, block in kinds.items()}


@cache
def _roles() -> frozenset[str]:
    return frozenset(read_list(_lexicon().require("roles")))


def _speech_matches(tokens: Tokens) -> list[Match]:
    """Finite verbs of speech outside quotations; a trailing `, X said` is the outermost one."""
    found = []
    for match in _speech().find(tokens):
        is_finite = bool(match.form & Form.FINITE) or match.form == Form.NONE
        if is_finite and not _is_quoted(tokens, match.first):
            found.append(match)
    found.sort(key=lambda match: (not _is_tail(tokens, match), -match.pattern.weight, match.first))
    return found


def _is_quoted(tokens: Tokens, index: int) -> bool:
    before = tokens.words[:index]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_tail(tokens: Tokens, match: Match) -> bool:
    """Does the clause of this verb stand behind a comma or a closing quotation mark?"""
    span = _subject(tokens, match)
    if span is None or span[0] == 0:
        return False
    before = tokens.words[span[0] - 1]
    return before in {",", "”", '"', "?", "!"} and not _RELATIVE & {tokens.words[span[0]]}


def _subject(tokens: Tokens, match: Match) -> tuple[int, int] | None:
    """Words of the noun phrase that speaks: left of the verb, or right of it when inverted."""
    group = read_group(tokens, match)
    if group.is_infinitive or group.be or group.is_noun:
        return None
    end = group.start
    start = _left_edge(tokens, end)
    if start < end and tokens.words[start] not in _RELATIVE | {"neither"}:
        return start, end
    aside = _before_aside(tokens, end)
    if aside:
        return 0, aside
    first = match.last
    last = first
    while last < len(tokens.words) and last < first + _REACH and tokens.words[last] not in _STOPS:
        last += 1
    is_inverted = (
        first < last
        and end
        and tokens.words[end - 1] in {",", "”", '"', "?", "!"}
        and tokens.words[first] not in _OF_TIME
    )
    return (first, last) if is_inverted else None


def _before_aside(tokens: Tokens, end: int) -> int:
    """End of a subject that an aside parts from its verb: `Kyodo, quoting a paper, said`; 0 if none."""
    words = tokens.words[:end]
    if not words or words[-1] != "," or words.count(",") < 2:  # noqa: PLR2004 - an aside has two commas
        return 0
    subject = words.index(",")
    # The clitic of 'South Korea's president' is no verb where another verb follows the aside.
    is_clause = not (BE - {"'s", "’s"}).isdisjoint(words[:subject]) or any(
        w in _QUOTES for w in words[:subject]
    )
    return 0 if is_clause or subject > _SUBJECT_WORDS else subject


def _left_edge(tokens: Tokens, end: int) -> int:
    start = end
    while start > 0 and end - start < _REACH and tokens.words[start - 1] not in _STOPS:
        start -= 1
    return start


def _kind(tokens: Tokens, span: tuple[int, int]) -> str:
    words = tokens.words[span[0] : span[1]]
    text = tokens.text[tokens.starts[span[0]] : tokens.ends[span[1] - 1]]
    head = _head(words)
    if _INDEFINITE.match(text) and not _roles().isdisjoint([head, head.removesuffix("s")]):
        return "unnamed"
    for kind, known in _kinds().items():
        if head in known:
            return "named" if kind == "post" else kind
    for kind in ("media", "institution"):
        if not _kinds()[kind].isdisjoint(words):
            return kind
    has_name = any(tokens.is_capital(index) for index in range(span[0] + (span[0] == 0), span[1]))
    return "named" if has_name or tokens.is_capital(span[0]) else "unnamed"


def _head(words: tuple[str, ...]) -> str:
    """The last word before the first preposition or number of the phrase."""
    for index, word in enumerate(words):
        if index and word in {
            "of",
            "in",
            "at",
            "on",
            "from",
            "for",
            "familiar",
            "close",
            "with",
            "to",
        }:
            return words[index - 1]
    return words[-1]


def _according_to(sentence: str, relayed: bool) -> Speaker | None:
    match = _ACCORDING.search(sentence)
    if match is None:
        return None
    start, end = match.span("who")
    tokens = tokenise(match["who"])
    kind = _kind(tokens, (0, len(tokens.words))) if tokens.words else "unnamed"
    return Speaker(sentence[start:end].strip(), kind, start, end, "said", relayed)
