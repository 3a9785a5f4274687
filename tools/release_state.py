"""Keeps the state of a release for later tests: ``python tools/release_state.py NAME``.

Run it in a check-out of that release. It makes the demo world on SQLite and, where
``DATABASE_URL`` names a PostgreSQL server, there too, and writes ``tests/releases/NAME``: one
compressed dump for each, and the codes, accounts and secrets (all public: invented people only).
"""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
SECRETS = {
    name: f"{number}{number}" * 32
    for number, name in enumerate(
        (
            "RUANGAMAN_SECRET_KEY",
            "RUANGAMAN_SEAL_SECRET",
            "RUANGAMAN_AUDIT_KEY",
            "RUANGAMAN_CERTIFICATE_KEY",
        ),
        start=1,
    )
}
_DATABASE = "ruangaman_release_state"


def main(name: str) -> None:
    """Write the folder."""
    folder = ROOT / "tests" / "releases" / name
    folder.mkdir(parents=True, exist_ok=True)
    server = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "state.sqlite3"
        state = {"sqlite": made(Path(scratch) / "one", f"sqlite:///{file}")}
        with sqlite3.connect(file) as connection:
            keep(folder / "sqlite.sql.gz", "\n".join(connection.iterdump()))
        if server.startswith("postgres"):
            database = urlsplit(server)._replace(path=f"/{_DATABASE}").geturl()
            psql(server, f"CREATE DATABASE {_DATABASE}")
            try:
                state["postgresql"] = made(Path(scratch) / "two", database)
                keep(folder / "postgresql.sql.gz", dump(database))
            finally:
                psql(server, f"DROP DATABASE {_DATABASE} WITH (FORCE)")
    text = json.dumps({"secrets": SECRETS, **state}, indent=1, sort_keys=True)
    (folder / "state.json").write_text(text + "\n", "utf-8")


def made(home: Path, database: str) -> dict[str, object]:
    """Make the demo world and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if "RUANGAMAN" not in name}
    environment = {**kept, **SECRETS, "RUANGAMAN_HOME": str(home), "DATABASE_URL": database}
    said = ""
    for command in (["migrate", "--verbosity", "0"], ["load-pack", "ntt"], ["demo", "--json"]):
        said = subprocess.run(
            [sys.executable, "-m", "ruangaman", *command],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip
    return json.loads(said)


def keep(path: Path, text: str) -> None:
    """Write a compressed file that is the same for the same text."""
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def dump(database: str) -> str:
    """Return the database as SQL that psql can read."""
    command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", database]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def psql(server: str, statement: str) -> None:
    """Run one statement."""
    subprocess.run(["psql", "-qX", "-c", statement, server], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
