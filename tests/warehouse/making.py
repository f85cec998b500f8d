"""Small makers of articles, findings and batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from extractors.model import Article, DateSource, Mention, Stamp
from warehouse.judging.model import Evidence, Finding, FindingKind, Judgement, Weight
from warehouse.records import Batch, JudgedArticle, NewArticle, StoredBatch
from warehouse.writer import Writer

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

# Two events that share no words; long enough to be compared.
BRIDGE = (
    "The old bridge over the Han was closed on Friday after engineers found a crack in its third pillar. "
    "Drivers were sent round by the northern tunnel, where queues reached six kilometres by noon. "
    "The city said repairs would take eleven weeks and cost 4.2 billion won. "
    "A spokesman apologised to commuters and promised extra buses from Monday morning."
)
APPLES = (
    "Growers in Aomori expect their smallest apple harvest in nineteen years. "
    "Late frost in April killed blossoms on half of the trees, the prefecture's cooperative reported. "
    "Wholesale prices in Tokyo have risen by a third, and exporters to Taiwan cancelled contracts."
)


def new_article(
    url: str,
    text: str = BRIDGE,
    *,
    title: str = "",
    language: str = "en",
    published: datetime | None = NOW,
    outlet: str = "",
    owner: str = "",
    agency: str = "",
    names: Sequence[str] = (),
    seen_at: datetime = NOW,
) -> NewArticle:
    """An article as extraction leaves it; `names` are entity ids said to stand in the title."""
    article = Article(
        url=url,
        canonical_url=url,
        title=title or text.split(".", maxsplit=1)[0],
        text=text,
        language=language,
        published=Stamp(published, DateSource.FEED if published else DateSource.NONE),
        agency=agency,
    )
    mentions = tuple(Mention(name, name.split(".")[0], 0, 1, "x") for name in names)
    return NewArticle(
        article, "source", seen_at, outlet=outlet, owner=owner, title_mentions=mentions
    )


def finding(
    text: str = BRIDGE,
    *,
    claim: str = "bridge.status",
    value_key: str = "rung:closed",
    kind: FindingKind = FindingKind.DEVELOPMENT,
    weight: Weight = Weight.MAJOR,
    topic: str = "",
) -> Finding:
    """A finding whose evidence is the text's first sentence."""
    sentence = text.split(". ", maxsplit=1)[0] + "."
    return Finding(
        kind=kind,
        claim="" if kind is FindingKind.NOVEL else claim,
        topic=topic or ("works" if kind is FindingKind.NOVEL else ""),
        value="closed",
        value_key=value_key,
        weight=weight,
        evidence=Evidence(sentence, 0, len(sentence)),
        rule="test",
        confidence=0.9,
    )


def store(
    writer: Writer,
    *articles: NewArticle,
    findings: Sequence[Finding] | None = None,
    run_id: UUID | None = None,
    now: datetime = NOW,
    targets: Sequence[str] = ("mail",),
) -> StoredBatch:
    """Place and store some articles, each with the same findings."""
    run_id = run_id or writer.start_run(now, "test")
    judged = [
        JudgedArticle(
            new, place, Judgement(is_relevant=True, relevance=1.0, findings=tuple(findings or ()))
        )
        for new, place in zip(articles, writer.place(articles), strict=True)
    ]
    return writer.store(Batch(run_id, now, tuple(judged), "town", "1", tuple(targets)))


def later(**spans: int) -> datetime:
    """NOW and something."""
    return NOW + timedelta(**spans)
