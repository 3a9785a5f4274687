"""Who notes contacts: focal points, and the desks and phones of receiving teams."""

from __future__ import annotations

from ruangaman.people.access import View, reader_required, role_required
from ruangaman.people.models import Role

contact_role_required = role_required(Role.CASE_WORKER, Role.FOCAL_POINT)
"""For those who note contacts; their vault may be closed."""


def contacts_required(view: View) -> View:
    """Keep a page for those who note contacts, with an open vault."""
    return contact_role_required(reader_required(view))
