"""On which page of which room a duty is done, and whose page that is."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from ruangaman.people.models import Role

_NETWORK = frozenset({Role.COORDINATOR.value, Role.HEAD_OF_UNIT.value})
_KEEPERS = frozenset({Role.COORDINATOR.value, Role.CASE_WORKER.value})
_PAGES: dict[str, tuple[str, bool, frozenset[str]]] = {
    "decree": ("network:decree_list", False, _NETWORK),
    "pair": ("network:unit", True, _NETWORK),
    "briefing": ("surveys:briefing_unit", True, _NETWORK),
    "policy": ("policy:register_of", True, _NETWORK),
    "directory": ("directory:calls", False, _KEEPERS),
    "survey": ("surveys:home", False, frozenset({Role.COORDINATOR.value})),
}
"""The name of the address, whether it is a unit's own page, and the roles that open it."""


def duty_page(key: str, code: str, roles: Collection[str]) -> str:
    """Return the address for somebody with these roles; empty where she may not open it."""
    name, of_unit, opens = _PAGES[key]
    if not opens & set(roles):
        return ""
    return reverse(name, args=[code] if of_unit else [])
