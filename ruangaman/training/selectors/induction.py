"""The induction: its content, the link of a unit, and its numbers, shown from five on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.training.induction_links import MOST_TYPED, link_index, link_open
from ruangaman.training.models import Content, InductionCount, InductionLink
from ruangaman.training.selectors.content import contents

LEAST_SHOWN = 5
"""Below, only "fewer than five": a first figure in a small unit would point at somebody."""

MONTHS = 12


@dataclass(frozen=True, slots=True)
class UnitInduction:
    """A unit with its link in force and how many ended in the last twelve months."""

    unit: Unit
    since: dt.date | None
    number: int | None


def induction_content() -> Content | None:
    """Return the induction of the pack, if it has one."""
    return next(iter(contents(Content.Kind.INDUCTION)), None)


def link_found(typed: str) -> InductionLink | None:
    """Return the link, in force or ended, that stands in an address; None for no such link."""
    if len(typed) > MOST_TYPED:
        return None
    return InductionLink.objects.filter(token_index=link_index(typed)).defer("sealed").first()


def link_in_force(unit: Unit) -> InductionLink | None:
    """Return the link that a unit has now."""
    return InductionLink.objects.filter(unit_code=unit.code, ended_on=None).first()


def link_secret(link: InductionLink) -> str:
    """Return the secret of a link; empty when it does not open."""
    return link_open(link.sealed, unit=link.unit_code)


def shown(number: int) -> int | None:
    """Return a number that may be shown; None below five, none at all included."""
    return number if number >= LEAST_SHOWN else None


def inductions(units: Sequence[Unit]) -> list[UnitInduction]:
    """Return the units with link and number, in two queries."""
    codes = [unit.code for unit in units]
    since = dict(
        InductionLink.objects.filter(unit_code__in=codes, ended_on=None).values_list(
            "unit_code", "since"
        )
    )
    numbers = _numbers(codes)
    return [
        UnitInduction(unit, since.get(unit.code), shown(numbers.get(unit.code, 0)))
        for unit in units
    ]


def induction_total(codes: Collection[str] | None = None) -> int | None:
    """Return how many ended in the last twelve months, in all units or these; None below five."""
    rows = InductionCount.objects.filter(month__gt=_before())
    if codes is not None:
        rows = rows.filter(unit_code__in=codes)
    return shown(rows.aggregate(all=Sum("number"))["all"] or 0)


def _numbers(codes: Collection[str]) -> dict[str, int]:
    rows = InductionCount.objects.filter(unit_code__in=codes, month__gt=_before())
    return dict(rows.values_list("unit_code").annotate(all=Sum("number")))


def _before() -> dt.date:
    """Return the first day of the same month a year ago: twelve months begin after it."""
    today = timezone.localdate()
    return today.replace(year=today.year - 1, day=1)
