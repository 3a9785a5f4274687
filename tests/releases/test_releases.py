"""Every earlier release, brought up to date: codes, passwords and pass-phrases still open it.

A release leaves its state here when it is made (``tools/release_state.py``).
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.house import ROOT, House, new_house

HERE = Path(__file__).parent
RELEASES = sorted(path.parent for path in HERE.glob("*/state.json"))
MOST_BYTES = 1_000_000
_COUNTED = "SELECT count(*) FROM {}"
_LEAST_AT_THE_DESK = 2
_READING = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "ruangaman.settings"
django.setup()
from tests.releases.read import main
main(sys.argv[1])
"""


@pytest.fixture(params=RELEASES, ids=lambda path: path.name)
def old(request: Any, tmp_path: Path) -> Iterator[tuple[House, dict[str, Any]]]:
    """An installation of that release, not yet brought up to date, and who lives there."""
    state = json.loads((request.param / "state.json").read_text("utf-8"))
    house = new_house(tmp_path, **state["secrets"])
    kind = "postgresql" if house.server else "sqlite"
    try:
        for folder in (house.home, house.logs, house.scratch):
            folder.mkdir(parents=True)
        load(house, gzip.decompress((request.param / f"{kind}.sql.gz").read_bytes()).decode())
        yield house, state[kind]
    finally:
        house.remove()


def load(house: House, text: str) -> None:
    if not house.server:
        with sqlite3.connect(house.home / "ruangaman.sqlite3") as connection:
            connection.executescript(text)
        return
    house._database_make()
    lines = [line for line in text.splitlines() if not line.startswith("\\")]  # psql's own
    with psycopg.connect(house.database) as connection:
        connection.execute("\n".join(lines).encode())


def read(house: House, world: dict[str, Any]) -> dict[str, Any]:
    """Have its people read, in a process that has the secrets of then."""
    file = house.folder / "world.json"
    file.write_text(json.dumps(world), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _READING, str(file)],
        cwd=ROOT, env=house.environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_there_is_a_release() -> None:
    assert [path.name for path in RELEASES] != []


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_a_state_is_small_and_of_invented_people(release: Path) -> None:
    state = json.loads((release / "state.json").read_text("utf-8"))
    assert sum(path.stat().st_size for path in release.iterdir()) < MOST_BYTES
    assert len(state["sqlite"]["reports"]) > 1
    dump = gzip.decompress((release / "sqlite.sql.gz").read_bytes()).decode()
    assert "@contoh.invalid" in dump


def test_it_opens_after_the_update_as_it_did_before(old: tuple[House, dict[str, Any]]) -> None:
    house, world = old
    tables = ("reporting_report", "reporting_item", "people_user", "core_auditevent")
    before = [house.query(_COUNTED.format(table)) for table in tables]
    house.run("migrate", "--verbosity", "0")
    assert [house.query(_COUNTED.format(table)) for table in tables] == before
    found = read(house, world)
    assert found["mailboxes"] == len(world["reports"])
    assert found["passwords"] == found["accounts"] == len(world["accounts"])
    assert found["desk"]["maria"] >= _LEAST_AT_THE_DESK
    assert found["faults"] == []


def test_doing_it_again_changes_nothing(old: tuple[House, dict[str, Any]]) -> None:
    house, world = old
    for _ in range(2):
        house.run("migrate", "--verbosity", "0")
        house.run("load-pack", "ntt")
    first = read(house, world)
    house.run("migrate", "--verbosity", "0")
    assert read(house, world) == first
