"""Who comes to the desk. What a person may read is decided by the boxes alone."""

from __future__ import annotations

from ruangaman.people.access import View, reader_required, role_required
from ruangaman.people.models import Role

case_role_required = role_required(Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER)
"""For those who read cases; their vault may be closed."""

team_clocks_required = role_required(Role.SUPERVISOR)
"""For those who lead a team: clocks only."""


def cases_required(view: View) -> View:
    """Keep a page for those who read cases, with an open vault."""
    return case_role_required(reader_required(view))
