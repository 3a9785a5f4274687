"""In which role and for which team a person stands, in the words the reporter sees."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import override

from ruangaman.people.models import Role, Team

TEAM_READERS = (Role.CASE_WORKER, Role.FOCAL_POINT)
"""Roles whose holders receive what is sent to their team. A supervisor sees clocks only."""

NO_RECEIVERS = (Team.Kind.FOCAL_POINT, Team.Kind.EXAMINER)
"""Kinds of teams that are not counted among those that must always have two receivers."""

MENDED_WITHIN = dt.timedelta(days=1)
"""So long what a focal point was given waits unopened, after her time is over, to be emptied."""

_OF_THE_DINAS = (Role.COORDINATOR, Role.HEAD_OF_DINAS)
_ORDER = (*TEAM_READERS, Role.EXAMINER, Role.SUPERVISOR)


HELD = (
    *("role", "team_id", "team__name", "team__short_name", "team__organisation", "team__kind"),
    *("receives_until", "reads_until", "team__code", "team__unit_code"),
)
"""The columns of a grant that ``Held`` is made of."""


class Held(NamedTuple):
    """A grant and what is needed of its team; without a team, the rest is None."""

    role: str
    team_id: uuid.UUID | None
    team_name: str | None
    team_short_name: str | None
    organisation: str | None
    kind: str | None
    receives_until: dt.date | None
    reads_until: dt.date | None
    code: str | None = None
    unit_code: str | None = None

    def receives(self, day: dt.date) -> bool:
        """Say whether its holder is offered to reporters on ``day``: focal points up to theirs."""
        return not self._by_day or (self.receives_until is not None and self.receives_until >= day)

    def keeps(self, day: dt.date) -> bool:
        """Say whether what its holder was given is left to her on ``day``, opened or not.

        It is hers for a day longer than she may open it, so that a wrong entry can be mended; and
        as long as she was never ready, because nothing has ended then.
        """
        over = self.reads_until is not None and self.reads_until < day - MENDED_WITHIN
        return not (self._by_day and over)

    @property
    def _by_day(self) -> bool:
        """A team of focal points is read by focal points only: another role has no day there."""
        return self.role == Role.FOCAL_POINT or self.kind == Team.Kind.FOCAL_POINT


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands. The words are Indonesian: they are sealed.

    ``team_ids`` are the teams she reads for by her roles, on whatever day; ``organisations`` are
    all she belongs to in any role, by the answers of the conflict question (``uptd_ppa``,
    ``dinas``, ``fokal_point``). Where days count: ``receiving`` and ``keeping``.
    """

    role: str
    team: str
    team_ids: frozenset[uuid.UUID]
    organisations: frozenset[str] = frozenset()
    bridge_only: bool = False
    held: tuple[Held, ...] = ()

    def receiving(self, day: dt.date) -> frozenset[uuid.UUID]:
        """Return the teams for which something may be sealed to her on ``day``."""
        return self.team_ids & {one.team_id for one in self.held if one.receives(day)}

    def keeping(self, day: dt.date) -> frozenset[uuid.UUID]:
        """Return the teams through which she keeps on ``day`` what she was given."""
        return self.team_ids & {one.team_id for one in self.held if one.keeps(day)}

    def stopped(self, day: dt.date) -> bool:
        """Say whether she reads as a focal point only, and is none to whom one may turn."""
        return self.bridge_only and not self.receiving(day)

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
    return Standing(
        role_word(first.role), team, teams, organisations, bridge_only, held=tuple(reading)
    )


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
