"""Five hundred people sit the same test in the same minute."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.calibration import calibrate
from bench.crash import family
from bench.installation import ROOT, Installation, bare
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

PEOPLE, PROCESSES, ANSWERS = 500, 4, 20


def tests_sqlite(folder: Path, runs: int) -> Rows:
    """A test on SQLite."""
    yield from sat(bare(folder), folder, runs)


def tests_postgresql(folder: Path, runs: int) -> Rows:
    """A test on PostgreSQL, fsync on."""
    with running(folder / "server") as server:
        database = server.database("bench")
        made = bare(folder / "home", database=database, label="PostgreSQL")
        yield from sat(made, folder, runs)


def sat(made: Installation, folder: Path, runs: int) -> Rows:
    """Let everybody begin at once; nothing that was sent may be missing."""
    label = f"{made.label}: {PEOPLE} people, {ANSWERS} answers each"
    whole = Measure("tests", f"{label}, until the last result", "s", 60.0)
    page = Measure("tests", f"{label}, a page while all press at once, p95", "ms")
    work = Measure("tests", f"{label}, processor time of the servers", "s")
    lost = Measure("tests", f"{label}, lost or changed", "", 0.0, pick="worst")
    faults = Measure("tests", f"{label}, faults", "", 0.0, pick="worst")
    for _ in range(runs):
        told = made.inside("sitters", "make", str(folder), str(PEOPLE), str(PROCESSES))
        with made.serving() as served:
            beside = calibrate()
            before = processor_time(served.process.pid)
            seen, took = walked(served.staff, told["places"])
            work.add(processor_time(served.process.pid) - before, beside)
        chosen = folder / "chosen.json"
        chosen.write_text(json.dumps({who: one for s in seen for who, one in s["chosen"].items()}))
        found = made.inside("sitters", "check", str(chosen))
        missing = PEOPLE * ANSWERS - found["sent"]
        whole.add(took, beside)
        page.add(percentile([one for s in seen for one in s["times"]], 95) * 1000, beside)
        lost.add(found["wrong"] + found["open"], beside)
        faults.add(sum(len(s["faults"]) for s in seen) + missing, beside)
    yield from (whole, page, work, lost, faults)


def processor_time(pid: int) -> float:
    """Return the seconds of processor time of a process and all below it."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def walked(port: int, places: list[str]) -> tuple[list[dict[str, Any]], float]:
    """Return what the people of each process saw, and the seconds until the last had ended."""
    clients = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.sitter", str(port), place],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for place in places
    ]
    for client in clients:
        assert client.stdout
        client.stdout.readline()
    begin = time.monotonic() + 0.2
    for client in clients:
        assert client.stdin
        client.stdin.write(f"{begin}\n")
        client.stdin.flush()
    seen = [json.loads(client.communicate()[0]) for client in clients]
    return seen, time.monotonic() - begin
