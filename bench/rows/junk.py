"""Junk from many addresses, as much as the machine takes, while one person reports."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import ROOT, install
from bench.measures import Measure, Rows, percentile
from bench.rows.weight import hidden_fields, page_of
from bench.way import WAY

SECONDS, CLIENTS, LANES = 15.0, 3, 4
A_MINUTE = 50_000


def junk(folder: Path, runs: int) -> Rows:
    """Junk posts a second that are refused, and how long the pages of one reporter take."""
    rate = Measure("junk", "junk posts refused per second", "/s", A_MINUTE / 60, at_least=True)
    pages = Measure("junk", "pages of one reporter meanwhile, p95", "ms", 1000.0)
    sent = Measure("junk", "reports she sent meanwhile", "", 1.0, at_least=True, pick="worst")
    faults = Measure("junk", "junk that was not refused", "", 0.0, pick="worst")
    made = install(folder)
    for _ in range(runs):
        with made.serving() as served:
            beside = calibrate()
            clients = begun(served.public)
            times, codes = reporter(served.public, time.monotonic() + SECONDS)
            told = [json.loads(client.communicate()[0]) for client in clients]
        rate.add(sum(one["refused"] for one in told) / SECONDS, beside)
        pages.add(percentile(times, 95) * 1000, beside)
        sent.add(codes, beside)
        faults.add(sum(len(one["faults"]) for one in told), beside)
        pages.note = f"{len(times)} pages, median {percentile(times, 50) * 1000:.0f} ms"
    yield from (rate, pages, sent, faults)


def begun(port: int) -> list[subprocess.Popen[str]]:
    """Start the clients and let them begin together; each is a process of its own."""
    isi = hidden_fields(page_of(HTTPConnection("127.0.0.1", port), "/lapor/"))["isi"]
    command = [sys.executable, "-m", "bench.junk", str(port), str(LANES), str(SECONDS), isi]
    clients = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(CLIENTS)
    ]
    for client in clients:
        assert client.stdout
        client.stdout.readline()
    for client in clients:
        assert client.stdin
        client.stdin.write("begin\n")
        client.stdin.flush()
    return clients


def reporter(port: int, end: float) -> tuple[list[float], int]:
    """Report again and again until ``end``; return the seconds of each page, and the reports."""
    times: list[float] = []
    codes = 0
    while time.monotonic() < end:
        page, carried = "", {}
        for _, answers in [("", {}), *WAY]:
            fields = carried | answers if page else None
            before = time.monotonic()
            page = page_of(HTTPConnection("127.0.0.1", port), "/lapor/", fields)
            times.append(time.monotonic() - before)
            carried = hidden_fields(page)
        codes += 'id="kode"' in page
    return times, codes
