"""How long somebody did not serve as a focal point: "re-certify on a gap of more than 12 months".

A gap runs from the day on which she last served, by decrees, or was certified since, to the day on
which she serves again. Days are those that the decrees name.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, Max, RowRange, Value, Window
from django.db.models.functions import Cast, Coalesce, Least

from ruangaman.lib.clocks import months_later
from ruangaman.network.models import Appointment, Decree

RULE = "certificate_gap"
"""After how many months without serving somebody certifies anew; 12 without a value."""
MONTHS = 12
_NEVER = dt.date(9999, 12, 31)
_ISSUED = (Decree.State.ISSUED, Decree.State.AMENDED, Decree.State.REVOKED, Decree.State.EXPIRED)


class Gap(NamedTuple):
    """From the last day served to the first day served again."""

    since: dt.date
    until: dt.date


class Term(NamedTuple):
    """From when to when somebody was appointed; a term without an end goes on."""

    starts: dt.date
    ends: dt.date


def gaps(terms: Iterable[Term], day: dt.date) -> list[Gap]:
    """Return the gaps between terms, in order, and from the last one to ``day``."""
    found: list[Gap] = []
    served: dt.date | None = None
    for starts, ends in [*sorted(terms), Term(day, _NEVER)]:
        if served is not None and served < starts:
            found.append(Gap(served, starts))
        served = ends if served is None else max(served, ends)
    return found


def long_gap(found: Sequence[Gap], certified: dt.date | None, months: int) -> Gap | None:
    """Return the newest gap that asks for certification anew; None without one.

    ``certified`` is the day of the newest certification: what lay before it is made good by it.
    """
    for since, until in reversed(found):
        if certified is not None and certified >= until:
            return None
        begun = since if certified is None else max(since, certified)
        if months_later(begun, months) < until:
            return Gap(begun, until)
    return None


def terms_of(people: Collection[uuid.UUID], day: dt.date) -> Mapping[uuid.UUID, list[Term]]:
    """Return the terms that began by ``day``, by person; one query."""
    found: dict[uuid.UUID, list[Term]] = defaultdict(list)
    rows = _terms(day).filter(person__in=people)
    for who, starts, ends in rows.values_list("person", "decree__starts", "until"):
        found[who].append(Term(starts, ends))
    return found


def gaps_between(
    day: dt.date, people: Collection[uuid.UUID] | None = None
) -> Mapping[str, list[Gap]]:
    """Return the gaps between terms of everybody, by id as text: what ``gaps`` finds but the last.

    One query that gives nothing for those who never stopped; ``people`` keeps it to some.
    """
    rows = _terms(day) if people is None else _terms(day).filter(person__in=people)
    before = Window(
        Max("until"),
        partition_by="person",
        order_by="decree__starts",
        frame=RowRange(end=-1),
    )
    stopped = rows.annotate(served=before).filter(served__lt=F("decree__starts"))
    found: dict[str, list[Gap]] = defaultdict(list)
    columns = (Cast("person", CharField()), "served", "decree__starts")
    for who, since, until in stopped.order_by("decree__starts").values_list(*columns):
        found[who].append(Gap(since, until))
    return found


def _terms(day: dt.date) -> Any:
    ends = [Coalesce(F(one), Value(_NEVER), output_field=DateField()) for one in _ENDS]
    rows = Appointment.objects.filter(decree__state__in=_ISSUED, decree__starts__lte=day)
    return rows.order_by().annotate(until=Least(*ends))


_ENDS = ("ended_on", "decree__ended_on", "decree__ends")
