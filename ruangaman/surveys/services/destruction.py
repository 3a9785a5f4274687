"""Destroying a ballot box: sealed answers, rights to answer and halves; no page keeps them.

On SQLite ``secure_delete`` overwrites what is deleted. On PostgreSQL a deleted row stays in its
page until somebody vacuums, so these tables are emptied by TRUNCATE, which gives the pages back.
What belongs to other surveys is held in memory and written anew, in an order that says nothing;
where that is too much, rows are deleted and wait for the database's own vacuum.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.db import connection, transaction

from ruangaman.surveys.models import Ballot, Bundle, Half, Survey, Token

_HALF = ("id", "survey_id", "holder_id", "recipient", "sealed", "given", "given_on")
_TABLES = (
    ("surveys_half", _HALF, 10_000),
    ("surveys_ballot", ("id", "survey_id", "sealed", "fresh"), 100_000),
    ("surveys_token", ("index", "survey_id", "stratum", "state", "receipt"), 1_000_000),
)
"""A table, its columns, and how many rows of other surveys are held in memory."""


def box_destroy(survey: Survey) -> None:
    """Destroy the box of a survey; within the transaction that ends it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("box_destroy: a transaction is needed")
    Bundle.objects.filter(survey=survey).update(sealed=b"")
    if connection.vendor == "postgresql":
        for table, columns, most in _TABLES:
            _empty(table, columns, most, survey.pk)
        return
    for model in (Half, Ballot, Token):
        model.objects.filter(survey=survey)._raw_delete("default")


def _empty(table: str, columns: tuple[str, ...], most: int, survey: uuid.UUID) -> None:
    """Give the pages of a table back; answers to other surveys wait until this is committed."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(
            f"SELECT {names} FROM {table} WHERE survey_id <> %s LIMIT %s",  # noqa: S608  names
            [survey, most + 1],
        )
        others = cursor.fetchall()
        if len(others) > most:
            cursor.execute(f"DELETE FROM {table} WHERE survey_id = %s", [survey])  # noqa: S608
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for rows that go
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        secrets.SystemRandom().shuffle(others)
        with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in others:
                copy.write_row(_anew(row))


def _anew(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row as it is written again: a ballot gets another id."""
    return (uuid.uuid4(), *row[1:]) if isinstance(row[0], uuid.UUID) else row
