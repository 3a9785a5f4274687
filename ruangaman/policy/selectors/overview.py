"""Which units have assessed themselves in a year, and what that says of the province alone.

No list here has a unit's points beside another's: units are not ranked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Avg, Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import in_force_on, unit_names, units_matching
from ruangaman.policy.models import Answer, Assessment

State = Assessment.State


class Standing(models.TextChoices):
    """How far a unit's self-assessment of a year is."""

    NONE = "none", _("Belum dimulai")
    DRAFT = "draft", _("Draf")
    SUBMITTED = "submitted", _("Dikirim")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Diverifikasi")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the year with how far it is."""

    code: str
    name: str
    standing: Standing
    submitted_on: dt.date | None
    verified_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Province:
    """Indicator P2: points of all verified self-assessments of a year.

    ``standards`` are the means by standard. Everything is None or empty while none is verified.
    """

    verified: int
    mean: float | None
    least: int | None
    standards: Mapping[str, float]


def units_of_year(year: int, text: str = "", standing: str = "") -> QuerySet[Unit]:
    """Return the newest row of every unit that was there in ``year``, by name."""
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), timezone.localdate())
    begun = Q(valid_from=None) | Q(valid_from__lte=max(first, last))
    there = Unit.objects.filter(begun, Q(valid_to=None) | Q(valid_to__gte=first))
    newest = there.order_by().values("code").annotate(row=Max("pk")).values("row")
    found = Unit.objects.filter(pk__in=newest).order_by("name", "pk")
    if text.strip():
        found = units_matching(found, text)
    sent = Assessment.objects.filter(year=year)
    if standing == Standing.NONE:
        return found.exclude(code__in=sent.values("unit_code"))
    if standing:
        return found.filter(code__in=sent.filter(state=standing).values("unit_code"))
    return found


def rows_of(units: Collection[Unit], year: int) -> list[Row]:
    """Return these units with how far each is, in one query."""
    sent = {
        one.unit_code: one
        for one in Assessment.objects.filter(year=year, unit_code__in=[u.code for u in units])
    }
    return [_row(unit, sent.get(unit.code)) for unit in units]


def counted(year: int) -> dict[str, int]:
    """Return how many units of a year stand where, by ``Standing``."""
    units = units_of_year(year)
    found = dict.fromkeys(Standing.values, 0)
    there = Assessment.objects.filter(year=year, unit_code__in=units.order_by().values("code"))
    found |= dict(there.values("state").annotate(many=Count("pk")).values_list("state", "many"))
    found[Standing.NONE] = units.count() - sum(found.values())
    return found


def province(year: int) -> Province:
    """Return mean and least points of the province, verified self-assessments only."""
    given = Answer.objects.filter(
        assessment__year=year, assessment__state=State.VERIFIED, view=Answer.View.STANDARD
    ).annotate(counts=Coalesce("found", "score"))
    sums = given.values("assessment").annotate(total=Sum("counts"))
    told = sums.aggregate(mean=Avg("total"), least=Min("total"), many=Count("assessment"))
    by_key = given.values("key").annotate(mean=Avg("counts")).values_list("key", "mean")
    return Province(
        verified=told["many"],
        mean=told["mean"],
        least=told["least"],
        standards={key: mean for key, mean in by_key if mean is not None},
    )


def years_known() -> list[int]:
    """Return the years that can be looked at, the newest first: this one and all with any."""
    known = set(Assessment.objects.order_by().values_list("year", flat=True).distinct())
    return sorted(known | {timezone.localdate().year}, reverse=True)


def waiting() -> QuerySet[Assessment]:
    """Return what waits for the coordinator, the oldest first."""
    return Assessment.objects.filter(state=State.SUBMITTED).order_by("submitted_on", "unit_code")


def own_rows(codes: Collection[str], year: int) -> Sequence[Row]:
    """Return the units of a head or focal point with how far each is."""
    today = timezone.localdate()
    names = unit_names(codes)
    last = Unit.objects.filter(code__in=set(codes) - names.keys()).exclude(in_force_on(today))
    names |= dict(last.order_by("pk").values_list("code", "name"))
    sent = {one.unit_code: one for one in Assessment.objects.filter(year=year, unit_code__in=names)}
    return [_told(code, name, sent.get(code)) for code, name in sorted(names.items(), key=_name)]


def _row(unit: Unit, one: Assessment | None) -> Row:
    return _told(unit.code, unit.name, one)


def _told(code: str, name: str, one: Assessment | None) -> Row:
    if one is None:
        return Row(code, name, Standing.NONE, None, None)
    return Row(code, name, Standing(one.state), one.submitted_on, one.verified_on)


def _name(pair: tuple[str, str]) -> str:
    return pair[1]
