"""Back up, dispose of one report, withdraw another, restore with every key in hand."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.house import ROOT, House, new_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with the demo world, on the database of this run."""
    house = new_house(tmp_path)
    try:
        yield house.build()
    finally:
        house.remove()


def inside(house: House, what: str) -> Any:
    """Do something inside the house and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.drill.inside", what],
        cwd=ROOT,
        env=house.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def back_up(house: House, copy: Path) -> None:
    """Copy the database as an operator would, and nothing else."""
    if house.server:
        _run("pg_dump", "--clean", "--if-exists", f"--file={copy}", house.database)
        return
    with (
        closing(sqlite3.connect(house.home / "ruangaman.sqlite3")) as database,
        closing(sqlite3.connect(copy)) as target,
    ):
        database.backup(target)


def put_back(house: House, copy: Path) -> None:
    """Restore the copy."""
    if house.server:
        _run("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={copy}", house.database)
        return
    for path in house.home.glob("ruangaman.sqlite3*"):
        path.unlink()
    shutil.copy(copy, house.home / "ruangaman.sqlite3")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_ended_stays_ended_after_an_old_copy_is_put_back(house: House, tmp_path: Path) -> None:
    before = inside(house, "opened")
    assert {"maria", "yosef", "reporter"} <= set(before["concluded"])
    assert {"maria", "yosef", "reporter"} <= set(before["supported"])
    back_up(house, tmp_path / "backup")
    copies = tmp_path / "copies"
    shred_copy = Path(house.run("shred-copy", "--to", str(copies)).strip())

    inside(house, "dispose")
    inside(house, "withdraw")
    put_back(house, tmp_path / "backup")

    restored = inside(house, "opened")
    assert restored["concluded"] == [], "with every key in hand, before anything is replayed"
    assert "maria" in inside(house, "reading"), "the old consent is back until the replay"

    store, kept = house.home / "shred", house.home / "kept"
    store.rename(kept)
    store.mkdir(mode=0o700)
    shutil.copy(shred_copy, store / "shred.sqlite3")
    assert inside(house, "opened") == before, "a copy that has not expired opens it: so they expire"
    shutil.rmtree(store)
    kept.rename(store)

    shred_copy.rename(shred_copy.with_name("shred-20200101T000000Z.sqlite3"))
    house.run("shred-copy", "--to", str(copies))
    assert len(list(copies.iterdir())) == 1, "expired"

    house.serve()
    served = inside(house, "opened")
    assert served["concluded"] == []
    assert inside(house, "reading") == [], "what she took back stays taken back"
    assert "reporter" in served["supported"]
    assert served["new"] == before["new"]
    assert house.query("SELECT rule FROM reporting_disposal") == [("wish",)]
    assert json.loads(house.run("replay", "--json")) == {
        "disposed": 0,
        "withdrawn": 0,
        "unknown": 0,
        "ended": 0,
    }
