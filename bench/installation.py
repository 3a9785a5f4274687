"""A scratch installation: its own home, its own database, the real ``ruangaman serve``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.measures import CannotMeasure
from bench.postgresql import free_port

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 60.0
"""Seconds to wait for an answer before it counts as none."""


@dataclass(frozen=True, slots=True)
class Served:
    """Both surfaces, serving. ``started`` is how many seconds until each had shown a page."""

    process: subprocess.Popen[str]
    public: int
    staff: int
    started: float


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation with the pack of NTT and the people of ``bench.inside.world``."""

    home: Path
    database: str
    label: str

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of its processes: nothing of ours is passed on."""
        ours = ("RUANGAMAN_", "DATABASE_URL", "DJANGO_", "PYTHONPATH")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {"RUANGAMAN_HOME": str(self.home), "DATABASE_URL": self.database} | more

    def command(self, *arguments: str) -> None:
        """Run a ``ruangaman`` command."""
        self._run("ruangaman", *arguments)

    def inside(self, module: str, *arguments: str, **more: str) -> Any:
        """Run a module of ``bench.inside`` and return the JSON it prints."""
        return json.loads(self._run(f"bench.inside.{module}", *arguments, **more))

    def _run(self, module: str, *arguments: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if module == "ruangaman" else None,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{module} {' '.join(arguments)}: {done.stderr or 'failed'}")
        return done.stdout

    @contextmanager
    def serving(self, **more: str) -> Iterator[Served]:
        """Serve both surfaces as ``ruangaman serve`` does by itself, 2 workers each."""
        public, staff = free_port(), free_port()
        command = [sys.executable, "-m", "ruangaman", "serve"]
        ports = ["--public-port", str(public), "--staff-port", str(staff)]
        before = time.monotonic()
        process = subprocess.Popen(
            [*command, *ports],
            cwd=ROOT,
            env=self.environment(**more),
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            _first_page(process, public, "/lapor/")
            _first_page(process, staff, "/masuk/")
            yield Served(process, public, staff, time.monotonic() - before)
        finally:
            process.terminate()
            process.wait(LONGEST)


def install(home: Path, *, database: str = "", label: str = "SQLite") -> Installation:
    """Make an installation: tables, pack, people."""
    made = bare(home, database=database, label=label)
    made.inside("world")
    return made


def bare(home: Path, *, database: str = "", label: str = "SQLite") -> Installation:
    """Make an installation without people: tables and pack."""
    made = Installation(home, database or f"sqlite:///{home / 'ruangaman.sqlite3'}", label)
    made.command("migrate", "--verbosity", "0")
    made.command("load-pack", "ntt")
    return made


def _first_page(process: subprocess.Popen[str], port: int, path: str) -> None:
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CannotMeasure("`ruangaman serve` ended at once")
        connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        try:
            connection.request("GET", path, headers={"Connection": "close"})
            response = connection.getresponse()
            response.read()
        except OSError:
            time.sleep(0.02)
            continue
        if response.status != 200:
            raise CannotMeasure(f"{path} answers {response.status}")
        return
    raise CannotMeasure(f"{path} does not answer")
