"""Units whose focal points can read what is sent to them.

Of thirty thousand units no page needs all: whoever asks says how many, or for which.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from itertools import islice

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import units_in_force, units_matching
from ruangaman.people.models import Team
from ruangaman.people.selectors.recipients import able_now

FEW = 500
"""So many teams are named in a query; of more, units are read until enough are found."""


def ready_team_ids() -> frozenset[uuid.UUID]:
    """Return the active focal-point teams in which somebody can read."""
    able = able_now()
    return frozenset(
        one.team_id for one in able if one.active and one.kind == Team.Kind.FOCAL_POINT
    )


def ready_units(limit: int, *, text: str = "", without: Collection[str | None] = ()) -> list[Unit]:
    """Return the first of today's units with a ready focal point, in the order of the pack.

    With ``text`` those that match, the best first; never those whose code is in ``without``.
    """
    teams = ready_team_ids()
    if not teams:
        return []
    units = units_in_force()
    if text.strip():
        units = units_matching(units, text)
    if without:
        units = units.exclude(code__in=[code for code in without if code])
    if len(teams) <= FEW:
        return list(units.filter(team__in=teams)[:limit])
    return list(islice((unit for unit in units.iterator() if unit.team_id in teams), limit))
