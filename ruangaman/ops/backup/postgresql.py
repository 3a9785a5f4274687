"""PostgreSQL: ``pg_dump`` and ``pg_restore`` through pipes, nothing of theirs on a disk.

The password goes by the environment, never by the command line. A restore is one transaction:
the tables that were there step aside, the new ones come, and it is committed only when all of
the archive has been read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from ruangaman.lib.archive import ArchiveError
from ruangaman.ops.backup.faults import BackupRefused, RestoreRefused

DUMP = "postgresql/dump"
_PIECE = 256 * 1024
_SAID = 500
Entries = Iterator[tuple[str, Iterator[bytes]]]


class Snapshot:
    """The database as it stands at one moment, for us and for ``pg_dump``."""

    def __init__(self) -> None:
        """Begin a transaction and export its snapshot."""
        self._program = program("pg_dump", BackupRefused)
        self._database = psycopg.connect(**connection.get_connection_params())
        self._database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._database.read_only = True
        (self._name,), (self._schema,), (self.bytes,) = (
            self.rows(f"SELECT {one}")[0]
            for one in (
                "pg_export_snapshot()",
                "current_schema()",
                "pg_database_size(current_database())",
            )
        )

    def close(self) -> None:
        """End the transaction."""
        self._database.close()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the snapshot."""
        return self._database.execute(statement.encode()).fetchall()

    def entries(self, empty: Iterable[str]) -> Entries:
        """Yield the dump: without rows of the tables ``empty``, owners and grants."""
        yield DUMP, self._dump([f"--exclude-table-data={self._schema}.{name}" for name in empty])

    def _dump(self, more: list[str]) -> Iterator[bytes]:
        arguments = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges"]
        arguments += [f"--snapshot={self._name}", f"--schema={self._schema}", "--no-password"]
        process = subprocess.Popen(  # noqa: S603
            [self._program, *arguments, *more, f"--dbname={address(settings.BACKUP_ACCOUNT)}"],
            env=environment(settings.BACKUP_ACCOUNT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with _Ended(process) as said:
            assert process.stdout is not None
            while piece := process.stdout.read(_PIECE):
                yield piece
            if process.wait():
                raise BackupRefused(f"pg_dump failed: {said.text()}")


class Building:
    """New tables, in a transaction that nobody sees before ``put_in_place``."""

    def __init__(self, aside: str) -> None:
        """Begin; the schema that is there gets the name ``aside``, if it has tables."""
        restorer, client = (program(name, RestoreRefused) for name in ("pg_restore", "psql"))
        self._schema, self._restorer, self._aside = current_schema(), restorer, aside
        self._client = subprocess.Popen(  # noqa: S603
            [
                *(client, "--no-psqlrc", "--quiet", "--no-password", "--file=-"),
                *("--set=ON_ERROR_STOP=1", f"--dbname={address()}"),
            ],
            env=environment() | {"PGOPTIONS": "-c client_min_messages=warning"},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._said = _Ended(self._client)
        self._tell("BEGIN;")
        if aside:
            self._tell(f'ALTER SCHEMA "{self._schema}" RENAME TO "{aside}";')
            self._tell(f'CREATE SCHEMA "{self._schema}";')

    def take(self, name: str, records: Iterator[bytes]) -> None:
        """Take the dump: ``pg_restore`` turns it into statements, ``psql`` runs them."""
        if name != DUMP:
            raise ArchiveError(f"an entry of another kind: {name}")
        process = subprocess.Popen(  # noqa: S603
            [
                *(self._restorer, "--exit-on-error", "--no-owner", "--no-privileges"),
                *(f"--schema={self._schema}", "--file=-"),
            ],
            stdin=subprocess.PIPE,
            stdout=self._client.stdin,
            stderr=subprocess.PIPE,
        )
        with _Ended(process) as said:
            assert process.stdin is not None
            with suppress(BrokenPipeError):
                for record in records:
                    process.stdin.write(record)
            with suppress(BrokenPipeError):
                process.stdin.close()
            if process.wait():
                with suppress(subprocess.TimeoutExpired):
                    self._client.wait(1)
                whose = said if self._client.poll() is None else self._said
                raise RestoreRefused(f"PostgreSQL refused: {whose.text()}. Nothing was changed.")

    def finish(self) -> None:
        """Nothing is left to do before it is committed."""

    def put_in_place(self) -> list[str]:
        """Commit; raises ``RestoreRefused`` if the database did not take all of it."""
        self._tell("COMMIT;")
        assert self._client.stdin is not None
        with suppress(BrokenPipeError):
            self._client.stdin.close()
        if self._client.wait():
            raise RestoreRefused(f"PostgreSQL refused: {self._said.text()}. Nothing was changed.")
        self._said.stop()
        return [f"schema {self._aside}"] if self._aside else []

    def abandon(self) -> None:
        """Go away without a commit."""
        self._said.stop()

    def _tell(self, statement: str) -> None:
        assert self._client.stdin is not None
        with suppress(BrokenPipeError):
            self._client.stdin.write(f"{statement}\n".encode())
            self._client.stdin.flush()


class _Ended:
    """Takes what a process says on standard error, and sees to it that it ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._said = process, bytearray()
        assert process.stderr is not None
        self._reader = threading.Thread(target=self._read, args=[process.stderr], daemon=True)
        self._reader.start()

    def __enter__(self) -> _Ended:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()

    def text(self) -> str:
        """Return the end of what was said."""
        self._reader.join()
        return self._said.decode(errors="replace").strip()

    def _read(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            self._said = (self._said + line)[-_SAID:]


def held_alone() -> None:
    """Raise ``RestoreRefused`` where somebody else is connected to the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        if cursor.fetchone()[0]:
            raise RestoreRefused("The database is in use. Stop the servers and the worker first.")


def is_empty() -> bool:
    """Say whether the schema has no tables."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def current_schema() -> str:
    """Return the schema that tables without one are looked for in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def address(account: Mapping[str, Any] | None = None) -> str:
    """Return where the database is, as PostgreSQL's programs take it, without the password."""
    ours = {"cursor_factory", "context", "prepare_threshold", "client_encoding", "password"}
    known: dict[str, Any] = connection.get_connection_params()
    if account and account["USER"]:
        known["user"] = account["USER"]
    return make_conninfo("", **{name: known[name] for name in known.keys() - ours})


def environment(account: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return the environment of PostgreSQL's programs: the password, and nothing of ours."""
    password = (account or settings.DATABASES["default"])["PASSWORD"]
    return {"PATH": os.defpath} | ({"PGPASSWORD": password} if password else {})


def program(name: str, refused: type[Exception]) -> str:
    """Return the path of a program that is not older than the server, or raise ``refused``."""
    server = connection.cursor().connection.info.server_version // 10_000
    paths = [shutil.which(name), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    found = [(path, _major(str(path))) for path in paths if path]
    for path, major in found:
        if major >= server:
            return str(path)
    if found:
        raise refused(
            f"{name} {found[0][1]} is older than the server ({server}). Install"
            f" postgresql-client-{server}."
        )
    raise refused(f"{name} is missing (apt-get install postgresql-client).")


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    match = re.search(r"\s(\d+)", said)
    return int(match[1]) if match else 0
