"""What pages of other rooms say about the network."""

from __future__ import annotations

from django import template
from django.utils import timezone

from ruangaman.network.selectors.todo import Todo, todo_for
from ruangaman.people.models import User

register = template.Library()
MOST = 5


@register.simple_tag
def network_todo(user: User) -> list[Todo]:
    """Return the most pressing of what somebody has to do in the network."""
    return todo_for(user, timezone.localdate())[:MOST] if user.is_authenticated else []
