"""P1 to P3: policy, posters, signed code; points of self-assessments; clauses in contracts."""

from __future__ import annotations

from django.db.models import Sum
from django.db.models.functions import Coalesce

from ruangaman.lib.testing import mean
from ruangaman.network.selectors.units import units_in_force
from ruangaman.oversight.models import ContractCheck
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures.moment import (
    WHOLE,
    YEAR,
    Measured,
    Moment,
    share,
    units_with,
)
from ruangaman.policy.models import Answer, Assessment, Document
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.selectors.signatures import units_signed

_POLICY = (Document.Kind.CIRCULAR, Document.Kind.CODE)


def p1(moment: Moment) -> Measured:
    """Units with policy in force, posters put up and the code signed, all three."""
    enough = moment.limit("P1", "signed")
    if enough is None:
        return Measured(
            why=Why.NO_LIMIT,
            units=dict.fromkeys(moment.codes),
            unit_why=dict.fromkeys(moment.codes, Why.NO_LIMIT),
        )
    policy, posters = _documents()
    signed = _signed(moment, enough)
    if PROVINCE in policy:
        policy |= set(moment.codes)
    parts = {"policy": policy, "posters": posters, "signed": signed}
    many = len(moment.codes) or 1
    detail = {key: WHOLE * len(having & set(moment.codes)) / many for key, having in parts.items()}
    return units_with(moment, (policy & posters & signed).__contains__, detail)


def p2(moment: Moment) -> Measured:
    """Mean and least points of each unit's newest assessment verified within a year.

    A unit's own value says only that there is one: points never stand beside a unit's name.
    """
    points = _points(moment)
    units: dict[str, float | None] = {
        code: WHOLE if code in points else 0.0 for code in moment.codes
    }
    counted = [found for code, found in points.items() if code in units]
    if not counted:
        return Measured(why=Why.NO_ASSESSMENT, units=units)
    return Measured(
        mean(counted),
        denominator=len(counted),
        detail={"least": float(min(counted)), "assessed": float(len(counted))},
        units=units,
    )


def p3(moment: Moment) -> Measured:
    """Contracts with the clause, of the newest sample looked at within a year."""
    found = (
        ContractCheck.objects.filter(
            withdrawn=False, day__gt=moment.day - YEAR, day__lte=moment.day
        )
        .order_by("-day", "-pk")
        .first()
    )
    if found is None:
        return Measured(why=Why.NO_SAMPLE)
    return share(found.having, found.checked, why=Why.NO_SAMPLE)


def _documents() -> tuple[set[str], set[str]]:
    """Return which units (an empty code: the province) have policy, and posters (one query)."""
    rows = Document.objects.filter(
        state=Document.State.IN_FORCE, kind__in=[*_POLICY, Document.Kind.POSTER]
    ).values_list("unit_code", "kind")
    policy, posters = set[str](), set[str]()
    for unit, kind in rows:
        (posters if kind == Document.Kind.POSTER else policy).add(unit)
    return policy, posters - {PROVINCE}


def _signed(moment: Moment, enough: int) -> set[str]:
    """Return the units where so many of a hundred staff known signed the words of today."""
    content = pledge_content()
    if content is None:
        return set()
    found = units_signed(list(units_in_force(moment.day)), content)
    return {one.unit.code for one in found if (one.percent or 0) >= enough}


def _points(moment: Moment) -> dict[str, int]:
    """Return the points by unit (one query)."""
    rows = (
        Answer.objects.filter(
            assessment__state=Assessment.State.VERIFIED,
            assessment__verified_on__gt=moment.day - YEAR,
            assessment__verified_on__lte=moment.day,
            view=Answer.View.STANDARD,
        )
        .values("assessment__unit_code", "assessment__year")
        .annotate(total=Sum(Coalesce("found", "score")))
        .order_by("assessment__year")
    )
    return {one["assessment__unit_code"]: one["total"] or 0 for one in rows}
