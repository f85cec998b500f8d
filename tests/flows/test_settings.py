"""Settings come from three places, and what is wrong names its place."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import OPTIONS, PARTS, Settings, load_settings


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "narawatch.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_file_and_variables_the_defaults_hold(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environment={"XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/none"})
    assert settings == Settings(home=Path("/data/narawatch"))


def test_the_environment_wins_over_the_file(tmp_path) -> None:
    file = write(
        tmp_path, "schedule:\n  every: 10m\nhttp:\n  contact: desk@example.org\nbatch: 50\n"
    )
    settings = load_settings(file, {"NARAWATCH_SCHEDULE_EVERY": "1h", "NARAWATCH_HOME": "/h"})
    assert (settings.every, settings.http.contact, settings.batch, settings.home) == (
        timedelta(hours=1),
        "desk@example.org",
        50,
        Path("/h"),
    )


def test_paths_of_a_file_are_beside_it(tmp_path) -> None:
    file = write(tmp_path, "home: data\nsources: my.yaml\npack: ./packs/other\n")
    settings = load_settings(file, {})
    assert settings.home == tmp_path / "data"
    assert settings.sources_file == tmp_path / "my.yaml"
    assert settings.pack == str(tmp_path / "packs/other")


def test_lists_come_from_both_places(tmp_path) -> None:
    file = write(tmp_path, "channels:\n  - json://127.0.0.1:9/a\nrevisit_after: [2h, 30m]\n")
    assert load_settings(file, {}).channels == ("json://127.0.0.1:9/a",)
    assert load_settings(file, {}).revisit_after == (timedelta(minutes=30), timedelta(hours=2))
    variables = {"NARAWATCH_CHANNELS": "json://h/a mailto://b.example/?to=x@y.example"}
    assert len(load_settings(file, variables).channels) == 2


def test_an_empty_key_keeps_the_default(tmp_path) -> None:
    assert load_settings(write(tmp_path, "pack:\n"), {}).pack == "nara"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("batch: 50\nchanels: []\n", 2, "unknown setting 'chanels'"),
        ("http:\n  contact: a\n  contakt: b\n", 3, "unknown setting 'http.contakt'"),
        ("batch: 50\n\nschedule:\n  every: soon\n", 4, "15m"),
        ("schedule:\n  cron: every day\n", 2, "five fields"),
        ("schedule:\n  zone: Asia/Nara\n", 2, "Asia/Tokyo"),
        ("batch: 0\n", 1, "from 1 up"),
        ("workers: two\n", 1, "whole number"),
        ("channels: [mail]\n", 1, "Apprise URL"),
        ("alert_language: fr\n", 1, "en, ja, ko"),
        ("http:\n  max_received: lots\n", 2, "8MB"),
        ("a: [\n", 2, "not YAML"),
        ("- a\n", 1, "expected keys"),
        ("pack: [a, b]\n", 1, "one value"),
    ],
)
def test_what_is_wrong_names_file_and_line(tmp_path, text, line, says) -> None:
    file = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {})
    assert f"{file}:{line}:" in str(caught.value)
    assert says in str(caught.value)


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="NARAWATCH_BATCH: batch: expected a whole number"):
        load_settings(environment={"NARAWATCH_BATCH": "-1"})


def test_a_missing_file_is_told(tmp_path) -> None:
    with pytest.raises(SettingsError, match=r"none\.yaml"):
        load_settings(environment={"NARAWATCH_SETTINGS": str(tmp_path / "none.yaml")})


def test_loading_writes_nothing(tmp_path) -> None:
    file = write(tmp_path, "home: data\n")
    load_settings(file, {})
    assert [path.name for path in tmp_path.iterdir()] == ["narawatch.yaml"]


def test_every_attribute_can_be_set() -> None:
    settings = Settings(home=Path("h"))
    named = {(option.part, option.attribute) for option in OPTIONS}
    wanted = {("", name) for name in settings.__slots__ if name not in PARTS}
    for part in PARTS:
        wanted |= {(part, name) for name in getattr(settings, part).__slots__}
    assert named == wanted - {("adjudicator", "key")}, "the key comes from the environment alone"


MODEL = {
    "NARAWATCH_ADJUDICATOR_URL": "http://127.0.0.1:8080/v1/",
    "NARAWATCH_ADJUDICATOR_MODEL": "m",
}


def test_a_model_is_off_until_it_is_asked_for(tmp_path) -> None:
    assert (
        load_settings(write(tmp_path, "adjudicator: {mode: off}\n"), {}).adjudicator.mode == "off"
    )
    adjudicator = load_settings(
        write(tmp_path, "adjudicator: {mode: confirm}\n"), MODEL
    ).adjudicator
    assert (adjudicator.url, adjudicator.may_ask) == ("http://127.0.0.1:8080/v1", False)


def test_the_key_comes_from_the_environment_and_does_not_show(tmp_path) -> None:
    settings = load_settings(
        write(tmp_path, "pack: nara\n"), MODEL | {"NARAWATCH_ADJUDICATOR_KEY": "sk-secret"}
    )
    assert settings.adjudicator.key == "sk-secret"
    assert "sk-secret" not in repr(settings)
    with pytest.raises(SettingsError, match=r"unknown setting 'adjudicator\.key'") as caught:
        load_settings(write(tmp_path, "adjudicator: {key: sk-secret}\n"), {})
    assert "sk-secret" not in str(caught.value)
    with pytest.raises(SettingsError, match="NARAWATCH_ADJUDICATOR_KEY") as caught:
        load_settings(
            write(tmp_path, "pack: nara\n"), {"NARAWATCH_ADJUDICATOR_KEY": "sk-secret\nX: y"}
        )
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("mode", "confirm", "adjudicator.url is needed"),
        ("mode", "yes", "confirm-and-ask"),
        ("url", "ftp://example.org", "http or https"),
        ("url", "https://", "http or https"),
        ("url", "https://me:sk-secret@example.org/v1", "no user, password"),
        ("url", "https://example.org/v1?key=sk-secret", "query"),
    ],
)
def test_a_model_that_cannot_be_asked_is_told(name, value, says) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        load_settings(environment={f"NARAWATCH_ADJUDICATOR_{name.upper()}": value})
    assert "sk-secret" not in str(caught.value)
