"""Whether anybody could read what is written here."""

from __future__ import annotations

from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_kinds

_OFFERED = frozenset({Team.Kind.UPTD_PPA, Team.Kind.FOCAL_POINT})


def somebody_can_read() -> bool:
    """Say whether a team that a reporter may choose has somebody who can read."""
    return not ready_kinds().isdisjoint(_OFFERED)
