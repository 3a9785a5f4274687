"""Backup and restore of 300 MB of sealed files: how quick, and with how much memory. No budget."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import ROOT, Installation, install
from bench.measures import Measure, Rows

FILES, BYTES = 30, 10 * 1024 * 1024
MEGABYTES = FILES * BYTES / 1024 / 1024


def backup(folder: Path, runs: int) -> Rows:
    """Measure both commands as an operator runs them."""
    made = install(folder / "home")
    (made.home / "files").mkdir()
    for number in range(FILES):
        (made.home / "files" / f"{number:032x}").write_bytes(os.urandom(BYTES))
    made.command("backup-key", str(folder / "public"), "--out", str(folder / "private"))
    told = {
        name: (
            Measure("backup", f"{name} of {MEGABYTES:.0f} MB of files, SQLite", "MB/s"),
            Measure("backup", f"{name}: most memory of the process (RSS)", "MB", pick="worst"),
        )
        for name in ("backup", "restore")
    }
    for number in range(runs):
        beside, archive = calibrate(), folder / f"archive-{number}"
        home = folder / f"other-{number}"
        shutil.copytree(made.home / "secrets", home / "secrets")
        other = Installation(home, f"sqlite:///{home / 'ruangaman.sqlite3'}", "SQLite")
        steps = {
            "backup": (made, "--to", archive, "--key", folder / "public"),
            "restore": (other, archive, "--key-file", folder / "private"),
        }
        for name, (place, *arguments) in steps.items():
            seconds, memory = ran(place, name, *map(str, arguments))
            told[name][0].add(MEGABYTES / seconds, beside)
            told[name][1].add(memory, beside)
        archive.unlink()
        shutil.rmtree(home)
    for pair in told.values():
        yield from pair


def ran(place: Installation, *arguments: str) -> tuple[float, float]:
    """Run a command; return its seconds and the most memory it held, in MB."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "ruangaman", *arguments],
        cwd=ROOT,
        env=place.environment(),
        stdout=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments[0]} failed")
    return time.monotonic() - begun, used.ru_maxrss / 1024
