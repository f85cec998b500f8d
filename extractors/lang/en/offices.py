"""English sentences about posts: elections, oaths, resignations, and who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.lang.en.certainty import Judge
from extractors.lang.en.inflect import Form
from extractors.lang.en.names import Name, find_persons, find_posts, offices
from extractors.lang.en.patterns import Match, Matcher, read_patterns
from extractors.lang.en.tokens import Tokens, tokenise
from extractors.lang.en.verbs import BE, read_group
from extractors.lang.en.words import read_list
from extractors.model import Certainty, OfficeEvent

_REACH = 70  # characters between a verb and its person or post: a clause, not a paragraph
_APPOSITION = re.compile(
    r",? (?:who is |who was |then |now |former |acting )?(?:the |a |its |his |her |[\w.]+['’]s (?:new )?)*"
    r"(?:the (?:South |North )?[A-Z][a-z]+(?:ese|an) )?$"
)
_DIRECT = re.compile(
    r" (?:as )?(?:the |a |an |[\w.]+['’]s )*(?:new |next |first |\w+st |\w+th |\w+rd )?$"
)
_LINK = re.compile(
    r"(?:, who)? (?:is|was|remains|becomes|has been|had been|serves as|is still|is now) (?:the |a |an |[\w.]+['’]s )*$"
)
_SINCE = re.compile(
    r"\bsince (?:last |this |early |late |the (?:autumn|fall|spring|summer|winter) of )?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?|(?:19|20)\d\d|taking|becoming|winning"
    r"|autumn|fall|spring|summer|winter|year|month|week)(?: \d{1,2}\b,?)?(?: \d{4})?"
)
# `Lee, in office since March`, `who has held the presidency since`: told of a person without a post beside the name.
_IN_OFFICE = re.compile(
    r",?(?: who)?(?: has| had)?(?: been)?"
    r" (?:in (?:office|power)|held (?:the )?(?:presidency|premiership|office)) (?=since\b)"
)
_OBLIQUE = re.compile(
    r"\b(?:with|of|by|for|from|to|against|between(?: [^,;]{1,60} and)?)"
    r" (?:(?:the|its|his|her|their|[\w.]+['’]s|South|North|[A-Z][a-z]+(?:ese|an)) )*$"
)
# 'The president's mother-in-law died': whose kin or aide the verb tells of.
_OF_ANOTHER = re.compile(r"['’]s? (?!(?:death|life)\b)[\w-]+")
_TO = re.compile(r"\bto (?:the |his |her )?$")
_STATUS_EVENTS = {
    "former": "held",
    "ex": "held",
    "then": "held",
    "late": "held",
    "acting": "acting",
    "interim": "acting",
    "caretaker": "acting",
    "designate": "nominated",
    "elect": "nominated",
}


def read_office_events(sentence: str) -> tuple[OfficeEvent, ...]:
    """Changes and holders of posts that a sentence tells of; see `extractors.offices`."""
    posts = find_posts(sentence)
    tokens = tokenise(sentence)
    matches = _choose(_verbs().find(tokens))
    if not posts and not matches and not _IN_OFFICE.search(sentence):
        return ()
    persons = find_persons(sentence, posts)
    changes = list(_changes(tokens, matches, persons, posts))
    told = {(event.person, event.post) for event in changes}
    holders = [e for e in _holders(sentence, persons, posts) if (e.person, e.post) not in told]
    holders += _in_office(sentence, persons)
    return tuple(sorted([*changes, *holders], key=lambda event: event.start))


@cache
def _verbs() -> Matcher:
    lexicon = offices()
    patterns = [
        pattern
        for role in ("object", "subject")
        for event, block in lexicon.require(role).mapping().items()
        for pattern in read_patterns(block, f"{role}.{event}")
    ]
    patterns += read_patterns(lexicon.require("succession"), "subject.succession")
    return Matcher(patterns)


@cache
def _sources(name: str) -> frozenset[str]:
    return frozenset(entry for entry in read_list(offices().require(name)))


def _choose(matches: Sequence[Match]) -> list[Match]:
    """Of overlapping matches the heavier one."""
    chosen: list[Match] = []
    for match in sorted(matches, key=lambda m: -m.pattern.weight):
        if all(match.last <= other.first or match.first >= other.last for other in chosen):
            chosen.append(match)
    return chosen


def _changes(
    tokens: Tokens, matches: Sequence[Match], persons: Sequence[Name], posts: Sequence[Name]
) -> Iterator[OfficeEvent]:
    judge = Judge(tokens, is_title=False)
    for match in matches:
        role, event = match.pattern.label.split(".")
        start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
        holds_person = any(start < name.start and name.end <= end for name in persons)
        is_object = role == "object" and (holds_person or not _is_passive(tokens, match))
        verb_end = tokens.ends[match.first]
        person = _after(persons, verb_end) if is_object else _before(persons, start)
        own = _less_recipients(tokens.text, posts) if event == "tendered-resignation" else posts
        post = _post_of(own, person, start, verb_end, is_object=is_object)
        source = match.pattern.source
        needs_post = source in _sources("direct") or (is_object and person is None)
        if needs_post and not _follows(tokens.text, verb_end, post):
            continue
        if event == "died" and not _is_the_dead(tokens.text, post, start):
            continue
        if post is None and (person is None or source not in _sources("alone")):
            continue
        if person is None and not is_object and _is_oblique(tokens.text, post, start):
            continue
        decision = judge.decide(match)
        extra = _successor(event, persons, person, end)
        yield OfficeEvent(
            post=post.text if post else "",
            person=person.text if person else "",
            event="appointed" if event == "succession" else event,
            certainty=decision.certainty,
            start=start,
            end=end,
            rule=f"en/office: {match.pattern.source}",
            extra=extra,
        )


def _is_passive(tokens: Tokens, match: Match) -> bool:
    """A participle behind a form of `be`, or (in headlines) one with nothing to act on behind it."""
    group = read_group(tokens, match)
    if not match.form & Form.PARTICIPLE:
        return False
    before = tokens.words[group.start : match.first]
    is_bare = match.last >= len(tokens.words) or tokens.words[match.last] in {
        "as",
        "by",
        "in",
        ".",
        ",",
    }
    return not BE.isdisjoint(before) or is_bare


def _after(names: Sequence[Name], end: int) -> Name | None:
    return next((name for name in names if end <= name.start <= end + _REACH), None)


def _before(names: Sequence[Name], start: int) -> Name | None:
    return next((name for name in reversed(names) if start - 2 * _REACH <= name.end <= start), None)


def _post_of(
    posts: Sequence[Name], person: Name | None, start: int, end: int, *, is_object: bool
) -> Name | None:
    """The post at stake: named behind the verb (`as`, `elected X prime minister`), else the person's own."""
    behind = [post for post in posts if end <= post.start <= end + _REACH]
    ahead = [post for post in posts if start - 2 * _REACH <= post.end <= start]
    if is_object:
        return behind[-1] if behind else None
    if person is not None:
        own = [post for post in posts if abs(post.end + 1 - person.start) <= 1]
        near = [post for post in ahead if post.start > person.end]
        return next(iter([*behind, *own, *near, *ahead]), None)
    return next(iter([*reversed(ahead), *behind]), None)


def _is_the_dead(sentence: str, post: Name | None, start: int) -> bool:
    """Whether the post is that of the one who died, not of a mother or an aide of the holder."""
    return post is not None and post.start <= start and not _OF_ANOTHER.match(sentence, post.end)


def _is_oblique(sentence: str, post: Name | None, start: int) -> bool:
    """Whether the post only belongs to what the verb tells of: 'the talks with its president were suspended'."""
    return post is not None and post.end <= start and bool(_OBLIQUE.search(sentence[: post.start]))


def _less_recipients(sentence: str, posts: Sequence[Name]) -> list[Name]:
    """Posts other than that to whose holder something is handed (`to the speaker`)."""
    return [post for post in posts if not _TO.search(sentence[: post.start])]


def _follows(sentence: str, end: int, post: Name | None) -> bool:
    return post is not None and bool(_DIRECT.match(sentence[end : post.start]))


def _successor(
    event: str, persons: Sequence[Name], person: Name | None, end: int
) -> tuple[tuple[str, str], ...]:
    if event != "succession":
        return ()
    other = _after([name for name in persons if name is not person], end)
    return (("predecessor", other.text),) if other else ()


def _holders(
    sentence: str, persons: Sequence[Name], posts: Sequence[Name]
) -> Iterator[OfficeEvent]:
    """`Prime Minister X`, `X, foreign minister since July`, `X is mayor of Hiroshima`."""
    since = _SINCE.search(sentence)
    for post in posts:
        person = _holder(sentence, persons, post)
        if person is None:
            continue
        event = _STATUS_EVENTS.get(post.status.rstrip("- "), "holds")
        extra = (("since", since.group()),) if since and event == "holds" else ()
        yield OfficeEvent(
            post=post.text,
            person=person.text,
            event=event,
            certainty=Certainty.ASSERTED,
            start=min(post.start, person.start),
            end=max(post.end, person.end),
            rule="en/office: title and name",
            extra=extra,
        )


def _in_office(sentence: str, persons: Sequence[Name]) -> Iterator[OfficeEvent]:
    """`X, in office since March 2025`, which leaves the post to the name."""
    for person in persons:
        told = _IN_OFFICE.match(sentence, person.end)
        since = _SINCE.match(sentence, told.end()) if told else None
        if told and since:
            yield OfficeEvent(
                post="",
                person=person.text,
                event="holds",
                certainty=Certainty.ASSERTED,
                start=person.start,
                end=told.end(),
                rule="en/office: name in office",
                extra=(("since", since.group()),),
            )


def _holder(sentence: str, persons: Sequence[Name], post: Name) -> Name | None:
    """The name right behind a post, or right before it in an apposition."""
    for person in persons:
        if post.end < person.start <= post.end + 2 and sentence[post.end : person.start] in {
            " ",
            ", ",
        }:
            return person
        between = sentence[person.end : post.start]
        if person.end < post.start and (_APPOSITION.match(between) or _LINK.match(between)):
            return person
    return None
