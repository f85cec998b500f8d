"""Article text that a page keeps in its scripts: JSON-LD, Next.js, Arc's Fusion and their like.

Many Korean sites send an empty page and draw the article in the browser. What they draw it from
is in the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from extractors.formats.common import plain
from extractors.page_tree import PageTree, Values, load_json, string_of

# Keys under which sites keep an article's body, best first.
BODY_KEYS = (
    "articlebody", "article_body", "contenthtml", "content_html", "bodyhtml", "body_html", "articlecontent",
    "article_content", "newscontent", "news_content", "contents", "content", "body", "bodytext", "body_text",
    "text", "story", "html", "cn", "artbody", "description_html", "content_elements", "paragraphs",
)  # fmt: skip
# Where a script hands JSON to its code: an assignment, a queue, a call.
HANDOVER = re.compile(r"(?:=|\bpush\(|\bparse\(|\()\s*(?=[{\[]\s*[\"{\[])")
HANDOVERS = 8
FLIGHT = re.compile(r"self\.__next_f\.push\(\[1,(\"(?:[^\"\\]|\\.)*\")\]\)")
# A row of Next.js' streamed page: `7:{json}` up to the line's end, or `8:T1b7b,` and as many bytes.
FLIGHT_ROW = re.compile(rb"[0-9a-f]*:(?:T([0-9a-f]+),|([{\[].*)|.*)\n?")
PLACEHOLDER = re.compile(r"\$\$[A-Z_]+\$\$|\[\[[A-Z_]+\]\]")
CAPTION = re.compile(
    r"<(div|p|span|em|dd|td|section|aside|ul|li)\b[^<>]*class=[\"'][^\"'<>]*caption[^\"'<>]*[\"'][^<>]*>",
    re.IGNORECASE,
)
DROPPED = re.compile(r"<(script|style|figure|figcaption|table|iframe|aside)\b", re.IGNORECASE)
PARAGRAPH = re.compile(r"<(?:br|/p|/div|/h\d|/li|p)\b[^<>]*>|\r?\n", re.IGNORECASE)
# Shorter strings are captions, teasers and labels.
BODY_CHARS = 80
MAX_SCRIPT_CHARS = 3_000_000
MAX_VALUES = 50_000
DEEPEST = 40


def json_ld_body(tree: PageTree, longer_than: int = 0) -> str:
    """Give the longest `articleBody` of a page's JSON-LD as paragraphs, or empty.

    Args:
        tree: the page.
        longer_than: bodies that have no more characters, markup included, are not even looked at.
    """
    bodies = (string_of(node.get("articleBody") or node.get("text")) for node in tree.articles())
    longer = (paragraphs(body) for body in bodies if len(body) > longer_than)
    return max(longer, key=len, default="")


def script_body(tree: PageTree) -> str:
    """Give the longest article body in a page's data scripts as paragraphs, or empty."""
    found = (_body_in(value) for value in _script_values(tree))
    return max(found, key=len, default="")


def paragraphs(markup: str) -> str:
    """Make plain paragraphs, separated by a blank line, of HTML or text with line breaks."""
    kept = PLACEHOLDER.sub("\n", _without(CAPTION, _without(DROPPED, markup)))
    pieces = PARAGRAPH.split(kept)
    return "\n\n".join(text for piece in pieces if (text := plain(piece)))


def _without(opening: re.Pattern[str], markup: str) -> str:
    """Cut elements from their opening to the next closing tag of their name; one that never closes stays.

    One pattern with both ends in it would look for the end again behind every opening.
    """
    kept, at, start, unclosed = [], 0, 0, set()
    while match := opening.search(markup, start):
        name, start = match[1].lower(), match.end()
        if name in unclosed:
            continue
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(markup, start)
        if end is None:
            unclosed.add(name)
            continue
        kept.append(markup[at : match.start()])
        at = start = end.end()
    return "".join([*kept, markup[at:]])


def _script_values(tree: PageTree) -> Iterator[object]:
    flight: list[str] = []
    for script in tree.root.iter("script"):
        text = script.text or ""
        if len(text) < BODY_CHARS or len(text) > MAX_SCRIPT_CHARS:
            continue
        if "json" in (script.get("type") or "").lower():
            yield load_json(text)
        elif "__next_f" in text:
            flight += [match[1] for match in FLIGHT.finditer(text)]
        else:
            for match in islice(HANDOVER.finditer(text), HANDOVERS):
                yield _leading_json(text[match.end() :])
    yield list(_flight_values(flight))


def _leading_json(text: str) -> object:
    """The JSON value a script text begins with; what follows is code."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _flight_values(literals: list[str]) -> Iterator[object]:
    """The rows of Next.js' streamed page, which may begin in one chunk and end in the next."""
    chunks = (load_json(literal) for literal in literals)
    stream = "".join(chunk for chunk in chunks if isinstance(chunk, str)).encode("utf-8", "replace")
    at = 0
    while at < len(stream) and (row := FLIGHT_ROW.match(stream, at)):
        at = max(row.end(), at + 1)
        if row[1]:
            end = row.end(1) + 1 + int(row[1][:8], 16)
            yield {"content": stream[row.end(1) + 1 : end].decode("utf-8", "replace")}
            at = end
        elif row[2]:
            yield load_json(row[2].decode("utf-8", "replace"))


def _body_in(value: object) -> str:
    """The longest body under a telling key, anywhere in a JSON value."""
    best, seen = "", 0
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting and seen < MAX_VALUES:
        found, depth = waiting.pop()
        seen += 1
        if isinstance(found, dict):
            body = _body_of(found)
            best = body if len(body) > len(best) else best
        inner = (
            found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
        )
        if depth < DEEPEST:
            waiting.extend((item, depth + 1) for item in inner if isinstance(item, dict | list))
    return best


def _body_of(values: Values) -> str:
    lower = {str(key).lower(): value for key, value in values.items()}
    for key in BODY_KEYS:
        text = paragraphs(_joined(lower.get(key)))
        if len(text) >= BODY_CHARS and not text.startswith(("{", "http")):
            return text
    return ""


def _joined(value: object) -> str:
    """A body is a string, a list of strings, or a list of elements with their words in `content`."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    words = []
    for item in value[:MAX_VALUES]:
        if isinstance(item, str):
            words.append(item)
        elif isinstance(item, dict) and str(item.get("type") or "text").lower() in {
            "text",
            "p",
            "paragraph",
            "header",
        }:
            words.append(string_of(item.get("content") or item.get("text") or item.get("value")))
    return "\n".join(words)
