"""Updates that agencies mark, from place to alert: is what is new in them raised, and nothing where nothing is new?

Each pair is a wire report and its marked update. What either tells is the title and text of a case from
`tests/data/cases`, which the judge alone raises; around it stand a dozen sentences of made-up words, so that the update
is a near-copy of its base, as agencies' are. Two facts of one claim are paired where they differ in their value.
"""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from extractors.yamlfile import load
from tests.bench import synthetic
from warehouse.baseline import shipped_pack
from warehouse.home import Home
from warehouse.judging.judge import Judge
from warehouse.judging.model import ArticleText, Finding
from warehouse.records import Batch, JudgedArticle, NewArticle
from warehouse.writer import Writer, writing

CASES = Path(__file__).parents[1] / "data" / "cases"
PAIRS = 8
FULL_PAIRS = 40
SENTENCES = 12

MARKS = {
    "en": ("(LEAD) {}", "(2nd LD) {}", "UPDATE 1-{}", "{} (UPDATED)", "WRAPUP 2-{}"),
    "ja": ("【更新】{}", "{}（第2報）", "〔続報〕{}", "【詳報】{}", "（差し替え）{}"),
    "ko": ("{}(종합)", "{}(종합2보)", "(2보) {}", "[3보] {}", "{}(종합3보)"),
}
CORRECTIONS = {
    "en": ("(CORRECTED) {}", "(Corrects the second paragraph.)"),
    "ja": ("（訂正）{}", "（第2段落を訂正します）"),
    "ko": ("[정정] {}", "(둘째 문단을 바로잡습니다.)"),
}
DATELINES = {
    "en": "SEOUL, {0:%b}. {0.day} (Yonhap) -- ",
    "ja": "【ソウル共同】",
    "ko": "(서울=연합뉴스) 김철수 기자 = ",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a case tells, and the verdicts on it alone."""

    title: str
    text: str
    at: datetime
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Wire:
    """A report as an agency sends it."""

    title: str
    parts: tuple[str, ...]


Style = Callable[[Fact, Fact, Sequence[str], str], Wire]


def lead(_: Fact, new: Fact, body: Sequence[str], mark: str) -> Wire:
    """The news stands first, what was told goes on below."""
    return Wire(mark.format(new.title), (new.text, *body))


def inserted(old: Fact, new: Fact, body: Sequence[str], mark: str) -> Wire:
    """Behind the old lead, under the old title."""
    return Wire(mark.format(old.title), (*body[:2], new.text, *body[2:]))


def appended(old: Fact, new: Fact, body: Sequence[str], mark: str) -> Wire:
    """At the end, under the old title."""
    return Wire(mark.format(old.title), (*body, new.text))


def replaced(_: Fact, new: Fact, body: Sequence[str], mark: str) -> Wire:
    """Instead of the old lead."""
    return Wire(mark.format(new.title), (new.text, *body[1:]))


def repeated(old: Fact, _: Fact, body: Sequence[str], mark: str) -> Wire:
    """A marked report without anything new: must stay quiet."""
    return Wire(mark.format(old.title), tuple(body))


STYLES: dict[str, Style] = {
    "lead": lead,
    "inserted": inserted,
    "appended": appended,
    "replaced": replaced,
    "flash": lead,
    "correction": replaced,
    "numbered": inserted,
    "nothing new": repeated,
}


def rows(is_full: bool) -> Iterator[tuple[object, ...]]:
    """One row a style: updates, and how many were raised by language."""
    yield "style", "updates", "en", "ja", "ko", "share", "target"
    tried: dict[str, int] = defaultdict(int)
    raised: dict[tuple[str, str], int] = defaultdict(int)
    for style, language, is_raised in outcomes(FULL_PAIRS if is_full else PAIRS):
        tried[style] += 1
        raised[style, language] += is_raised
    for style, count in tried.items():
        found = [raised[style, language] for language in synthetic.LANGUAGES]
        is_quiet = STYLES[style] is repeated
        yield style, count, *found, sum(found) / count, "0" if is_quiet else "0.90"


def outcomes(pairs: int) -> Iterator[tuple[str, str, bool]]:
    """(style, language, whether anything new was raised) for so many updates a style and language."""
    with (
        tempfile.TemporaryDirectory() as folder,
        writing(Home(Path(folder)), who="bench") as writer,
    ):
        for language in synthetic.LANGUAGES:
            for style in STYLES:
                dice = random.Random(f"{style}-{language}")
                for number in range(pairs):
                    old, new = _pair(dice, language)
                    name = f"{style}-{language}-{number}".replace(" ", "-")
                    yield style, language, _is_raised(writer, name, style, old, new, language)


@cache
def _judge() -> Judge:
    return Judge(shipped_pack("nara"))


@cache
def facts(language: str) -> tuple[Fact, ...]:
    """The cases of a language that raise something."""
    found = []
    for case in load(CASES / f"{language}.yaml").items():
        at = datetime.fromisoformat(f"{case.require_str('day')}T18:00:00+09:00")
        title, text = case.require_str("title"), case.require_str("text")
        verdict = _judge().judge(ArticleText("case", title, text, at, language))
        findings = tuple(
            f for f in verdict.findings if f.is_alerting and f.evidence.field == "text"
        )
        if findings:
            found.append(Fact(title, text, at, findings))
    return tuple(found)


def _pair(dice: random.Random, language: str) -> tuple[Fact, Fact]:
    while True:
        old, new = dice.sample(facts(language), 2)
        told = {_news(finding) for finding in old.findings}
        if all(_news(finding) not in told for finding in new.findings):
            return old, new


def _news(finding: Finding) -> tuple[str, str]:
    return finding.claim, finding.value_key


def _is_raised(writer: Writer, name: str, style: str, old: Fact, new: Fact, language: str) -> bool:
    """Store a base and what follows it; whether the last of them made an alert of what is new.

    Of a report that says nothing new any alert counts.
    """
    alerts: list[Finding] = []
    for number, wire in enumerate(_wires(name, style, old, new, language)):
        at = new.at + timedelta(hours=number)
        alerts = _alerts(writer, name, _article(name, number, wire, language, at))
    told = {_news(finding) for finding in new.findings}
    return bool(alerts) if style == "nothing new" else any(_news(f) in told for f in alerts)


def _wires(name: str, style: str, old: Fact, new: Fact, language: str) -> Iterator[Wire]:
    """The base, the updates between, and the update that is asked about."""
    dice = random.Random(name)
    stop = synthetic.STOPS[language].strip()
    filler = [f"{part}{stop}" for part in synthetic.sentences(dice, language)[: SENTENCES + 1]]
    body = (old.text, *filler[:SENTENCES])
    yield Wire(old.title, body[:1] if style == "flash" else body)
    mark, notice = dice.choice(MARKS[language]), ()
    if style == "correction":
        mark, *notice = CORRECTIONS[language]
    if style == "numbered":
        body = (*body, filler[-1])
        yield Wire(mark.format(old.title), body)
    yield STYLES[style](old, new, (*body[:1], *notice, *body[1:]), mark)


def _article(name: str, number: int, wire: Wire, language: str, at: datetime) -> NewArticle:
    text = DATELINES[language].format(at) + "\n\n".join(wire.parts)
    url = f"https://wire.example/{name}/{number}"
    return synthetic.article(url, text, language, at, title=wire.title)


def _alerts(writer: Writer, pack_id: str, new: NewArticle) -> list[Finding]:
    """Place, judge and store an article as a run does; what its new alerts say. Each pack has news of its own."""
    at, article = new.seen_at, new.article
    (place,) = writer.place([new])
    judgement = _judge().judge(
        ArticleText(article.url, article.title, article.text, at, article.language)
    )
    judged = JudgedArticle(new, place, judgement)
    batch = Batch(writer.start_run(at, "bench"), at, (judged,), pack_id, "1", (pack_id,))
    stored = writer.store(batch)
    pending = writer.pending_deliveries(at, [pack_id])
    return [alert.finding for alert in pending if alert.alert_id in stored.alerts]
