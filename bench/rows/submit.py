"""Submissions: 16 and 64 clients send the last step of distinct reports."""

from __future__ import annotations

import json
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, Served, install
from bench.load import load
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

SECONDS = 6.0


def submit_sqlite(folder: Path, runs: int) -> Rows:
    """Submissions on SQLite."""
    yield from submissions(install(folder), folder, runs)


def submit_postgresql(folder: Path, runs: int) -> Rows:
    """Submissions on PostgreSQL, fsync on."""
    with running(folder / "server") as server:
        database = server.database("bench")
        made = install(folder / "home", database=database, label="PostgreSQL")
        yield from submissions(made, folder, runs)


def submissions(made: Installation, folder: Path, runs: int) -> Rows:
    """Send distinct reports, 12 receivers, 1,500 characters, last step, each committed."""
    label = made.label
    rate = Measure("submit", f"{label}: reports per second, 16 clients", "/s", 100.0, at_least=True)
    slow = Measure("submit", f"{label}: p95, 16 clients", "ms", 250.0)
    faults = Measure("submit", f"{label}: faults, 64 clients", "", 0.0, pick="worst")
    lost = Measure("submit", f"{label}: acknowledged and lost, 64 clients", "", 0.0, pick="worst")
    for run in range(runs):
        with made.serving() as served:
            beside = calibrate()
            sent = load(
                served.public, states(made, folder, local(served), 16, run), seconds=SECONDS
            )
            rate.add(sent.rate, beside)
            slow.add(percentile(sent.times, 95) * 1000, beside)
            many = load(
                served.public, states(made, folder, local(served), 64, run), seconds=SECONDS
            )
            faults.add(len(sent.faults) + len(many.faults), beside)
            lost.add(lost_of(made, folder, sent.codes + many.codes), beside)
    yield from (rate, slow, faults, lost)


def local(served: Served) -> str:
    """Return the name under which the public pages are asked for without a proxy."""
    return f"127.0.0.1:{served.public}"


def states(made: Installation, folder: Path, host: str, clients: int, run: int) -> list[str]:
    """Prepare what each client sends; not part of what is timed."""
    place = folder / f"states-{clients}-{run}"
    place.mkdir()
    each = max(40, int(SECONDS * 300 / clients))
    return list(made.inside("states", str(place), host, str(clients), str(each)))


def lost_of(made: Installation, folder: Path, codes: list[str]) -> int:
    """Return how many acknowledged reports do not open, and how many are half there."""
    listed = folder / "codes.json"
    listed.write_text(json.dumps(codes))
    found = made.inside("found", str(listed))
    return int(found["lost"]) + int(found["half"])
