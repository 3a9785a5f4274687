"""Units whose focal points can read what is sent to them."""

from __future__ import annotations

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import units_in_force
from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_teams


def ready_units() -> list[Unit]:
    """Return today's units with a ready focal point, in the order of the pack, in two queries."""
    teams = {team.pk for team in ready_teams(Team.Kind.FOCAL_POINT)}
    return [unit for unit in units_in_force() if unit.team_id in teams] if teams else []
