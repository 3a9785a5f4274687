"""What ``coverage`` is made of: appointments, decrees and training, as bare rows by unit."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ruangaman.duty.selectors.reach import tests_opened
from ruangaman.network.models import Appointment, Decree, Leave, Person, Placement
from ruangaman.network.selectors.appointments import GONE, in_force_or_gone
from ruangaman.network.selectors.placements import placed_on
from ruangaman.network.selectors.readiness import Lack
from ruangaman.network.selectors.ready import unit_readers

_State = Decree.State
_ISSUED = (_State.ISSUED, _State.EXPIRED)
_STOPPED = (_State.AMENDED, _State.REVOKED)


class Standing(NamedTuple):
    """Somebody appointed: where, as what, until when, and what she lacks to be ready."""

    unit_code: str
    role: str
    ends: dt.date | None
    lacks: tuple[Lack, ...]


@dataclass(slots=True)
class Decrees:
    """What the decrees of a unit say beside who is appointed.

    ``ended`` is the last day of the last term that is over, ``expired`` whether that one ran out
    (and was not revoked), ``waiting`` since when a draft waits for a signature.
    """

    ended: dt.date | None = None
    expired: bool = False
    waiting: dt.date | None = None
    draft: bool = False

    def over(self, last: dt.date, *, ran_out: bool) -> None:
        """Take note of a term that is over."""
        if self.ended is None or last >= self.ended:
            self.ended, self.expired = last, ran_out


def standings_on(day: dt.date, codes: list[str] | None, *, now: bool) -> Iterator[Standing]:
    """Yield everybody appointed on ``day``. Only ``now`` are accounts and tests looked at."""
    asked = in_force_or_gone(day) if now else _held(day)
    if codes is not None:
        asked = asked.filter(decree__unit_code__in=codes)
    rows = list(_rows(asked, day))
    users = {row[4] for row in rows if row[4]}
    able = unit_readers() if now and users else frozenset()
    for unit_code, role, ends, certified, user, ended, stays, away, tested in rows:
        lacks = _lacks(
            stays=stays and (ended is None or ended > day),
            certified=certified is not None and certified >= day,
            able=not now or (user, unit_code) in able,
            away=away,
            tested=not now or tested,
        )
        yield Standing(unit_code, role, ends, lacks)


def _lacks(
    *, stays: bool, certified: bool, able: bool, away: bool, tested: bool
) -> tuple[Lack, ...]:
    if stays and certified and able and tested and not away:
        return ()
    missing = (
        (Lack.MOVED, not stays),
        (Lack.CERTIFICATE, not certified),
        (Lack.ACCOUNT, not able),
        (Lack.LEAVE, away),
        (Lack.TEST, not tested),
    )
    return tuple(lack for lack, lacking in missing if lacking)


def _rows(
    asked: QuerySet[Appointment], day: dt.date
) -> QuerySet[Appointment, tuple[str, str, dt.date, dt.date, uuid.UUID, dt.date, bool, bool, bool]]:
    places = Placement.objects.filter(
        person=OuterRef("person"), unit_code=OuterRef("decree__unit_code")
    )
    stays = places.filter(placed_on(day))
    away = Leave.objects.filter(person=OuterRef("person"), first__lte=day, last__gte=day)
    person = ("person__certified_until", "person__user_id", "ended_on")
    tested = tests_opened(day).filter(user=OuterRef("person__user"))
    found = asked.order_by().annotate(stays=Exists(stays), away=Exists(away), tested=Exists(tested))
    facts = ("stays", "away", "tested")
    return found.values_list("decree__unit_code", "role", "decree__ends", *person, *facts)


def _held(day: dt.date) -> QuerySet[Appointment]:
    """Return the appointments that held on an earlier day, whatever became of the decree since.

    Those whose person had gone by then are among them, as in ``in_force_or_gone``.
    """
    return Appointment.objects.filter(
        Q(decree__state__in=_ISSUED) | Q(decree__state__in=_STOPPED, decree__ended_on__gt=day),
        Q(decree__ends=None) | Q(decree__ends__gte=day),
        Q(ended_on=None) | Q(ended_on__gt=day) | Q(end_reason__in=GONE),
        decree__starts__lte=day,
    )


def decrees_on(day: dt.date, codes: list[str] | None) -> dict[str, Decrees]:
    """Return what the decrees of each unit say on ``day``, by unit."""
    tomorrow = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    goes_on = Q(state=_State.ISSUED, starts__lte=day, issued_at__lt=tomorrow)
    decrees = Decree.objects.exclude(state=_State.WITHDRAWN).exclude(
        goes_on & (Q(ends=None) | Q(ends__gte=day))
    )
    if codes is not None:
        decrees = decrees.filter(unit_code__in=codes)
    found: dict[str, Decrees] = {}
    columns = ("unit_code", "state", "ends", "ended_on", "submitted_at", "issued_at", "created_at")
    for unit_code, state, ends, ended_on, submitted, issued, created in decrees.values_list(
        *columns
    ):
        one = found.setdefault(unit_code, Decrees())
        if issued is None or _day(issued) > day:
            _not_issued(one, day, submitted, created, drafting=state == _State.DRAFT)
        elif ended_on and ended_on <= day and state in _STOPPED:
            one.over(ended_on - dt.timedelta(days=1), ran_out=False)
        elif ends and ends < day:
            one.over(ends, ran_out=True)
    return found


def _not_issued(
    one: Decrees,
    day: dt.date,
    submitted: dt.datetime | None,
    created: dt.datetime,
    *,
    drafting: bool,
) -> None:
    if submitted and _day(submitted) <= day and not drafting:
        since = _day(submitted)
        one.waiting = min(one.waiting or since, since)
    elif _day(created) <= day:
        one.draft = True


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


def trained_on(day: dt.date, codes: Iterable[str] | None) -> dict[str, int]:
    """Count those of each unit who were trained by ``day`` and may serve, by unit."""
    trained = Q(person__trained_on__lte=day) | Q(
        person__trained_on=None, person__certified_until__gte=day
    )
    places = Placement.objects.filter(placed_on(day), trained).exclude(
        person__kind=Person.Kind.INTERN
    )
    if codes is not None:
        places = places.filter(unit_code__in=list(codes))
    counted = places.values("unit_code").annotate(people=Count("person", distinct=True))
    return dict(counted.values_list("unit_code", "people").order_by())
