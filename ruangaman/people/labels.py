"""In which role and for which team a person stands, in the words the reporter sees."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from ruangaman.people.models import Role, RoleGrant

TEAM_READERS = (Role.CASE_WORKER, Role.FOCAL_POINT)
"""Roles whose holders receive what is sent to their team. A supervisor sees clocks only."""

_ORDER = (*TEAM_READERS, Role.EXAMINER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Standing:
    """``team_ids`` are the teams a person reads for. The words are Indonesian: they are sealed."""

    role: str
    team: str
    team_ids: frozenset[uuid.UUID]

    @property
    def label(self) -> str:
        """Return "Pendamping, UPTD PPA", or the role alone."""
        return f"{self.role}, {self.team}" if self.team else self.role


def standing_of(grants: Iterable[RoleGrant]) -> Standing:
    """Return how a person stands by her grants (with their teams); empty for a non-reader."""
    reading = sorted(
        (grant for grant in grants if grant.role in _ORDER),
        key=lambda grant: (_ORDER.index(Role(grant.role)), grant.team.name if grant.team else ""),
    )
    teams = frozenset(
        grant.team_id for grant in reading if grant.role in TEAM_READERS and grant.team_id
    )
    if not reading:
        return Standing("", "", teams)
    first = reading[0]
    return Standing(role_word(first.role), first.team.short_name if first.team else "", teams)


def role_word(role: str) -> str:
    """Return the Indonesian word for a role, whatever language is spoken now."""
    with override("id"):
        return str(Role(role).label)
