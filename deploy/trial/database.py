"""The accounts of the database, used from outside with their passwords."""

from __future__ import annotations

import os
import shutil
import subprocess

import psycopg

from deploy.trial.checks import NotHere, expect, tried
from deploy.trial.scratch import Scratch

_NOT_ALLOWED = psycopg.errors.InsufficientPrivilege
_CLOSED = (
    "SELECT password FROM people_user",
    "SELECT * FROM people_session",
    "SELECT wrapped FROM people_recipientkey",
    "SELECT * FROM mfa_authenticator",
    "SELECT * FROM core_auditevent",
    "UPDATE people_team SET name = 'x'",
    "UPDATE people_recipientkey SET public = ''",
    "DELETE FROM reporting_report",
    "DELETE FROM core_rulevalue",
    "CREATE TABLE mine (id int)",
    "CREATE TEMP TABLE mine (id int)",
    "ALTER TABLE reporting_report DISABLE ROW LEVEL SECURITY",
    "SET ROLE ruangaman_staff",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY core_region FROM PROGRAM 'id'",
)


@tried("both surfaces are signed in at the database with accounts of their own")
def _(scratch: Scratch) -> None:
    with psycopg.connect(scratch.superuser) as connection:
        rows = connection.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'ruangaman'"
        ).fetchall()
    names = {name for (name,) in rows}
    expect({"ruangaman_public", "ruangaman_staff"} <= names, names)
    expect("ruangaman_owner" not in names, names)


@tried("the public account sees no report without a code, and may do nothing else")
def _(scratch: Scratch) -> None:
    with psycopg.connect(scratch.database("public"), autocommit=True) as connection:
        for table in ("report", "box", "item", "partkey", "opening", "report_teams"):
            rows = connection.execute(f"SELECT * FROM reporting_{table}").fetchall()
            expect(rows == [], table)
        _refused(connection, _CLOSED)


@tried("the staff account cannot touch what was audited, nor the tables themselves")
def _(scratch: Scratch) -> None:
    with psycopg.connect(scratch.database("staff"), autocommit=True) as connection:
        _refused(
            connection,
            (
                "UPDATE core_auditevent SET action = 'x'",
                "DELETE FROM core_auditevent",
                "TRUNCATE core_auditevent",
                "DELETE FROM core_audithead",
                "DROP TRIGGER core_auditevent_no_change ON core_auditevent",
                "ALTER TABLE core_auditevent DISABLE TRIGGER ALL",
                "CREATE TABLE mine (id int)",
                "UPDATE reporting_box SET report_id = NULL",
                "SELECT pg_read_file('/etc/passwd')",
            ),
        )


@tried("the account for backups reads everything with pg_dump and changes nothing")
def _(scratch: Scratch) -> None:
    program = shutil.which("pg_dump")
    if not program:
        raise NotHere("pg_dump is not installed")
    done = subprocess.run(
        [program, "--format=custom", scratch.database("backup")],
        capture_output=True,
        env={**os.environ, "PGCONNECT_TIMEOUT": "10"},
    )
    expect(done.returncode == 0 and len(done.stdout) > 10_000, done.stderr)
    with psycopg.connect(scratch.database("backup"), autocommit=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM reporting_report").fetchone() or (0,)
        expect(count > 0, "no report in the backup")
        connection.execute("SET default_transaction_read_only = off")
        _refused(connection, ("DELETE FROM reporting_report", "CREATE TABLE mine (id int)"))


@tried("`backup` writes its archive with the staff account, and pg_dump reads with its own")
def _(scratch: Scratch) -> None:
    key, place = scratch.folder / "backup.pub", scratch.folder / "backups"
    place.mkdir()
    scratch.run("backup-key", str(key))
    scratch.run("backup", "--to", str(place), "--key", str(key), role="staff")
    sizes = [path.stat().st_size for path in place.iterdir()]
    expect(sizes and min(sizes) > 10_000, sizes)


@tried("the database's log repeats nothing of a statement that failed")
def _(scratch: Scratch) -> None:
    with psycopg.connect(scratch.database("public"), autocommit=True) as connection:
        _refused(connection, ("SELECT 'kenari-log' FROM people_session",))
    log = (scratch.folder / "postgresql" / "log").read_text()
    expect("kenari-log" not in log, log[-500:])


def _refused(connection: psycopg.Connection[tuple[object, ...]], tries: tuple[str, ...]) -> None:
    for statement in tries:
        try:
            connection.execute(statement)
        except _NOT_ALLOWED:
            continue
        expect(False, f"was allowed: {statement}")
