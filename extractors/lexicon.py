"""Load the lexicons of a language: what words speak of a rung, and what words say how sure that is.

A language's folder holds `rungs-<ladder>.yaml` for each ladder, beside it more of the same where one file would be too
long (`rungs-initiative-begun.yaml`), and one `certainty.yaml`. Texts are folded before they are searched (see
`extractors.folding`), so lexicons are written in lower case and half width.
`extractors.patterns` tells what a pattern may be.

    # rungs-restriction.yaml
    ladder: restriction
    gap: 12                      # characters that ` .. ` may span
    bounded: false               # true: matches end at word boundaries
    words:                       # lists that patterns use as <ban>
      ban: [禁輸, 輸入禁止]
    strong: [reinstated]         # rungs that win against whatever they overlap
    rungs:
      lifted:
        lift: [解除, <ban> .. 解いた]
      none:                      # swallows what only looks like a cue
        lookalike: [解除条件]

    # certainty.yaml
    clause: '[,;]'               # what ends a clause (regular expression)
    markers:
      - rule: demand
        class: demanded          # a value of `Certainty`
        side: after              # where the marker stands: before or after the cue
        reach: clause            # adjacent, clause or sentence
        priority: 50             # the highest wins, then the longest
        where: any               # any, title or text
        ladders: [restriction]   # only for these; left out: for all
        rungs: [lifted]          # only for these; left out: for all
        not_rungs: [stalled]     # for all but these
        is_stacking: false       # negations that cancel one another in pairs
        patterns: [を求め, よう要請]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.model import Certainty
from extractors.patterns import PatternError, PatternSet, compile_patterns, expand, literals_of
from extractors.yamlfile import Node, load

NO_RUNG = "none"
_DEFAULT_GAP = 12
_RUNG_KEYS = ("ladder", "rungs")
_FILE_KEYS = ("gap", "bounded", "words", "strong")
_MARKER_KEYS = ("rule", "class", "side", "reach", "priority", "patterns")
_MARKER_OPTIONS = ("where", "ladders", "rungs", "not_rungs", "is_stacking")
_FOLDER = Path(__file__).parent / "lang"


@dataclass(frozen=True, slots=True)
class RungPattern:
    """What a match of one rung pattern means.

    Attributes:
        ladder: name of the ladder.
        rung: its rung, or `none`.
        rule: `ladder/rung/name`.
        is_strong: wins against whatever it overlaps.
    """

    ladder: str
    rung: str
    rule: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """What a match of one certainty pattern means; see the module's docstring."""

    rule: str
    certainty: Certainty
    is_after: bool
    reach: str
    priority: int
    where: str
    ladders: frozenset[str]
    rungs: frozenset[str]
    not_rungs: frozenset[str]
    is_stacking: bool

    def applies_to(self, ladder: str, rung: str, *, is_title: bool) -> bool:
        """Whether the marker is meant for such a cue in such a place."""
        return (
            (not self.ladders or ladder in self.ladders)
            and (not self.rungs or rung in self.rungs)
            and rung not in self.not_rungs
            and self.where in ("any", "title" if is_title else "text")
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words of one language, compiled.

    Attributes:
        rungs: meaning of each pattern of `rung_patterns`, by index.
        rung_patterns: finds cues.
        markers: meaning of each pattern of `marker_patterns`, by index.
        marker_patterns: finds markers of certainty.
        clause: regular expression for what ends a clause.
    """

    rungs: tuple[RungPattern, ...]
    rung_patterns: PatternSet
    markers: tuple[Marker, ...]
    marker_patterns: PatternSet
    clause: str


def load_lexicon(language: str, rung_files: str = "rungs-*.yaml") -> Lexicon:
    """Read and compile the lexicon of a language.

    Args:
        language: BCP 47 primary tag with a folder under `extractors/lang`.
        rung_files: the files of patterns; the ladders' by default.

    Returns:
        The compiled lexicon; loading takes some tens of milliseconds, so keep it.

    Raises:
        YamlError: a file is not what it should be, or a pattern has no literal to look for.
    """
    folder = _FOLDER / language
    certainty = load(folder / "certainty.yaml")
    rungs, rung_patterns = _load_rungs(sorted(folder.glob(rung_files)))
    markers, marker_patterns = _load_markers(certainty)
    return Lexicon(rungs, rung_patterns, markers, marker_patterns, certainty.require_str("clause"))


def lexicon_of(language: str, files: Mapping[str, Sequence[tuple[Node, Node]]]) -> Lexicon:
    """A language's markers of certainty with other cue words: those of single subjects instead of ladders.

    Args:
        language: BCP 47 primary tag with a folder under `extractors/lang`.
        files: by the name to be used as the ladder, pairs of rungs (patterns by rung and rule) and the
            file that they stand in, whose words and gap they use.

    Raises:
        YamlError: a pattern that has no literal to look for, or brackets that do not close.
    """
    found = [
        pair
        for ladder, parts in files.items()
        for rungs, file in parts
        for pair in _rungs(ladder, rungs, file)
    ]
    certainty = load(_FOLDER / language / "certainty.yaml")
    markers, marker_patterns = _load_markers(certainty)
    meanings = tuple(meaning for meaning, _ in found)
    patterns = compile_patterns([expression for _, expression in found])
    return Lexicon(meanings, patterns, markers, marker_patterns, certainty.require_str("clause"))


def _load_rungs(paths: Sequence[Path]) -> tuple[tuple[RungPattern, ...], PatternSet]:
    meanings: list[RungPattern] = []
    expressions: list[str] = []
    for path in paths:
        file = load(path)
        file.check_keys(required=_RUNG_KEYS, optional=_FILE_KEYS)
        ladder = file.require_str("ladder")
        for meaning, expression in _rungs(ladder, file.require("rungs"), file):
            meanings.append(meaning)
            expressions.append(expression)
    return tuple(meanings), compile_patterns(expressions)


def _rungs(ladder: str, rungs: Node, file: Node) -> Iterator[tuple[RungPattern, str]]:
    strong = file.optional_strings("strong")
    for rung, rules in rungs.mapping().items():
        for name, patterns in rules.mapping().items():
            meaning = RungPattern(ladder, rung, f"{ladder}/{rung}/{name}", rung in strong)
            for expression in _expressions(patterns, file):
                yield meaning, expression


def _load_markers(file: Node) -> tuple[tuple[Marker, ...], PatternSet]:
    file.check_keys(required=("clause", "markers"), optional=_FILE_KEYS)
    meanings: list[Marker] = []
    expressions: list[str] = []
    for item in file.require_list("markers"):
        item.check_keys(required=_MARKER_KEYS, optional=_MARKER_OPTIONS)
        marker = _marker(item)
        found = list(_expressions(item.require("patterns"), file))
        if marker.reach == "adjacent" and not marker.is_after:
            found = [rf"(?:{expression})\s*\Z" for expression in found]
        meanings.extend([marker] * len(found))
        expressions.extend(found)
    return tuple(meanings), compile_patterns(expressions)


def _marker(item: Node) -> Marker:
    stacking, where = item.get("is_stacking"), item.get("where")
    return Marker(
        rule=item.require_str("rule"),
        certainty=Certainty(item.require("class").choice(set(Certainty))),
        is_after=item.require("side").choice(("before", "after")) == "after",
        reach=item.require("reach").choice(("adjacent", "clause", "sentence")),
        priority=item.require("priority").integer(),
        where=where.choice(("any", "title", "text")) if where else "any",
        ladders=frozenset(item.optional_strings("ladders")),
        rungs=frozenset(item.optional_strings("rungs")),
        not_rungs=frozenset(item.optional_strings("not_rungs")),
        is_stacking=stacking.truth() if stacking else False,
    )


def _expressions(patterns: Node, file: Node) -> Iterator[str]:
    """Regular expressions for a list of patterns, with the file's words, gap and boundaries."""
    words = _words(file)
    gap, bounded = file.get("gap"), file.get("bounded")
    for item in patterns.items():
        try:
            expression = expand(item.text(), words, gap.integer() if gap else _DEFAULT_GAP)
            literals_of(expression)
        except PatternError as error:
            raise item.error(str(error)) from error
        is_bounded = bounded is not None and bounded.truth()
        yield rf"(?<!\w)(?:{expression})(?!\w)" if is_bounded else expression


def _words(file: Node) -> Mapping[str, Sequence[str]]:
    words = file.get("words")
    return {name: item.strings() for name, item in words.mapping().items()} if words else {}
