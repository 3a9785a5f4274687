"""Takes an evaluation form: once from each participant, and nobody can tell whose it is."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ruangaman.training.models import Evaluation, Participant

_FLAGS = {
    Evaluation.Moment.AFTER: "evaluated",
    Evaluation.Moment.LATER: "evaluated_later",
}


class AlreadySent(Exception):
    """A form of this participant and moment came in before; the second one was not kept."""


def has_sent(participant: Participant, moment: str) -> bool:
    """Say whether a form came in; never which."""
    return bool(getattr(participant, _FLAGS[Evaluation.Moment(moment)]))


@transaction.atomic
def evaluation_send(*, participant: Participant, moment: str, answers: Mapping[str, Any]) -> None:
    """Keep a form and that one came in, or raise ``AlreadySent``.

    There is no audit event: its hour and actor beside the newest row would say whose it is.
    """
    flag = _FLAGS[Evaluation.Moment(moment)]
    mine = Participant.objects.filter(pk=participant.pk, **{flag: False})
    if not mine.update(**{flag: True}):
        raise AlreadySent
    _mix_in(participant, moment, dict(answers))


def _mix_in(participant: Participant, moment: str, answers: dict[str, Any]) -> None:
    """Put the answers in a random place among those there are.

    The new row takes what stood there, so that the order in which rows came into the table says
    nothing about the order of forms: each order is equally likely (Fisher and Yates, inside out).
    """
    rows = Evaluation.objects.filter(event_id=participant.event_id, moment=moment)
    there = list(rows.order_by("pk").values_list("pk", flat=True))
    place = secrets.randbelow(len(there) + 1)
    if place < len(there):
        other = rows.select_for_update().get(pk=there[place])
        answers, other.answers = other.answers, answers
        other.save(update_fields=["answers"])
    Evaluation.objects.create(event_id=participant.event_id, moment=moment, answers=answers)
