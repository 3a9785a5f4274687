"""The desk with a million cases: lists, searches, a supervisor's clocks."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, install
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

CASES, TIMES = 1_000_000, 60


def desk_sqlite(folder: Path, runs: int) -> Rows:
    """The desk on SQLite."""
    yield from looked_at(install(folder), runs)


def desk_postgresql(folder: Path, runs: int) -> Rows:
    """The desk on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        made = install(folder / "home", database=database, label="PostgreSQL")
        yield from looked_at(made, runs)


def looked_at(made: Installation, runs: int) -> Rows:
    """Make the cases once, and look at each kind of page many times in every run."""
    made.inside("cases", str(CASES))
    kinds = {
        name: Measure("desk", f"{made.label}: {name}, {CASES:,} cases, p95", "ms", 150.0)
        for name in ("list", "search", "clocks")
    }
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("desk", str(TIMES), RUANGAMAN_SURFACE="staff")
        for name, measure in kinds.items():
            measure.add(percentile([one / 1000 for one in took[name]], 95) * 1000, beside)
    yield from kinds.values()
