"""The network: coverage and training needs of 3,000 units, the search for a unit with 30,000."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, bare
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

UNITS, MANY, TIMES = 3_000, 30_000, 40


def coverage_sqlite(folder: Path, runs: int) -> Rows:
    """The coverage page on SQLite."""
    yield from pictures(bare(folder), runs)


def coverage_postgresql(folder: Path, runs: int) -> Rows:
    """The coverage page on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        yield from pictures(bare(folder / "home", database=database, label="PostgreSQL"), runs)


def needs_sqlite(folder: Path, runs: int) -> Rows:
    """The page of training needs on SQLite."""
    yield needed(bare(folder), runs)


def needs_postgresql(folder: Path, runs: int) -> Rows:
    """The page of training needs on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        yield needed(bare(folder / "home", database=database, label="PostgreSQL"), runs)


def units(folder: Path, runs: int) -> Rows:
    """The tree of units, the public finder and the report's choice, where there are many."""
    made = bare(folder)
    made.inside("network", str(MANY), str(UNITS))
    searches = Measure("units", f"search for a unit, {MANY:,} units, page, p95", "ms", 150.0)
    finder = Measure("units", f"search for a unit, {MANY:,} units, query, p95", "ms", 100.0)
    yield from looked_at(made, runs, {"searches": searches, "finder": finder})
    public = Measure("units", f"focal points, {MANY:,} units, public page, p95", "ms", 150.0)
    offered = Measure("units", f"offices offered in a report, {MANY:,} units, p95", "ms", 100.0)
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("finder", str(TIMES), RUANGAMAN_SURFACE="public")
        public.add(percentile(took["public"], 95), beside)
        offered.add(percentile(took["offered"], 95), beside)
    yield from (public, offered)


def pictures(made: Installation, runs: int) -> Rows:
    """Fill every unit, then look at the picture many times in every run."""
    made.inside("network", str(UNITS), str(UNITS))
    what = f"{made.label}: coverage page, {UNITS:,} units, p95"
    yield from looked_at(made, runs, {"pictures": Measure("coverage", what, "ms", 150.0)})


def needed(made: Installation, runs: int) -> Measure:
    """Fill every unit once, then look at who needs what many times in every run."""
    found = Measure("needs", f"{made.label}: training needs, {UNITS:,} units, p95", "ms", 150.0)
    made.inside("needs", "--fill", str(UNITS))
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("needs", "--look", str(TIMES), RUANGAMAN_SURFACE="staff")
        found.add(percentile(took["clock"], 95), beside)
        found.note = f"{percentile(took['processor'], 50):.0f} ms of the processor"
    return found


def looked_at(made: Installation, runs: int, kinds: dict[str, Measure]) -> Iterable[Measure]:
    """Look at everything in every run, beside the calibration."""
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("coverage", str(TIMES), RUANGAMAN_SURFACE="staff")
        for name, measure in kinds.items():
            measure.add(percentile(took[name], 95), beside)
    yield from kinds.values()
