"""The province's dashboards: 3,000 units and five years of months."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, bare
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

UNITS, MONTHS, TIMES = 3_000, 60, 60


def dashboard_sqlite(folder: Path, runs: int) -> Rows:
    """The pages of the province on SQLite."""
    yield looked_at(bare(folder), runs)


def dashboard_postgresql(folder: Path, runs: int) -> Rows:
    """The pages of the province on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        yield looked_at(bare(folder / "home", database=database, label="PostgreSQL"), runs)


def looked_at(made: Installation, runs: int) -> Measure:
    """Fill every unit and month once, then look many times in every run."""
    what = f"{made.label}: pages of the province, {UNITS:,} units, {MONTHS} months, p95"
    found = Measure("oversight", what, "ms", 150.0)
    made.inside("network", str(UNITS), str(UNITS))
    made.inside("oversight", "--fill", str(MONTHS))
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("oversight", "--look", str(TIMES), RUANGAMAN_SURFACE="staff")
        found.add(percentile(took["clock"], 95), beside)
        found.note = f"{percentile(took['processor'], 50):.0f} ms of the processor"
    return found
