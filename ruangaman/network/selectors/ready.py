"""Units whose focal points can read what is sent to them."""

from __future__ import annotations

from collections.abc import Iterable

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_teams
from ruangaman.people.selectors.signed_teams import unit_names


def ready_units() -> list[Unit]:
    """Return today's units with a ready focal point, by the pack. Six queries for any number."""
    teams = {team.pk for team in ready_teams(Team.Kind.FOCAL_POINT)}
    if not teams:
        return []
    return units_named(unit for unit in units_in_force() if unit.team_id in teams)


def units_named(units: Iterable[Unit]) -> list[Unit]:
    """Return the units as reporters see them: called as their focal points were signed.

    They are for reading: never save one.
    """
    named = list(units)
    for unit, name in zip(named, unit_names((u.code, u.name) for u in named), strict=True):
        unit.name = name
    return named
