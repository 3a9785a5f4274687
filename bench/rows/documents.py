"""Documents: how long one takes, and a whole set."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import install
from bench.measures import Measure, Rows


def documents(folder: Path, runs: int) -> Rows:
    """A poster and a decree in a process that has made one before; a set for all units."""
    one = Measure("documents", "one poster, A4", "ms", 100.0)
    decree = Measure("documents", "one decree of six people, PDF", "ms", 100.0)
    word = Measure("documents", "the same, DOCX", "ms", 100.0)
    many = Measure("documents", "a set: posters of 42 units, two languages, two sizes", "s", 20.0)
    made = install(folder)
    for _ in range(runs):
        told = made.inside("documents", str(folder / "set.zip"))
        one.add(told["one_ms"], calibrate())
        decree.add(told["decree_ms"], one.calibration[-1])
        word.add(told["docx_ms"], one.calibration[-1])
        many.add(told["set_s"], one.calibration[-1])
        many.note = f"{told['documents']} documents"
    yield from (one, decree, word, many)
