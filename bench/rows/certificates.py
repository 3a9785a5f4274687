"""Certificates: one page, and all of an event."""

from __future__ import annotations

from pathlib import Path

from bench.calibration import calibrate
from bench.installation import install
from bench.measures import Measure, Rows

COUNT = 1000


def certificates(folder: Path, runs: int) -> Rows:
    """Sign, write down and print the certificates of an event of a thousand people."""
    one = Measure("certificates", "one certificate, PDF", "ms", 100.0)
    many = Measure("certificates", "an event: 1,000 certificates issued, PDFs in a ZIP", "s", 60.0)
    for number in range(runs):
        home = folder / str(number)
        home.mkdir()
        told = install(home).inside("certificates", str(COUNT))
        one.add(told["one_ms"], calibrate())
        many.add(told["all_s"], one.calibration[-1])
        many.note = f"{told['zip_bytes'] // 1_000_000} MB"
    yield from (one, many)
