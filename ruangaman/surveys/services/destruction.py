"""Destroying a ballot box: sealed answers, rights to answer and halves; no page keeps them.

On SQLite ``secure_delete`` overwrites what is deleted. On PostgreSQL a deleted row stays in its
page until somebody vacuums, so these tables are emptied by TRUNCATE, which gives the pages back.
What belongs to other surveys waits on sealed piles and is written anew, in an order that says
nothing; where that is too much, rows are deleted and wait for the database's own vacuum.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import connection, transaction

from ruangaman.lib.piles import Piles
from ruangaman.surveys.models import Ballot, Bundle, Half, Survey, Token

_TABLES = (
    ("surveys_half", "id, survey_id, holder_id, recipient, sealed, given, given_on", 10_000),
    ("surveys_ballot", "id, survey_id, sealed, fresh", 100_000),
    ("surveys_token", "index, survey_id, stratum, state, receipt", 1_000_000),
)
"""A table, its columns, and how many rows of other surveys are written anew at most."""

_ANEW = {"surveys_ballot": "gen_random_uuid(), survey_id, sealed, fresh"}
"""What is written instead of a table's columns: a ballot gets another id."""


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


def _empty(table: str, columns: str, most: int, survey: uuid.UUID) -> None:
    """Give the pages of a table back; answers to other surveys wait until this is committed."""
    anew = _ANEW.get(table, columns)
    with connection.cursor() as cursor, Piles(settings.HOME) as others:
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        of_others = f"FROM {table} WHERE survey_id <> %s LIMIT {most + 1}"
        read = f"COPY (SELECT {anew} {of_others}) TO STDOUT"
        with cursor.cursor.copy(read, [survey]) as rows:
            for row in rows:
                others.add(bytes(row))
        if len(others) > most:
            cursor.execute(f"DELETE FROM {table} WHERE survey_id = %s", [survey])  # noqa: S608
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for rows that go
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in others.shuffled():
                copy.write(row)
