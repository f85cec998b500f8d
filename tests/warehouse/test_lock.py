from __future__ import annotations

import multiprocessing
import os
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from warehouse.errors import LockTimeoutError
from warehouse.lock import holder, writers_lock


def hold(path: Path, has_it: Event, may_go: Event) -> None:
    with writers_lock(path, who="a long run", wait_seconds=5):
        has_it.set()
        may_go.wait(20)


def test_a_second_writer_waits_and_then_says_who_holds_the_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    has_it, may_go = context.Event(), context.Event()
    path = tmp_path / "lock"
    other = context.Process(target=hold, args=(path, has_it, may_go))
    other.start()
    assert has_it.wait(20)
    with (
        pytest.raises(LockTimeoutError, match=rf"pid {other.pid} \(a long run\) since 20"),
        writers_lock(path, who="me", wait_seconds=0.2),
    ):
        pass
    may_go.set()
    with writers_lock(path, who="me", wait_seconds=20):
        assert f"pid {os.getpid()} (me)" in holder(path)
    other.join()


def test_a_wait_that_was_given_up_does_not_take_the_lock_later(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with (
        writers_lock(path, who="first", wait_seconds=1),
        pytest.raises(LockTimeoutError),
        writers_lock(path, who="second", wait_seconds=0.05),
    ):
        pass
    time.sleep(0.05)
    with writers_lock(path, who="third", wait_seconds=1):
        assert "third" in holder(path)


def test_those_who_wait_all_get_their_turn(tmp_path: Path) -> None:
    path, turns = tmp_path / "lock", []

    def take(name: int) -> None:
        with writers_lock(path, who=str(name), wait_seconds=20):
            turns.append(name)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(turns) == list(range(8))


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    has_it, may_go = context.Event(), context.Event()
    other = context.Process(target=hold, args=(tmp_path / "lock", has_it, may_go))
    other.start()
    assert has_it.wait(20)
    other.kill()
    other.join()
    with writers_lock(tmp_path / "lock", who="me", wait_seconds=5):
        assert "(me)" in holder(tmp_path / "lock")
