"""YAML that people edit: plain values that know their line, errors that name file and line.

Scalars stay the strings that were written (`no` is `no`, `2026-01-13` is `2026-01-13`) until an
accessor is asked for a number, a truth value or a day. Nodes wrap libyaml's composed tree and convert
nothing before it is asked for, so that a lexicon of 300 KB costs about as much as parsing it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import ClassVar

import yaml

_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class YamlError(ValueError):
    """A data file is not what it should be.

    Attributes:
        path: the file, as it was named to the reader.
        line: line from 1, or 0 when the file as a whole is meant.
        message: what is wrong and, where we know, what would be right.
    """

    retry: ClassVar[bool] = False

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping, list or scalar of a YAML file.

    Attributes:
        path: the file, for messages.
        line: line from 1 on which the value begins.
    """

    path: str
    line: int
    _raw: yaml.Node = field(repr=False, compare=False)

    @property
    def column(self) -> int:
        """Column from 0 in which the value begins."""
        return int(self._raw.start_mark.column)

    def error(self, message: str) -> YamlError:
        """Build (not raise) an error about this very place."""
        return YamlError(self.path, self.line, message)

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return isinstance(self._raw, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether it has items."""
        return isinstance(self._raw, yaml.SequenceNode)

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single value (an empty one included)."""
        return isinstance(self._raw, yaml.ScalarNode)

    def mapping(self) -> dict[str, Node]:
        """Give the values by key, in the file's order; raises on another shape or a key used twice."""
        found: dict[str, Node] = {}
        for key, value in self.pairs():
            if key.text() in found:
                raise key.error(f"key {key.text()!r} used twice")
            found[key.text()] = value
        return found

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield keys and values in the file's order, keys used twice included (for linters)."""
        if not isinstance(self._raw, yaml.MappingNode):
            raise self.error(f"expected keys and values, found {self._shape()}")
        for key, value in self._raw.value:
            yield _wrap(self.path, key), _wrap(self.path, value)

    def items(self) -> Iterator[Node]:
        """Yield the items of a list; raises on another shape."""
        if not isinstance(self._raw, yaml.SequenceNode):
            raise self.error(f"expected a list, found {self._shape()}")
        for raw in self._raw.value:
            yield _wrap(self.path, raw)

    def text(self) -> str:
        """Give the scalar as written, without quotes; raises when it is empty or no scalar."""
        value = self.raw_text()
        if not value.strip():
            raise self.error("expected a value, found nothing")
        return value

    def raw_text(self) -> str:
        """Give the scalar as written, which may be empty; raises when it is no scalar."""
        if not isinstance(self._raw, yaml.ScalarNode):
            raise self.error(f"expected one value, found {self._shape()}")
        return str(self._raw.value)

    def strings(self) -> tuple[str, ...]:
        """Give a list's items as strings; raises when one is empty or no scalar."""
        return tuple(item.text() for item in self.items())

    def one_or_more(self) -> tuple[str, ...]:
        """Give a list's items as strings, or a lone scalar as a list of one."""
        return self.strings() if self.is_list else (self.text(),)

    def number(self) -> float:
        """Give the scalar as a number; underscores between digits are allowed."""
        try:
            return float(self.text())
        except ValueError as error:
            raise self.error(f"expected a number, found {self.raw_text()!r}") from error

    def integer(self) -> int:
        """Give the scalar as a whole number."""
        try:
            return int(self.text())
        except ValueError as error:
            raise self.error(f"expected a whole number, found {self.raw_text()!r}") from error

    def truth(self) -> bool:
        """Give the scalar as a truth value: true/yes/on or false/no/off."""
        value = _TRUTH.get(self.text().lower())
        if value is None:
            raise self.error(f"expected true or false, found {self.raw_text()!r}")
        return value

    def day(self) -> date:
        """Give the scalar as a day, written YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as error:
            raise self.error(f"expected a day as YYYY-MM-DD, found {self.raw_text()!r}") from error

    def choice(self, allowed: Collection[str]) -> str:
        """Give the scalar if it is one of `allowed`; the error lists them."""
        value = self.text()
        if value not in allowed:
            raise self.error(f"{value!r} is not one of {', '.join(sorted(allowed))}")
        return value

    def get(self, key: str) -> Node | None:
        """Give the value under a key, or None when the key is absent or has nothing behind it."""
        value = self.mapping().get(key)
        return None if value is None or value.is_nothing else value

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was written behind the key (`key:` alone, `~` or `null`)."""
        return isinstance(self._raw, yaml.ScalarNode) and self._raw.tag == "tag:yaml.org,2002:null"

    def require(self, key: str) -> Node:
        """Give the value under a key; raises when it is absent or has nothing behind it."""
        value = self.get(key)
        if value is None:
            raise self.error(f"{key!r} is missing")
        return value

    def require_str(self, key: str) -> str:
        """Give the text under a key; raises when absent or empty."""
        return self.require(key).text()

    def optional_str(self, key: str, default: str = "") -> str:
        """Give the text under a key, or the default when absent or empty."""
        value = self.get(key)
        return default if value is None else value.raw_text()

    def require_list(self, key: str) -> tuple[Node, ...]:
        """Give the items under a key; raises when absent or no list."""
        return tuple(self.require(key).items())

    def optional_list(self, key: str) -> tuple[Node, ...]:
        """Give the items under a key, none when absent; raises when it is no list."""
        value = self.get(key)
        return () if value is None else tuple(value.items())

    def optional_strings(self, key: str) -> tuple[str, ...]:
        """Give the strings under a key (a list, or one alone), none when absent."""
        value = self.get(key)
        return () if value is None else value.one_or_more()

    def check_keys(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> None:
        """Raise on the first unknown or missing key; the error names the keys there may be."""
        for key, value in self.mapping().items():
            if key not in required and key not in optional:
                known = ", ".join(sorted({*required, *optional}))
                raise value.error(f"unknown key {key!r}; there may be {known}")
        for key in required:
            self.require(key)

    def _shape(self) -> str:
        if self.is_mapping:
            return "keys and values"
        if self.is_list:
            return "a list"
        return "nothing" if self.is_nothing else repr(self.raw_text())


def load(path: str | Path, text: str | None = None) -> Node:
    """Read a YAML file, or a text said to stand in it.

    Args:
        path: the file; only named in messages when `text` is given.
        text: its contents, or None to read the file as UTF-8.

    Returns:
        The top value.

    Raises:
        YamlError: the file cannot be read, is not UTF-8, is empty, or is not one YAML document.
    """
    name = str(path)
    source = _read(Path(path)) if text is None else text
    try:
        raw = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        raise YamlError(name, mark.line + 1 if mark else 0, f"not YAML: {problem}") from error
    except yaml.YAMLError as error:  # a character that YAML forbids: no mark, only a position
        position = getattr(error, "position", 0)
        line = source.count("\n", 0, position) + 1 if position else 0
        raise YamlError(name, line, f"not YAML: {error}".splitlines()[0]) from error
    if raw is None:
        raise YamlError(name, 0, "the file is empty")
    if "&" in source and "*" in source:
        _refuse_circles(name, raw, set(), set())
    return _wrap(name, raw)


def _refuse_circles(path: str, raw: yaml.Node, above: set[int], seen: set[int]) -> None:
    """Raise on an alias that stands inside what it names: whoever walks such a file never comes back."""
    if id(raw) in above:
        raise _wrap(path, raw).error("contains itself by an alias")
    if id(raw) in seen or isinstance(raw, yaml.ScalarNode):
        return
    seen.add(id(raw))
    parts = chain.from_iterable(raw.value) if isinstance(raw, yaml.MappingNode) else raw.value
    for part in parts:
        _refuse_circles(path, part, above | {id(raw)}, seen)


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise YamlError(str(path), line, "not UTF-8") from error
    except OSError as error:
        raise YamlError(str(path), 0, error.strerror or "cannot be read") from error


def _wrap(path: str, raw: yaml.Node) -> Node:
    return Node(path, raw.start_mark.line + 1, raw)


_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
