"""In which role and for which team a person stands, in the words the reporter sees."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import override

from ruangaman.people.models import Role

TEAM_READERS = (Role.CASE_WORKER, Role.FOCAL_POINT)
"""Roles whose holders receive what is sent to their team. A supervisor sees clocks only."""

_OF_THE_DINAS = (Role.COORDINATOR, Role.HEAD_OF_DINAS)
_ORDER = (*TEAM_READERS, Role.EXAMINER, Role.SUPERVISOR)


HELD = (
    *("role", "team_id", "team__name", "team__short_name", "team__organisation"),
    *("team__code", "team__kind", "team__unit_code"),
)
"""The columns of a grant that ``Held`` is made of."""


class Held(NamedTuple):
    """A grant and what is needed of its team; without a team, the rest is None."""

    role: str
    team_id: uuid.UUID | None
    team_name: str | None
    team_short_name: str | None
    organisation: str | None
    code: str | None = None
    kind: str | None = None
    unit_code: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands. The words are Indonesian: they are sealed.

    ``team_ids`` are the teams she reads for; ``organisations`` are all she belongs to in any
    role, by the answers of the conflict question (``uptd_ppa``, ``dinas``, ``fokal_point``).
    """

    role: str
    team: str
    team_ids: frozenset[uuid.UUID]
    organisations: frozenset[str] = frozenset()
    bridge_only: bool = False

    @property
    def label(self) -> str:
        """Return "Pendamping, UPTD PPA", or the role alone."""
        return role_in_team(self.role, self.team)


def standing_of(grants: Iterable[Held]) -> Standing:
    """Return how a person stands by her grants; empty for a non-reader."""
    held = list(grants)
    reading = sorted(
        (grant for grant in held if grant.role in _ORDER),
        key=lambda grant: (_ORDER.index(Role(grant.role)), grant.team_name or ""),
    )
    teams = frozenset(
        grant.team_id for grant in reading if grant.role in TEAM_READERS and grant.team_id
    )
    organisations = _organisations(held)
    if not reading:
        return Standing("", "", teams, organisations)
    first = reading[0]
    team = first.team_short_name or ""
    bridge_only = all(grant.role == Role.FOCAL_POINT for grant in reading)
    return Standing(role_word(first.role), team, teams, organisations, bridge_only)


def _organisations(grants: Iterable[Held]) -> frozenset[str]:
    """Coordinator and head of the Dinas belong to it without a team."""
    found = {"dinas" if grant.role in _OF_THE_DINAS else "" for grant in grants}
    found |= {grant.organisation or "" for grant in grants}
    return frozenset(found - {""})


def role_in_team(role: str, team: str) -> str:
    """Join a role and its team; a team that is named after the role stands alone."""
    if not team:
        return role
    return team if team.startswith(role) else f"{role}, {team}"


@lru_cache(maxsize=len(Role))
def role_word(role: str) -> str:
    """Return the Indonesian word for a role, whatever language is spoken now."""
    with override("id"):
        return str(Role(role).label)
