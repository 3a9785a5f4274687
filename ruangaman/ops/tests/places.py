"""Installations of their own for tests of backup and restore, on the database of this run."""

from __future__ import annotations

import json
import os
import resource
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from ruangaman.ops.tests.conftest import ROOT, environment
from tests.house import copied

FILES = {"ab/one": os.urandom(700_000), "ab/two": b"", "three": b"tersegel"}
NEVER = {
    "secrets/planted": b"planted-secret-1",
    "ephemeral/20000.key": b"planted-secret-2",
    "shred/planted": b"planted-secret-3",
    "audit/audit-000000000001-2026-01-01.jsonl": b"planted-secret-4",
    "files/.draft": b"planted-secret-5",
    "files/poster/set.zip": b"planted-poster-6",
}

SETTINGS = "ruangaman.settings"

Done = subprocess.CompletedProcess[str]


def on_postgresql() -> bool:
    """Whether this run of the tests has PostgreSQL."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


@dataclass(frozen=True)
class Place:
    """One installation: its home and its database."""

    home: Path
    url: str

    def run(self, *arguments: str, told: str = "", most: int = 0) -> Done:
        """Run a command that is told ``told`` and may write files of ``most`` bytes."""
        return self._ran("ruangaman", *arguments, told=told, most=most)

    def inside(self, module: str, *arguments: str) -> str:
        """Run a module in this installation and return what it prints."""
        done = self._ran(module, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _ran(self, *words: str, told: str = "", most: int = 0) -> Done:
        def limited() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=environment(self.home, DATABASE_URL=self.url, DJANGO_SETTINGS_MODULE=SETTINGS),
            input=told,
            capture_output=True,
            text=True,
            preexec_fn=limited if most else None,
        )

    def done(self, *arguments: str) -> str:
        """Run a command that must succeed and return what it prints."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout

    @contextmanager
    def connected(self) -> Iterator[Any]:
        """Hold a connection to the database."""
        database = (
            sqlite3.connect(self.url.removeprefix("sqlite:///"))
            if self.url.startswith("sqlite")
            else psycopg.connect(self.url, autocommit=True)
        )
        with closing(database):
            yield database

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with self.connected() as database:
            cursor = database.execute(statement)
            found = cursor.fetchall() if cursor.description else []
            database.commit()
            return list(found)

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all rows of all tables but those that hold sessions and audit events."""
        found = {}
        for table in self.tables():
            if table not in {"people_session", "people_unlocking", *AUDIT}:
                found[table] = sorted(self.rows(f"SELECT * FROM {table}"), key=repr)
        return found

    def tables(self) -> list[str]:
        """Return the names of our tables."""
        listed = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            if self.url.startswith("sqlite")
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        return sorted(name for (name,) in self.rows(listed))


AUDIT = ("core_auditevent", "core_audithead")


class Places:
    """Makes installations, and removes their databases in the end."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._names = folder, []

    def new(self, *, secrets_of: Place | None = None) -> Place:
        """Return one without tables; with what another one keeps outside its database."""
        name = f"place_{secrets.token_hex(4)}"
        home = self._folder / name
        home.mkdir(mode=0o700)
        if secrets_of:
            for kept in ("secrets", "shred", "manifest"):
                shutil.copytree(secrets_of.home / kept, home / kept)
        return Place(home, self._database(home, name))

    def close(self) -> None:
        """Drop what was made."""
        for name in self._names:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
                server.execute(drop.format(sql.Identifier(name)))

    def furnished(self) -> Place:
        """Return one with the pack and the demo world."""
        name = f"place_{secrets.token_hex(4)}"
        server = os.environ["DATABASE_URL"] if on_postgresql() else ""
        copied(self._folder / name, server=server, name=name, demo=True)
        if not server:
            return Place(home := self._folder / name, f"sqlite:///{home / 'ruangaman.sqlite3'}")
        self._names.append(name)
        return Place(self._folder / name, urlsplit(server)._replace(path=f"/{name}").geturl())

    def _database(self, home: Path, name: str) -> str:
        if not on_postgresql():
            return f"sqlite:///{home / 'ruangaman.sqlite3'}"
        server = os.environ["DATABASE_URL"]
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        self._names.append(name)
        return urlsplit(server)._replace(path=f"/{name}").geturl()


@contextmanager
def places_in(folder: Path) -> Iterator[Places]:
    """Make installations below ``folder``."""
    made = Places(folder)
    try:
        yield made
    finally:
        made.close()


def as_json(text: str) -> dict[str, Any]:
    """Read what a command printed with ``--json``."""
    told: dict[str, Any] = json.loads(text)
    return told


@dataclass(frozen=True)
class World:
    """The demo world with sealed files, and a backup key."""

    place: Place
    places: Places
    public: Path
    private: Path


@contextmanager
def world_in(folder: Path) -> Iterator[World]:
    """Make the demo world, with files that belong into a backup and files that do not."""
    with places_in(folder) as places:
        place = places.furnished()
        sealed = {f"files/{name}": body for name, body in FILES.items()}
        for name, body in {**sealed, **NEVER}.items():
            (place.home / name).parent.mkdir(parents=True, exist_ok=True)
            (place.home / name).write_bytes(body)
            (place.home / name).chmod(0o600)
        public, private = folder / "backup.pub", folder / "backup.words"
        place.done("backup-key", str(public), "--out", str(private))
        yield World(place, places, public, private)


def backup(world: World, to: Path, *more: str, most: int = 0) -> Done:
    """Run ``backup`` with the key of this world."""
    return world.place.run("backup", "--to", str(to), "--key", str(world.public), *more, most=most)


def restored(world: World, place: Place, archive: Path, *more: str, most: int = 0) -> Done:
    """Run `restore` with the key of the world."""
    arguments = ("restore", str(archive), "--key-file", str(world.private))
    return place.run(*arguments, *more, most=most)


def untouched(place: Place) -> bool:
    """Whether the home has only the secrets, and the database no table."""
    left = {
        path.relative_to(place.home).parts[0] for path in place.home.rglob("*") if path.is_file()
    }
    return left <= {"secrets", "shred", "manifest", "ruangaman.sqlite3"} and place.tables() == []
