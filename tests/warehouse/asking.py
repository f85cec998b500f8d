"""Readers that ask in a loop while a writer stores and publishes."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

from tests.warehouse.making import NOW, new_article, store
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.writer import writing

READERS = 8
BATCH = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of it.

    Attributes:
        runs: batches stored and published meanwhile.
        questions: asked by all readers together.
        wrong: what failed, and answers that show half a run.
    """

    runs: int
    questions: int
    wrong: tuple[str, ...]


def ask_while_writing(home: Home, seconds: float) -> Asked:
    """Let eight readers ask as fast as they can while runs follow each other."""
    _run(home, 0)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    is_over = context.Event()
    pipes = [context.Pipe(duplex=False) for _ in range(READERS)]
    readers = [
        context.Process(target=_ask, args=(home.root, is_over, theirs)) for _, theirs in pipes
    ]
    for reader in readers:
        reader.start()
    for ours, _ in pipes:
        ours.recv()
    runs, started = 1, time.monotonic()
    while time.monotonic() - started < seconds:
        _run(home, runs)
        runs += 1
    is_over.set()
    answers = [ours.recv() for ours, _ in pipes]
    for reader in readers:
        reader.join()
    wrong = tuple(wrong for _, problems in answers for wrong in problems)
    return Asked(runs, sum(asked for asked, _ in answers), wrong)


def _ask(root: Path, is_over: Event, answers: Connection) -> None:
    asked, wrong = 0, []
    while not is_over.is_set():
        try:
            ((articles,),) = query(Home(root), "SELECT count(*) FROM v_articles").rows
            if int(str(articles)) % BATCH:
                wrong.append(f"half a run: {articles} articles")
        except WarehouseError as error:
            wrong.append(str(error))
        asked += 1
        if asked == 1:
            answers.send("begun")
    answers.send((asked, wrong))


def _run(home: Home, number: int) -> None:
    with writing(home, who="test") as writer:
        store(writer, *(new_article(f"https://a.example/{number}/{i}") for i in range(BATCH)))
    publish(home, NOW)
