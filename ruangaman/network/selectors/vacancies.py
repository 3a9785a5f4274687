"""Units without a focal point: since when, and how long it took before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from ruangaman.network.models import Appointment, Decree
from ruangaman.network.vacancies import Gap, Term, gaps

_DAY = dt.timedelta(days=1)
_HELD = (Decree.State.ISSUED, Decree.State.AMENDED, Decree.State.REVOKED, Decree.State.EXPIRED)
MAIN = (Appointment.Role.PRIMARY, Appointment.Role.ALTERNATE)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A place nobody holds: ``role`` is primary or alternate."""

    unit_code: str
    role: str
    gap: Gap


def vacancies(day: dt.date, unit_codes: Iterable[str] | None = None) -> list[Vacancy]:
    """Return the places that are empty on ``day`` and were held before, in one query.

    A unit that never had anybody has no vacancy here: it waits for its first decree.
    """
    return [
        Vacancy(unit_code, role, gap)
        for (unit_code, role), found in sorted(_gaps(day, unit_codes).items())
        for gap in found
        if gap.filled is None
    ]


def vacancy_days(first: dt.date, last: dt.date) -> float | None:
    """Return the median days until a place was filled again, of those filled in these days.

    Both days are among them. None when none was filled (indicator C4).
    """
    spans = [
        gap.days(last)
        for found in _gaps(last, None).values()
        for gap in found
        if gap.filled is not None and first <= gap.filled <= last
    ]
    return median(spans) if spans else None


def _gaps(day: dt.date, unit_codes: Iterable[str] | None) -> dict[tuple[str, str], list[Gap]]:
    held = Appointment.objects.filter(
        decree__state__in=_HELD, decree__starts__lte=day, role__in=MAIN
    )
    if unit_codes is not None:
        held = held.filter(decree__unit_code__in=list(unit_codes))
    terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
    rows = held.values_list(
        "decree__unit_code",
        "role",
        "decree__starts",
        "decree__ends",
        "decree__ended_on",
        "ended_on",
    )
    for unit_code, role, starts, ends, *ended in rows:
        over = [one for one in (ends and ends + _DAY, *ended) if one is not None and one <= day]
        if starts is not None:
            terms[unit_code, role].append(Term(starts, min(over, default=None)))
    return {key: gaps(found) for key, found in terms.items()}
