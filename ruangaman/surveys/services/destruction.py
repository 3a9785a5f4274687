"""Destroying a ballot box: sealed answers, rights to answer and halves, so that no page keeps them.

On SQLite ``secure_delete`` overwrites what is deleted. On PostgreSQL a deleted row stays in its page
until somebody vacuums, so both tables are emptied by TRUNCATE, which gives the pages back; what
belongs to other surveys is written anew, in an order that says nothing.
"""

from __future__ import annotations

from django.db import connection, transaction

from ruangaman.surveys.models import Ballot, Bundle, Half, Survey, Token

_TABLES = (
    (
        "surveys_ballot",
        "id, survey_id, sealed, fresh",
        "gen_random_uuid(), survey_id, sealed, fresh",
    ),
    (
        "surveys_token",
        "index, survey_id, stratum, state, receipt",
        "index, survey_id, stratum, state, receipt",
    ),
)
"""A table, its columns, and what each of its rows becomes when it is written anew."""


def box_destroy(survey: Survey) -> None:
    """Destroy the box of a survey; within the transaction that ends it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("box_destroy: a transaction is needed")
    Half.objects.filter(survey=survey).delete()
    Bundle.objects.filter(survey=survey).update(sealed=b"")
    if connection.vendor == "postgresql":
        for table, columns, anew in _TABLES:
            _empty(table, columns, anew, survey)
        return
    Ballot.objects.filter(survey=survey)._raw_delete("default")
    Token.objects.filter(survey=survey)._raw_delete("default")


def _empty(table: str, columns: str, anew: str, survey: Survey) -> None:
    """Give the pages of a table back; answers to other surveys wait until this is committed."""
    kept = f"kept_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {kept} ON COMMIT DROP AS"  # noqa: S608  names of tables only
            f" SELECT {columns} FROM {table} WHERE survey_id <> %s",
            [survey.pk],
        )
        cursor.execute(f"TRUNCATE {table}")
        cursor.execute(
            f"INSERT INTO {table} ({columns})"  # noqa: S608
            f" SELECT {anew} FROM {kept} ORDER BY gen_random_uuid()"
        )
