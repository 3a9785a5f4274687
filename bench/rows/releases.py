"""The figures of a semester: how long the worker takes once both holders gave their halves."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import bare
from bench.measures import Measure, Rows

MANY = 100_000


def releases_sqlite(folder: Path, runs: int) -> Rows:
    """Open, count and protect 100,000 coded records with contacts and answers, the whole grid."""
    label = f"release of {MANY:,} records, full grid"
    whole = Measure("releases", label, "s", 60.0)
    protecting = Measure("releases", "of that, protecting", "s")
    share = Measure("releases", "cells that are not small stay published", "", 0.6, at_least=True)
    width = Measure("releases", "narrowest interval of a hidden cell", "", 5.0, at_least=True)
    wrong = Measure("releases", "lines lost or not opened", "", 0.0, pick="worst")
    for run in range(runs):
        home = folder / f"releases-{run}"
        home.mkdir(parents=True)
        made, beside = bare(home), calibrate()
        told = made.inside("releases", str(MANY))
        whole.add(told["seconds"], beside)
        protecting.add(told["protecting"], beside)
        share.add(told["share"], beside)
        width.add(told["narrowest"], beside)
        wrong.add(told["wrong"], beside)
    yield from (whole, protecting, share, width, wrong)
