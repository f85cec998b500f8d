"""The documents say what is there: every command, every setting, and what they tell to type runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from flows.cli import COMMANDS, commands
from flows.settings import OPTIONS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PACKS = (ROOT / "warehouse/packs/README.md").read_text(encoding="utf-8")
# What these do takes long, needs a warehouse or the internet; the flow's own tests run them.
NOT_RUN_HERE = {"run", "serve", "demo", "pulse", "sql"}


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that does something, as the words to type."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from leaves(found, (*path, name))


LEAVES = sorted(leaves(commands))


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_is_in_the_readme(words) -> None:
    *group, last = words
    row = re.search(rf"^\| `narawatch {' '.join(group)}.*\b{last}\b", README, re.MULTILINE)
    assert row, f"`narawatch {' '.join(words)}` has no row in README.md"


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_and_option_explains_itself(words) -> None:
    result = CliRunner().invoke(commands, [*words, "--help"])
    assert result.exit_code == 0, result.output
    command: click.Command = commands
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_each_says_of_itself(name) -> None:
    command = commands.get_command(click.Context(commands), name)
    assert command is not None
    assert COMMANDS[name].about == command.get_short_help_str(limit=200)


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = re.findall(r"^\| `narawatch ([a-z]+)", README, re.MULTILINE)
    assert set(named) == {words[0] for words in LEAVES}


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_setting_is_in_the_readme(option) -> None:
    row = rf"^\| `{re.escape(option.name)}` \| `{option.variable}` \| .+ \| {re.escape(option.about)} \|$"
    assert re.search(row, README, re.MULTILINE), f"{option.name} has no row, or another wording"


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    named = re.findall(r"^\| `[a-z_.]+` \| `(NARAWATCH_[A-Z_]+)`", README, re.MULTILINE)
    assert set(named) == {option.variable for option in OPTIONS}


def typed() -> list[list[str]]:
    """The `narawatch` lines of the README's shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [
        line for block in blocks for line in block.splitlines() if line.startswith("narawatch ")
    ]
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.parametrize(
    "words", [words for words in typed() if words[0] not in NOT_RUN_HERE], ids=" ".join
)
def test_what_the_readme_tells_to_type_runs(words, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARAWATCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    result = CliRunner().invoke(commands, words)
    assert result.exit_code == 0, result.output
    assert result.output


def test_make_targets_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?\bmake ([a-z]+)", README)) - {"demo"} <= targets | {"in"}
    assert "demo" in targets


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_paths_named_in_contributing_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:flows|extractors|warehouse|tests|deploy)/[\w./-]*)`", text)
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_functions_named_as_stable_are_there() -> None:
    import importlib

    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("## Stable functions")[1].split("\n## ")[0]
    names = re.findall(r"^\| `([a-z_.]+)\(", section, re.MULTILINE)
    assert len(names) > 5
    for name in names:
        module, function = name.rsplit(".", 1)
        assert callable(getattr(importlib.import_module(module), function)), name


def test_every_option_of_a_watch_is_told() -> None:
    modules = (ROOT / "warehouse/judging").glob("*.py")
    asked = re.compile(r"\bwords(?:\.get)?\(\"([a-z-]+)\"")
    read = {name for module in modules for name in asked.findall(module.read_text("utf-8"))}
    table = PACKS.split("| `words` |")[1].split("\n\n")[0]
    assert read == set(re.findall(r"^\| `([a-z-]+)` ", table, re.MULTILINE))
