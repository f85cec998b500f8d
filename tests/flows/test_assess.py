"""`narawatch assess` judges files without a warehouse, for people and for machines."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import commands
from flows.telling import said_by

TEXT = (
    "South Korea has lifted its ban on Japanese seafood.\n\n"
    "SEOUL — The South Korean government on Friday lifted its ban on imports of seafood from eight Japanese "
    "prefectures including Fukushima, the trade ministry said."
)


def run(*words, **options):
    return CliRunner().invoke(commands, [str(word) for word in words], **options)


def row(**changes) -> str:
    fields = {"id": "a1", "published": "2026-11-20T09:00:00+09:00"}
    title, _, text = TEXT.partition("\n\n")
    return json.dumps(fields | {"title": title, "text": text} | changes, ensure_ascii=False)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch) -> None:
    """No settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def test_jsonl_in_jsonl_out(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(row() + "\n\n" + row(id="a2", text="Rain.", title=""))
    result = run("assess", tmp_path / "a.jsonl", "--format", "jsonl")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["id"] == "a1"
    assert first["relevant"] is True
    [finding] = [one for one in first["findings"] if one["claim"] == "seafood-ban.status"]
    assert (finding["kind"], finding["weight"]) == ("development", "major")
    assert finding["evidence"] in TEXT
    assert 0 < finding["confidence"] <= 1
    assert second == {"id": "a2", "relevant": False, "findings": []}


def test_people_get_both_sides_quoted(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    result = run("assess", tmp_path / "a.txt", "--published", "2026-11-20")
    assert "DEVELOPMENT: seafood-ban.status" in result.stdout
    assert "The baseline says (as of 14 January 2026):" in result.stdout
    assert "(20 November 2026 00:00 UTC+09:00)" in result.stdout
    assert "Rule:" not in result.stdout


def test_explain_says_why(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    result = run("assess", tmp_path / "a.txt", "--published", "2026-11-20", "--explain")
    assert "Rule:" in result.stdout


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "A senior official in Seoul said the ban had been lifted.",
            "“A senior official in Seoul”: a source without a name",
        ),
        ("農林水産相は輸入規制が撤廃されたと述べた。", "“農林水産相”: a named person or post"),
        (
            "요미우리신문에 따르면 한국이 수입 금지를 해제했다.",
            "“요미우리신문”: another outlet, passing on",
        ),
        ("Seoul lifted the ban on Friday.", "the outlet itself"),
    ],
)
def test_it_is_told_whom_a_sentence_takes_its_statement_from(sentence, source) -> None:
    assert source in said_by(sentence, "")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.jsonl", row() + "\n{", "a.jsonl:2: not JSON"),
        ("a.jsonl", '["x"]', "a.jsonl:1: expected an object"),
        ("a.jsonl", row(text=None), "a.jsonl:1: 'text' is missing"),
        ("a.jsonl", row(published="soon"), "a.jsonl:1: 'published' is not ISO 8601"),
        ("a.txt", TEXT, "needs --published"),
    ],
)
def test_bad_input_names_file_and_line(tmp_path, name, content, says) -> None:
    (tmp_path / name).write_text(content)
    result = run("assess", tmp_path / name)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_pack_is_told(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(row())
    result = run("assess", tmp_path / "a.jsonl", "--pack", "nowhere")
    assert "./nowhere" in result.stderr
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_nothing_heavy_is_imported_and_it_starts_in_about_a_second(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text(row())
    code = (
        "import sys; from flows.cli import commands\n"
        f"commands(['assess', {str(tmp_path / 'a.jsonl')!r}], standalone_mode=False)\n"
        "print([name for name in ('prefect', 'trafilatura', 'duckdb', 'httpx', 'apprise') if name in sys.modules])"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.splitlines()[-1] == "[]"
    # Processor time: a second on an idle machine, half as much again on one whose cores are shared.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2.5
