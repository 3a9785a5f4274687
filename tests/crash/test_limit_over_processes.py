"""A program asks two servers of one database at once: together they let as many through as one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from ruangaman.api.services.calls import PER_MINUTE
from tests.house import LONGEST, ROOT, House, free_port, new_house

LEFT, ASKED = 10, 30
"""So often the key may still ask in this minute, and so often it does."""

MINUTE = 60
_KEY = """
import datetime as dt
import bench.inside
from ruangaman.api.services.keys import key_make
from ruangaman.oversight.models import Partner
from ruangaman.people.models import User
tomorrow = dt.date.today() + dt.timedelta(days=2)
print(key_make(partner=Partner.objects.create(name="Mitra"), label="Dua", scopes=["units"],
               expires=tomorrow, by=User.objects.create(username="koordinator"))[1])
"""


class Answer(NamedTuple):
    """What a server said, and how long it wants to be left alone."""

    port: int
    status: int
    wait: str | None


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation without people."""
    house = new_house(tmp_path).build(demo=False)
    try:
        yield house
    finally:
        house.remove()


def test_two_servers_count_together(house: House) -> None:
    made = subprocess.run(
        [sys.executable, "-c", _KEY],
        cwd=ROOT, env=house.environment(), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    ports = [free_port(), free_port()]
    servers = [house.staff_alone(port) for port in ports]
    for port, server in zip(ports, servers, strict=True):
        house.wait_until_healthy(server, f"http://127.0.0.1:{port}")
    try:
        answers = within_a_minute(house, ports, made.stdout.strip())
    finally:
        for server in servers:
            server.terminate()
            server.wait(LONGEST)
    assert Counter(one.status for one in answers) == {200: LEFT, 429: ASKED - LEFT}
    assert {one.port for one in answers if one.status == 429} == set(ports)
    assert all(1 <= int(one.wait or 0) <= MINUTE for one in answers if one.status == 429)
    assert house.query("SELECT taken FROM api_key") == [(PER_MINUTE,)]
    logged = house.query("SELECT status, count FROM api_call ORDER BY status")
    assert logged[-2:] == [(200, LEFT), (429, ASKED - LEFT)]


def within_a_minute(house: House, ports: list[int], secret: str) -> list[Answer]:
    """Ask in turn, many at once; again where the clock began a new minute meanwhile."""
    while True:
        minute = int(time.time()) // MINUTE
        house.change("DELETE FROM api_call")
        house.change(f"UPDATE api_key SET minute = {minute}, taken = {PER_MINUTE - LEFT}")
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: ask(ports[n % 2], secret), range(ASKED)))
        if int(time.time()) // MINUTE == minute:
            return answers


def ask(port: int, secret: str) -> Answer:
    """Ask one server over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    headers = {"Authorization": f"Bearer {secret}", "Connection": "close"}
    connection.request("GET", "/api/v1/units?size=1", headers=headers)
    answer = connection.getresponse()
    answer.read()
    return Answer(port, answer.status, answer.headers["Retry-After"])
