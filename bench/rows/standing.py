"""The servers alone: how soon they answer, how much memory they hold at rest."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from bench.calibration import calibrate
from bench.crash import family
from bench.installation import install
from bench.measures import Measure, Rows

GROWS = 0.5
"""MB in three seconds; less is rest."""


def start(folder: Path, runs: int) -> Rows:
    """Start to first page, and memory at rest (PSS of all processes)."""
    begun = Measure("start", "start to first page, both surfaces", "s", 3.0)
    memory = Measure(
        "memory",
        "memory at rest, both surfaces, 2 workers each, and notices (PSS)",
        "MB",
        350.0,
    )
    made = install(folder)
    for _ in range(runs):
        with made.serving() as served:
            begun.add(served.started, calibrate())
            memory.add(settled(served.process.pid), begun.calibration[-1])
    yield begun
    yield memory


def settled(pid: int) -> float:
    """Return the memory once the worker has done its first round: it starts after the surfaces."""
    before, found = 0.0, memory_of(pid)
    while found - before > GROWS or not any(_waits(one) for one in family(pid)):
        time.sleep(3)
        before, found = found, memory_of(pid)
    return found


def _waits(pid: int) -> bool:
    """Say whether this is the worker, between two rounds: asleep after half a second's work."""
    if not Path(f"/proc/{pid}/cmdline").read_bytes().endswith(b"\0work\0"):
        return False
    state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return state == "S" and int(fields[10]) + int(fields[11]) > os.sysconf("SC_CLK_TCK") / 2


def memory_of(pid: int) -> float:
    """Return the proportional set size of a process and all below it, in MB."""
    return sum(_pss(one) for one in family(pid)) / 1024


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1])  # type: ignore[index]
