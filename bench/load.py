"""Many load clients at once, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.installation import ROOT

SETTLE = 1.0
"""Seconds after the start that count for faults and codes, but not for speed."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the clients saw. ``rate`` is per second, ``times`` are seconds, within the window."""

    rate: float
    times: list[float]
    codes: list[str]
    faults: list[str]


def load(port: int, paths: Sequence[str], *, seconds: float, host: str = "") -> Load:
    """Let one client for each file send for ``seconds``, all beginning together."""
    clients = [_start(port, path, host) for path in paths]
    for client in clients:
        assert client.stdout
        client.stdout.readline()
    begin = time.monotonic() + 0.2
    end = begin + SETTLE + seconds
    for client in clients:
        assert client.stdin
        client.stdin.write(f"{begin} {end}\n")
        client.stdin.flush()
    seen = [json.loads(client.communicate()[0]) for client in clients]
    inside = [
        (at, took) for one in seen for at, took in one["samples"] if begin + SETTLE <= at < end
    ]
    return Load(
        rate=len(inside) / seconds,
        times=[took for _, took in inside],
        codes=[code for one in seen for code in one["codes"]],
        faults=[fault for one in seen for fault in one["faults"]],
    )


def _start(port: int, path: str, host: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bench.client", str(port), path, *([host] if host else [])],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
