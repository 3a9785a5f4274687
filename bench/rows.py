"""The rows of the budgets that exist by now, each as a function that yields measures."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, install
from bench.load import load
from bench.measures import Measure, percentile
from bench.postgresql import running

Rows = Iterator[Measure]
RUNS, SECONDS = 3, 6.0
_FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')


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


def weight(folder: Path, _runs: int) -> Rows:
    """First load: body and headers of each request, compressed as a phone asks for it."""
    made = install(folder)
    with made.serving() as served:
        for path in ("/", "/lapor/"):
            size, requests = first_load(served.public, path)
            loaded = Measure("weight", f"first load of {path} before TLS", "KB", 11.0)
            loaded.note = "14 KB less 3 KB for the handshake of TLS 1.3"
            loaded.add(size / 1024, calibrate())
            yield loaded
            asked = Measure("weight", f"requests of the first load of {path}", "requests", 2.0)
            asked.add(requests, loaded.calibration[-1])
            yield asked


def submit_sqlite(folder: Path, runs: int) -> Rows:
    """Submissions on SQLite."""
    yield from submissions(install(folder), folder, runs)


def submit_postgresql(folder: Path, runs: int) -> Rows:
    """Submissions on PostgreSQL, fsync on."""
    with running(folder / "server") as server:
        database = server.database("bench")
        made = install(folder / "home", database=database, label="PostgreSQL")
        yield from submissions(made, folder, runs)


def submissions(made: Installation, folder: Path, runs: int) -> Rows:
    """Send distinct reports, 12 receivers, 1,500 characters, last step, each committed."""
    label = made.label
    rate = Measure("submit", f"{label}: reports per second, 16 clients", "/s", 100.0, at_least=True)
    slow = Measure("submit", f"{label}: p95, 16 clients", "ms", 250.0)
    faults = Measure("submit", f"{label}: faults, 64 clients", "", 0.0, pick="worst")
    lost = Measure("submit", f"{label}: acknowledged and lost, 64 clients", "", 0.0, pick="worst")
    for run in range(runs):
        with made.serving() as served:
            beside = calibrate()
            sent = load(
                served.public, states(made, folder, served.public, 16, run), seconds=SECONDS
            )
            rate.add(sent.rate, beside)
            slow.add(percentile(sent.times, 95) * 1000, beside)
            many = load(
                served.public, states(made, folder, served.public, 64, run), seconds=SECONDS
            )
            faults.add(len(sent.faults) + len(many.faults), beside)
            lost.add(lost_of(made, folder, sent.codes + many.codes), beside)
    yield from (rate, slow, faults, lost)


def states(made: Installation, folder: Path, port: int, clients: int, run: int) -> list[str]:
    """Prepare what each client sends; not part of what is timed."""
    place = folder / f"states-{clients}-{run}"
    place.mkdir()
    each = max(40, int(SECONDS * 300 / clients))
    return list(made.inside("states", str(place), str(port), str(clients), str(each)))


def lost_of(made: Installation, folder: Path, codes: list[str]) -> int:
    """Return how many acknowledged reports do not open, and how many are half there."""
    listed = folder / "codes.json"
    listed.write_text(json.dumps(codes))
    found = made.inside("found", str(listed))
    return int(found["lost"]) + int(found["half"])


def first_load(port: int, path: str) -> tuple[int, int]:
    """Return bytes and number of requests of a page and what it names."""
    body, size = _fetched(port, path)
    files = _FILES.findall(body.decode())
    return size + sum(_fetched(port, name)[1] for name in files), 1 + len(files)


def _fetched(port: int, path: str) -> tuple[bytes, int]:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    packed = answer.getheader("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body), head + len(body)


def memory_of(pid: int) -> float:
    """Return the proportional set size of a process and all below it, in MB."""
    return sum(_pss(one) for one in _family(pid)) / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _pss(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1])  # type: ignore[index]


ROWS: dict[str, Callable[[Path, int], Rows]] = {
    "weight": weight,
    "start": start,
    "submit-sqlite": submit_sqlite,
    "submit-postgresql": submit_postgresql,
}
