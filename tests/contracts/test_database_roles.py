"""PostgreSQL roles: every right is decided about, nothing else is given, the rest is refused."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.conf import settings

from ruangaman.lib.codename import Code
from ruangaman.ops.roles import POLICIES, PUBLIC, RIGHTS, ROLES, tables
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Ending, Hold, LetterAnswer, Reply, Report
from ruangaman.reporting.opened import letter_opened, place_of, rows_opened
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.roles import ON_POSTGRESQL, attempt, database_role, sql
from tests.world import World

MINE, HERS = b"m" * 32, b"h" * 32
WHOLE = ("delete", "truncate")
"""Rights on a table and not on its columns."""


@pytest.fixture
def two(world: World) -> dict[str, Report]:
    """Two reports with everything that may lie below one: a wish and an opening each."""
    for random in (MINE, HERS):
        report_submit(answers=Answers(GIVEN), random=random)
    reports = {name: report_of(random) for name, random in (("mine", MINE), ("hers", HERS))}
    for name, report in reports.items():
        report.openings.create(tag=name.encode().ljust(16), sealed=b"x")
        report.reader_requests.create(sealed=b"x")
        report.files.create(size=1)
        Reply.objects.create(
            tag=name.encode().ljust(16), place=place_of(bytes(report.lookup)), sealed=b"x"
        )
        Ending.objects.create(report=report, rule=Ending.WISH, since=dt.date(2026, 1, 2))
        letter = report.letters.create(
            digest=name.encode(), bound=b"", receiver=b"", key=b"", expires_on=dt.date(2099, 1, 1)
        )
        LetterAnswer.objects.create(letter=letter, form=uuid.UUID(int=1))
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
        for column in ([""] if right in WHOLE else columns)
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
            if (
                table.rows not in ("", "new", "lookup", "letter", "of_letter", "replies", "slip")
                and "select" in table.rights[PUBLIC]
            ):
                found[table.name] = {
                    one for (one,) in sql(f"SELECT {table.rows} FROM {table.name}")
                }
        assert {name for name, reports in found.items() if reports != {mine.pk}} == set()
        assert [bytes(one.tag).rstrip() for one in Reply.objects.all()] == [b"mine"]
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
        "truncate": lambda table, _: f"TRUNCATE {table}",
    }
    let = []
    with database_role(role):
        for name, table in tables().items():
            for right in RIGHTS:
                forbidden = sorted(table.columns - table.rights[role].get(right, frozenset()))
                some = forbidden[:1] if right in WHOLE else forbidden
                let += [
                    f"{right} {name}.{column}"
                    for column in some
                    if attempt(tries[right](name, column)) != "denied"
                ]
    assert let == []


@ON_POSTGRESQL
def test_switching_row_security_off_shows_an_error_and_no_row(
    two: dict[str, Report], stranger: None
) -> None:
    sql("SET LOCAL row_security = off")
    assert attempt("SELECT * FROM reporting_report") == "denied"


@ON_POSTGRESQL
def test_the_code_of_a_letter_shows_that_letter_alone(two: dict[str, Report]) -> None:
    letter = two["mine"].letters.get()
    with database_role(PUBLIC), letter_opened(b"mine"):
        assert sql("SELECT id FROM reporting_letter") == [(letter.pk,)]
        assert sql("SELECT letter_id FROM reporting_letteranswer") == [(letter.pk,)]
        assert sql("SELECT id FROM reporting_report") == []
        assert attempt("DELETE FROM reporting_letteranswer") == "denied"
        assert attempt("UPDATE reporting_letter SET receiver = ''") == "denied"
