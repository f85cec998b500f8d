"""Where Korean sentences end and what is quoted: closing marks with 라고 run on, datelines stand alone."""

from __future__ import annotations

import re

Span = tuple[int, int]

_QUOTE = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|\"[^\"]*\"|(?<!\w)'[^']*'|《[^》]*》")
_STOP = re.compile(r"[.!?…]+[\"”’')\]」』》]*(?=\s)|(?<=[다요까죠])[.!?](?=[가-힣“\"「])|[。！？]+")
_DATELINE = re.compile(
    r"\s*[(\[［【][가-힣A-Za-z·,.\s]{1,30}=[가-힣A-Za-z\s]{1,15}[)\]］】]\s*"
    r"(?:(?:[가-힣]{2,4}[·,\s]*)+(?:기자|특파원|통신원|선임기자)\s*)?=?\s*"
)
_NUMBERING = re.compile(r"(?:^|\s)(?:\d{1,2}|[A-Za-z]|제\d+)\.$")


def split_paragraph(paragraph: str) -> list[Span]:
    """Spans of the sentences of one paragraph; a dateline such as `(서울=연합뉴스)` is one of its own.

    Args:
        paragraph: plain text without line breaks.

    Returns:
        Spans that together cover the paragraph; surrounding space is the caller's to trim.
    """
    dateline = _DATELINE.match(paragraph)
    start = dateline.end() if dateline else 0
    spans = [(0, start)] if start else []
    quotes = find_quotes(paragraph)
    for stop in _STOP.finditer(paragraph, start):
        if _is_inside(quotes, stop) or _NUMBERING.search(paragraph, start, stop.end()):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(paragraph)))
    return spans


def find_quotes(paragraph: str) -> list[Span]:
    """Spans of quotations with their marks; the outer one where they nest."""
    return [match.span() for match in _QUOTE.finditer(paragraph)]


def _is_inside(quotes: list[Span], stop: re.Match[str]) -> bool:
    """Whether a stop lies within a quotation; one that closes it with its mark does not."""
    return any(first < stop.start() and stop.end() < last for first, last in quotes)
