"""A process that writes until it is killed, and says what it has been told is safe."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.warehouse.making import NOW, finding, new_article
from warehouse.care import check
from warehouse.home import Home
from warehouse.judging.model import Judgement
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.records import Batch, JudgedArticle
from warehouse.writer import Writer, writing

BATCH = 12
# What a writer tells in a round: a batch, a decision, a copy.
STEPS = 3
FIRST_STEP_S = 0.3


@dataclass(slots=True)
class Told:
    """What writers were told is stored.

    Attributes:
        batches: (seed, number of the batch) of every acknowledged batch.
        decisions: ids of acknowledged decisions.
        has_published: whether a read copy was ever made.
        under_way: the batch that the last writer was killed over, or was about to begin.
    """

    batches: list[tuple[int, int]] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    has_published: bool = False
    under_way: tuple[int, int] | None = None


def write_until_killed(
    root: Path, seed: int, told: Connection, again: tuple[int, int] | None
) -> None:
    """Store batches, decide, publish; after each, tell. First, as runs do, what the last writer was killed over."""
    home = Home(root)
    told.send(("begun", None))
    if again is not None:
        with writing(home, who="killed") as writer:
            _store(writer, *again)
            told.send(("batch", again))
    for number in range(10_000):
        with writing(home, who="killed") as writer:
            _store(writer, seed, number)
            told.send(("batch", (seed, number)))
            (pending, *_) = writer.pending_deliveries(NOW)
            writer.record_delivery(pending.alert_id, "mail", NOW, is_taken=True, detail="")
            decision = writer.dismiss(pending.finding_id, "test", "test", NOW)
            told.send(("decision", str(decision.id)))
        publish(home, NOW)
        told.send(("published", None))


def _store(writer: Writer, seed: int, number: int) -> None:
    dice = random.Random(f"{seed}-{number}")
    articles, judgements = [], []
    for i in range(BATCH):
        said = f"Gate {seed}-{number}-{i} is shut."
        text = f"{said} " + "".join(dice.choices("abcdefghij ", k=500))
        articles.append(new_article(address(seed, number, i), text, outlet=f"Outlet {i}"))
        found = finding(f"{said} ", claim=f"gate.{i}", value_key=f"rung:{seed}-{number}-{i}")
        judgements.append(Judgement(is_relevant=True, relevance=1.0, findings=(found,)))
    placed = zip(articles, writer.place(articles), judgements, strict=True)
    run_id = writer.start_run(NOW, "test")
    judged = tuple(JudgedArticle(new, place, judgement) for new, place, judgement in placed)
    writer.store(Batch(run_id, NOW, judged, "town", "1", ("mail",)))


def address(seed: int, number: int, i: int) -> str:
    """Address of an article of a batch."""
    return f"https://{seed}.example/{number}/{i}"


def kill_once(home: Home, seed: int, told: Told) -> None:
    """Let a process write, and kill it at a random moment."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=write_until_killed,
        args=(home.root, seed, theirs, told.under_way),
        daemon=True,
    )
    process.start()
    theirs.close()
    ours.recv()
    _note_some(told, ours, random.Random(seed))
    process.kill()
    process.join()
    try:
        while True:
            _note(told, *ours.recv())
    except EOFError:
        ours.close()
    if told.under_way is None or told.under_way in told.batches:
        told.under_way = seed, sum(of == seed for of, _ in told.batches)


def _note_some(told: Told, ours: Connection, dice: random.Random) -> None:
    """Hear up to two rounds of a writer, and let it get some way into the next step, however fast the machine is."""
    started, heard = time.monotonic(), dice.randrange(2 * STEPS)
    for _ in range(heard):
        _note(told, *ours.recv())
    step = (time.monotonic() - started) / heard if heard else FIRST_STEP_S
    time.sleep(dice.uniform(0, step))


def _note(told: Told, kind: str, what: object) -> None:
    if kind == "batch" and isinstance(what, tuple):
        told.batches.append(what)
    elif kind == "decision":
        told.decisions.append(str(what))
    else:
        told.has_published = True


def losses(home: Home, told: Told) -> list[str]:
    """What was told and is gone, and what is torn: empty in a sound warehouse."""
    wrong = (
        [f"{broken.rule}: {broken.count}" for broken in check(home)]
        if home.database.exists()
        else []
    )
    if told.has_published:
        wrong += _torn(query(home, _BY_BATCH).rows, "read copy")
        publish(home, NOW)
    if told.batches:
        publish(home, NOW)
        found = {str(row[0]): row[1:] for row in query(home, _BY_BATCH).rows}
        wrong += [
            f"lost batch {seed}/{number}"
            for seed, number in told.batches
            if found.get(f"https://{seed}.example/{number}") != (BATCH, BATCH)
        ]
        wrong += _torn(query(home, _BY_BATCH).rows, "database")
        wrong += [f"told twice: {row}" for row in query(home, _TWICE).rows]
    if told.decisions:
        stored = {str(row[0]) for row in query(home, "SELECT id FROM feedback").rows}
        wrong += [
            f"lost decision {decision}" for decision in told.decisions if decision not in stored
        ]
    return wrong


def _torn(rows: Sequence[tuple[object, ...]], where: str) -> list[str]:
    return [f"torn in {where}: {row}" for row in rows if row[1:] != (BATCH, BATCH)]


_BY_BATCH = """
    SELECT regexp_extract(a.url, '(https://[^/]+/[0-9]+)/', 1), count(*), count(f.id)
    FROM articles a LEFT JOIN findings f ON f.article_id = a.id GROUP BY 1
"""
_TWICE = "SELECT claim, value_key, count(*) FROM alerts GROUP BY ALL HAVING count(*) > 1"
