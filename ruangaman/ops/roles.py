"""Rights of the PostgreSQL roles: what ``deploy/postgresql/grants.toml`` says, as statements.

Four roles, made by ``deploy/postgresql/roles.sql``: the owner of the tables, one for each
surface, one for backups.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from ruangaman.reporting.opened import LETTER, OPENED, REPLIES
from ruangaman.surveys.opened import SLIP

PUBLIC, STAFF, BACKUP = "ruangaman_public", "ruangaman_staff", "ruangaman_backup"
ROLES = (PUBLIC, STAFF, BACKUP)
RIGHTS = ("select", "insert", "update", "delete", "truncate")
NEW = "new"
_LOOKUP = f"decode(nullif(current_setting('{OPENED}', true), ''), 'hex')"
_ID = f"(SELECT r.id FROM reporting_report r WHERE r.lookup = {_LOOKUP})"  # noqa: S608

_LETTER = f"decode(nullif(current_setting('{LETTER}', true), ''), 'hex')"
_SLIP = f"decode(nullif(current_setting('{SLIP}', true), ''), 'hex')"
_REPLIES = f"decode(nullif(current_setting('{REPLIES}', true), ''), 'hex')"
_LETTERS = "SELECT l.id FROM reporting_letter l"
"""What the policy of that table leaves of it."""

_RULES = {
    NEW: "true",
    "lookup": f"lookup = {_LOOKUP}",
    "replies": f"place = {_REPLIES}",
    "slip": f"index = {_SLIP}",
    "letter": f"digest = {_LETTER} OR report_id = {_ID}",
    "of_letter": f"letter_id IN ({_LETTERS})",
}
"""The condition on the rows of the public role; another word is the column of a report's id."""

POLICIES = {
    "what_a_code_opens": (PUBLIC, "ALL"),
    "all_to_staff": (STAFF, "ALL"),
    "all_to_backup": (BACKUP, "SELECT"),
}
"""Policies of every table with ``rows``: for whom, and for which commands."""


class RolesRefused(Exception):
    """The data and the database do not fit each other; the text says where."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the data: its columns, and for each role the columns of each right.

    ``rows`` is empty, ``lookup``, ``new``, ``letter``, ``of_letter``, ``replies``, ``slip``, or the
    column that holds a report's id.
    """

    name: str
    columns: frozenset[str]
    rows: str = ""
    rights: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Read the data. Raises ``RolesRefused`` for a right or a column that does not exist."""
    path = settings.BASE_DIR / "deploy" / "postgresql" / "grants.toml"
    with path.open("rb") as file:
        return {name: _table(name, body) for name, body in tomllib.load(file).items()}


def _table(name: str, body: Mapping[str, Any]) -> Table:
    columns = frozenset(body["columns"].split())
    rights = {
        PUBLIC: _rights(name, columns, body.get("public", {})),
        STAFF: _rights(name, columns, body.get("staff", {})),
        BACKUP: {"select": columns},
    }
    if unknown := set(body) - {"columns", "rows", "public", "staff"}:
        raise RolesRefused(f"{name}: {', '.join(sorted(unknown))} means nothing")
    return Table(name, columns, body.get("rows", ""), rights)


def _rights(
    name: str, columns: frozenset[str], given: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    rights = {
        right: columns if text == "*" else frozenset(text.split()) for right, text in given.items()
    }
    for right, chosen in rights.items():
        if right not in RIGHTS or not chosen <= columns:
            raise RolesRefused(f"{name}: {right} of {', '.join(sorted(chosen - columns))}")
    return rights


def undecided() -> list[str]:
    """Return where the tables of this database and the data differ, in words."""
    there = _columns_there()
    texts = [f"{name}: in the database, not in the data" for name in there.keys() - tables()]
    texts += [f"{name}: in the data, not in the database" for name in tables().keys() - there]
    for name in there.keys() & tables():
        for column in sorted(there[name] ^ tables()[name].columns):
            where = "database" if column in there[name] else "data"
            texts.append(f"{name}.{column}: only in the {where}")
    return sorted(texts)


def roles_apply() -> int:
    """Take every right away and give those of the data, in one transaction; return how many
    statements that took. Raises ``RolesRefused`` when something was not decided about.
    """
    if faults := undecided():
        raise RolesRefused("\n".join(faults))
    with transaction.atomic(), connection.cursor() as cursor:
        done = list(statements())
        for statement in done:
            cursor.execute(statement)
    return len(done)


def statements() -> Iterator[sql.Composed]:
    """Yield everything that ``roles_apply`` runs."""
    yield from _closed()
    for table in tables().values():
        yield from _table_statements(table)


def _columns_there() -> dict[str, frozenset[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(a.attname::text) FROM pg_class c"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r','p','v','m','f')"
            " GROUP BY c.relname"
        )
        return {name: frozenset(columns) for name, columns in cursor.fetchall()}


def _closed() -> Iterator[sql.Composed]:
    """What nobody gets by default: the database, its schema, functions, and what comes later."""
    roles = sql.SQL(", ").join(map(sql.Identifier, ROLES))
    name = sql.Identifier(str(connection.settings_dict["NAME"]))
    everybody = sql.SQL("PUBLIC, {}").format(roles)
    for text in (
        "REVOKE ALL ON DATABASE {name} FROM {everybody}",
        "GRANT CONNECT ON DATABASE {name} TO {roles}",
        "REVOKE ALL ON SCHEMA public FROM {everybody}",
        "GRANT USAGE ON SCHEMA public TO {roles}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody}",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {everybody}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM {everybody}",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {backup}",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM {everybody}",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM {everybody}",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM {everybody}",
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TYPES FROM {everybody}",
    ):
        yield sql.SQL(text).format(
            name=name, everybody=everybody, roles=roles, backup=sql.Identifier(BACKUP)
        )


def _table_statements(table: Table) -> Iterator[sql.Composed]:
    name = sql.Identifier(table.name)
    for role, rights in table.rights.items():
        for right, columns in rights.items():
            chosen = sql.SQL(", ").join(map(sql.Identifier, sorted(columns)))
            text = "GRANT {right} ON {name} TO {role}"
            if columns != table.columns:
                text = "GRANT {right} ({chosen}) ON {name} TO {role}"
            yield sql.SQL(text).format(
                right=sql.SQL(right.upper()), chosen=chosen, name=name, role=sql.Identifier(role)
            )
    yield from _row_statements(table)


def _row_statements(table: Table) -> Iterator[sql.Composed]:
    name = sql.Identifier(table.name)
    for policy in POLICIES:
        yield sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(policy), name)
    switch = "ENABLE" if table.rows else "DISABLE"
    yield sql.SQL("ALTER TABLE {name} {switch} ROW LEVEL SECURITY").format(
        name=name, switch=sql.SQL(switch)
    )
    if not table.rows:
        return
    for policy, (role, command) in POLICIES.items():
        rule = _rule(table.rows) if role == PUBLIC else "true"
        text = "CREATE POLICY {policy} ON {name} FOR {command} TO {role} USING ({rule})"
        if table.rows == NEW and role == PUBLIC:
            text, command = text.replace("USING", "WITH CHECK"), "INSERT"  # noqa: PLW2901
        yield sql.SQL(text).format(
            policy=sql.Identifier(policy),
            name=name,
            command=sql.SQL(command),
            role=sql.Identifier(role),
            rule=sql.SQL(rule),
        )


def _rule(rows: str) -> str:
    """Return the condition on the rows of the public role."""
    return _RULES.get(rows, f"{rows} = {_ID}")
