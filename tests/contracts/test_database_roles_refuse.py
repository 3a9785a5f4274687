"""What no role of PostgreSQL can do, whatever it tries, and what the command refuses."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ruangaman.ops.roles import BACKUP, PUBLIC, ROLES, STAFF, tables
from tests.roles import ON_POSTGRESQL, attempt, database_role, sql
from tests.world import World


@ON_POSTGRESQL
@pytest.mark.parametrize("role", [PUBLIC, STAFF])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "ALTER TABLE core_auditevent DISABLE TRIGGER ALL",
        "ALTER TABLE reporting_report DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE reporting_report ADD COLUMN more text",
        "CREATE POLICY mine ON reporting_report USING (true)",
        "DROP POLICY what_a_code_opens ON reporting_report",
        "DROP TRIGGER core_auditevent_no_change ON core_auditevent",
        "CREATE INDEX ON reporting_report (number)",
        "DROP TABLE reporting_report",
        "TRUNCATE core_auditevent",
        "UPDATE core_auditevent SET action = 'x'",
        "DELETE FROM core_auditevent",
        "DELETE FROM core_audithead",
        "UPDATE pg_authid SET rolsuper = true",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_ls_dir('/')",
        "SELECT lo_import('/etc/passwd')",
        "COPY reporting_report TO '/tmp/out'",
        "COPY core_region FROM PROGRAM 'id'",
        "CREATE EXTENSION dblink",
        "SET session_replication_role = replica",
        "SET log_statement = 'all'",
        "SELECT nextval(pg_get_serial_sequence('reporting_partkey', 'id'))",
        "SELECT core_auditevent_refuse()",
    ],
)
def test_no_way_around(world: World, role: str, statement: str) -> None:
    with database_role(role):
        assert attempt(statement) == "denied"


@ON_POSTGRESQL
@pytest.mark.django_db
def test_the_command_says_what_it_did_and_can_be_run_again() -> None:
    said = StringIO()
    call_command("database_roles", "--apply", stdout=said)
    assert f"Rights on {len(tables())} tables are set" in said.getvalue()
    call_command("database_roles", "--print", stdout=said)
    assert "CREATE POLICY" in said.getvalue()


@ON_POSTGRESQL
@pytest.mark.django_db
def test_a_table_nobody_decided_about_stops_the_command_and_is_closed() -> None:
    sql("CREATE TABLE secretly (id int)")
    sql("ALTER TABLE people_user ADD COLUMN diary text")
    with pytest.raises(CommandError, match=r"people_user\.diary.*\nsecretly: in the database"):
        call_command("database_roles", "--apply")
    for role in ROLES:
        with database_role(role):
            assert attempt("SELECT * FROM secretly") == "denied"
    with database_role(BACKUP):
        assert attempt("SELECT diary FROM people_user") != "denied"  # granted with its table


@pytest.mark.django_db
def test_sqlite_has_no_roles() -> None:
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="SQLite"):
            call_command("database_roles", "--apply")
