"""A survey of many: answers a second, and how long two holders wait for the closing."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, bare
from bench.load import load
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

SECONDS, CLIENTS = 6.0, 16
COUNTRY = 4_700_000
"""Civil servants of the country; the closing is measured with fewer and reckoned up to these."""

FEW, MANY = 20_000, 200_000
CLOSING = 15 * 60.0


def ballots_sqlite(folder: Path, runs: int) -> Rows:
    """A survey on SQLite: what a province has."""
    yield from survey(folder, runs, "SQLite", FEW)


def ballots_postgresql(folder: Path, runs: int) -> Rows:
    """A survey on PostgreSQL, fsync on."""
    with running(folder / "server") as server:
        address = [server.database(f"bench{run}") for run in range(runs)]
        yield from survey(folder, runs, "PostgreSQL", MANY, address)


def survey(
    folder: Path, runs: int, label: str, many: int, databases: list[str] | None = None
) -> Rows:
    """Send the last page of distinct slips, fill the box up to ``many``, and close it."""
    rate = Measure("ballots", f"{label}: answers per second", "/s", 200.0, at_least=True)
    slow = Measure("ballots", f"{label}: p95, {CLIENTS} clients", "ms", 250.0)
    wrong = Measure("ballots", f"{label}: answers lost, twice or left", "", 0.0, pick="worst")
    closing = Measure("ballots", f"{label}: closing of {many:,} answers", "s")
    whole = Measure("ballots", f"{label}: closing of {COUNTRY:,}, reckoned", "s", CLOSING)
    memory = Measure("ballots", f"{label}: peak memory of the worker", "MB")
    for run in range(runs):
        home = folder / f"{label}-{run}"
        home.mkdir(parents=True)
        made = bare(home, database=databases[run] if databases else "", label=label)
        made.inside("ballots", "make")
        beside = calibrate()
        sent, lost = answered(made, home)
        rate.add(sent[0], beside)
        slow.add(sent[1] * 1000, beside)
        made.inside("ballots", "fill", str(many))
        told = made.inside("ballots", "close")
        wrong.add(lost + told["wrong"] + (told["closed"] != 1), beside)
        closing.add(told["seconds"], beside)
        whole.add(told["seconds"] * COUNTRY / told["answers"], beside)
        memory.add(told["own_bytes"] / 1e6, beside)
        memory.note = f"an opener {told['opener_bytes'] // 1_000_000} MB"
    yield from (rate, slow, closing, memory, wrong)
    if databases:
        yield whole


def answered(made: Installation, folder: Path) -> tuple[tuple[float, float], int]:
    """Return rate and p95 of sending, and how many acknowledged answers are not there once."""
    with made.serving() as served:
        host, each = f"127.0.0.1:{served.public}", str(int(SECONDS * 600 / CLIENTS))
        paths = made.inside("ballots", "send", str(folder), host, str(CLIENTS), each)
        seen = load(served.public, paths, seconds=SECONDS)
    there = made.inside("ballots", "found")
    acknowledged = len(seen.codes)
    lost = abs(there["ballots"] - acknowledged) + abs(there["spent"] - acknowledged)
    return (seen.rate, percentile(seen.times, 95)), lost + len(seen.faults)
