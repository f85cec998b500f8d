"""A pack's `watch/` folder, from YAML nodes to the typed forms that the judge uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from extractors.patterns import Expression
from extractors.yamlfile import Node, YamlError
from warehouse.judging.terms import as_expression, fold
from warehouse.judging.watch import (
    Act,
    ActWatch,
    Focus,
    Group,
    NovelWatch,
    OccasionWatch,
    OwnCue,
    RelevanceWatch,
    Saying,
    Subject,
    Subjects,
    Watch,
    WatchList,
)
from warehouse.watchwords import LanguageWords, own_words, read_words

READERS = ("status", "amount", "event", "phrase", "office", "actor")
NEEDED_FILES = ("claims", "novel", "relevance", "moves")
# A pack may split what it watches by kind of claim, and its statuses by subject.
CLAIM_FILES = ("claims", "statuses", "facts", "stances")
OUTCOMES = ("contradicts", "develops", "repeats")
_SET = re.compile(r"\{([a-z][a-z-]*)\}")
Terms = Mapping[str, Mapping[str, tuple[str, ...]]]


def read_watch(
    files: Mapping[str, Node], languages: Collection[str], ladders: Mapping[str, tuple[str, ...]]
) -> WatchList:
    """Read `terms`, `claims`, `novel`, `relevance` and `moves`, and what there is of the other files.

    Watches may also stand in `statuses`, `facts` and `stances`, and in files beside these (`statuses-trade`).
    Files whose stem begins with `terms-` or `claims-` (`terms-ja`) add words to the sets, and subjects and
    cues to the watches; `forms-` files name wordings that patterns may use as `{name}`; `words-` is told in
    `warehouse.watchwords`.

    Args:
        files: nodes by file stem.
        languages: the pack's languages.
        ladders: rungs by ladder, for checks.

    Raises:
        YamlError: the first fault, with file and line: a missing file, an unknown set, reader, rung or language. A
            pattern that does not compile is found at its first use, or by `check_watch`.
    """
    _demand_files(files)
    acts, topics, occasion = (files.get(name) for name in ("acts", "topics", "occasion"))
    terms = _joined(read_terms(file, languages) for file in term_files(files))
    of_topics = read_terms(topics, languages) if topics is not None else {}
    terms |= {topic_set(name): words for name, words in of_topics.items()}
    focus = files.get("focus")
    if focus is not None:
        terms |= {name: {} for name in focus.mapping()}
    forms = _joined(read_forms(file) for file in _beside("forms", files))
    reader = _Reader(terms, languages, ladders, forms)
    words = read_words(files, languages)
    watches = reader.watches(watched_items(files), added_items(files))
    statuses = {watch.claim for watch in watches if watch.reader == "status"}
    return WatchList(
        terms=reader.terms,
        watches=tuple(reader.with_words(watch, words) for watch in watches),
        own_words=own_words(words, statuses, reader.rungs),
        novel=tuple(reader.novel(item) for item in files["novel"].items()),
        relevance=reader.relevance(files["relevance"]),
        paths={name: reader.path(name, rungs) for name, rungs in files["moves"].mapping().items()},
        acts=reader.acts(acts, of_topics) if acts is not None else None,
        occasion=reader.occasion(occasion) if occasion is not None else None,
        focuses=tuple(reader.focus(*item) for item in focus.mapping().items()) if focus else (),
    )


def _demand_files(files: Mapping[str, Node]) -> None:
    """Raise YamlError when a file is missing that every folder `watch` has."""
    for name in NEEDED_FILES:
        if name not in files:
            folder = Path(next(iter(files.values())).path).parent
            needed = ", ".join(f"{stem}.yaml" for stem in NEEDED_FILES)
            raise YamlError(
                str(folder / f"{name}.yaml"), 0, f"no such file; there must be {needed}"
            )


def check_watch(
    files: Mapping[str, Node], languages: Collection[str], ladders: Mapping[str, tuple[str, ...]]
) -> None:
    """Read a watch folder whole, the patterns included that reading an article compiles as it needs them.

    Raises:
        YamlError: the first fault, with file and line.
    """
    for file in (*term_files(files), *([files["topics"]] if "topics" in files else [])):
        _check_words(file)
    watch = read_watch(files, languages, ladders)
    for expression in watch.expressions():
        _ = expression.compiled
    for open_reader in watch.own_words.values():
        open_reader()


def _check_words(file: Node) -> None:
    for by_language in file.mapping().values():
        for words in by_language.mapping().values():
            for word in words.items():
                expression = as_expression(word.text(), word.error)
                if expression is not None:
                    _ = expression.compiled


def watched_items(files: Mapping[str, Node]) -> list[Node]:
    """The items of all files that say how claims are watched, in the order of the files."""
    first, *others = CLAIM_FILES
    nodes = [files[first], *(node for stem in others for node in _of_stem(stem, files))]
    return [item for file in nodes for item in file.items()]


def added_items(files: Mapping[str, Node]) -> list[tuple[str, Node]]:
    """What files add to watches, each item with what its file is called behind the hyphen (`claims-ja`)."""
    return [
        (name.removeprefix("claims-"), item)
        for name in sorted(files)
        if name.startswith("claims-")
        for item in files[name].items()
    ]


def term_files(files: Mapping[str, Node]) -> list[Node]:
    """The files that there are of words of sets."""
    return _of_stem("terms", files)


def _of_stem(stem: str, files: Mapping[str, Node]) -> list[Node]:
    """The file of this name, if there is one, and those that stand beside it."""
    return [*([files[stem]] if stem in files else []), *_beside(stem, files)]


def _beside(stem: str, files: Mapping[str, Node]) -> list[Node]:
    return [files[name] for name in sorted(files) if name.startswith(f"{stem}-")]


def _joined(parts: Iterable[Terms]) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Sets of several files as one: words of a set and language in the order of the files."""
    joined: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for part in parts:
        for name, by_language in part.items():
            for language, words in by_language.items():
                joined[name][language] = joined[name].get(language, ()) + words
    return dict(joined)


def topic_set(topic: str) -> str:
    """The name of the set that holds the words of a topic."""
    return f"topic:{topic}"


def read_forms(file: Node) -> Terms:
    """Read wordings: regular expressions, any of which will do, by name and language."""
    return {
        name: {language: node.strings() for language, node in by_language.mapping().items()}
        for name, by_language in file.mapping().items()
    }


def read_terms(file: Node, languages: Collection[str]) -> Terms:
    """Read `terms.yaml`: words by set and language."""
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name, by_language in file.mapping().items():
        words: dict[str, tuple[str, ...]] = {}
        for language, node in by_language.mapping().items():
            if language not in (*languages, "any"):
                raise node.error(f"language {language!r} is not one of the pack's")
            words[language] = node.strings()
        found[name] = words
    return found


class _Reader:
    """Reads items against the sets and ladders there are."""

    def __init__(
        self,
        terms: Terms,
        languages: Collection[str],
        ladders: Mapping[str, tuple[str, ...]],
        forms: Terms,
    ) -> None:
        self.terms = terms
        self.forms = forms
        self.languages = languages
        self.ladders = ladders
        self.rungs = {rung for rungs in ladders.values() for rung in rungs}

    def watches(self, items: Iterable[Node], more: Iterable[tuple[str, Node]]) -> tuple[Watch, ...]:
        """The watches, with what other files add to them; what `claims-ja` adds is meant in Japanese."""
        found = [self.watch(item) for item in items]
        for name, node in more:
            language = name if name in self.languages else ""
            key = node.require_str("claim"), node.require("reader").choice(READERS)
            if not any(key == (watch.claim, watch.reader) for watch in found):
                raise node.error(f"no {key[1]} watch of {key[0]!r} to add to")
            found = [
                self.widened(watch, node, language) if key == (watch.claim, watch.reader) else watch
                for watch in found
            ]
        return tuple(found)

    def widened(self, watch: Watch, node: Node, language: str) -> Watch:
        """A watch with the subjects and cues of another item as well."""
        node.check_keys(required=("claim", "reader"), optional=("about", "cues"))
        about, cues = node.get("about"), node.get("cues")
        added = self.cues(cues) if cues else {}
        return replace(
            watch,
            subjects=Subjects(
                [*watch.subjects, *(self.subjects(about, language) if about else ())]
            ),
            cues={
                language: watch.cues.get(language, ()) + added.get(language, ())
                for language in {*watch.cues, *added}
            },
        )

    def watch(self, node: Node) -> Watch:
        """One item of `claims.yaml`."""
        node.check_keys(
            required=("claim", "reader", "about"),
            optional=("words", "wordings", "sets", "cues", "says"),
        )
        sets, words, cues = node.get("sets"), node.get("words"), node.get("cues")
        says, wordings = node.get("says"), node.get("wordings")
        return Watch(
            claim=node.require_str("claim"),
            reader=node.require("reader").choice(READERS),
            subjects=self.subjects(node.require("about")),
            sets={k: self.names(v) for k, v in sets.mapping().items()} if sets else {},
            words={k: _words(v) for k, v in words.mapping().items()} if words else {},
            wordings={k: self.wordings(v) for k, v in wordings.mapping().items()}
            if wordings
            else {},
            cues=self.cues(cues) if cues else {},
            says=tuple(self.saying(item) for item in says.items()) if says else (),
        )

    def saying(self, node: Node) -> Saying:
        """One item of `says`: classes of words, the deed first."""
        node.check_keys(required=("rung", "words", "within"), optional=("not", "against", "by"))
        without, by, rung = node.get("not"), node.get("by"), node.require_str("rung")
        against = node.get("against")
        return Saying(
            rung=self.rung(rung, node),
            words=tuple(self.group(item) for item in node.require("words").items()),
            within=node.require("within").integer(),
            without=self.names(without) if without else (),
            against=self.names(against) if against else (),
            by=self.names(by) if by else (),
            weight=_weight(rung),
        )

    def focus(self, name: str, node: Node) -> Focus:
        """One event of `focus.yaml`."""
        node.check_keys(required=("first", "last", "opens"), optional=("closes", "keeps", "again"))
        sets = {key: node.get(key) for key in ("closes", "keeps", "again")}
        return Focus(
            name=name,
            first=node.require("first").day(),
            last=node.require("last").day(),
            opens=self.subjects(node.require("opens")),
            **{key: self.names(value) if value else () for key, value in sets.items()},
        )

    def with_words(self, watch: Watch, words: Mapping[str, tuple[LanguageWords, ...]]) -> Watch:
        """A status with the subjects that single languages add to it."""
        if watch.reader != "status":
            return watch
        subjects, wide = list(watch.subjects), list(watch.wide)
        for part in words.get(watch.claim, ()):
            about, around = part.item.get("about"), part.item.get("wide")
            if about:
                subjects += self.subjects(about, part.language)
            if around:
                wide += self.subjects(around, part.language)
        return replace(watch, subjects=Subjects(subjects), wide=Subjects(wide))

    def novel(self, node: Node) -> NovelWatch:
        """One item of `novel.yaml`."""
        node.check_keys(
            required=("id", "topic", "about", "patterns"),
            optional=("weight", "any-topic", "apart", "says"),
        )
        weight, any_topic, says = node.get("weight"), node.get("any-topic"), node.get("says")
        apart = node.get("apart")
        return NovelWatch(
            id=node.require_str("id"),
            topic=node.require_str("topic"),
            subjects=self.subjects(node.require("about")),
            patterns={
                self.language(key, value): tuple(self.pattern(item, key) for item in value.items())
                for key, value in node.require("patterns").mapping().items()
            },
            weight=weight.choice(("major", "minor")) if weight else "major",
            is_any_topic=any_topic.truth() if any_topic else False,
            is_apart=apart.truth() if apart else False,
            says=says.text() if says else "",
        )

    def acts(self, node: Node, names: Iterable[str]) -> ActWatch:
        """`acts.yaml`, with the names of the topics that have words."""
        node.check_keys(required=("between", "beside", "acts"), optional=("outside",))
        topics = {topic: topic_set(topic) for topic in names}
        outside = node.get("outside")
        return ActWatch(
            between=self.subjects(node.require("between")),
            beside=self.subjects(node.require("beside")),
            acts=tuple(self.act(item, topics) for item in node.require("acts").items()),
            topics=topics,
            outside=frozenset(item.choice(tuple(topics)) for item in outside.items())
            if outside
            else frozenset(),
        )

    def act(self, node: Node, topics: Collection[str]) -> Act:
        """One act: patterns by language, or verbs and objects that must stand together."""
        node.check_keys(
            required=("id", "says"),
            optional=("topic", "any-topic", "sides", "not", "verbs", "objects", *self.languages),
        )
        topic, sides, without = node.get("topic"), node.get("sides"), node.get("not")
        any_topic = node.get("any-topic")
        return Act(
            id=node.require_str("id"),
            says=node.require_str("says"),
            topic=topic.choice(tuple(topics)) if topic else "",
            patterns={
                language: (*self.alone(node, language), *self.together(node, language))
                for language in self.languages
            },
            is_between=sides is not None and sides.choice(("both",)) == "both",
            is_any_topic=any_topic.truth() if any_topic else False,
            without=self.names(without) if without else (),
        )

    def alone(self, node: Node, language: str) -> Iterator[Expression]:
        """Patterns that say enough by themselves."""
        patterns = node.get(language)
        for item in patterns.items() if patterns else ():
            yield self.pattern(item, language)

    def together(self, node: Node, language: str) -> Iterator[Expression]:
        """The pattern of a verb and an object, where the act has them in the language."""
        verbs, objects = node.get("verbs"), node.get("objects")
        if verbs is None or objects is None:
            return
        words, things = verbs.mapping().get(language), objects.mapping().get(language)
        if words is not None and things is not None:
            yield _together(words.strings(), things.strings(), language)

    def relevance(self, node: Node) -> RelevanceWatch:
        """`relevance.yaml`."""
        node.check_keys(
            required=("pairs", "threshold"), optional=("strong", "claims", "weak", "against")
        )
        parts = {key: node.get(key) for key in ("strong", "weak", "against")}
        names = {key: self.names(value) if value else () for key, value in parts.items()}
        return RelevanceWatch(
            pairs=tuple(self.group(item) for item in node.require("pairs").items()),
            claims=node.optional_strings("claims"),
            threshold=node.require("threshold").number(),
            **names,
        )

    def occasion(self, node: Node) -> OccasionWatch:
        """`occasion.yaml`."""
        node.check_keys(required=("about", "days"), optional=("outcomes",))
        return OccasionWatch(
            self.subjects(node.require("about")),
            int(node.require("days").number()),
            node.optional_strings("outcomes"),
        )

    def path(self, name: str, node: Node) -> tuple[str, ...]:
        """The rungs of a ladder that follow one another."""
        if name not in self.ladders:
            raise node.error(f"unknown ladder {name!r}")
        return tuple(item.choice(self.ladders[name]) for item in node.items())

    def subjects(self, node: Node, language: str = "") -> Subjects:
        """The ways in which a sentence can be about something, in one language or in all."""
        return Subjects(self.subject(item, language) for item in node.items())

    def subject(self, node: Node, language: str) -> Subject:
        node.check_keys(required=("in",), optional=("near", "not", "rivals", "somewhere", "dated"))
        near, without, rivals = node.get("near"), node.get("not"), node.get("rivals")
        dated, somewhere = node.get("dated"), node.get("somewhere")
        return Subject(
            within=tuple(self.group(item) for item in node.require("in").items()),
            near=tuple(self.group(item) for item in near.items()) if near else (),
            without=self.names(without) if without else (),
            rivals=self.names(rivals) if rivals else (),
            somewhere=tuple(self.group(item) for item in somewhere.items()) if somewhere else (),
            is_dated=dated.truth() if dated else False,
            language=language,
        )

    def group(self, node: Node) -> Group:
        """`a|b` as a tuple of set names."""
        return tuple(self.known(node, name) for name in node.text().split("|"))

    def names(self, node: Node) -> tuple[str, ...]:
        return tuple(self.known(item, item.text()) for item in node.items())

    def known(self, node: Node, name: str) -> str:
        if name not in self.terms:
            raise node.error(f"no set {name!r} in terms.yaml")
        return name

    def language(self, key: str, node: Node) -> str:
        if key not in self.languages:
            raise node.error(f"language {key!r} is not one of the pack's")
        return key

    def cues(self, node: Node) -> dict[str, tuple[OwnCue, ...]]:
        """Own cues by language: outcome or rung, then patterns."""
        found: dict[str, tuple[OwnCue, ...]] = {}
        for language, by_rung in node.mapping().items():
            found[self.language(language, by_rung)] = tuple(
                OwnCue(self.rung(rung, patterns), self.pattern(item, language), _weight(rung))
                for rung, patterns in by_rung.mapping().items()
                for item in patterns.items()
            )
        return found

    def rung(self, key: str, node: Node) -> str:
        """A rung or outcome; `~rung` is of minor weight."""
        name = key.removeprefix("~")
        if name not in self.rungs and name not in OUTCOMES:
            raise node.error(f"{name!r} is no rung of a ladder and no outcome")
        return name

    def pattern(self, node: Node, language: str) -> Expression:
        """A pattern with `{name}` replaced by the wordings of that name, or by the words of the set."""
        return Expression(self.filled(node, node.text(), language), node.error)

    def wordings(self, node: Node) -> dict[str, tuple[Expression, ...]]:
        """The wordings of a name by language, each with those that it names itself."""
        if node.text() not in self.forms:
            raise node.error(f"no wordings {node.text()!r} in a file forms-*.yaml")
        return {
            language: tuple(
                Expression(self.filled(node, wording, language), node.error) for wording in wordings
            )
            for language, wordings in self.forms[node.text()].items()
        }

    def filled(self, node: Node, text: str, language: str) -> str:
        return _SET.sub(lambda match: self._alternatives(node, match[1], language), text)

    def _alternatives(self, node: Node, name: str, language: str) -> str:
        if wordings := self.forms.get(name, {}).get(language):
            return f"(?:{'|'.join(self.filled(node, wording, language) for wording in wordings)})"
        words = self.terms[self.known(node, name)].get(language, ())
        plain = [re.escape(w.removesuffix("*")) for w in words if not w.startswith(("!", "/"))]
        return f"(?:{'|'.join(plain)})"


def _weight(key: str) -> str:
    return "minor" if key.startswith("~") else "major"


# How far apart a verb and its object may stand: a line of print, in letters or in characters.
_APART = {"en": 70}


def _together(verbs: Iterable[str], objects: Iterable[str], language: str) -> Expression:
    """A verb and an object in either order, within one sentence."""
    verb, thing = (
        "|".join(re.escape(fold(w)).replace(r"\*", r"\w*") for w in ws) for ws in (verbs, objects)
    )
    if language == "en":
        verb, thing = rf"\b(?:{verb})\b", rf"\b(?:{thing})s?\b"
    gap = rf"[^.;。]{{0,{_APART.get(language, 30)}}}?"
    return Expression(rf"(?:{verb}){gap}(?:{thing})|(?:{thing}){gap}(?:{verb})")


def _words(node: Node) -> tuple[str, ...]:
    """Plain options, which may be empty strings (`unit: [country, ""]`)."""
    if not node.is_list:
        return (node.text(),)
    return tuple(item.raw_text() for item in node.items())
