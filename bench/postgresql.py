"""A PostgreSQL server of our own in a scratch folder: defaults, ``fsync`` on."""

from __future__ import annotations

import os
import pwd
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measures import CannotMeasure

_USER = "ruangaman"


class Server:
    """A running server; ``database`` makes a database in it."""

    def __init__(self, folder: Path, programs: Path) -> None:
        """Make the cluster in ``folder`` with the programs of ``programs``."""
        self.folder, self._programs = folder, programs
        self._password, self.port = secrets.token_hex(16), free_port()
        (folder / "password").write_text(f"{self._password}\n", encoding="ascii")
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            for path in (folder, folder / "password"):
                os.chown(path, account.pw_uid, account.pw_gid)
        self._run(
            *("initdb", "-D", "data", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8"),
            *("-A", "scram-sha-256", "--pwfile=password", "--no-sync"),
        )

    def start(self) -> None:
        """Start it with its default settings."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder}"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it."""
        self._run("pg_ctl", "-D", "data", "-m", "fast", "stop")

    def database(self, name: str) -> str:
        """Make a database and return its ``DATABASE_URL``."""
        environment = {**os.environ, "PGPASSWORD": self._password}
        subprocess.run(
            [
                self._programs / "createdb",
                "-h",
                "127.0.0.1",
                "-p",
                str(self.port),
                "-U",
                _USER,
                name,
            ],
            env=environment,
            check=True,
        )
        return f"postgresql://{_USER}:{self._password}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL, which refuses to be root."""
        command = [str(self._programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        log = self.folder / "said"
        with log.open("ab") as said:
            done = subprocess.run(command, cwd=self.folder, stdout=said, stderr=said)
        if done.returncode:
            raise CannotMeasure(f"PostgreSQL: {program} failed: {log.read_text()[-500:]}")


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Run a server below ``folder``; ``CannotMeasure`` where PostgreSQL is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        raise CannotMeasure("PostgreSQL is not installed (apt-get install postgresql)")
    folder.mkdir()
    server = Server(folder, programs[-1].parent)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
