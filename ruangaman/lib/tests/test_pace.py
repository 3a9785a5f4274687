"""Counting senders: how long one waits, what is remembered of her, and for how long."""

from __future__ import annotations

import gc
import pickle
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from ruangaman.lib import pace
from ruangaman.lib.pace import Limit, Pace

LIMIT = Limit(free=3, step=5, longest=12, period=60)
OFFICE, OTHER = b"\xc0\x00\x02\x07", b"\xc6\x33\x64\x02"


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counted(clock: Clock) -> Pace:
    return Pace(LIMIT, clock=clock)


def count(pace: Pace, sender: bytes, times: int) -> None:
    for _ in range(times):
        pace.count(sender)


@pytest.mark.parametrize(
    ("times", "seconds"), [(0, 0), (2, 0), (3, 5), (4, 10), (5, 12), (500, 12)]
)
def test_who_has_many_waits_a_little_and_never_longer(
    counted: Pace, times: int, seconds: int
) -> None:
    count(counted, OFFICE, times)
    assert counted.pause(OFFICE) == seconds


def test_a_part_of_a_second_is_a_second() -> None:
    assert Limit(free=10, step=0.1, longest=30, period=60).pause(10) == 1


def test_another_sender_does_not_wait(counted: Pace) -> None:
    count(counted, OFFICE, 500)
    assert counted.pause(OTHER) == 0


def test_asking_counts_nothing(counted: Pace) -> None:
    for _ in range(500):
        counted.pause(OFFICE)
    assert counted.total(OFFICE) == 0


def test_a_count_is_forgotten_after_one_to_two_periods(counted: Pace, clock: Clock) -> None:
    clock.now += 59
    count(counted, OFFICE, 4)
    clock.now += 1
    assert counted.total(OFFICE) == 4
    clock.now += 59
    assert counted.total(OFFICE) == 4
    clock.now += 1
    assert counted.total(OFFICE) == 0


def test_after_a_long_silence_nothing_is_left(counted: Pace, clock: Clock) -> None:
    count(counted, OFFICE, 4)
    clock.now += 3600
    assert counted.total(OFFICE) == 0


def test_the_salt_goes_with_what_it_hashed(counted: Pace, clock: Clock) -> None:
    salts = {counted._now.salt}
    for _ in range(3):
        clock.now += 60
        counted.total(OFFICE)
        salts.add(counted._now.salt)
    assert len(salts) == 4
    assert {counted._now.salt, counted._before.salt} < salts


def test_two_processes_know_a_sender_by_different_keys(clock: Clock) -> None:
    one, other = (Pace(LIMIT, clock=clock)._now for _ in range(2))
    assert one.key(OFFICE) != other.key(OFFICE)


def test_a_clock_that_is_set_back_does_no_harm(counted: Pace, clock: Clock) -> None:
    count(counted, OFFICE, 500)
    clock.now -= 900
    assert counted.pause(OFFICE) == 12


def test_a_clock_that_is_set_back_keeps_nobody_remembered_for_longer(
    counted: Pace, clock: Clock
) -> None:
    count(counted, OFFICE, 500)
    clock.now -= 100_000
    counted.count(b"another")
    clock.now += 2 * counted.limit.period
    assert counted.pause(OFFICE) == 0


def test_a_hundred_thousand_senders_take_no_more_room_than_ten_thousand(counted: Pace) -> None:
    for number in range(100_000):
        counted.count(number.to_bytes(4, "big"))
    assert len(counted._now.counted) == pace.MOST_KEPT
    assert counted.total((99_999).to_bytes(4, "big")) == 1
    assert counted.total(bytes(4)) == 0


def test_who_goes_on_is_not_pushed_out_by_many_who_come_once(counted: Pace) -> None:
    for number in range(30_000):
        counted.count(number.to_bytes(4, "big"))
        if not number % 5000:
            count(counted, OFFICE, 2)
    assert counted.total(OFFICE) == 12


def everything_in(thing: Any, seen: set[int] | None = None) -> Iterator[bytes]:
    """Yield what an object holds in the end: every text, number and run of bytes."""
    seen = set() if seen is None else seen
    if id(thing) in seen or isinstance(thing, type) or callable(thing):
        return
    seen.add(id(thing))
    if isinstance(thing, (bytes, str, int, float)):
        yield pickle.dumps(thing)
    for inner in gc.get_referents(thing):
        yield from everything_in(inner, seen)


@pytest.mark.parametrize("sender", [b"kenari.192.0.2.7", b"\xc0\x00\x02\x07kenari"])
def test_no_sender_stands_in_memory_as_she_is(counted: Pace, sender: bytes) -> None:
    count(counted, sender, 500)
    held = list(everything_in(counted))
    assert counted._now.salt in b"".join(held)
    assert not [one for one in held if sender in one or b"kenari" in one]
    assert repr(counted).startswith("<ruangaman.lib.pace.Pace object")


def test_counting_at_once_loses_nothing(counted: Pace) -> None:
    threads = [threading.Thread(target=count, args=(counted, OFFICE, 2000)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.total(OFFICE) == 8000
