"""10,000 mangled listings and pages: each has to come to values or to an error of the tree, in time and memory.

The originals are what the demo press prints, in every listing format and layout, and some of its pages padded to
the size of a heavy news page. A number names a mangling, so that a slow one can be had again.
"""

from __future__ import annotations

import ctypes
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.decoding import decode_html
from extractors.entries import parse_entries
from extractors.errors import ExtractionError
from extractors.model import Page
from extractors.text import extract_article
from flows.demo.newsroom import EDITION_TIMES, load_press
from flows.demo.press import Press

INPUTS = 10_000
NOW = EDITION_TIMES[2]
HEAVY_BYTES = 200_000
# One input in so many is heavy, as they take as long as all others together.
HEAVY_EVERY = 50
MOST_CHANGES = 12
# And one in so many is a bomb: one or two pieces, thousands of times.
BOMB_EVERY = 40
MOST_COPIES = 60_000
LONGEST_CUT = 400
HELD_EVERY = 100
PIECES = (
    b"<", b">", b"</", b"<div>", b"<p><span>", b"</article>", b"<table><tr><td>", b"<!--", b"<![CDATA[", b"]]>",
    b'"', b"\x00", b"\xff\xfe", b"\x1b$B", b"&#xD800;", b"&amp;" * 9, b"<script>", b"</script>", b"<item>", b"{", b"[[",
    b"<li><a href=/1>x</a></li>", b"<time>2026-11-20</time>", b"<meta name=date content=1>", b"<ruby><rt>", b"<br>",
    b'<script type="application/ld+json">[{"@type":"NewsArticle","headline":"', b"2026.11.20 ", b"1" * 50, b"( ",
    "（".encode(), "【記者】".encode(), "가나·".encode(), b"By A. ", b" | ", b"a1=1 ", b"<p ",
    b"<figure class='caption'>", b"<a><b><i>", b"<author>a.b+", b"<!DOCTYPE [", b"&lt;div&gt;",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """What one input came to: the error's class or `read`, its time, the process' most memory so far, what it holds.

    What is held is looked at after some inputs only, once freed memory is given back; 0 after the others.
    """

    number: int
    is_listing: bool
    size: int
    outcome: str
    seconds: float
    peak_mb: float
    held_mb: float


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """Inputs, how many were read and refused, what escaped the tree, the slowest, and how the memory grew.

    Memory is what a worker holds during the first tenth of the inputs and during the last one, and the most it ever
    needed, which is for the largest input and so rises with their number.
    """
    yield (
        *("inputs", "listings", "read", "refused", "escaped"),
        *("worst s", "its number", "its bytes", "MB first", "MB last", "MB most"),
    )
    inputs = INPUTS * (10 if is_full else 1)
    with ProcessPoolExecutor(2, initializer=warm_up) as pool:
        tried = list(pool.map(attempt, range(inputs), chunksize=50))
    outcomes = Counter(one.outcome for one in tried)
    escaped = sum(count for name, count in outcomes.items() if name.startswith("!"))
    worst = max(tried, key=lambda one: one.seconds)
    refused = inputs - outcomes["read"] - escaped
    listings = sum(one.is_listing for one in tried)
    yield (
        *(inputs, listings, outcomes["read"], refused, escaped),
        *(worst.seconds, worst.number, worst.size),
        max(one.held_mb for one in tried[: inputs // 10]),
        max(one.held_mb for one in tried[-inputs // 10 :]),
        max(one.peak_mb for one in tried),
    )


def warm_up() -> None:
    """Load what is loaded with first use, the detector's model above all, before any clock starts."""
    decode_html("한국과 일본의 정상이 만났다. ".encode("cp949") * 20, "")
    for number in range(20):
        attempt(-1 - number)


def attempt(number: int) -> Tried:
    """Mangle and read one input."""
    page, is_listing = mangled(number)
    began = time.process_time()
    try:
        _ = parse_entries(page) if is_listing else extract_article(page)
        outcome = "read"
    except ExtractionError as error:
        outcome = type(error).__name__
    except Exception as error:  # noqa: BLE001 - what escapes the tree is what is counted here
        outcome = f"!{type(error).__name__}"
    took = time.process_time() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held_mb = _held_mb() if number % HELD_EVERY == 0 else 0.0
    return Tried(number, is_listing, len(page.body), outcome, took, peak_mb, held_mb)


def _held_mb() -> float:
    """Resident memory of this process without what the allocator keeps of freed memory."""
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def mangled(number: int) -> tuple[Page, bool]:
    """The input of a number, and whether it is to be read as a listing."""
    chance = random.Random(number)
    listings, pages = originals()
    is_listing = chance.random() < 1 / 2
    url, body, content_type = chance.choice(listings if is_listing else pages)
    if number % HEAVY_EVERY == 0:
        body = padded(body)
    if number % BOMB_EVERY == 1:
        body = bombed(body, chance)
    for _change in range(chance.randint(1, MOST_CHANGES)):
        body = changed(body, chance)
    return Page(url, body, content_type, fetched_at=NOW), is_listing


def changed(body: bytes, chance: random.Random) -> bytes:
    """Cut, insert, replace, repeat or swap something."""
    at = chance.randrange(len(body) + 1)
    end = min(at + chance.randint(1, LONGEST_CUT), len(body))
    match chance.randrange(6):
        case 0:
            return body[:at] + body[end:]
        case 1:
            return body[:at] + chance.choice(PIECES) * chance.choice((1, 1, 3, 300)) + body[at:]
        case 2:
            return body[:at] + chance.randbytes(end - at) + body[end:]
        case 3:
            return body[:end] + body[at:end] * chance.choice((1, 9, 40)) + body[end:]
        case 4:
            return body[:at] if chance.random() < 1 / 4 else body
        case _:
            old, new = chance.choice(PIECES), chance.choice(PIECES)
            return body.replace(old, new, chance.choice((1, 5, 500)))


def padded(body: bytes) -> bytes:
    """A heavy page: the middle of it again and again."""
    third = len(body) // 3
    middle = body[third : 2 * third]
    return body[:third] + middle * (1 + HEAVY_BYTES // max(third, 1)) + body[2 * third :]


def bombed(body: bytes, chance: random.Random) -> bytes:
    """Elements, attributes, nesting, references, digits, brackets by the ten thousand, at any place."""
    at = chance.randrange(len(body) + 1)
    piece = b"".join(chance.choices(PIECES, k=chance.randint(1, 2)))
    return body[:at] + piece * chance.randint(1_000, MOST_COPIES) + body[at:]


@cache
def originals() -> tuple[list[tuple[str, bytes, str]], list[tuple[str, bytes, str]]]:
    """Listings and pages of the press: address, body, content type."""
    listings, pages = [], []
    press = Press(load_press())
    with press:
        for outlet in press.outlets:
            for path in (outlet.listing_path, *(story.path for story in outlet.stories)):
                printed = press.find(outlet, path)
                if printed is not None:
                    row = (press.base(outlet.id) + path, printed.body, printed.content_type)
                    (listings if path == outlet.listing_path else pages).append(row)
    return listings, pages
