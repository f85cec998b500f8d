"""What `deploy/` names exists: commands, settings, variables, files, the flow and its parameters."""

from __future__ import annotations

import configparser
import re
from importlib.metadata import distribution
from pathlib import Path

import click
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from flows.cli import COMMANDS, commands
from flows.settings import KEY_VARIABLE, OPTIONS, load_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
TEXTS = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()]
# Variables that are not ours.
FOREIGN = {"PREFECT_API_URL"}
# Options of systemctl and of HEALTHCHECK on the same lines.
OTHERS = {"--interval", "--timeout", "--start-period", "--now"}


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def command_of(words: list[str]) -> str:
    return next((word for word in words if word in COMMANDS), "")


def test_every_command_that_is_called_exists() -> None:
    lines = [unit(path)["Service"]["ExecStart"] for path in UNITS if path.suffix == ".service"]
    lines += re.findall(r"CMD \[(.*)\]", (DEPLOY / "Containerfile").read_text(encoding="utf-8"))
    lines += [" ".join(map(str, service["command"])) for service in compose()["services"].values()]
    names = [command_of(re.findall(r"[\w-]+", line)) for line in lines]
    assert sorted(names) == ["pulse", "pulse", "pulse", "serve", "serve", "serve"]


def test_every_option_of_those_calls_exists() -> None:
    known = {"--settings", "--home"} | {
        option
        for name in ("pulse", "serve", "sql", "doctor")
        if name in COMMANDS
        for parameter in commands.get_command(click.Context(commands), name).params
        for option in parameter.opts
    }
    for path in TEXTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "narawatch" in line and re.search(r"\b(serve|pulse)\b", line):
                assert set(re.findall(r"--[a-z][\w-]*", line)) - known <= OTHERS, (path, line)


def test_commands_that_the_readme_names_exist() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|/)narawatch ([a-z]+)", text))
    assert {"serve", "pulse", "sql", "doctor"} <= named
    assert named <= set(COMMANDS), named - set(COMMANDS)


def test_the_settings_file_is_one() -> None:
    settings = load_settings(DEPLOY / "narawatch.yaml", environment={"HOME": "/nowhere"})
    assert settings.pack == "nara"
    assert settings.http.contact.startswith("mailto:")
    text = (DEPLOY / "narawatch.yaml").read_text(encoding="utf-8")
    for name in re.findall(r"^  # (\w+):", text, re.MULTILINE):
        assert f"schedule.{name}" in {option.name for option in OPTIONS}


def test_every_variable_is_a_setting() -> None:
    known = {option.variable for option in OPTIONS} | FOREIGN | {KEY_VARIABLE}
    for path in TEXTS:
        named = set(
            re.findall(r"\b(?:NARAWATCH|PREFECT)_[A-Z_]+", path.read_text(encoding="utf-8"))
        )
        assert named <= known, (path, named - known)


def test_every_file_that_the_readme_names_is_there() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"deploy/[\w./-]*\w", text)) | {
        f"deploy/{name}"
        for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    }
    assert len(named) >= 6
    for name in named:
        assert (ROOT / name).exists(), name


def compose() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_compose_uses_files_and_volumes_that_are_there() -> None:
    found = compose()
    for service in found["services"].values():
        assert (DEPLOY / service["env_file"]).is_file()
        for volume in service["volumes"]:
            source = volume.split(":", maxsplit=1)[0]
            assert source in found["volumes"] or (DEPLOY / source).is_file()
    build = found["services"]["watch"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()


def test_the_container_copies_what_the_repository_has() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [
        word
        for line in re.findall(r"^COPY (?!--)(.*)$", text, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    made_by_us = {"requirements.lock", "README.md"}
    for name in copied:
        assert (ROOT / name).exists() or name in made_by_us, name
    assert {"extractors", "warehouse", "flows"} <= set(copied)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_are_well_formed(path: Path) -> None:
    found = unit(path)
    assert found["Unit"]["Description"]
    if path.suffix == ".timer":
        assert path.with_suffix(".service") in UNITS
        assert found["Timer"]["OnUnitActiveSec"]
    else:
        assert found["Service"]["Environment"] == "NARAWATCH_HOME=/var/lib/narawatch"
        assert found["Service"]["StateDirectory"] == "narawatch"


def test_both_services_are_the_same_user() -> None:
    users = {unit(path)["Service"]["User"] for path in UNITS if path.suffix == ".service"}
    assert users == {"narawatch"}


def test_the_deployment_names_the_flow_and_its_parameters() -> None:
    text = (DEPLOY / "prefect.yaml").read_text(encoding="utf-8")
    [deployment] = yaml.safe_load(text)["deployments"]
    module, name = deployment["entrypoint"].rsplit(".", maxsplit=1)
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    namespace = re.search(rf"@flow\([^)]*\)\nasync def {name}\(([^)]*)\)", source)
    assert namespace
    accepted = set(re.findall(r"(\w+):", namespace[1]))
    assert set(deployment["parameters"]) <= accepted
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_digests_and_no_registry(name: str) -> None:
    line = re.compile(r"|#.*|[\w.\[\], -]+==[^ ]+ .*\\| {4}(--hash=sha256:[0-9a-f]{64}( \\)?|# .*)")
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [found for found in lines if not line.fullmatch(found)] == []
    assert not any("://" in found for found in lines)


@pytest.mark.parametrize("version", ["3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0"])
def test_the_lock_names_what_each_python_needs(version: str) -> None:
    """What the packages installed here ask for, by their own metadata, on every Python and not on this one alone."""
    python = {"python_full_version": version, "python_version": version.rpartition(".")[0]}
    names = re.findall(
        r"^([^ #\n].*?) *\\$", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    locked = [Requirement(name) for name in names]
    held = {canonicalize_name(one.name) for one in locked if _applies(one, python)}
    wanted = {
        canonicalize_name(need.name): one.name
        for one in locked
        if _applies(one, python) and _applies(one, {})
        for need in map(Requirement, distribution(one.name).requires or ())
        if any(_applies(need, {**python, "extra": extra}) for extra in ("", *one.extras))
    }
    assert len(wanted) > 50
    assert {name: by for name, by in wanted.items() if name not in held} == {}


def _applies(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)
