"""Kills under load: nothing that was acknowledged may be lost, half there, or there twice."""

from __future__ import annotations

import json
from pathlib import Path

from bench.calibration import calibrate
from bench.crash import SENDERS, Sent, Target, under_fire
from bench.installation import Installation, install
from bench.measures import Measure, Rows
from bench.postgresql import running

KILLS, EACH = 200, 2000


def crash_sqlite(folder: Path, _runs: int) -> Rows:
    """Kills on SQLite."""
    yield from killed(install(folder), folder)


def crash_postgresql(folder: Path, _runs: int) -> Rows:
    """Kills on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        made = install(folder / "home", database=database, label="PostgreSQL")
        yield from killed(made, folder)


def killed(made: Installation, folder: Path) -> Rows:
    """Send under fire, then look for everything."""
    beside = calibrate()
    sent = fired_at(made, Target(made), folder, KILLS)
    found = looked_for(made, folder, sent)
    for name in ("lost", "half", "twice"):
        told = f"{made.label}: {len(sent.codes)} acknowledged, {sent.kills} kills: {name}"
        measure = Measure("crash", told, "", 0.0, pick="worst")
        measure.note = f"pressed again {sent.again} times; not sent in time: {len(sent.faults)}"
        measure.add(found[name], beside)
        yield measure


def fired_at(made: Installation, target: Target, folder: Path, kills: int) -> Sent:
    """Prepare the forms of every sender and send them under fire."""
    place = folder / "forms"
    place.mkdir()
    paths = made.inside("states", str(place), f"127.0.0.1:{target.port}", str(SENDERS), str(EACH))
    return under_fire(target, [Path(path) for path in paths], kills)


def looked_for(made: Installation, folder: Path, sent: Sent) -> dict[str, int]:
    """Return how many reports are lost, half there, or there more than once."""
    listed = folder / "codes.json"
    listed.write_text(json.dumps(sent.codes))
    found = made.inside("found", str(listed))
    known = len(set(sent.codes)) - found["lost"] + len(sent.faults)
    return {
        "lost": found["lost"],
        "half": found["half"],
        "twice": max(found["reports"] - known, 0) + len(sent.codes) - len(set(sent.codes)),
    }
