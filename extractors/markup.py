"""Text made fit for the parsers of lxml, which take some things that Python cannot read back."""

from __future__ import annotations

import re

REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
SURROGATES = range(0xD800, 0xE000)


def parsable(markup: str) -> str:
    """Drop NULs and references to halves of a character (`&#xD83D;`).

    They store such a half as it is, and fail with `UnicodeDecodeError` when its text
    is asked for, far from where the page was parsed.
    """
    if "&#" in markup:
        markup = REFERENCE.sub(_whole, markup)
    return markup.replace("\x00", "")


def _whole(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code in SURROGATES else match[0]
