"""Names of persons and posts in English sentences, by their letters and their company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.lang.en.words import plural, read_list, word_set
from extractors.yamlfile import Node, load

_FILE = Path(__file__).with_name("offices.yaml")
_WORD = r"[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\."
_NAME = re.compile(rf"(?:{_WORD})(?: (?:{_WORD}|de|van|von|bin)(?=\W|$)){{0,7}}")
_PROPER = r"(?-i:[A-Z])[\w.-]+"
_STATUS = r"(?P<status>former |ex-|then[ -]|late |acting |interim |caretaker |vice[ -]|deputy |outgoing |incumbent )*"
# What says so before the country of a post: 'then-South Korean President'.
_OF_THEN = re.compile(
    r"\b(?P<status>former|ex|then)[ -](?:(?:South |North )?Korean|Japanese|Chinese|American) $"
)
_LONGEST_LEAD = 30
_FIELD = (
    r"(?:(?:foreign|defen[cs]e|finance|trade|industry|agriculture|farm|justice|unification|health|interior|education"
    r"|economy|environment|transport|labou?r|land|science|culture|internal affairs|prime|party|cabinet|security"
    r"|national security|opposition|assembly|parliament|lower house|upper house|broadcasting|bank|spy|navy|army) )*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name or a post, where it stands.

    Attributes:
        text: as written.
        start: offset in the sentence.
        end: offset behind it.
        status: `former`, `acting`, `designate` and the like before or behind a post, or empty.
    """

    text: str
    start: int
    end: int
    status: str = ""


@cache
def offices() -> Node:
    """The lexicon of posts and verbs of office."""
    return load(_FILE)


@cache
def _post() -> re.Pattern[str]:
    posts = sorted(read_list(offices().require("posts")), key=len, reverse=True)
    words = "|".join(re.escape(form) for post in posts for form in (post, plural(post)))
    field = "foreign affairs|defen[cs]e|unification|finance"
    place = rf"(?: (?:of|to|in)(?: the)? (?:{_PROPER}|{field})(?: {_PROPER})?)?"
    return re.compile(
        rf"\b{_STATUS}{_FIELD}(?:{words})(?P<after>-designate|-elect| designate| elect)?{place}\b",
        re.IGNORECASE,
    )


def find_posts(sentence: str) -> list[Name]:
    """Posts of a sentence in order, with what says that they are past, acting or to come."""
    found = []
    for match in _post().finditer(sentence):
        status = (match["status"] or match["after"] or "").strip(" -").lower()
        start = match.start() + _lead(match.group())
        if not status:
            lead = _OF_THEN.search(sentence[max(0, start - _LONGEST_LEAD) : start])
            status = lead["status"] if lead else ""
        found.append(Name(sentence[start : match.end()], start, match.end(), status))
    return found


def _lead(text: str) -> int:
    lead = re.match(r"(?:(?:former|ex|then|late|outgoing|incumbent)[ -])*", text, re.IGNORECASE)
    return lead.end() if lead else 0


def find_persons(sentence: str, posts: list[Name]) -> list[Name]:
    """Capitalised names that are no posts, places or calendar words, in order."""
    found = []
    for match in _NAME.finditer(sentence):
        start, end = _shrink(match, posts)
        words = sentence[start:end].split()
        if words and not _is_no_person(words):
            found.append(Name(re.sub(r"['’]s?$", "", " ".join(words)), start, end))
    return found


def _shrink(match: re.Match[str], posts: list[Name]) -> tuple[int, int]:
    """Cut posts and places off both ends of a row of capitalised words."""
    start, end = match.span()
    for post in posts:
        if post.start <= start < post.end:
            start = min(end, post.end + 1)
        elif start < post.start < end:
            is_lead = _is_no_person(match.string[start : post.start].replace("-", " ").split())
            start, end = (min(end, post.end + 1), end) if is_lead else (start, post.start - 1)
    words = match.string[start:end].split(" ")
    while words and _bare(words[0]) in word_set("no-persons"):
        start += len(words.pop(0)) + 1
    return start, max(start, end)


def _is_no_person(words: list[str]) -> bool:
    return all(_bare(word) in word_set("no-persons") for word in words)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).strip(".,").lower()
