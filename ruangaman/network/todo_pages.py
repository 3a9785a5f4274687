"""On which page something is done."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from ruangaman.network.selectors.todo import Todo
from ruangaman.network.unit_facts import NETWORK
from ruangaman.people.models import Role


def todo_page(todo: Todo, roles: Collection[str] = NETWORK) -> str:
    """Return where it is done: in a room above, at the decree, the person, or the unit.

    Empty where nobody with these ``roles`` opens that page.
    """
    if todo.href:
        return todo.href
    if not NETWORK & set(roles):
        return ""
    if todo.decree:
        return reverse("network:decree", args=[todo.decree])
    if todo.person:
        return reverse("network:person", args=[todo.person])
    if Role.COORDINATOR not in roles:
        return reverse("network:coverage")
    return reverse("network:unit", args=[todo.unit_code])
