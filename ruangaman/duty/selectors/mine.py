"""What somebody sees of her own notices."""

from __future__ import annotations

from ruangaman.duty.addresses import address_open
from ruangaman.duty.models import Address, Notice
from ruangaman.people.models import User

SHOWN = 10


def addresses_of(user: User) -> list[tuple[Address, str]]:
    """Return somebody's addresses, each with what it is."""
    rows = Address.objects.filter(user=user).select_related("user").order_by("channel")
    return [(row, address_open(row)) for row in rows]


def letters_of(user: User) -> list[Notice]:
    """Return the last letters to somebody, newest first."""
    rows = Notice.objects.filter(address__user=user).select_related("address")
    return list(rows.order_by("-due_at", "address__channel")[:SHOWN])
