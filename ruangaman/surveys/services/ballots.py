"""Casting: the answer is sealed and kept in the transaction that spends the slip, or neither is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from django.db import DatabaseError, transaction

from ruangaman.core.statements import rows_insert
from ruangaman.core.turn import turn_to_compute, turn_to_write
from ruangaman.lib.ballots import Answers, ballot_seal
from ruangaman.surveys.models import Ballot, Token
from ruangaman.surveys.opened import slip_opened
from ruangaman.surveys.selectors.door import Standing, standing_of, survey_asked
from ruangaman.surveys.selectors.frozen import frozen
from ruangaman.surveys.tokens import receipt_of, token_index

Outcome = Literal["cast", "again", "spent", "unknown", "early", "over"]

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Slip:
    """What a form carries of its slip: the code, the survey, the stratum and a random value.

    ``once`` is made with the form, so that the same form sent twice is the same answer.
    """

    code: str
    survey: uuid.UUID
    stratum: int
    once: bytes


def ballot_cast(*, slip: Slip, answers: Answers) -> Outcome:
    """Seal ``answers`` and keep them, once. Nothing of who, where or when is kept.

    ``again``: this very form was received before, and its first answers count. Raises
    ``BallotFault`` for answers that are not asked for, and ``DatabaseError`` when nothing was kept.
    """
    asked = frozen(slip.survey)
    plain = asked.layout.packed(slip.stratum, answers)
    with turn_to_compute():
        sealed = ballot_seal(plain, to=asked.public_key, survey=slip.survey, layout=asked.layout)
    for tried in range(1, _TRIES + 1):
        try:
            return _kept(slip, sealed)
        except DatabaseError:
            if tried == _TRIES:
                raise
    raise AssertionError


def _kept(slip: Slip, sealed: bytes) -> Outcome:
    index, receipt = token_index(slip.code), receipt_of(slip.once)
    with turn_to_write(), transaction.atomic(), slip_opened(index):
        free = Token.objects.filter(pk=index, survey=slip.survey, state=Token.State.FREE)
        if not free.update(state=Token.State.FRESH, receipt=receipt):
            return _refused(slip, index, receipt)
        # After the row is taken: a closing waits for whoever has it, and says so before it waits.
        standing = _standing(slip)
        if standing != "open":
            transaction.set_rollback(True)
            return "early" if standing == "early" else "over"
        rows_insert([Ballot(id=uuid.uuid4(), survey_id=slip.survey, sealed=sealed, fresh=True)])
    return "cast"


def _refused(slip: Slip, index: bytes, receipt: bytes) -> Outcome:
    row = (
        Token.objects.filter(pk=index, survey=slip.survey).values_list("receipt", flat=True).first()
    )
    if row is None:
        over = _standing(slip)
        return "over" if over == "over" else "unknown"
    return "again" if bytes(row) == receipt else "spent"


def _standing(slip: Slip) -> Standing:
    survey = survey_asked(slip.survey)
    return standing_of(survey) if survey else "over"
