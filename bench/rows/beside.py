"""Two servers on one SQLite file: what sending costs when four processes write to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, install
from bench.load import Load, load
from bench.measures import Measure, Rows, percentile
from bench.rows.submit import SECONDS, lost_of

CLIENTS, EACH = 8, 300


def beside_sqlite(folder: Path, runs: int) -> Rows:
    """Eight clients at each of two servers, all at once."""
    made = install(folder / "home")
    rate = Measure("beside", "SQLite, two servers: reports per second, 16 clients", "/s")
    slow = Measure("beside", "SQLite, two servers: p95, 16 clients", "ms", 250.0)
    faults = Measure("beside", "SQLite, two servers: faults", "", 0.0, pick="worst")
    lost = Measure("beside", "SQLite, two servers: acknowledged and lost", "", 0.0, pick="worst")
    for run in range(runs):
        with made.serving() as one, made.serving() as other:
            beside = calibrate()
            seen = at_once(made, folder, [one.public, other.public], run)
        times = [took for load_ in seen for took in load_.times]
        rate.add(sum(load_.rate for load_ in seen), beside)
        slow.add(percentile(times, 95) * 1000, beside)
        faults.add(sum(len(load_.faults) for load_ in seen), beside)
        codes = [code for load_ in seen for code in load_.codes]
        lost.add(lost_of(made, folder, codes), beside)
    yield from (rate, slow, faults, lost)


def at_once(made: Installation, folder: Path, ports: list[int], run: int) -> list[Load]:
    """Load every port at the same time, each with its own clients and reports."""
    paths = []
    for port in ports:
        place = folder / f"beside-{run}-{port}"
        place.mkdir()
        host = f"127.0.0.1:{port}"
        paths.append(made.inside("states", str(place), host, str(CLIENTS), str(EACH)))
    with ThreadPoolExecutor(len(ports)) as pool:
        return list(pool.map(lambda port, some: load(port, some, seconds=SECONDS), ports, paths))
