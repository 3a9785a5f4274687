"""A running installation for tests that need real processes: home, database, both servers."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 60
"""Seconds after which something that should have happened is a failure."""

_FOREIGN = ("RUANGAMAN_", "DATABASE_URL", "DJANGO_", "PYTEST_")


@dataclass
class Serving:
    """One ``ruangaman serve``: both surfaces, two processes each."""

    public: str
    staff: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop it as an operator would."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(LONGEST)


@dataclass
class House:
    """An installation of its own in ``folder``, with the pack of NTT and the demo world."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    servers: list[Serving] = field(default_factory=list)
    server: str = ""
    """``DATABASE_URL`` of the PostgreSQL server the database was made on; empty: SQLite."""

    @property
    def home(self) -> Path:
        """``RUANGAMAN_HOME``."""
        return self.folder / "home"

    @property
    def logs(self) -> Path:
        """Where standard output and error of every process go."""
        return self.folder / "logs"

    @property
    def scratch(self) -> Path:
        """The temporary folder of every process."""
        return self.folder / "tmp"

    @property
    def public(self) -> str:
        """Address of the first public server, without a slash at the end."""
        return self.servers[0].public

    @property
    def staff(self) -> str:
        """Address of the first staff server."""
        return self.servers[0].staff

    @property
    def database(self) -> str:
        """``DATABASE_URL`` of this house."""
        if not self.server:
            return f"sqlite:///{self.home / 'ruangaman.sqlite3'}"
        return urlsplit(self.server)._replace(path=f"/{self._name}").geturl()

    @property
    def _name(self) -> str:
        return f"rumah_{self.folder.parent.name[-8:]}_{self.folder.name}".lower().replace("-", "_")

    def build(self, *, demo: bool = True) -> House:
        """Have folders and database, the pack, the demo world if wished: a copy of the run's."""
        for folder in (self.logs, self.scratch):
            folder.mkdir(parents=True)
        told = copied(self.home, server=self.server, name=self._name, demo=demo)
        self.accounts = {row["username"]: row for row in told["accounts"]}
        self.codes = [row["codename"] for row in told["reports"]]
        return self

    def furnish(self, *, demo: bool) -> str:
        """Make everything by the commands an operator has; return what was told about the demo."""
        for folder in (self.logs, self.scratch):
            folder.mkdir(parents=True)
        if demo:
            copied(self.home, server=self.server, name=self._name, demo=False)
            return self.run("demo", "--json")
        self.home.mkdir()
        if self.server:
            self._database_make()
        self.run("migrate", "--verbosity", "0")
        self.run("load-pack", "ntt")
        return '{"accounts": [], "reports": []}'

    def run(self, *command: str, given: str = "") -> str:
        """Run a command of ``ruangaman`` to its end with this input; return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "ruangaman", *command],
            cwd=ROOT,
            env=self.environment(),
            input=given,
            capture_output=True,
            text=True,
        )
        with (self.logs / "commands").open("a", encoding="utf-8") as log:
            log.write(done.stderr)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def serve(self) -> Serving:
        """Start both surfaces and wait until both are healthy."""
        public, staff = free_port(), free_port()
        log = (self.logs / f"serve-{len(self.servers)}").open("ab")
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "ruangaman", "serve"),
                *("--public-port", str(public), "--staff-port", str(staff)),
            ],
            cwd=ROOT,
            env=self.environment(),
            stdout=log,
            stderr=log,
        )
        serving = Serving(f"http://127.0.0.1:{public}", f"http://127.0.0.1:{staff}", process)
        self.servers.append(serving)
        for address in (serving.public, serving.staff):
            self.wait_until_healthy(process, address)
        return serving

    def staff_alone(self, port: int) -> subprocess.Popen[bytes]:
        """Start one process of the staff surface, as ``serve`` does; the caller stops it."""
        command = [sys.executable, "-m", "gunicorn", "--config", "python:ruangaman.ops.web"]
        options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"]
        with (self.logs / f"staff-{port}").open("ab") as log:
            return subprocess.Popen(
                [*command, *options, "ruangaman.wsgi_staff:application"],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )

    def environment(self) -> dict[str, str]:
        """Return the environment of this house's processes."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_FOREIGN)}
        return kept | {
            "RUANGAMAN_HOME": str(self.home),
            "DATABASE_URL": self.database,
            "TMPDIR": str(self.scratch),
            "PYTHONWARNINGS": "",
            **self.settings,
        }

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of a statement."""
        if not self.server:
            with sqlite3.connect(self.home / "ruangaman.sqlite3") as connection:
                return connection.execute(statement).fetchall()
        with psycopg.connect(self.database) as connection:
            return connection.execute(statement).fetchall()

    def numbers(self) -> set[str]:
        """Return the numbers of all reports."""
        return {number for (number,) in self.query("SELECT number FROM reporting_report")}

    def change(self, statement: str) -> None:
        """Change the database as somebody would who got hold of it."""
        if not self.server:
            with sqlite3.connect(self.home / "ruangaman.sqlite3", timeout=LONGEST) as connection:
                connection.execute(statement)
        else:
            with psycopg.connect(self.database) as connection:
                connection.execute(statement)

    @contextmanager
    def without(self, table: str) -> Iterator[None]:
        """Take a table away for a while: whatever needs it breaks."""
        self.change(f"ALTER TABLE {table} RENAME TO taken_away")
        try:
            yield
        finally:
            self.change(f"ALTER TABLE taken_away RENAME TO {table}")

    def stop(self) -> None:
        """Stop every server and remove what was made outside the folder."""
        for serving in self.servers:
            serving.stop()
        self.servers.clear()

    def remove(self) -> None:
        """Stop, and leave nothing behind."""
        self.stop()
        if self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                    sql.Identifier(self._name)
                )
                connection.execute(drop)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _database_make(self) -> None:
        database_make(self.server, self._name)

    def wait_until_healthy(self, process: subprocess.Popen[bytes], address: str) -> None:
        """Wait until a server answers; ``AssertionError`` where it ends or does not."""
        for _ in range(LONGEST * 20):
            if _healthy(address):
                return
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        said = "".join(path.read_text() for path in self.logs.iterdir())
        raise AssertionError(f"{address} does not answer\n{said}")


def new_house(parent: Path, **settings: str) -> House:
    """Return a house on PostgreSQL where ``DATABASE_URL`` names such a server, else on SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    return House(
        parent / secrets.token_hex(6),
        settings=settings,
        server=server if server.startswith("postgres") else "",
    )


def copied(home: Path, *, server: str, name: str, demo: bool) -> dict[str, Any]:
    """Put an installation into the folder ``home`` and, on PostgreSQL, the new database.

    It is made once for each run of the tests, whichever process wants it first; nobody runs the
    original, so a copy has what the commands made and nothing else. Returns what ``demo`` told.
    """
    place = Path(os.environ["HOUSES"]) / f"{'demo' if demo else 'empty'}{'_server' * bool(server)}"
    original = House(place, server=server)
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = place / "told"
        if not told.exists():
            original.remove()  # what a failure has left
            place.mkdir()
            (place / "server").write_text(server, "utf-8")
            told.write_text(original.furnish(demo=demo), "utf-8")
        shutil.copytree(original.home, home, dirs_exist_ok=True)
        if server:
            database_make(server, name, like=original._name)
    return json.loads(told.read_text("utf-8"))  # type: ignore[no-any-return]


def database_make(server: str, name: str, *, like: str = "template1") -> None:
    """Make a database on the server, as a copy of another one."""
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(like)))


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=LONGEST) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
