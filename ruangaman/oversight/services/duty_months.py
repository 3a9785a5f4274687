"""Counts how many units kept up each duty in a month, for the picture of the province."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q

from ruangaman.core.clock import now
from ruangaman.oversight.models import Figure, UnitMonth
from ruangaman.oversight.selectors.duties import duty_contents
from ruangaman.oversight.selectors.duty_shares import CODE


@transaction.atomic
def duty_sums_write(*, month: dt.date) -> None:
    """Count what was written of the units of a month, in one query.

    ``detail`` has for each duty the units that kept it up, that did not, and that are not known;
    the value is the share of all duties of all units that were kept up.
    """
    keys = [one.key for one in duty_contents()]
    wanted = {f"{word}_{key}": _count(key, held) for key in keys for word, held in _WORDS}
    found = UnitMonth.objects.filter(month=month).aggregate(units=Count("pk"), **wanted)
    detail = {
        key: [kept, gaps, found["units"] - kept - gaps]
        for key in keys
        for kept, gaps in [(found[f"kept_{key}"], found[f"gap_{key}"])]
    }
    kept = sum(counted[0] for counted in detail.values())
    known = kept + sum(counted[1] for counted in detail.values())
    figure = Figure(
        code=CODE,
        month=month,
        value=round(100 * kept / known, 2) if known else None,
        numerator=kept,
        denominator=known,
        why="" if known else "not_recorded",
        detail=detail,
        computed_at=now(),
    )
    Figure.objects.bulk_create(  # update_or_create writes the month too, which nobody may change
        [figure],
        update_conflicts=True,
        unique_fields=["code", "month"],
        update_fields=Figure.COMPUTED,
    )


_WORDS = (("kept", True), ("gap", False))


def _count(key: str, held: bool) -> Count:
    return Count("pk", filter=Q(**{f"duties__{key}": held}))
