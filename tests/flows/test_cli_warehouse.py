"""The command line over a warehouse that the demo press filled: ask, explain, decide, replay, look after."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from flows.cli import commands
from warehouse.baseline import SHIPPED
from warehouse.home import Home

pytestmark = pytest.mark.xdist_group("played")


class Desk:
    """The command line with a data folder of its own."""

    def __init__(self, home):
        self.home = home

    def __call__(self, *words, code=0, **options):
        result = CliRunner().invoke(
            commands, ["--home", str(self.home), *map(str, words)], **options
        )
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    def json(self, *words):
        return json.loads(self(*words, "--json").stdout)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


@pytest.fixture
def desk(played, tmp_path) -> Desk:
    """A copy, so that decisions of one test are none of another's."""
    home = tmp_path / "home"
    shutil.copytree(
        played.home.root, home, ignore=shutil.ignore_patterns("prefect", ".narawatch-demo")
    )
    return Desk(home)


def first(desk, kind="development"):
    return next(row for row in desk.json("findings", "list") if row["kind"] == kind)


def test_a_question_is_answered_in_three_forms(desk) -> None:
    question = "SELECT language, count(*) AS articles FROM v_articles GROUP BY ALL ORDER BY ALL"
    rows = json.loads(desk("sql", "--json", question).stdout)
    assert {row["language"] for row in rows} >= {"en", "ja", "ko"}
    as_csv = list(csv.DictReader(io.StringIO(desk("sql", "--csv", question).stdout)))
    assert [row["language"] for row in as_csv] == [row["language"] for row in rows]
    assert desk("sql", question).stdout.splitlines()[0].split() == ["language", "articles"]


WIDE_QUESTION = "SELECT claim, value, outlet, evidence FROM v_findings ORDER BY finding_id LIMIT 3"


@pytest.mark.parametrize(
    "words",
    [
        ("findings", "list", "--all"),
        ("sources", "list"),
        ("sources", "health"),
        ("baseline", "show"),
        ("baseline", "seeds"),
        ("schema",),
        ("schema", "v_findings"),
        ("sql", WIDE_QUESTION),
        ("doctor",),
    ],
)
def test_what_people_read_fits_into_80_columns(desk, words) -> None:
    lines = desk(*words).stdout.splitlines()
    assert len(lines) > 5
    wide = [line for line in lines if cell_len(line) > 80 and " " in line.strip()]
    assert wide == []


def test_a_wide_answer_is_shown_row_by_row(desk) -> None:
    printed = desk("sql", WIDE_QUESTION).stdout
    assert printed.count("evidence  ") == 3


def test_questions_come_from_standard_input_too(desk) -> None:
    assert "42" in desk("sql", input="SELECT 41 + 1 AS answer\n").stdout


def test_a_wrong_question_is_told_without_a_trace(desk) -> None:
    result = desk("sql", "SELEC 1", code=2)
    assert "syntax error" in result.stderr


@pytest.mark.parametrize(
    "question",
    ["DELETE FROM articles", "COPY articles TO 'x.csv'", "SELECT * FROM read_text('/etc/passwd')"],
)
def test_a_question_changes_nothing_and_reaches_no_file(desk, question) -> None:
    before = Home(desk.home).published.read_bytes()
    desk("sql", question, code=2)
    assert Home(desk.home).published.read_bytes() == before


def test_without_a_warehouse_the_way_to_one_is_told(tmp_path) -> None:
    result = Desk(tmp_path / "nothing")("sql", "SELECT 1", code=2)
    assert "narawatch run" in result.stderr
    assert not (tmp_path / "nothing").exists()


def test_the_schema_is_explained(desk) -> None:
    assert "v_findings" in desk("schema").stdout
    assert "finding_id" in desk("schema", "v_findings").stdout
    assert "no table or view" in desk("schema", "nothing", code=2).stderr


def test_explain_says_both_sides_and_why(desk) -> None:
    row = first(desk)
    told = desk("explain", row["id"]).stdout
    for part in (
        row["about"],
        "The baseline says",
        "Seed:",
        "Said by ",
        "states it as a fact (asserted); confidence",
        "Rule:",
        "Read at characters",
        "It is part of alert",
    ):
        assert part in told
    assert told.count("Why:") == 1


def test_a_stored_finding_says_briefly_why_and_where_to_ask_on(desk) -> None:
    row = first(desk)
    shown = desk("findings", "show", row["id"]).stdout
    assert "states it as a fact (asserted); confidence" in shown
    assert f"narawatch explain {row['id']}" in shown
    assert "Rule:" not in shown


def test_an_empty_list_says_what_may_be_wrong(desk) -> None:
    told = " ".join(desk("findings", "list", "--claim", "seafood-ban.statu").stdout.split())
    assert "no claim or topic 'seafood-ban.statu'; did you mean seafood-ban.status" in told
    assert "--all" in desk("findings", "list", "--since", "2999-01-01").stdout


def test_explain_says_why_a_finding_told_nobody(desk) -> None:
    rows = desk.json("findings", "list", "--all", "--most", "500")
    silent = next(row for row in rows if row["state"] == "silent: restatement")
    assert (
        "It told nobody: it repeats what the baseline says." in desk("explain", silent["id"]).stdout
    )


def test_claims_are_told_in_the_readers_language(desk) -> None:
    row = first(desk)
    texts = {
        language: desk("findings", "show", row["id"], "--language", language).stdout
        for language in ["en", "ja", "ko"]
    }
    assert len(set(texts.values())) == 3


def test_accept_makes_the_value_current_and_undo_takes_it_back(desk) -> None:
    row = first(desk)
    accepted = desk("findings", "accept", row["id"], "--who", "mina").stdout
    explained = desk("explain", row["id"]).stdout
    assert "Since accepted as current" in explained
    assert "compared with the baseline's own value" in explained
    assert desk.json("sql", "SELECT who, action FROM feedback") == [
        {"who": "mina", "action": "accept"}
    ]
    assert f"findings undo {row['id']}" in accepted
    desk("findings", "undo", row["id"])
    assert "Since accepted as current" not in desk("explain", row["id"]).stdout


def test_dismiss_needs_a_reason_and_is_kept(desk) -> None:
    row = first(desk, "contradiction")
    desk("findings", "dismiss", row["id"], code=2)
    desk("findings", "dismiss", row["id"], "--why", "another country's ban", "--who", "mina")
    [decision] = desk.json("sql", "SELECT why, who, action FROM feedback")
    assert decision == {"why": "another country's ban", "who": "mina", "action": "dismiss"}


@pytest.mark.parametrize("words", [("explain",), ("findings", "show"), ("findings", "accept")])
def test_an_unknown_id_is_told(desk, words) -> None:
    assert "no finding has the id" in desk(*words, "zzzz", code=2).stderr


def test_replay_of_the_same_code_and_pack_changes_nothing(desk) -> None:
    found = desk.json("replay")
    assert found["pages"] > 40
    assert found["same"] >= 8
    assert (found["come"], found["gone"]) == ([], [])


def test_replay_shows_what_another_pack_would_no_longer_tell(desk, tmp_path) -> None:
    pack = tmp_path / "packs" / "nara"
    shutil.copytree(SHIPPED / "nara", pack)
    # A pack that watches nothing but the noodles finds none of the press's other news.
    for file in (pack / "watch").glob("*.yaml"):
        head, *claims = file.read_text(encoding="utf-8").split("- claim: ")
        if claims:
            kept = [f"- claim: {item}" for item in claims if item.startswith("noodles.exports")]
            file.write_text(head + ("".join(kept) or "[]\n"), encoding="utf-8")
    (pack / "watch" / "novel.yaml").write_text("[]\n", encoding="utf-8")
    (pack / "watch" / "acts.yaml").unlink()
    before = desk.json("findings", "list")
    result = desk("replay", "--pack", f"{pack}/")
    assert "0 the same, 0 would come" in result.stdout
    assert "Would go:" in result.stdout
    assert desk.json("findings", "list") == before


def test_the_archive_leaves_as_warc(desk, tmp_path) -> None:
    result = desk("archive", "export", tmp_path / "pages.warc.gz")
    assert "pages in" in result.stdout
    assert (tmp_path / "pages.warc.gz").read_bytes()[:2] == b"\x1f\x8b"


def test_the_warehouse_is_looked_after(desk, tmp_path) -> None:
    assert "all is well" in desk("db", "check").stdout
    desk("db", "backup", tmp_path / "backup.duckdb")
    desk("db", "prune", "--older-than", "1s", "--pages")
    left = desk.json("sql", "SELECT count(*) AS n FROM articles")
    assert desk.json("findings", "list")
    desk("db", "compact")
    desk("db", "restore", tmp_path / "backup.duckdb")
    assert desk.json("sql", "SELECT count(*) AS n FROM articles")[0]["n"] > left[0]["n"]
    assert "all is well" in desk("db", "check").stdout
    assert "files written" in desk("db", "export", tmp_path / "parquet").stdout


def test_a_prompt_answers_line_by_line(desk, capsys) -> None:
    from flows.cli.sql import answer_line

    home = Home(desk.home)
    for line in (".tables", ".schema v_sources", "SELECT 41 + 1 AS answer", "SELEC", ".what"):
        answer_line(home, line, None)
    printed = capsys.readouterr()
    assert "v_findings" in printed.out
    assert "42" in printed.out
    assert "syntax error" in printed.err
