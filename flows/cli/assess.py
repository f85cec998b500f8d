"""`narawatch assess`: judge articles from files, without a warehouse or network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import click

from flows.alerts import render_text
from flows.cli.common import Shell
from flows.errors import InputError
from flows.packs import open_pack
from flows.setting_values import LANGUAGES
from flows.settings import Settings
from flows.telling import alert_of_article, full_why, near_misses
from warehouse.home import Home
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText, Feedback, Finding, FindingKind, Judgement
from warehouse.judging.pack import Pack

# Seoul and Tokyo share it; a time without an offset is taken as theirs.
LOCAL = timezone(timedelta(hours=9))
RULE = "─" * 80


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--published", help="Date or time of .txt files, ISO 8601: 2026-03-01T09:00+09:00.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["people", "jsonl"]),
    default="people",
    help="For people (default), or one JSON line for each article.",
)
@click.option("--explain", is_flag=True, help="Say why, and why near misses stayed silent.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Language of the claims; default: settings."
)
@click.option("--pack", help="A shipped pack's name or a folder; default: settings.")
@click.option(
    "--adjudicate", is_flag=True, help="Ask the model of the settings, too; keeps its answers."
)
@click.pass_obj
def assess(
    shell: Shell,
    files: tuple[Path, ...],
    published: str | None,
    form: str,
    explain: bool,
    language: str | None,
    pack: str | None,
    adjudicate: bool,
) -> None:
    """Judge articles against the baseline.

    FILES are .jsonl (one object a line with id, title, text, published) or .txt, whose first line is the
    title and whose date comes with --published. Nothing is stored, nothing is fetched; with --adjudicate the
    model of the settings is asked.
    """
    baseline = open_pack(pack) if pack else shell.pack
    judge = Judge(baseline)
    told_in = language or shell.settings.alert_language
    judged: Iterable[tuple[ArticleText, Judgement]] = (
        (article, judge.judge(article)) for article in read_articles(files, published)
    )
    if adjudicate:
        judged = asyncio.run(adjudicated(judge, list(judged), shell.settings))
    for article, verdict in judged:
        if form == "jsonl":
            click.echo(json.dumps(answer(article, verdict), ensure_ascii=False))
        else:
            click.echo("\n".join(report(article, verdict, baseline, told_in, is_long=explain)))


async def adjudicated(
    judge: Judge, judged: Sequence[tuple[ArticleText, Judgement]], settings: Settings
) -> list[tuple[ArticleText, Judgement]]:
    """The same articles with a model's say; what it came to goes to standard error.

    Raises:
        InputError: the settings name no model.
    """
    from flows.adjudicate import Adjudication, Case, open_model

    if settings.adjudicator.mode == "off":
        raise InputError("--adjudicate needs the settings adjudicator.mode, .url and .model")
    may_ask = settings.adjudicator.may_ask
    cases = [
        Case(one, said, judge.touched(one) if may_ask and said.is_relevant else ())
        for one, said in judged
    ]
    async with open_model(settings.adjudicator, Home(settings.home), datetime.now(UTC)) as model:
        adjudication = Adjudication(model, judge, Feedback())
        heard = await adjudication.hear(cases)
    click.echo(adjudication.says(), err=True)
    return [(one, said) for (one, _), said in zip(judged, heard, strict=True)]


def read_articles(files: Iterable[Path], published: str | None) -> Iterator[ArticleText]:
    """The articles of all files, in order; raises InputError naming file and line."""
    for file in files:
        text = read_text(file)
        if file.suffix == ".jsonl":
            yield from read_lines(file, text)
        elif published:
            yield plain_article(file, text, moment(published, "--published"))
        else:
            raise InputError(f"{file}: a text file needs --published (or use .jsonl)")


def read_text(file: Path) -> str:
    """The file's text; raises InputError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error


def read_lines(file: Path, text: str) -> Iterator[ArticleText]:
    """Articles of a .jsonl file, each line an object; empty lines are passed over."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield article_of_line(line, f"{file}:{number}")


def article_of_line(line: str, place: str) -> ArticleText:
    """One article; raises InputError naming the place."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: not JSON: {error.msg}") from error
    if not isinstance(row, dict):
        raise InputError(f"{place}: expected an object with id, title, text, published")
    for key in ("id", "title", "text", "published"):
        if not isinstance(row.get(key), str):
            raise InputError(f"{place}: {key!r} is missing or no string")
    return ArticleText(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=moment(row["published"], place),
        language=row.get("lang") or "",
    )


def plain_article(file: Path, text: str, published: datetime) -> ArticleText:
    """A text file: the first line is the title when an empty line follows it."""
    head, gap, body = text.strip().partition("\n\n")
    has_title = bool(gap) and "\n" not in head
    title, text = (head, body.strip()) if has_title else ("", text.strip())
    return ArticleText(id=file.stem, title=title, text=text, published=published)


def moment(text: str, place: str) -> datetime:
    """An ISO 8601 time; without an offset it is Japan's and Korea's. Raises InputError naming the place."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{place}: 'published' is not ISO 8601: {text!r}") from error
    return value if value.tzinfo else value.replace(tzinfo=LOCAL)


def answer(article: ArticleText, verdict: Judgement) -> dict[str, object]:
    """The line for a machine: major findings of alerting kinds, and restatements."""
    findings = [
        finding_row(finding)
        for finding in verdict.findings
        if finding.is_alerting or finding.kind is FindingKind.RESTATEMENT
    ]
    return {"id": article.id, "relevant": verdict.is_relevant, "findings": findings}


def finding_row(finding: Finding) -> dict[str, object]:
    """One finding; `claim`, or `topic` when no claim covers it."""
    subject = {"claim": finding.claim} if finding.claim else {"topic": finding.topic}
    return {
        "kind": finding.kind.value,
        **subject,
        "value": finding.value,
        "weight": finding.weight.value,
        "evidence": finding.evidence.text,
        "rule": finding.rule,
        "confidence": finding.confidence,
    }


def report(
    article: ArticleText, verdict: Judgement, pack: Pack, language: str, *, is_long: bool
) -> Iterator[str]:
    """What a person wants to read about one article."""
    relevance = "relevant" if verdict.is_relevant else "not relevant"
    alerting = [finding for finding in verdict.findings if finding.is_alerting]
    yield f"{article.id}: {article.title or '(no title)'}"
    yield f"{relevance} ({verdict.relevance:.2f}); to tell: {len(alerting)}"
    for finding in alerting:
        yield ""
        alert = alert_of_article(article, finding, pack, language)
        reasons = tuple(full_why(finding, article.language)) if is_long else ()
        yield render_text(replace(alert, why=reasons)).rstrip()
    if is_long and (silent := list(near_misses(verdict))):
        yield "\nStayed silent:"
        yield from silent
    yield RULE
