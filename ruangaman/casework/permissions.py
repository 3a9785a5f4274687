"""Who comes to the desk. What a person may read is decided by the boxes alone."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from ruangaman.people.access import View, reader_required, role_required
from ruangaman.people.models import Role
from ruangaman.people.permissions import holds_role

case_role_required = role_required(Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER)
"""For those who read cases; their vault may be closed."""

team_clocks_required = role_required(Role.SUPERVISOR)
"""For those who lead a team: clocks only."""

workers_required = role_required(Role.CASE_WORKER)
"""For who works in a receiving team: what she says of her own load."""

overdue_required = role_required(Role.COORDINATOR)
"""For who keeps the network: one yes or no for each receiving team."""


_ending_role_required = role_required(
    Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER, Role.SUPERVISOR
)


def endings_required(view: View) -> View:
    """Keep a page for those who see to the end of reports.

    Readers need an open vault, because their boxes say what they may know of. A supervisor who
    reads nothing herself needs none.
    """

    @_ending_role_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reads = holds_role(request.user, (Role.CASE_WORKER, Role.FOCAL_POINT, Role.EXAMINER))
        return (reader_required(view) if reads else view)(request, *args, **kwargs)

    return guarded


def examinations_required(view: View) -> View:
    """Keep a page for examiners, with an open vault."""
    return role_required(Role.EXAMINER)(reader_required(view))


def cases_required(view: View) -> View:
    """Keep a page for those who read cases, with an open vault."""
    return case_role_required(reader_required(view))
