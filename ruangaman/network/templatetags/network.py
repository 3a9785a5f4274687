"""What pages of other rooms say about the network."""

from __future__ import annotations

from django import template
from django.utils import timezone

from ruangaman.network.selectors.todo import Kind, Todo, todo_for
from ruangaman.people.models import User

register = template.Library()
MOST = 5
_ELSEWHERE = (Kind.SIGN, Kind.CHECK, Kind.DECLARE)
"""Stand on the same page as cards that lead there."""


@register.simple_tag
def network_todo(user: User) -> list[Todo]:
    """Return the most pressing of what somebody has to do in the network."""
    if not user.is_authenticated:
        return []
    found = todo_for(user, timezone.localdate())
    return [one for one in found if one.kind not in _ELSEWHERE][:MOST]
