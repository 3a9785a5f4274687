"""The servers alone: how soon they answer, how much memory they hold at rest."""

from __future__ import annotations

import re
from pathlib import Path

from bench.calibration import calibrate
from bench.crash import family
from bench.installation import install
from bench.measures import Measure, Rows


def start(folder: Path, runs: int) -> Rows:
    """Start to first page, and memory at rest (PSS of all processes)."""
    begun = Measure("start", "start to first page, both surfaces", "s", 3.0)
    memory = Measure("memory", "memory at rest, both surfaces, 2 workers each (PSS)", "MB", 350.0)
    made = install(folder)
    for _ in range(runs):
        with made.serving() as served:
            begun.add(served.started, calibrate())
            memory.add(memory_of(served.process.pid), begun.calibration[-1])
    yield begun
    yield memory


def memory_of(pid: int) -> float:
    """Return the proportional set size of a process and all below it, in MB."""
    return sum(_pss(one) for one in family(pid)) / 1024


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1])  # type: ignore[index]
