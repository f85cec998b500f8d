"""Changes to a user's sources file: text in, text out, so that comments and order stay as they were."""

from __future__ import annotations

import json
import re
from pathlib import Path

from extractors import yamlfile
from extractors.model import Source, SourceKind
from extractors.yamlfile import Node, YamlError
from flows.errors import SourcesError
from flows.files import sync, write_atomically
from flows.sourcefile import read_file

NEW_FILE = """\
# My sources: the shipped ones, and what I changed. See `narawatch sources --help`.
extends: shipped
sources:
"""
_PLAIN = re.compile(r"[\w가-힣ぁ-んァ-ヶー一-鿿][\w가-힣ぁ-んァ-ヶー一-鿿 ./_()+-]*")


def add_source(file: Path, source: Source) -> None:
    """Add a row to a sources file, which is made when there is none.

    Args:
        file: the user's.
        source: the new row; its id must be free.

    Raises:
        SourcesError: the id is taken, or the file is faulty or no longer fits; nothing is written then.
    """
    text = _text(file)
    if source.id in _ids(file, text):
        raise SourcesError(f"there is already a source {source.id!r}", file)
    _write(file, _with_row(file, text, render_row(source)), source.id)


def switch_source(file: Path, identity: str, *, is_enabled: bool) -> None:
    """Switch a source on or off.

    Args:
        file: the user's; a row of the shipped file that it extends gets a row here.
        identity: id of the source.
        is_enabled: whether it is to be polled.

    Raises:
        SourcesError: there is no such source, or the file is faulty; nothing is written then.
    """
    text = _text(file)
    if identity not in _ids(file, text):
        raise SourcesError(
            f"there is no source {identity!r}; see `narawatch sources list --all`", file
        )
    value = "true" if is_enabled else "false"
    row = _own_row(file, text, identity)
    if row is None:
        changed = _with_row(file, text, f"  - id: {identity}\n    enabled: {value}\n")
    else:
        changed = _with_value(file, text, row, value)
    _write(file, changed, identity)


def render_row(source: Source) -> str:
    """Write a source as a row of YAML, without the keys that say nothing."""
    keys = {
        "kind": "" if source.kind is SourceKind.AUTO else source.kind.value,
        "url": source.url,
        "language": source.language,
        "country": source.country,
        "outlet": source.outlet,
        "owner": source.owner,
        "link_pattern": source.link_pattern,
        "enabled": "" if source.is_enabled else "false",
        "verified_on": source.verified_on,
        "verified_how": source.verified_how,
        "user_agent": source.user_agent,
    }
    lines = [f"  - id: {source.id}"]
    lines += [f"    {key}: {_scalar(value)}" for key, value in keys.items() if value]
    return "\n".join(lines) + "\n"


def _scalar(value: str) -> str:
    is_plain = _PLAIN.fullmatch(value) and value == value.strip()
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _text(file: Path) -> str:
    if not file.exists():
        return NEW_FILE
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"cannot be read: {error}", file) from error


def _top(file: Path, text: str) -> Node | None:
    """The parsed file; None for one whose list is still empty, as a new one's is."""
    top = yamlfile.load(file, text)
    return None if top.get("sources") is None and top.get("extends") else top


def _ids(file: Path, text: str) -> set[str]:
    try:
        top = _top(file, text) or yamlfile.load(file, text.rstrip() + " []\n")
        return {source.id for source in read_file(top)}
    except YamlError as error:
        raise SourcesError(error.message, error.path, error.line) from error


def _own_row(file: Path, text: str, identity: str) -> Node | None:
    top = _top(file, text)
    rows = top.require_list("sources") if top else ()
    return next((row for row in rows if row.require_str("id") == identity), None)


def _with_row(file: Path, text: str, row: str) -> str:
    """Put a row at the head of the list, indented as the list is."""
    lines = text.splitlines(keepends=True)
    top = yamlfile.load(file, text)
    line = next(key.line for key, _ in top.pairs() if key.text() == "sources")
    if lines[line - 1].partition("#")[0].strip() not in ("sources:", "sources: []"):
        raise SourcesError("its list is written in one line; add the row by hand", file, line)
    lines[line - 1] = "sources:\n"
    return "".join([*lines[:line], _indented(row, _list_indent(top)), *lines[line:]])


def _list_indent(top: Node) -> int:
    sources = top.get("sources")
    rows = tuple(sources.items()) if sources else ()
    return rows[0].column - len("- ") if rows else len("  ")


def _indented(row: str, width: int) -> str:
    return "".join(" " * width + line[2:] for line in row.splitlines(keepends=True))


def _with_value(file: Path, text: str, row: Node, value: str) -> str:
    """Set a row's `enabled`, on its line or on a new one behind the id's."""
    lines = text.splitlines(keepends=True)
    enabled = row.mapping().get("enabled")
    if "{" in lines[row.line - 1]:
        raise SourcesError("the row is written in one line; change it by hand", file, row.line)
    if enabled is not None:
        old = lines[enabled.line - 1]
        lines[enabled.line - 1] = re.sub(r"(enabled\s*:).*", rf"\1 {value}", old)
    else:
        where = row.require("id").line
        lines.insert(where, f"{' ' * row.column}enabled: {value}\n")
    return "".join(lines)


def _write(file: Path, text: str, identity: str) -> None:
    """Write what still reads as a sources file with that source in it."""
    if identity not in _ids(file, text):
        raise SourcesError(f"{identity!r} did not find its place; change the file by hand", file)
    write_atomically(file, text.encode())
    sync([file])
