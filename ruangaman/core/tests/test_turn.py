"""Turns: one at a time, and nobody waits for one who is stuck."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event, Lock, Thread

import pytest
from django.db import connection, connections

from ruangaman.core import turn

Turn = Callable[[], AbstractContextManager[None]]
both = pytest.mark.parametrize("take", [turn.turn_to_compute, turn.turn_to_write])


@pytest.mark.django_db
@both
def test_only_one_thread_has_its_turn(take: Turn) -> None:
    if take is turn.turn_to_write and connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets many write at once")
    inside, met = Lock(), []

    def one(_: int) -> None:
        with take():
            free = inside.acquire(blocking=False)
            met.append(not free)
            if free:
                hashlib.sha256(bytes(1_000_000))
                inside.release()
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(12)))
    assert met == [False] * 12


@pytest.mark.django_db
@both
def test_a_stuck_thread_stops_nobody(take: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "LONGEST_WAIT", 0.01)
    has_it, done = Event(), Event()

    def stuck() -> None:
        with take():
            has_it.set()
            done.wait(20)

    thread = Thread(target=stuck)
    thread.start()
    assert has_it.wait(20)
    with take():
        assert not done.is_set()
    done.set()
    thread.join()
    with take():
        assert not thread.is_alive()
