"""Look at the desk: ``python -m bench.inside.desk TIMES``; prints milliseconds for each kind.

The whole request is answered, from the first middleware to the rendered page, for a receiver
with a box for every case, for one with a few, and for the leader of the team.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import islice

from django.test import Client

from bench.inside import answer
from bench.inside.cases import Places
from bench.inside.people import LEADER, RECEIVERS, key_of, seed_of, user
from ruangaman.core.surface import heap_settle
from ruangaman.people.services.vault import COOKIE, session_open

HOST = "127.0.0.1"


def main(times: int, count: int) -> None:
    """Ask every kind of page ``times`` times and print how long each took."""
    heap_settle()  # as the surface does when it starts
    places = Places(count)
    numbers = [places.numbers[place] for place in places.looked_for]
    busy, quiet = unlocked(0), unlocked(RECEIVERS - 1)
    leader = signed_in(LEADER)
    for client in (busy, quiet, leader):
        client.get("/")
    answer(
        {
            "list": [took(busy, path) for path in islice(lists(numbers), times)]
            + [took(quiet, path) for path in islice(lists(numbers), times)],
            "search": [took(busy, path) for path in islice(searches(numbers), times)]
            + [took(quiet, path) for path in islice(searches(numbers), times)],
            "clocks": [took(leader, "/kasus/tim/") for _ in range(times)],
        }
    )


def signed_in(username: str) -> Client:
    """Return somebody signed in."""
    client = Client(headers={"host": HOST})
    client.force_login(user(username))
    return client


def unlocked(number: int) -> Client:
    """Return a receiver with her key open."""
    key = key_of(number)
    client = signed_in(key.user.username)
    session = str(client.session.session_key)
    opened = session_open(key=key, seed=seed_of(number), session_key=session)
    client.cookies[COOKIE] = opened.hex()
    return client


def took(client: Client, path: str) -> float:
    """Return the milliseconds of an answer; anything but the page is an error."""
    before = time.perf_counter()
    status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return (time.perf_counter() - before) * 1000


def lists(numbers: list[str]) -> Iterator[str]:
    """Yield first pages, later pages, and lists of one state."""
    draw = random.Random(2)
    while True:
        yield "/kasus/"
        yield f"/kasus/?sesudah={draw.choice(numbers)}"
        yield "/kasus/?keadaan=supported"
        yield "/kasus/?keadaan=concluded"


def searches(numbers: list[str]) -> Iterator[str]:
    """Yield whole numbers and the beginnings of numbers."""
    draw = random.Random(3)
    while True:
        for length in (8, 8, 3, 1):
            yield f"/kasus/?q={draw.choice(numbers)[:length]}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
