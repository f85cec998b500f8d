"""Readers ask in a loop while a writer stores and publishes: no question fails, and no answer shows half a run."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tests.warehouse.making import NOW, new_article, store
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.reader import query
from warehouse.writer import writing

READERS = 8
SECONDS = 4.0
BATCH = 5


def ask(root: Path, is_over: Event, answers: Connection) -> None:
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


@pytest.mark.slow
def test_readers_never_fail_while_runs_write(home: Home) -> None:
    run(home, 0)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    is_over = context.Event()
    pipes = [context.Pipe(duplex=False) for _ in range(READERS)]
    readers = [
        context.Process(target=ask, args=(home.root, is_over, theirs)) for _, theirs in pipes
    ]
    for reader in readers:
        reader.start()
    assert [ours.recv() for ours, _ in pipes] == ["begun"] * READERS
    runs, started = 1, time.monotonic()
    while time.monotonic() - started < SECONDS:
        run(home, runs)
        runs += 1
    is_over.set()
    answers = [ours.recv() for ours, _ in pipes]
    for reader in readers:
        reader.join()
    assert [wrong for _, problems in answers for wrong in problems] == []
    assert sum(asked for asked, _ in answers) > READERS
    assert runs > 1


def run(home: Home, number: int) -> None:
    with writing(home, who="test") as writer:
        store(writer, *(new_article(f"https://a.example/{number}/{i}") for i in range(BATCH)))
    publish(home, NOW)
