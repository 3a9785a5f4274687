"""What the first page says to a data protection officer: that an incident is open, or late."""

from __future__ import annotations

from django import template

from ruangaman.incidents.selectors.register import incident_open_exists, overdue_exists
from ruangaman.people.models import Role, User

register = template.Library()


@register.simple_tag
def incident_alert(user: User) -> str:
    """Return ``late`` or ``open``, or nothing for whoever is no officer."""
    if not user.grants.filter(role=Role.DPO).exists():
        return ""
    if overdue_exists():
        return "late"
    return "open" if incident_open_exists() else ""
