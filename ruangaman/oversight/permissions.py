"""Who sees what of oversight: figures of prevention by unit, and released figures."""

from __future__ import annotations

from ruangaman.people.access import role_required
from ruangaman.people.models import Role

WATCHES = (Role.COORDINATOR, Role.HEAD_OF_DINAS)
"""Roles that see the province: indicators, units, consistency."""

watches_required = role_required(*WATCHES)
"""For the pages about the province."""

unit_required = role_required(*WATCHES, Role.HEAD_OF_UNIT)
"""For the pages about one unit; a head's own only."""

keeper_required = role_required(Role.COORDINATOR)
"""For what is written here: agreements, reports, reviews, keys of partners."""

holder_required = role_required(Role.STATISTICS)
"""For the two who open the coded records."""

RELEASED = (*WATCHES, Role.PARTNER)
"""Roles that read released figures and reports to partners."""

released_required = role_required(*RELEASED)
"""For what is released."""

HOME = (*RELEASED, Role.STATISTICS, Role.HEAD_OF_UNIT)
"""Roles that have anything of this room."""

home_required = role_required(*HOME)
"""For the first page: each role is shown its own part."""

releaser_required = role_required(Role.HEAD_OF_DINAS)
"""For whoever releases what a coordinator proposed."""

gate_required = role_required(*RELEASED, Role.STATISTICS)
"""For the pages of the gate: those who open, propose, release, and read what is released."""
