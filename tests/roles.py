"""The accounts of PostgreSQL in tests: every client speaks to the database as its surface would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg.sql import SQL, Identifier

from ruangaman.ops.roles import ROLES, roles_apply

ON_POSTGRESQL = pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="PostgreSQL has roles"
)
_NOT_ALLOWED = "42501"
"""``insufficient_privilege``; anything else is a mistake in the statement."""

_LOCK = 20_26_11
"""Roles belong to the whole server, which other test processes use at the same time."""


def roles_make() -> None:
    """Make the roles, and give them their rights on this database."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            for role in ROLES:
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                if not cursor.fetchone():
                    cursor.execute(SQL("CREATE ROLE {} NOINHERIT").format(Identifier(role)))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    roles_apply()


@contextmanager
def database_role(role: str) -> Iterator[None]:
    """Have the rights of ``role`` until the end of the block; SQLite has no roles."""
    if connection.vendor != "postgresql" or not role:
        yield
        return
    before = _role_set(role)
    try:
        yield
    finally:
        _role_set(before)


def _role_set(role: str) -> str:
    """Change the role and return which it was, not counted among the queries of a test."""
    connection.ensure_connection()
    before = connection.connection.execute("SELECT current_user").fetchone()[0]
    connection.connection.execute(SQL("SET ROLE {}").format(Identifier(role)))
    return str(before)


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
