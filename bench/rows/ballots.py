"""A survey of many: answers a second, and how long two holders wait for the closing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, bare
from bench.load import load
from bench.measures import Measure, Rows, percentile
from bench.postgresql import running

SECONDS, CLIENTS = 6.0, 16
COUNTRY = 4_700_000
"""Civil servants of the country. The usual rows close fewer and reckon up to these; ``--closing``
closes as many."""

FEW, MANY = 20_000, 200_000
CLOSING, PAGE = 15 * 60.0, 1000.0
MEMORY = {"worker": "worker", "opener": "an opener", "server": "the database's process"}


def ballots_sqlite(folder: Path, runs: int) -> Rows:
    """A survey on SQLite: what a province has."""
    yield from survey(folder, runs, "SQLite", FEW)


def ballots_postgresql(folder: Path, runs: int) -> Rows:
    """A survey on PostgreSQL, fsync on."""
    with running(folder / "server") as server:
        address = [server.database(f"bench{run}") for run in range(runs)]
        yield from survey(folder, runs, "PostgreSQL", MANY, address)


def survey(
    folder: Path, runs: int, label: str, many: int, databases: list[str] | None = None
) -> Rows:
    """Send the last page of distinct slips, fill the box up to ``many``, and close it."""
    rate = Measure("ballots", f"{label}: answers per second", "/s", 200.0, at_least=True)
    slow = Measure("ballots", f"{label}: p95, {CLIENTS} clients", "ms", 250.0)
    wrong = Measure("ballots", f"{label}: answers lost, twice or left", "", 0.0, pick="worst")
    closing = Measure("ballots", f"{label}: closing of {many:,} answers", "s")
    whole = Measure("ballots", f"{label}: closing of {COUNTRY:,}, reckoned", "s", CLOSING)
    memory = Measure("ballots", f"{label}: peak memory of the worker", "MB")
    for run in range(runs):
        home = folder / f"{label}-{run}"
        home.mkdir(parents=True)
        made = bare(home, database=databases[run] if databases else "", label=label)
        made.inside("ballots", "make")
        beside = calibrate()
        sent, lost = answered(made, home)
        rate.add(sent[0], beside)
        slow.add(sent[1] * 1000, beside)
        filled(made, many)
        told = made.inside("ballots", "close")
        wrong.add(lost + told["wrong"] + (told["closed"] != 1), beside)
        closing.add(told["seconds"], beside)
        whole.add(told["seconds"] * COUNTRY / told["answers"], beside)
        memory.add(told["memory"]["worker"], beside)
        memory.note = f"an opener {told['memory']['opener']:.0f} MB"
    yield from (rate, slow, closing, memory, wrong)
    if databases:
        yield whole


def closing(folder: Path, runs: int, *, count: int = COUNTRY) -> Rows:
    """Close a survey of so many answers on PostgreSQL, and look at its results.

    Each run takes two kilobytes an answer where the scratch folder is, and twenty seconds of one
    core to seal 100,000.
    """
    what = f"{count:,} answers"
    took = Measure("closing", f"Closing of {what}", "s", CLOSING)
    used = Measure("closing", f"Closing of {what}, processor time", "s")
    page = Measure(
        "closing", f"Results of {what}, slowest of five requests", "ms", PAGE, pick="worst"
    )
    wrong = Measure("closing", f"{what}: lost, twice or left", "", 0.0, pick="worst")
    memory = {
        kind: Measure("closing", f"{what}: peak memory, {words}", "MB", pick="worst")
        for kind, words in MEMORY.items()
    }
    with running(folder / "server") as server:
        for run in range(runs):
            (folder / f"home{run}").mkdir()
            made = bare(folder / f"home{run}", database=server.database(f"bench{run}"))
            made.inside("ballots", "make")
            filled(made, count)
            beside = calibrate()
            told = made.inside("ballots", "close")
            took.add(told["seconds"], beside)
            used.add(told["processor"], beside)
            page.add(max(told["page_ms"]), beside)
            wrong.add(told["wrong"] + (told["closed"] != 1), beside)
            for kind, measure in memory.items():
                measure.add(told["memory"][kind], beside)
    yield from (took, used, page, *memory.values(), wrong)


def filled(made: Installation, count: int) -> None:
    """Put so many ballots into the box, each sealed by itself, from a process for each core."""
    cores = os.cpu_count() or 1
    parts = [str(count // cores + (number < count % cores)) for number in range(cores)]
    with ThreadPoolExecutor(cores) as threads:
        list(threads.map(lambda part: made.inside("ballots", "fill", part), parts))


def answered(made: Installation, folder: Path) -> tuple[tuple[float, float], int]:
    """Return rate and p95 of sending, and how many acknowledged answers are not there once."""
    with made.serving() as served:
        host, each = f"127.0.0.1:{served.public}", str(int(SECONDS * 600 / CLIENTS))
        paths = made.inside("ballots", "send", str(folder), host, str(CLIENTS), each)
        seen = load(served.public, paths, seconds=SECONDS)
    there = made.inside("ballots", "found")
    acknowledged = len(seen.codes)
    lost = abs(there["ballots"] - acknowledged) + abs(there["spent"] - acknowledged)
    return (seen.rate, percentile(seen.times, 95)), lost + len(seen.faults)
