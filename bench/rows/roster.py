"""A list of 10,000 participants: read, checked and recorded by ``import-roster``."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from bench.calibration import calibrate
from bench.installation import ROOT, Installation, bare
from bench.measures import Measure, Rows
from bench.postgresql import running
from bench.rows.standing import memory_of

LINES, UNITS, LOOK = 10_000, 30_000, 0.05
HEADINGS = ("No", "Nama", "NIP", "Unit Kerja", "Jabatan", "Gol.", "L/P", "Status", "No. HP")
NAMES = ("Dinas Kesehatan", "DINAS SOSIAL Prov. NTT", "Biro Umum", "Satpol PP", "Bapperida")


def roster(folder: Path, runs: int) -> Rows:
    """Ten thousand rows on SQLite and PostgreSQL; names that no unit has among 30,000 units."""
    file = written(folder / "daftar.xlsx", NAMES)
    yield from imported(lambda run: bare(made(folder, f"home{run}")), file, runs)
    with running(folder / "server") as server:
        yield from imported(
            lambda run: bare(
                made(folder, f"pg{run}"),
                database=server.database(f"bench{run}"),
                label="PostgreSQL",
            ),
            file,
            runs,
        )
    yield from unknown(folder, runs)


def imported(new: Callable[[int], Installation], file: Path, runs: int) -> Rows:
    """Import the file into a new installation in every run."""
    took = memory = None
    for run in range(runs):
        home = new(run)
        if took is None or memory is None:
            what = f"{home.label}: roster of {LINES:,} rows"
            took = Measure("roster", f"{what}, read, checked, recorded", "s", 6.0)
            memory = Measure("roster", f"{what}, peak memory (PSS, the reader too)", "MB", 300.0)
        beside = calibrate()
        seconds, peak, processor = run_import(home, file)
        took.add(seconds, beside)
        took.note = f"{processor:.1f} s of processor"
        memory.add(peak, beside)
    yield from (one for one in (took, memory) if one)


def unknown(folder: Path, runs: int) -> Rows:
    """Let 50 unknown names be offered the closest of 30,000 units; nothing is recorded."""
    home = bare(made(folder, "many"))
    home.inside("network", str(UNITS), "0")
    names = [f"Puskesmas Oelamsi {number * 7}" for number in range(50)]
    file = written(folder / "asing.xlsx", names)
    took = Measure("roster", f"{LINES:,} rows, 50 unknown names, {UNITS:,} units", "s")
    for _ in range(runs):
        beside = calibrate()
        took.add(run_import(home, file)[0], beside)
    yield took


def run_import(home: Installation, file: Path) -> tuple[float, float, float]:
    """Return seconds, megabytes at the peak, and seconds of processor time."""
    before, peak, used = time.monotonic(), 0.0, processor_time()
    process = subprocess.Popen(
        [sys.executable, "-m", "ruangaman", "import-roster", str(file)],
        cwd=ROOT,
        env=home.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None:
        try:
            peak = max(peak, memory_of(process.pid))
        except (OSError, TypeError):
            continue  # one of them has just ended
        time.sleep(LOOK)
    return time.monotonic() - before, peak, processor_time() - used


def processor_time() -> float:
    """Return the processor seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def written(file: Path, units: tuple[str, ...] | list[str]) -> Path:
    """Write the list as a workbook."""
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Peserta")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(LINES):
            sheet.write_row(number + 1, 0, line(number, units[number % len(units)]))
    return file


def line(number: int, unit: str) -> tuple[object, ...]:
    """Return somebody invented."""
    month, day, sex = 1 + number % 12, 1 + number % 28, 1 + number % 2
    nip = f"{1960 + number // 1000}{month:02}{day:02}{2005 + number % 10}{month:02}{sex}"
    return (
        number + 1,
        f"Orang Contoh {number}, S.Sos",
        f"{nip}{number % 1000:03}",
        unit,
        "Analis Kebijakan",
        "III/a",
        "LP"[sex - 1],
        "PNS",
        f"0812{number:08}",
    )


def made(folder: Path, name: str) -> Path:
    """Return a new folder."""
    (folder / name).mkdir()
    return folder / name
