"""Text in, sentences out: paragraphs, offsets and quotations are shared, each language ends its own sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from extractors.lang.en import sentences as en
from extractors.lang.ja import sentences as ja
from extractors.lang.ko import sentences as ko
from extractors.model import Sentence

Span = tuple[int, int]
SpanFinder = Callable[[str], Sequence[Span]]

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\n]+")
_GENERAL_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*")
_GENERAL_QUOTE = re.compile(r'“[^”]*”?|"[^"]*"?|「[^」]*」?|『[^』]*』?|«[^»]*»?')


def split(text: str, language: str, title: str = "") -> tuple[Sentence, ...]:
    """Cut an article into sentences.

    Args:
        text: plain text; paragraphs are separated by a blank line, a single line break ends a sentence.
        language: BCP 47 primary tag; an unknown one gets general rules.
        title: the headline, which comes first as one sentence of paragraph -1.

    Returns:
        Sentences in order, each with its offsets and the quotations inside it.
    """
    splitter, quote_finder = _FINDERS.get(language, (split_generally, find_quotes_generally))
    found = [_title(title, quote_finder)] if title.strip() else []
    for number, (start, end) in enumerate(_paragraphs(text)):
        paragraph = text[start:end]
        quotes = quote_finder(paragraph)
        for first, last in _lines(paragraph, splitter):
            found.append(
                Sentence(
                    text=paragraph[first:last],
                    start=start + first,
                    end=start + last,
                    paragraph=number,
                    quotes=_clip(quotes, first, last),
                )
            )
    return tuple(found)


def split_generally(paragraph: str) -> list[Span]:
    """Spans of sentences by stops alone, for a language without rules of its own."""
    spans, start = [], 0
    for match in _GENERAL_END.finditer(paragraph):
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(paragraph)))
    return spans


def find_quotes_generally(paragraph: str) -> list[Span]:
    """Spans of direct quotations with their marks; one left open runs to the end of the paragraph."""
    return [match.span() for match in _GENERAL_QUOTE.finditer(paragraph)]


def _title(title: str, quote_finder: SpanFinder) -> Sentence:
    (start, end) = _trim(title, 0, len(title))
    quotes = _clip(quote_finder(title), start, end)
    return Sentence(text=title[start:end], start=start, end=end, paragraph=-1, quotes=quotes)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for match in _PARAGRAPH.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _lines(paragraph: str, splitter: SpanFinder) -> Iterator[Span]:
    """Trimmed, non-empty sentence spans of a paragraph, line by line."""
    for line in _LINE.finditer(paragraph):
        for first, last in splitter(line.group()):
            start, end = _trim(paragraph, line.start() + first, line.start() + last)
            if start < end:
                yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _clip(quotes: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of quotations that lie in a sentence, as offsets into it."""
    return tuple(
        (max(first, start) - start, min(last, end) - start)
        for first, last in quotes
        if first < end and last > start
    )


_FINDERS: dict[str, tuple[SpanFinder, SpanFinder]] = {
    "en": (en.split_paragraph, en.find_quotes),
    "ja": (ja.split_paragraph, ja.find_quotes),
    "ko": (ko.split_paragraph, ko.find_quotes),
}
