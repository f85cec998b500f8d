"""Where Japanese sentences end and what is quoted: a stop inside 「」 or （） ends nothing, datelines stand alone."""

from __future__ import annotations

import re

Span = tuple[int, int]

_OPEN = "「『（(“"
_CLOSE = "」』）)”"
_STOP = re.compile(r"[。！？!?｡]+[」』”）)]*")
_DATELINE = re.compile(r"\s*(?:【[^】]{1,30}】|[（(][^）)]{1,20}(?:＝|=)[^）)]{1,15}[）)])\s*")
# After a closing mark these carry the sentence on: `「…。」と述べた`.
_GOES_ON = re.compile(r"\s*(?:と|など|に(?!\s)|の|を|は|も|が|で|や|、|――)")


def split_paragraph(paragraph: str) -> list[Span]:
    """Spans of the sentences of one paragraph; a dateline such as 【ソウル＝…】 is one of its own.

    Args:
        paragraph: plain text without line breaks.

    Returns:
        Spans that together cover the paragraph; surrounding space is the caller's to trim.
    """
    dateline = _DATELINE.match(paragraph)
    start = dateline.end() if dateline else 0
    spans = [(0, start)] if start else []
    nested = _nested(paragraph)
    for stop in _STOP.finditer(paragraph, start):
        if any(first < stop.start() and stop.end() < last for first, last in nested):
            continue
        if stop.group()[-1] in _CLOSE and _GOES_ON.match(paragraph, stop.end()):
            continue
        spans.append((start, stop.end()))
        start = stop.end()
    spans.append((start, len(paragraph)))
    return spans


def find_quotes(paragraph: str) -> list[Span]:
    """Spans of quotations with their marks; the outer one where they nest, an open one runs to the end."""
    spans = [span for span in _nested(paragraph) if paragraph[span[0]] in "「『“"]
    last = spans[-1][1] if spans else 0
    unclosed = [at for mark in "「『“" if (at := paragraph.find(mark, last)) >= 0]
    return [*spans, (min(unclosed), len(paragraph))] if unclosed else spans


def _nested(paragraph: str) -> list[Span]:
    """Outermost spans between opening and closing marks of any kind; one never closed counts for nothing."""
    spans: list[Span] = []
    depth, start = 0, 0
    for at, char in enumerate(paragraph):
        if char in _OPEN:
            start = start if depth else at
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
            if not depth:
                spans.append((start, at + 1))
    return spans
