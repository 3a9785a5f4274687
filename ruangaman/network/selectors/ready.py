"""Units whose focal points can read what is sent to them.

Of thirty thousand units no page needs all: whoever asks says how many, or for which.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import units_in_force, units_matching
from ruangaman.people.models import Team
from ruangaman.people.selectors.able import Able, able_now, keys_vouched
from ruangaman.people.selectors.signed_teams import unit_names

FEW = 500
"""So many teams are named in a query; of more, units are read until enough are found."""


def ready_team_ids() -> frozenset[uuid.UUID]:
    """Return the active focal-point teams in which somebody can read."""
    return frozenset(one.team_id for one in _focal(able_now()))


def unit_readers() -> frozenset[tuple[uuid.UUID, str]]:
    """Return who can read what is sent to which unit's focal points, ready or not.

    Pairs of account and code of the unit: a role in another unit's team is none in this one.
    """
    return frozenset((one.user_id, one.unit_code) for one in _focal(keys_vouched()))


def unit_readers_text() -> frozenset[tuple[str, str]]:
    """Return ``unit_readers`` with each account as a query casts its id to text.

    For thousands of rows at once: a UUID is made and hashed slowly.
    """
    return frozenset((one.user_text, one.unit_code) for one in _focal(keys_vouched()))


def _focal(able: Iterable[Able]) -> Iterator[Able]:
    return (one for one in able if one.active and one.kind == Team.Kind.FOCAL_POINT)


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
        return units_named(units.filter(team__in=teams)[:limit])
    held = (unit for unit in units.iterator() if unit.team_id in teams)
    return units_named(islice(held, limit))


def units_named(units: Iterable[Unit]) -> list[Unit]:
    """Return the units as reporters see them: called as their focal points were signed.

    They are for reading: never save one.
    """
    named = list(units)
    for unit, name in zip(named, unit_names((u.code, u.name) for u in named), strict=True):
        unit.name = name
    return named
