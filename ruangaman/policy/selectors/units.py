"""Reads the units whose policy somebody keeps."""

from __future__ import annotations

from ruangaman.network.models import Unit
from ruangaman.network.permissions import units_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import User


def own_units(user: User) -> list[Unit]:
    """Return the units somebody heads or is a focal point of, by name."""
    return list(units_in_force().filter(code__in=units_of(user)).order_by("name"))


def unit_name(code: str) -> str:
    """Return the newest name of a unit, of one that is no more too; else its code."""
    rows = Unit.objects.filter(code=code).order_by("-pk")
    return rows.values_list("name", flat=True).first() or code
