"""A fixed piece of CPU work, timed beside each row: it says how fast the machine was just then.

``python -m bench.calibration`` does the work once and prints its seconds. ``calibrate`` lets
every core do it at the same time, so that what else runs on the machine shows too.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import time

ROUNDS = 120_000


def work() -> bytes:
    """Do the fixed work: interpreter, small objects, SHA-256."""
    digest, seen = b"ruangaman", {}
    for number in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
        seen[digest[:2]] = number
    return digest + len(seen).to_bytes(4, "big")


def timed() -> float:
    """Return the milliseconds of the fixed work."""
    before = time.perf_counter()
    work()
    return (time.perf_counter() - before) * 1000


def calibrate() -> float:
    """Return the milliseconds of the fixed work, done on every core at once; the mean of them."""
    command = [sys.executable, "-m", "bench.calibration"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for _ in range(os.cpu_count() or 1)
    ]
    return statistics.fmean(float(process.communicate()[0]) for process in running)


if __name__ == "__main__":
    work()
    print(timed())
