"""Every night: the day's ballots and spent slips are written anew, so that no order is left.

What was written together can be seen in a database: by place, by row id, by the number of the
transaction. Afterwards all rows of a day have one of these in common, and a copy of the database
says of a slip only that one of the day's answers is its own, still sealed. The receipts go too.
"""

from __future__ import annotations

import secrets
import uuid

from django.db import connection, transaction

from ruangaman.core.turn import turn_to_write
from ruangaman.surveys.models import Ballot, Survey, Token
from ruangaman.surveys.thresholds import ROUNDED

_AT_ONCE = 500
_POSTGRESQL = (
    "WITH gone AS (DELETE FROM surveys_ballot WHERE survey_id = %s AND fresh"
    " RETURNING survey_id, sealed) INSERT INTO surveys_ballot (id, survey_id, sealed, fresh)"
    " SELECT gen_random_uuid(), survey_id, sealed, false FROM gone ORDER BY gen_random_uuid()",
    "WITH gone AS (DELETE FROM surveys_token WHERE survey_id = %s AND state = 1"
    " RETURNING index, survey_id, stratum)"
    " INSERT INTO surveys_token (index, survey_id, stratum, state, receipt)"
    " SELECT index, survey_id, stratum, 2, '' FROM gone ORDER BY gen_random_uuid()",
)
"""Whoever casts meanwhile waits for nothing: what is being written is not seen, and stays fresh."""


def ballots_mix() -> None:
    """Write anew what is fresh in every open survey, and say how many answers there are."""
    for pk in Survey.objects.filter(state=Survey.State.OPEN).values_list("pk", flat=True):
        with turn_to_write(), transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    for statement in _POSTGRESQL:
                        cursor.execute(statement, [pk])
            else:
                _ballots(pk)
                _tokens(pk)
        spent = Token.objects.filter(survey=pk).exclude(state=Token.State.FREE).count()
        Survey.objects.filter(pk=pk).update(returned=spent - spent % ROUNDED)


def _ballots(survey: uuid.UUID) -> None:
    ids = list(Ballot.objects.filter(survey=survey, fresh=True).values_list("pk", flat=True))
    secrets.SystemRandom().shuffle(ids)
    for begin in range(0, len(ids), _AT_ONCE):
        found = Ballot.objects.filter(pk__in=ids[begin : begin + _AT_ONCE])
        sealed = dict(found.values_list("pk", "sealed"))
        found.delete()
        Ballot.objects.bulk_create(
            Ballot(survey_id=survey, sealed=sealed[pk], fresh=False)
            for pk in ids[begin : begin + _AT_ONCE]
        )


def _tokens(survey: uuid.UUID) -> None:
    fresh = Token.objects.filter(survey=survey, state=Token.State.FRESH)
    rows = list(fresh.values_list("pk", "stratum"))
    secrets.SystemRandom().shuffle(rows)
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        Token.objects.filter(pk__in=[pk for pk, _ in some])._raw_delete("default")
        Token.objects.bulk_create(
            Token(index=pk, survey_id=survey, stratum=stratum, state=Token.State.SPENT)
            for pk, stratum in some
        )
