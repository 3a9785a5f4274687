"""A worker that issues certificates dies, again and again: nobody is left out, nobody has two."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house import LONGEST, ROOT, House, new_house

PEOPLE, PIECE = 60, 25
_ASK = f"""
from bench.inside.certificates import course
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.training.services.batches import batch_ask
keeper = User.objects.create(username="koordinator")
RoleGrant.objects.create(user=keeper, role=Role.COORDINATOR)
batch_ask(event=course({PEOPLE}), by=keeper)
"""
_TELL = """
import bench.inside, io, json, zipfile
from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Person
from ruangaman.training.certificate_files import set_pieces
from ruangaman.training.models import Batch, Certificate
one = Batch.objects.get()
pages = zipfile.ZipFile(io.BytesIO(b"".join(set_pieces(one)))).namelist()
told = AuditEvent.objects.filter(action="certificates_issued")
print(json.dumps({
    "state": one.state, "done": one.done, "total": one.total, "pages": len(set(pages)),
    "ready": [Person.objects.get(pk=who).certificate == number
              for who, number in Certificate.objects.values_list("person", "number")],
    "people": Certificate.objects.values("person").distinct().count(),
    "audited": sum(each.detail["certificates"] for each in told),
}))
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation in which the certificates of an event were asked for."""
    house = new_house(tmp_path)
    try:
        inside(house.build(demo=False), _ASK)
        yield house
    finally:
        house.remove()


def inside(house: House, script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        check=True,
        env=house.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def state_of(house: House) -> tuple[int, str]:
    """Return how many are issued, and how far the batch says it is."""
    [(many,)] = house.query("SELECT count(*) FROM training_certificate")
    [(state,)] = house.query("SELECT state FROM training_batch")
    return many, state


@contextmanager
def worker(house: House, until: Callable[[int, str], bool]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker and give it when it is so far; it is gone afterwards."""
    command = [sys.executable, "-m", "ruangaman", "work"]
    process = subprocess.Popen(command, cwd=ROOT, env=house.environment())
    try:
        for _ in range(LONGEST * 50):
            if until(*state_of(house)):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02)
        else:
            raise AssertionError(state_of(house))
        yield process
    finally:
        process.kill()
        process.wait(LONGEST)


def killed(house: House, at: int) -> int:
    """Kill a worker once so many are issued, and return how many there are then."""
    with worker(house, lambda many, _state: many >= at) as process:
        process.kill()
        assert process.wait(LONGEST) == -9
    many, state = state_of(house)
    assert state == "making", "it was at work"
    house.change("UPDATE training_batch SET touched_at = '2026-01-01 00:00:00'")
    return many


def test_everybody_has_one_certificate_however_often_the_worker_is_killed(house: House) -> None:
    """In the second piece, in the last one, and while the pages are printed."""
    for at in (PIECE, 2 * PIECE, PEOPLE):
        assert killed(house, at) in (PIECE, 2 * PIECE, PEOPLE), "pieces are whole or not there"
    with worker(house, lambda _many, state: state == "ready") as process:
        process.terminate()
        assert process.wait(LONGEST) == 0
    told = json.loads(inside(house, _TELL))
    assert told.pop("ready") == [True] * PEOPLE
    counts = ("done", "total", "pages", "people", "audited")
    assert told == {"state": "ready"} | dict.fromkeys(counts, PEOPLE)
