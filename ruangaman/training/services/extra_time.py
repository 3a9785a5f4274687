"""A trainer gives one person more time in the tests of an event: a slow phone, a slow hand, eyes.

Why stands nowhere: a reason would tell of somebody's health.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.turn import turn_to_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event, Paper, Participant, Sitting
from ruangaman.training.permissions import trains
from ruangaman.training.selectors.sittings import is_over
from ruangaman.training.services.changes import event_audit

MOST = 120
"""Minutes: as long again as the longest usual test, and then some."""


def extra_time_set(*, participant: Participant, minutes: int, by: User) -> bool:
    """Set what is added to each test; say whether it reached a test that somebody is at.

    The papers of the event are held, as whoever begins holds one: a test that begins meanwhile
    has the new time. A running test only ever gets longer. ``PermissionDenied`` for everybody but
    a trainer of the event; ``Refused`` for a cancelled event, or less time while she is at it.
    """
    if not 0 <= minutes <= MOST:
        raise ValueError(minutes)
    with turn_to_write(), transaction.atomic():
        list(Paper.objects.select_for_update().filter(event=participant.event_id).order_by("pk"))
        held = Participant.objects.select_for_update(of=("self",)).select_related("event")
        mine = held.get(pk=participant.pk)
        if not trains(by, mine.event):
            raise PermissionDenied
        if mine.event.state == Event.State.CANCELLED:
            raise Refused(_("Acara ini dibatalkan; tesnya tidak diubah lagi."))
        more = minutes - mine.extra_minutes
        if not more:
            return False
        longer = _lengthened(mine, more)
        mine.extra_minutes = minutes
        mine.save(update_fields=["extra_minutes"])
        event_audit(mine.event_id, "extra_time", by, {"minutes": minutes, "running": longer})
    return longer


def _lengthened(participant: Participant, more: int) -> bool:
    running = Sitting.objects.select_for_update().filter(participant=participant, ended_at=None)
    at, longer = now(), False
    for one in running:
        if is_over(one, at):
            continue
        if more < 0:
            raise Refused(_("Ia sedang mengerjakan tes. Waktunya sekarang hanya dapat ditambah."))
        one.due_at += dt.timedelta(minutes=more)
        one.save(update_fields=["due_at"])
        longer = True
    return longer
