"""Who is appointed on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from ruangaman.network.models import Appointment, Decree

GONE = (Appointment.End.MOVED, Appointment.End.LEFT)
"""Why an appointment ends by itself: nobody decided against the person."""
_ISSUED = (Decree.State.ISSUED, Decree.State.EXPIRED)
_STOPPED = (Decree.State.AMENDED, Decree.State.REVOKED)


def in_force(day: dt.date) -> QuerySet[Appointment]:
    """Return the appointments that hold on ``day``, with their decree and person.

    A decree holds from ``starts`` to ``ends``, both days among them, once it is issued and until
    it is revoked. One that is amended holds until the day before its ``ended_on``, so that no
    day is without anybody; an appointment too.
    """
    return _by_decrees(day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


def in_force_or_gone(day: dt.date) -> QuerySet[Appointment]:
    """Return those of ``in_force``, and of the same decrees those whose person has gone."""
    return _by_decrees(day).filter(Q(ended_on=None) | Q(ended_on__gt=day) | Q(end_reason__in=GONE))


def held_on(day: dt.date) -> QuerySet[Appointment]:
    """Return the appointments that held on an earlier day, whatever became of the decree since.

    Those whose person had gone by then are among them, as in ``in_force_or_gone``.
    """
    return Appointment.objects.filter(
        Q(decree__state__in=_ISSUED) | Q(decree__state__in=_STOPPED, decree__ended_on__gt=day),
        Q(decree__ends=None) | Q(decree__ends__gte=day),
        Q(ended_on=None) | Q(ended_on__gt=day) | Q(end_reason__in=GONE),
        decree__starts__lte=day,
    )


def _by_decrees(day: dt.date) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(
            Q(decree__ends=None) | Q(decree__ends__gte=day),
            Q(decree__state=Decree.State.ISSUED)
            | Q(decree__state=Decree.State.AMENDED, decree__ended_on__gt=day),
            decree__starts__lte=day,
        )
        .select_related("decree", "person")
        .order_by("decree__unit_code", "role", "site", "shift", "pk")
    )
