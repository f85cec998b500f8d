"""Names in text: every spelling of a pack found in one pass, then judged by what stands around it.

An Aho-Corasick automaton finds all spellings; boundaries of the script, capitals, decoys and the rule that
the longest wins decide which of them are mentions. A *short* name (a surname alone) counts only once
its bearer was named in full; headline letters (日韓, 한·일, 北) are read by `extractors.letters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import ahocorasick_rs

from extractors import letters
from extractors.model import Mention

MULTILINGUAL = "mul"
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–—−"), " ")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"', ord("　"): " "}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDING = _HYPHENS | _QUOTES | _WIDE
_PARTICLES = (
    "께서는|께서|에게서|에게|한테|에서는|에서도|에서의|에서|에는|에도|에선|에의|에|으로부터|로부터|으로서|로서|"
    "으로|로|부터|까지|보다|처럼|만큼|마다|조차|마저|이라고|라고|이라는|라는|이라며|라며|이었다|였다|이다|이며|이고|"
    "이나|이란|은|는|이|가|을|를|와|과|의|도|만|나|란|엔|다|측|씨|님|발|산|시|항|역|형|급|행|내|간|뿐|대로|들"
)
_TAIL = re.compile(rf"(?:{_PARTICLES}){{0,3}}(?![가-힣])")
# Korean names this long are found inside longer words too: '반다카이치' is about Takaichi, while
# three syllables occur by chance ('이시바' in '보이시바…').
_LONG_HANGUL = 4
_FREE_TAIL = 3  # and behind names this long any syllable may follow: '이재명표', '후쿠시마산'
_LONGEST_ACRONYM = 6
_FOREIGN_SURNAME = re.compile(r"(?P<word>[A-Z][\w.'’]*)\s$")
_NEXT_CAPITAL = re.compile(r"\s[A-Z][a-z]")
_TITLE_AND_SURNAME = re.compile(
    r"(?:President|Premier|\w+ Minister|Ambassador|\w[\w ]*'s|North Korean leader) \w+$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"‘'\n—–]\s*|\s{2,})$")
_MAY_PRECEDE = re.compile(
    r"(?:Vice )?(?:President|Premier|Minister|Chair(?:man|woman)?|Leader|M[rs]s?\.?|Dr\.?|Ambassador|Secretary|Chief|"
    r"Governor|Mayor|Justice|Judge|General|Admiral|Director|Advis[eo]r|Representative|Senator|\w+['’]s)$"
)


class Use(IntEnum):
    """What a spelling may do; where two of one length compete, the lower number wins."""

    FULL = 0
    DECOY = 1
    SHORT = 2
    LETTER = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of one entity.

    Attributes:
        entity: canonical id; empty for decoys.
        kind: kind of the entity.
        text: the spelling. A capital in it demands one in the text; without any, case is ignored.
        language: of texts in which it counts, or `mul`.
        use: see `Use`.
    """

    entity: str
    kind: str
    text: str
    language: str
    use: Use = Use.FULL


@dataclass(frozen=True, slots=True)
class _Hit:
    name: Name
    start: int
    end: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.start - self.end, self.start, self.name.use)


class Gazetteer:
    """Finds names. Built once for a pack (some 15 ms), used for any number of texts from any thread."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Build the automata.

        Args:
            names: spellings of all languages.
        """
        rows = tuple(dict.fromkeys(names))
        languages = {row.language for row in rows} - {MULTILINGUAL}
        self._finders = {tag: _Finder(rows, {tag, MULTILINGUAL}) for tag in sorted(languages)}
        self._any = _Finder(rows, languages | {MULTILINGUAL})

    def mentions(
        self, text: str, language: str, *, known: Sequence[str] = ()
    ) -> tuple[Mention, ...]:
        """Find the names in a text.

        Args:
            text: plain text: a title, a sentence or an article.
            language: tag of its language; a language without names is read with those of all.
            known: ids of entities named in full before this text, oldest first, for surnames alone.

        Returns:
            Mentions in the order of the text; none overlap.
        """
        finder = self._finders.get(language, self._any)
        hits = _longest([*finder.names(text), *finder.letters(text, language)])
        return tuple(_resolve(text, hits, known))


class _Finder:
    def __init__(self, rows: Sequence[Name], languages: set[str]) -> None:
        self._rows = [row for row in rows if row.language in languages]
        spelled = [row for row in self._rows if row.use is not Use.LETTER]
        self._by_text: dict[str, list[Name]] = {}
        for row in spelled:
            self._by_text.setdefault(fold(row.text), []).append(row)
        self._texts = list(self._by_text)
        self._automaton = ahocorasick_rs.AhoCorasick(self._texts)
        self._letters = {row.text: row for row in self._rows if row.use is Use.LETTER}

    def names(self, text: str) -> Iterator[_Hit]:
        folded = fold(text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in found:
            for name in self._by_text[self._texts[index]]:
                if _stands(name, text, folded, start, end):
                    yield _Hit(name, start, end)

    def letters(self, text: str, language: str) -> Iterator[_Hit]:
        for run in letters.find_runs(text, language, self._letters):
            for start, end in run:
                yield _Hit(self._letters[text[start:end]], start, end)


def fold(text: str) -> str:
    """Fold what spellings differ in, character by character, so that offsets stay.

    Hyphens become spaces, curly quotes straight, full-width letters ASCII, capitals small.
    """
    folded = text.translate(_FOLDING)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)


def _stands(name: Name, text: str, folded: str, start: int, end: int) -> bool:
    before = folded[start - 1] if start else ""
    after = folded[end] if end < len(folded) else ""
    first, last = folded[start], folded[end - 1]
    if any(
        (script(before) and script(first)) or (script(last) and script(after))
        for script in _JOINING
    ):
        return False
    if _is_hangul(first) or _is_hangul(last):
        return _hangul_stands(name, folded, before, end)
    if _is_hiragana(first) and _is_hiragana(before):
        return False  # but any may follow: particles are written in it
    if name.use is Use.SHORT and _is_han(first) and _is_han(before):
        return False
    if _TITLE_AND_SURNAME.match(name.text) and _NEXT_CAPITAL.match(text, end):
        return False  # 'President Lee' is not in 'President Lee Myung-bak'
    return _case_fits(name.text, text[start:end])


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "ɐ"


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _is_hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゖ"


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿" or char == "々"


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


# Scripts in which a name that touches a letter of the same script is part of another word.
_JOINING = (_is_latin, _is_katakana)


def _hangul_stands(name: Name, folded: str, before: str, end: int) -> bool:
    length = len(name.text.replace(" ", ""))
    if _is_hangul(before) and length < _LONG_HANGUL:
        return False
    if name.use is Use.DECOY or name.kind == "country" or length >= _FREE_TAIL:
        return True
    return _TAIL.match(folded, end) is not None


def _case_fits(spelling: str, found: str) -> bool:
    if spelling.isupper() and len(spelling) <= _LONGEST_ACRONYM:
        return found.translate(_WIDE) == spelling or not spelling.isascii()
    if any(char.isupper() for char in spelling):
        return any(char.isupper() for char in found)
    return True


def _longest(hits: list[_Hit]) -> list[_Hit]:
    """Keep the longest of overlapping hits, all of those that share one span, in order of the text."""
    kept: list[_Hit] = []
    taken: dict[int, tuple[int, int, int]] = {}
    for hit in sorted(hits, key=lambda hit: hit.rank):
        span = (hit.start, hit.end, hit.name.use)
        owners = {taken[place] for place in range(hit.start, hit.end) if place in taken}
        if owners <= {span}:
            kept.append(hit)
            taken.update(dict.fromkeys(range(hit.start, hit.end), span))
    return sorted(kept, key=lambda hit: hit.start)


def _resolve(text: str, hits: Sequence[_Hit], known: Sequence[str]) -> Iterator[Mention]:
    """Drop decoys; give a short name to the bearer named last, or to nobody."""
    seen = {entity: place for place, entity in enumerate(known, start=-len(known))}
    spans: dict[tuple[int, int], list[Name]] = {}
    for hit in hits:
        spans.setdefault((hit.start, hit.end), []).append(hit.name)
    for (start, end), names in spans.items():
        name = _bearer(names, seen)
        if name.use is Use.DECOY:
            continue
        if name.use is Use.SHORT and (name.entity not in seen or _is_other(text, start, end)):
            continue
        seen[name.entity] = start
        yield Mention(name.entity, name.kind, start, end, text[start:end])


def _bearer(names: Sequence[Name], seen: dict[str, int]) -> Name:
    nobody = -len(seen) - 1
    return max(names, key=lambda name: seen.get(name.entity, nobody))


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether an English surname is part of somebody else's name: 'Bruce Lee', 'Lee Sang-min'."""
    if not text[start].isascii():
        return False
    if _NEXT_CAPITAL.match(text, end):
        return True
    before = _FOREIGN_SURNAME.search(text, max(0, start - 30), start)
    if before is None or _MAY_PRECEDE.match(before["word"]) or before["word"].endswith("."):
        return False
    return _SENTENCE_START.search(text, 0, before.start()) is None
