"""Until when a focal point may be told, and may keep what she was told: days in her role.

What they rest on (decree, certificate, leave) is known to the room of the network, which stands
above this one. It computes the days and writes them down here; this room and ``duty`` ask it to,
whenever something changes that the days depend on.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from ruangaman.people.models import Role, RoleGrant

_asked: dict[str, Callable[[Collection[uuid.UUID]], object]] = {}


class Days(NamedTuple):
    """The last day on which somebody receives, and the last on which she keeps what she has.

    None: not today, and not until the days are written again; ``reads`` None: never so far.
    """

    receives: dt.date | None
    reads: dt.date | None


NEVER = Days(None, None)


def also_computed(room: str, compute: Callable[[Collection[uuid.UUID]], object]) -> None:
    """Let a room above this one compute the days of people when this one asks for it."""
    _asked[room] = compute


def receiving_ask(user_ids: Collection[uuid.UUID]) -> None:
    """Have the days of these people computed anew, inside the caller's transaction."""
    for compute in _asked.values():
        compute(user_ids)


def grants_held(users: Collection[uuid.UUID] | None) -> list[RoleGrant]:
    """Return the roles of focal points, held until the end of the transaction, ``users`` or all.

    Held before the facts are read: of two who compute at once the second sees what the first did.
    """
    grants = RoleGrant.objects.select_for_update().filter(role=Role.FOCAL_POINT)
    if users is not None:
        grants = grants.filter(user__in=users)
    return list(grants.order_by("pk"))


def receiving_write(
    *,
    grants: Collection[RoleGrant],
    days: Mapping[tuple[uuid.UUID, uuid.UUID], Days],
    today: dt.date,
) -> int:
    """Write the days of ``grants``, by (user, team); whoever is not in ``days`` has none.

    Who kept something until now has kept it until yesterday. Returns how many changed. The caller
    holds the transaction and writes the audit event.
    """
    changed = []
    for grant in grants:
        found = days.get((grant.user_id, grant.team_id), NEVER) if grant.team_id else NEVER
        if found.reads is None and grant.reads_until:
            found = Days(None, min(grant.reads_until, today - dt.timedelta(days=1)))
        if found != Days(grant.receives_until, grant.reads_until):
            grant.receives_until, grant.reads_until = found
            changed.append(grant)
    RoleGrant.objects.bulk_update(changed, ["receives_until", "reads_until"], batch_size=500)
    return len(changed)
