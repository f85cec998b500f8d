"""What every worker needs, loaded once: the process that workers are forked from imports this module.

A worker would otherwise spend its first second and a half on libraries, lexicons and the baseline pack, and hold
them in memory of its own. Nothing here may start a thread: a fork would copy its locks as they are.
"""

from __future__ import annotations

import contextlib
import gc

from extractors.errors import ExtractionError
from extractors.model import Page
from extractors.text import extract_article
from extractors.yamlfile import YamlError
from flows.packs import open_judge
from flows.reading import gazetteer
from flows.settings import pack_of_workers

# Read once so that the libraries' tables are built; what it says does not matter.
_ANY_PAGE = Page(
    url="http://localhost/",
    body=b"<html><head><title>A title</title></head><body><article><p>"
    + b"Some words of a text that is long enough. " * 20
    + b"</p></article></body></html>",
    content_type="text/html; charset=utf-8",
)


def prepare(pack: str) -> None:
    """Load what the first pages would; a faulty pack is left for the worker that needs it to complain of."""
    with contextlib.suppress(ExtractionError):
        extract_article(_ANY_PAGE)
    with contextlib.suppress(YamlError):
        gazetteer(pack)
        open_judge(pack).prepare()
    gc.collect()
    gc.freeze()  # or the workers' first collection would touch, and so copy, every page of it


if pack := pack_of_workers():
    prepare(pack)
