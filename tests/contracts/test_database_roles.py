"""PostgreSQL roles: every right is decided about, nothing else is given, the rest is refused."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from ruangaman.lib.codename import Code
from ruangaman.ops.roles import BACKUP, POLICIES, PUBLIC, RIGHTS, ROLES, STAFF, tables
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Ending, Hold, Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.roles import database_role
from tests.world import World

ON_POSTGRESQL = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="PostgreSQL has roles"
)
_NOT_ALLOWED = "42501"
"""``insufficient_privilege``; anything else is a mistake in the statement."""

MINE, HERS = b"m" * 32, b"h" * 32


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def attempt(statement: str, *values: Any) -> str:
    """Try a statement; return ``denied``, or ``N rows`` when the database let it happen."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return f"{cursor.rowcount} rows"
    except ProgrammingError as fault:
        if getattr(fault.__cause__, "sqlstate", "") != _NOT_ALLOWED:
            raise
        return "denied"


@pytest.fixture
def two(world: World) -> dict[str, Report]:
    """Two reports with everything that may lie below one: a wish and an opening each."""
    for random in (MINE, HERS):
        report_submit(answers=Answers(GIVEN), random=random)
    reports = {name: report_of(random) for name, random in (("mine", MINE), ("hers", HERS))}
    for name, report in reports.items():
        report.openings.create(tag=name.encode().ljust(16), sealed=b"x")
        report.reader_requests.create(sealed=b"x")
        Ending.objects.create(report=report, rule=Ending.WISH, since=dt.date(2026, 1, 2))
        Hold.objects.create(report=report, until=dt.date(2099, 1, 1), by=b"", sealed=b"x")
    return reports


def report_of(random: bytes) -> Report:
    return Report.objects.get(lookup=Code.from_random(random).lookup(settings.SEAL_SECRET))


@pytest.fixture
def stranger() -> Iterator[None]:
    """The public account of the database, with no code."""
    with database_role(PUBLIC):
        yield


def test_every_table_and_column_was_decided_about() -> None:
    models = {
        model._meta.db_table: {str(field.column) for field in model._meta.local_concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }
    models["django_migrations"] = {"id", "app", "name", "applied"}
    decided = {name: set(table.columns) for name, table in tables().items()}
    assert decided == models


def test_whatever_belongs_to_a_report_is_shown_by_its_code_only() -> None:
    """A table of this room that the public role may touch has a rule about rows."""
    open_ones = [
        name
        for name, table in tables().items()
        if name.startswith("reporting_") and table.rights[PUBLIC] and not table.rows
    ]
    assert open_ones == []


@ON_POSTGRESQL
@pytest.mark.django_db
def test_the_catalogue_has_every_right_of_the_data_and_no_other() -> None:
    decided = {
        (role, name, column, right.upper())
        for name, table in tables().items()
        for role, rights in table.rights.items()
        for right, columns in rights.items()
        for column in ([""] if right == "delete" else columns)
    }
    columns = sql(
        "SELECT r.rolname, c.relname, a.attname, p.name FROM pg_roles r, pg_class c"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped,"
        " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS p(name)"
        " WHERE r.rolname = ANY(%s) AND c.relkind IN ('r', 'p', 'v', 'm')"
        " AND c.relnamespace = 'public'::regnamespace"
        " AND has_column_privilege(r.oid, c.oid, a.attnum, p.name)",
        list(ROLES),
    )
    whole = sql(
        "SELECT r.rolname, c.relname, '', p.name FROM pg_roles r, pg_class c,"
        " unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS p(name)"
        " WHERE r.rolname = ANY(%s) AND c.relkind IN ('r', 'p', 'v', 'm')"
        " AND c.relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(r.oid, c.oid, p.name)",
        list(ROLES),
    )
    assert {*columns, *whole} == decided


@ON_POSTGRESQL
@pytest.mark.django_db
def test_the_catalogue_has_every_rule_about_rows_and_no_other() -> None:
    ruled = {name for name, table in tables().items() if table.rows}
    assert set(sql("SELECT relname FROM pg_class WHERE relrowsecurity")) == {(n,) for n in ruled}
    found = {
        (table, policy): (roles, command)
        for table, policy, roles, command in sql(
            "SELECT tablename, policyname, array_to_string(roles, ' '), cmd FROM pg_policies"
        )
    }
    expected = {
        (table, policy): (role, "INSERT" if tables()[table].rows == "new" and role == PUBLIC else c)
        for table in ruled
        for policy, (role, c) in POLICIES.items()
    }
    assert found == expected


@ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_nothing_more(role: str) -> None:
    """No role of the server, no right to make anything, no function of ours, no sequence."""
    (row,) = sql(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication,"
        " has_database_privilege(oid, current_database(), 'CREATE'),"
        " has_database_privilege(oid, current_database(), 'TEMP'),"
        " has_schema_privilege(oid, 'public', 'CREATE'),"
        " (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid),"
        " (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid),"
        " (SELECT count(*) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        "  AND has_function_privilege(r.oid, p.oid, 'EXECUTE')),"
        " (SELECT count(*) FROM pg_sequences s WHERE has_sequence_privilege(r.oid,"
        "  format('%%I.%%I', s.schemaname, s.sequencename)::regclass, 'USAGE, UPDATE'))"
        " FROM pg_roles r WHERE rolname = %s",
        role,
    )
    assert row == (False, False, False, False, 0, 0, 0, 0)


@ON_POSTGRESQL
def test_without_a_code_there_is_no_report(two: dict[str, Report], stranger: None) -> None:
    ruled = [table for table in tables().values() if table.rows and table.rights[PUBLIC]]
    assert len(ruled) >= 7
    for table in ruled:
        if "select" in table.rights[PUBLIC]:
            columns = ", ".join(sorted(table.rights[PUBLIC]["select"]))
            assert sql(f"SELECT {columns} FROM {table.name}") == [], table.name
        for right, columns in table.rights[PUBLIC].items():
            if right == "update":
                column = sorted(columns)[0]
                assert attempt(f"UPDATE {table.name} SET {column} = {column}") == "0 rows"
            if right == "delete":
                assert attempt(f"DELETE FROM {table.name}") == "0 rows"


@ON_POSTGRESQL
def test_a_code_opens_its_own_report_and_no_row_of_another(two: dict[str, Report]) -> None:
    mine, hers, boxes = two["mine"], two["hers"], two["mine"].boxes.count()
    with database_role(PUBLIC), rows_opened(Code.from_random(MINE)):
        assert [report.pk for report in Report.objects.all()] == [mine.pk]
        found = {}
        for table in tables().values():
            if table.rows not in ("", "new", "lookup") and "select" in table.rights[PUBLIC]:
                found[table.name] = {
                    one for (one,) in sql(f"SELECT {table.rows} FROM {table.name}")
                }
        assert {name for name, reports in found.items() if reports != {mine.pk}} == set()
        assert attempt("DELETE FROM reporting_readerrequest") == "1 rows"
        assert attempt("UPDATE reporting_report SET unread = true") == "1 rows"
        assert attempt("UPDATE reporting_box SET sealed = ''") == f"{boxes} rows"
        assert attempt("UPDATE reporting_box SET report_id = %s", hers.pk) == "denied"
        assert attempt("UPDATE reporting_report SET lookup = %s", bytes(hers.lookup)) == "denied"
        add = "INSERT INTO reporting_item (id, report_id, part, epoch, position, sealed) VALUES"
        values = "(gen_random_uuid(), %s, 'messages', 0, 9, '')"
        assert attempt(f"{add} {values}", mine.pk) == "1 rows"
        assert attempt(f"{add} {values}", hers.pk) == "denied"
    with database_role(PUBLIC):
        assert not Report.objects.exists()
    assert (hers.reader_requests.count(), hers.items.count()) == (1, 4)


@ON_POSTGRESQL
def test_a_report_is_added_only_under_the_code_that_opens_it(
    two: dict[str, Report], stranger: None
) -> None:
    into = (
        "INSERT INTO reporting_report (id, number, lookup, reporter, answers, epoch, state, unread,"
        " reporter_box, ledger) VALUES (gen_random_uuid(), 'BCD-1', %s, '', '', 0, 'received',"
        " true, '', '')"
    )
    with rows_opened(Code.from_random(b"n" * 32)):
        assert attempt(into, b"somebody else's!") == "denied"


@ON_POSTGRESQL
@pytest.mark.parametrize("role", ROLES)
def test_what_was_not_granted_is_refused(world: World, role: str) -> None:
    """Every right on every table that the data does not give is tried."""
    tries: dict[str, Callable[[str, str], str]] = {
        "select": lambda table, column: f'SELECT "{column}" FROM {table}',
        "insert": lambda table, column: f'INSERT INTO {table} ("{column}") VALUES (NULL)',
        "update": lambda table, column: f'UPDATE {table} SET "{column}" = NULL',
        "delete": lambda table, _: f"DELETE FROM {table}",
    }
    let = []
    with database_role(role):
        for name, table in tables().items():
            assert attempt(f"TRUNCATE {name}") == "denied"
            for right in RIGHTS:
                forbidden = sorted(table.columns - table.rights[role].get(right, frozenset()))
                some = forbidden[:1] if right == "delete" else forbidden
                let += [
                    f"{right} {name}.{column}"
                    for column in some
                    if attempt(tries[right](name, column)) != "denied"
                ]
    assert let == []


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
def test_switching_row_security_off_shows_an_error_and_no_row(
    two: dict[str, Report], stranger: None
) -> None:
    sql("SET LOCAL row_security = off")
    assert attempt("SELECT * FROM reporting_report") == "denied"


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
