"""The desk with a million cases: lists, searches, a supervisor's clocks. And one long case."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, install
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

CASES, TIMES = 1_000_000, 60
MESSAGES, FILES = 300, 5


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
        took = made.inside("desk", str(TIMES), str(CASES), RUANGAMAN_SURFACE="staff")
        for name, measure in kinds.items():
            measure.add(percentile([one / 1000 for one in took[name]], 95) * 1000, beside)
    yield from kinds.values()


def case_open(folder: Path, runs: int) -> Rows:
    """One long case, opened again and again, on SQLite and on PostgreSQL."""
    yield long_case(install(folder / "sqlite"), runs)
    with running(folder / "server") as server:
        made = install(folder / "home", database=server.database("bench"), label="PostgreSQL")
        yield long_case(made, runs)


def long_case(made: Installation, runs: int) -> Measure:
    """Make a case and open it in every run."""
    number = made.inside("long_case", "make", str(MESSAGES), str(FILES))
    what = f"{made.label}: a case of {MESSAGES} messages and {FILES} files opened, p95"
    measure = Measure("case-open", what, "ms", 300.0)
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("long_case", "open", str(TIMES), number, RUANGAMAN_SURFACE="staff")
        measure.add(percentile(took, 95), beside)
    return measure
