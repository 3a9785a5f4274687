"""What ``coverage`` is made of: appointments, decrees and training, as bare rows by unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Q, QuerySet, When
from django.db.models.functions import Cast
from django.utils import timezone

from ruangaman.core.statements import Rows, rows_asked
from ruangaman.duty.selectors.reach import tests_opened
from ruangaman.network.models import Decree, Leave, Person, Placement
from ruangaman.network.selectors.appointments import held_on, in_force_or_gone
from ruangaman.network.selectors.placements import placed_on
from ruangaman.network.selectors.readiness import Lack
from ruangaman.network.selectors.ready import unit_readers_text
from ruangaman.network.selectors.units import units_in_force

Codes = tuple[str, ...] | None
"""Codes of some units; None for all."""

_State = Decree.State
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


@dataclass(frozen=True, slots=True)
class Places:
    """Who serves where on a day: ``held`` has each pair of person and unit, ``trained`` how many
    of each unit's people were trained by then and may serve.
    """

    held: Mapping[tuple[str, str], bool]
    trained: Mapping[str, int]


def standings_on(day: dt.date, codes: Codes, places: Places, *, now: bool) -> Iterator[Standing]:
    """Yield everybody appointed on ``day``. Only ``now`` are accounts and tests looked at."""
    rows = _asked(_appointed, day, codes, now)
    users = {row[5] for row in rows if row[5]}
    able = unit_readers_text() if now and users else frozenset()
    tested = _tested(day, users if codes is not None else None) if now and users else frozenset()
    away = _away(day, None if codes is None else {row[4] for row in rows})
    for unit_code, role, ends, certified, person, user, ended in rows:
        lacks = _lacks(
            stays=(person, unit_code) in places.held and (ended is None or ended > day),
            certified=certified is not None and certified >= day,
            able=not now or (user, unit_code) in able,
            away=person in away,
            tested=not now or user in tested,
        )
        yield Standing(unit_code, role, ends, lacks)


def _asked(ask: Callable[..., QuerySet[Any, Any]], day: dt.date, codes: Codes, *more: bool) -> Rows:
    """Return the rows of ``ask``; of all units without building the same SQL every time."""
    if codes is None:
        return rows_asked(ask, day, None, *more)
    return list(ask(day, codes, *more))


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


def _appointed(day: dt.date, codes: Codes, now: bool) -> QuerySet[Any, Any]:
    """Ids as text: thousands of UUIDs would take longer than the query."""
    asked = in_force_or_gone(day) if now else held_on(day)
    if codes is not None:
        asked = asked.filter(decree__unit_code__in=codes)
    decree = ("decree__unit_code", "role", "decree__ends")
    ids = (_as_text("person"), _as_text("person__user"))
    return asked.order_by().values_list(*decree, "person__certified_until", *ids, "ended_on")


def _as_text(name: str) -> Cast:
    return Cast(name, CharField())


def _tested(day: dt.date, users: Collection[Any] | None) -> frozenset[str]:
    """Return who opened the test message that counts on ``day``; ``users`` keeps it to some."""
    if users is None:
        return frozenset(user for (user,) in rows_asked(_tests, day))
    return frozenset(user for (user,) in _tests(day).filter(user__in=users))


def _tests(day: dt.date) -> QuerySet[Any, Any]:
    return tests_opened(day).values_list(_as_text("user"))


def _away(day: dt.date, people: Collection[Any] | None) -> frozenset[str]:
    if people is None:
        return frozenset(person for (person,) in rows_asked(_leaves, day))
    return frozenset(person for (person,) in _leaves(day).filter(person__in=people))


def _leaves(day: dt.date) -> QuerySet[Any, Any]:
    return Leave.objects.filter(first__lte=day, last__gte=day).values_list(_as_text("person"))


def decrees_on(day: dt.date, codes: Codes) -> dict[str, Decrees]:
    """Return what the decrees of each unit say on ``day``, by unit."""
    found: dict[str, Decrees] = {}
    rows = _asked(_decrees, day, codes)
    for unit_code, state, ends, ended_on, is_issued, sent in rows:
        one = found.setdefault(unit_code, Decrees())
        if not is_issued:
            _not_issued(one, day, sent, drafting=state == _State.DRAFT)
        elif ended_on and ended_on <= day and state in _STOPPED:
            one.over(ended_on - dt.timedelta(days=1), ran_out=False)
        elif ends and ends < day:
            one.over(ends, ran_out=True)
    return found


def _decrees(day: dt.date, codes: Codes) -> QuerySet[Any, Any]:
    """Whether each is issued, and when it was submitted if not; without those that go on."""
    tomorrow = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    issued = Q(issued_at__lt=tomorrow)
    goes_on = issued & Q(state=_State.ISSUED, starts__lte=day)
    decrees = Decree.objects.filter(issued | Q(created_at__lt=tomorrow)).exclude(
        Q(state=_State.WITHDRAWN) | (goes_on & (Q(ends=None) | Q(ends__gte=day)))
    )
    if codes is not None:
        decrees = decrees.filter(unit_code__in=codes)
    is_issued = Case(When(issued, then=1), default=0)
    submitted = Case(When(issued, then=None), default="submitted_at")
    return decrees.values_list("unit_code", "state", "ends", "ended_on", is_issued, submitted)


def _not_issued(one: Decrees, day: dt.date, sent: dt.datetime | None, *, drafting: bool) -> None:
    since = timezone.localtime(sent).date() if sent and not drafting else None
    if since and since <= day:
        one.waiting = min(one.waiting or since, since)
    else:
        one.draft = True


def places_on(day: dt.date, codes: Codes) -> Places:
    """Return who serves where on ``day``, and how many of them were trained by then."""
    rows = _asked(_placed, day, codes)
    held = {(person, unit): bool(able) for person, unit, able in rows}
    return Places(held, Counter(unit for (_, unit), able in held.items() if able))


def _placed(day: dt.date, codes: Codes) -> QuerySet[Any, Any]:
    trained = Q(person__trained_on__lte=day) | Q(
        person__trained_on=None, person__certified_until__gte=day
    )
    serves = Case(When(trained & ~Q(person__kind=Person.Kind.INTERN), then=1), default=0)
    places = Placement.objects.filter(placed_on(day)).order_by()
    if codes is not None:
        places = places.filter(unit_code__in=codes)
    return places.values_list(_as_text("person"), "unit_code", serves)


def units_on(day: dt.date, codes: Codes, columns: tuple[str, ...]) -> Rows:
    """Return these columns of the units of ``day``, in the order of the pack."""
    if codes is None:
        return rows_asked(_units, day, columns)
    return list(_units(day, columns).filter(code__in=codes))


def _units(day: dt.date, columns: tuple[str, ...]) -> QuerySet[Any, Any]:
    return units_in_force(day).values_list(*columns)
