"""Writes indicators month by month: the running one each night, one that is over once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ruangaman.core.clock import now
from ruangaman.oversight.models import Content, Figure, UnitMonth
from ruangaman.oversight.months import last_day, month_after, month_of, months_between
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.duties import DutyMonth, duties_told
from ruangaman.oversight.selectors.measures import MEASURES, Measured, Moment
from ruangaman.oversight.services.duty_months import duty_sums_write

JOB = "months"
_BATCH = 500


def months_write(
    *,
    today: dt.date | None = None,
    since: dt.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[dt.date]:
    """Compute the running month, and those before it that do not stand yet; return the months.

    A month that is over is computed as of its last day. What rooms know only of today counts
    for it on the first day after it; later it keeps what the nights of that month wrote, or is
    not recorded. ``since`` begins earlier than what was ever written. Nothing that stands changes.
    One that cannot be computed leaves all others written, and raises at the end.
    """
    today = today or timezone.localdate()
    faults: list[Exception] = []
    written = [*_over(today, since), month_of(today)]
    for done, month in enumerate(written):
        if progress:
            progress(done, len(written))
        faults += month_write(month=month, today=today)
    if faults:
        raise ExceptionGroup("indicators that could not be computed", faults)
    return written


def month_write(*, month: dt.date, today: dt.date) -> list[Exception]:
    """Compute one month and write it in one transaction; return what went wrong in between."""
    moment = Moment(month, today)
    found, faults = _measured(moment)
    duties = duties_told(None, moment.month)
    with transaction.atomic():
        _figures_write(moment, found)
        _units_write(moment, found, duties)
        duty_sums_write(month=moment.month)
    return faults


def _over(today: dt.date, since: dt.date | None) -> list[dt.date]:
    """Return the months before the running one that do not stand yet, the oldest first."""
    rows = Figure.objects.filter(month__lt=month_of(today)).order_by("month")
    computed = dict(rows.values_list("month").annotate(last=Max("computed_at")))
    begins = [*computed, *([month_of(since)] if since else [])]
    if not begins:
        return []
    return [
        month
        for month in months_between(min(begins), month_after(month_of(today), -1))
        if month not in computed or timezone.localdate(computed[month]) <= last_day(month)
    ]


def _codes() -> Iterable[tuple[str, bool]]:
    rows = Content.objects.filter(kind=Content.Kind.INDICATOR, current=True)
    for body in rows.order_by("position").values_list("body", flat=True):
        yield body["code"], body["released"]


def _measured(moment: Moment) -> tuple[dict[str, Measured], list[Exception]]:
    """Return what could be computed by code, and what went wrong."""
    found: dict[str, Measured] = {}
    faults: list[Exception] = []
    for code, released in _codes():
        measure = MEASURES.get(code)
        if released:
            found[code] = Measured(why=Why.ONLY_RELEASED)
        elif measure is None:
            found[code] = Measured(why=Why.NOT_COMPUTED)
        elif measure.dated or moment.fresh:
            try:
                found[code] = measure.ask(moment)
            except Exception as fault:  # noqa: BLE001  one indicator does not cost the others
                fault.add_note(f"indicator {code}, month {moment.month}")
                faults.append(fault)
    return found, faults


def _figures_write(moment: Moment, found: Mapping[str, Measured]) -> None:
    """Write what was computed; what was not keeps its row, or gets one that says so."""
    at = now()
    rows = [one.figure(code, moment.month, at) for code, one in found.items()]
    Figure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code", "month"], update_fields=Figure.COMPUTED
    )
    unknown = Measured(why=Why.NOT_RECORDED)
    Figure.objects.bulk_create(
        [unknown.figure(code, moment.month, at) for code, _ in _codes() if code not in found],
        ignore_conflicts=True,
    )


def _units_write(
    moment: Moment, found: Mapping[str, Measured], duties: Mapping[str, DutyMonth]
) -> None:
    """Write a row of each unit of the day; what was not computed keeps its value."""
    here = UnitMonth.objects.filter(month=moment.month)
    before = {row.unit_code: row for row in here.iterator()}
    at = now()
    rows = []
    for code in moment.codes:
        row = before.get(code) or UnitMonth(unit_code=code, month=moment.month)
        values, why = _of_unit(code, found)
        kept = duties.get(code) or DutyMonth()
        known = values.keys() | kept.held.keys()
        row.values = row.values | values
        row.duties = row.duties | kept.held
        row.why = {key: one for key, one in row.why.items() if key not in known} | why | kept.why
        row.computed_at = at
        rows.append(row)
    gone = before.keys() - set(moment.codes)
    here.filter(unit_code__in=gone).delete()
    UnitMonth.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["unit_code", "month"],
        update_fields=["values", "duties", "why", "computed_at"],
    )


def _of_unit(code: str, found: Mapping[str, Measured]) -> tuple[dict[str, Any], dict[str, str]]:
    values = {key: one.units[code] for key, one in found.items() if code in one.units}
    why = {key: one.unit_why[code] for key, one in found.items() if code in one.unit_why}
    return values, why
