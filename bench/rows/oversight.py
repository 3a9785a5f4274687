"""The province and its parts: 3,000 units and five years of months."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, bare
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

UNITS, MONTHS, TIMES = 3_000, 60, 60
KINDS = {
    "province": "pages of the province",
    "consistency": "duties kept month by month",
    "first": "first pages of three roles",
    "api": "answers to programs",
}


def dashboard_sqlite(folder: Path, runs: int) -> Rows:
    """The pages of the province on SQLite."""
    yield from looked_at(bare(folder), runs)


def dashboard_postgresql(folder: Path, runs: int) -> Rows:
    """The pages of the province on PostgreSQL."""
    with running(folder / "server") as server:
        database = server.database("bench")
        yield from looked_at(bare(folder / "home", database=database, label="PostgreSQL"), runs)


def looked_at(made: Installation, runs: int) -> Rows:
    """Fill every unit and month once, then look many times in every run."""
    found = {kind: measure(made.label, what) for kind, what in KINDS.items()}
    made.inside("network", str(UNITS), str(UNITS))
    made.inside("oversight", "--fill", str(MONTHS))
    for _ in range(runs):
        beside = calibrate()
        took = made.inside("oversight", "--look", str(TIMES), RUANGAMAN_SURFACE="staff")
        for kind, one in found.items():
            clock, processor = zip(*took[kind], strict=True)
            one.add(percentile(clock, 95), beside)
            middle, most = (percentile(processor, percent) for percent in (50, 95))
            one.note = f"{middle:.0f} ms of the processor, {most:.0f} for the dearest"
    yield from found.values()


def measure(label: str, what: str) -> Measure:
    """Return a measure of one kind of answer."""
    return Measure("oversight", f"{label}: {what}, {UNITS:,} units, p95", "ms", 150.0)
