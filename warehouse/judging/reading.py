"""An article made ready for the detectors: sentences, the sets of words they touch, values, cues.

Everything costly is read at most once and only when a detector asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from extractors.attribution import Speaker, read_asides, read_speaker
from extractors.cues import read_cues
from extractors.earlier import Earlier
from extractors.inception import read_inception
from extractors.model import Cue, OfficeEvent, Sentence, Value, ValueKind
from extractors.newswire import headline_span, is_furniture
from extractors.offices import read_office_events
from extractors.plain import plain
from extractors.sentences import split
from extractors.values import read_dates, with_amounts
from warehouse.judging.chronicle import heading_year, is_entry, of_year, year_told
from warehouse.judging.model import ArticleText, Evidence
from warehouse.judging.terms import Hit, TermIndex, fold
from warehouse.judging.watch import Subject

if TYPE_CHECKING:
    from warehouse.judging.touch import Touch

# 'On the same day' in a news story means the day of the news, which is at most this far from the day of
# publication; dates farther off are background and do not take the anchor over.
NEWS_DAYS = timedelta(days=3)
# Japanese prose ends in a stop; what is short and does not is a subhead or a headline passed on.
_HEADLINE_LENGTH = 60
_STOPS = "。．.！？!?」』）)】]…、，,:："
# Marks of speech and of names by language, and those that its rules know.
_SINGLE = {"‘": ("“", "”"), "'": ("“", "”")}
_DOUBLE_CORNER = {"『": ("「", "」")}
_MARKS = {"en": _SINGLE, "ja": _DOUBLE_CORNER, "ko": _SINGLE | _DOUBLE_CORNER}
_CLOSERS = "’'』"
# Korean headlines write rows of states in Chinese letters.
_STATES = re.compile("[韓美日中北]{2,3}")
_HANGUL = str.maketrans("韓美日中北", "한미일중북")
_WIDE_COMMA = re.compile("，(?![0-9０-９]{3})")
_DATES = (ValueKind.DATE, ValueKind.DATE_RANGE)


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def is_worded_as_headline(text: str, language: str) -> bool:
    """Whether a line of the text reads as a headline; only Japanese shows it."""
    return language == "ja" and len(text) <= _HEADLINE_LENGTH and text[-1:] not in _STOPS


def evened(sentence: Sentence, language: str) -> str:
    """A sentence in the marks, letters and style that most newsrooms use.

    ， becomes 、 and 『speech』 「speech」 in Japanese, ‘speech’ “speech” in English; in Korean both, and 韓美日
    becomes 한미일. A polite ending becomes plain (see `extractors.plain`).

    Returns:
        All but a polite ending is where it was, so that offsets hold.
    """
    text = sentence.text
    if language == "ja" and "，" in text:
        text = _WIDE_COMMA.sub("、", text)
    if language == "ko" and not text.isascii():
        text = _STATES.sub(lambda match: match[0].translate(_HANGUL), text)
    marks = _MARKS.get(language, {})
    for start, end in sentence.quotes:
        opened, closed = marks.get(text[start], ("", ""))
        if opened:
            is_closed = end - start > 1 and text[end - 1] in _CLOSERS
            inner = text[start + 1 : end - 1] + closed if is_closed else text[start + 1 : end]
            text = f"{text[:start]}{opened}{inner}{text[end:]}"
    return plain(text, language)


class Line:
    """One sentence of an article with all that was read in it."""

    def __init__(self, sentence: Sentence, index: int, terms: TermIndex, language: str) -> None:
        """Look up a sentence's words.

        Args:
            sentence: as written.
            index: its place among the lines.
            terms: the pack's words.
            language: of the article.
        """
        self.sentence = sentence
        self.index = index
        self.language = language
        # In one style, see `evened`; and folded for matching.
        self.text = evened(sentence, language)
        self.folded = fold(self.text)
        self.hits: tuple[Hit, ...] = terms.find(self.folded)
        # Also bears the names of events that it goes on speaking of: see `warehouse.judging.focus`.
        self.names = frozenset(hit.name for hit in self.hits)
        self._cues: dict[str, tuple[Cue, ...]] = {}

    @property
    def is_title(self) -> bool:
        """The headline."""
        return self.sentence.paragraph < 0

    @cached_property
    def is_headline(self) -> bool:
        """The headline, or a line within the text that is worded as one: no stop at its end."""
        return self.is_title or is_worded_as_headline(self.text, self.language)

    @cached_property
    def cited(self) -> tuple[tuple[int, int], ...]:
        """Where the sentence names in an aside whom it takes its word from: `, aides noted,`."""
        return read_asides(self.text, self.language)

    def spans(self, names: Iterable[str]) -> list[tuple[int, int]]:
        """Places of the hits of these sets."""
        wanted = self.names.intersection(names)
        if not wanted:
            return []
        return [(hit.start, hit.end) for hit in self.hits if hit.name in wanted]

    def cues(self, ladder: str) -> tuple[Cue, ...]:
        """Rung cues of one ladder, read once."""
        if ladder not in self._cues:
            self._cues[ladder] = read_cues(
                self.text, self.language, (ladder,), is_title=self.is_headline
            )
        return self._cues[ladder]

    @cached_property
    def office_events(self) -> tuple[OfficeEvent, ...]:
        """Events about posts."""
        return read_office_events(self.text, self.language)

    @cached_property
    def speaker(self) -> Speaker | None:
        """Who says so."""
        return read_speaker(self.text, self.language)

    def is_told_by(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether words at one of these places name the one who says so."""
        speaker = self.speaker
        return speaker is not None and any(
            overlaps((speaker.start, speaker.end), span) for span in spans
        )

    @cached_property
    def inception(self) -> tuple[int, int] | None:
        """The verb of what is in use since some time."""
        return read_inception(self.text, self.language)

    def evidence(self) -> Evidence:
        """The sentence as evidence, with offsets into the title or the text."""
        return Evidence(
            self.sentence.text,
            self.sentence.start,
            self.sentence.end,
            "title" if self.is_title else "text",
        )


def _sentences(article: ArticleText, language: str) -> Iterator[Sentence]:
    """Title and text, without what a news desk sets around them.

    Where a story was filed tells nobody's country: Seoul's agencies write about Hanoi too.
    """
    start, end = headline_span(article.title)
    for sentence in split(article.text, language, title=article.title[start:end]):
        if sentence.paragraph < 0:
            yield replace(sentence, start=sentence.start + start, end=sentence.end + start)
        elif not is_furniture(sentence.text):
            yield sentence


class Reading:
    """An article as the detectors see it."""

    def __init__(self, article: ArticleText, language: str, terms: TermIndex) -> None:
        """Split the article and look up its words.

        Args:
            article: what is judged; its `published` offset gives the local day.
            language: `en`, `ja` or `ko`.
            terms: the pack's words in that language.
        """
        self.article = article
        self.language = language
        self.day: date = article.published.date()
        self.lines = tuple(
            Line(sentence, index, terms, language)
            for index, sentence in enumerate(_sentences(article, language))
        )
        self.names = frozenset(name for line in self.lines for name in line.names)
        # What `warehouse.judging.touch` has found: by line and identity of the subjects.
        self.touches: dict[tuple[int, int], Touch | None] = {}
        self.in_play: dict[int, tuple[Subject, ...]] = {}
        self._dates: dict[int, tuple[Value, ...]] = {}
        self._values: dict[int, tuple[Value, ...]] = {}
        # What each line's words can hang on, as far as it was asked for.
        self._told = [Earlier()]

    def values(self, line: Line) -> tuple[Value, ...]:
        """Dates and numbers of a line."""
        if line.index not in self._values:
            found = with_amounts(line.text, self.language, self._dated(line))
            self._values[line.index] = found
        return self._values[line.index]

    def dates(self, line: Line) -> list[Value]:
        """The dates and ranges of dates of a line."""
        return [value for value in self._dated(line) if value.kind in _DATES and value.first]

    def _dated(self, line: Line) -> tuple[Value, ...]:
        """What was read as dates in a line."""
        found = self._dates.get(line.index)
        if found is None:
            found = read_dates(
                line.text, self.language, self.day, lambda: self._told_before(line.index)
            )
            year = self._entry_years.get(line.index)
            found = found if year is None else of_year(found, year)
            self._dates[line.index] = found
        return found

    def _told_before(self, index: int) -> Earlier:
        """What 同日, 이날 or 翌年 in a line will mean; the lines before it are read for that alone."""
        while len(self._told) <= index:
            last = self._told[-1]
            dates = self._dated(self.lines[len(self._told) - 1])
            anchor = self._next_anchor(last.anchor, dates)
            self._told.append(Earlier(anchor, year_told(dates) or last.year))
        return self._told[index]

    @cached_property
    def _entry_years(self) -> dict[int, int]:
        """The years of the lines that are entries under a heading that is a year."""
        found: dict[int, int] = {}
        year: int | None = None
        paragraph = -1
        for line in self.lines:
            heading = heading_year(line.folded)
            if heading is not None:
                year = heading
            elif year is not None and is_entry(line.folded):
                found[line.index] = year
            elif paragraph < line.sentence.paragraph:
                year = None  # a paragraph that opens on no date ends the list
            paragraph = line.sentence.paragraph
        return found

    def _next_anchor(self, anchor: date | None, dates: tuple[Value, ...]) -> date | None:
        """The day that 同日 or 이날 will mean: a news day once one was named, else the last day told."""
        days = [
            date.fromisoformat(v.first)
            for v in dates
            if v.kind is ValueKind.DATE and not v.is_month_only
        ]
        fresh = [day for day in days if abs(self.day - day) <= NEWS_DAYS]
        if fresh:
            return fresh[-1]
        if anchor is not None and abs(self.day - anchor) <= NEWS_DAYS:
            return anchor
        return days[-1] if days else anchor

    @cached_property
    def head(self) -> frozenset[str]:
        """Sets touched by the title and the first two sentences: what the article is about."""
        return frozenset(name for line in self.head_lines(2) for name in line.names)

    def head_lines(self, count: int) -> list[Line]:
        """The title and the first `count` sentences."""
        title = [line for line in self.lines if line.is_title]
        return title + [line for line in self.lines if not line.is_title][:count]

    @property
    def head_text(self) -> str:
        """The title and the first three sentences as one text."""
        return "\n".join(line.text for line in self.head_lines(3))

    def before(self, line: Line, count: int) -> list[Line]:
        """Up to `count` sentences before this one, nearest first, without the title."""
        first = max(0, line.index - count)
        return [other for other in reversed(self.lines[first : line.index]) if not other.is_title]

    def attribution(self, line: Line) -> str:
        """What stands behind a quotation that a line leaves open (`, the lawmaker declared`); else empty."""
        is_open = bool(line.sentence.quotes) and line.sentence.quotes[-1][1] == len(line.text)
        for other in self.lines[line.index + 1 :] if is_open else ():
            is_same = other.sentence.paragraph == line.sentence.paragraph
            if not is_same or not other.sentence.quotes or other.sentence.quotes[0][0] > 0:
                return ""
            if (end := other.sentence.quotes[0][1]) < len(other.text):
                return other.text[end:]
        return ""

    def paragraph(self, line: Line) -> list[Line]:
        """The sentences of the line's paragraph."""
        return [o for o in self.lines if o.sentence.paragraph == line.sentence.paragraph]
