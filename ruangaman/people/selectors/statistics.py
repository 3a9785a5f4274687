"""The statistics key in force, its two holders, and the key that waits for two signatures."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from ruangaman.core.clock import now
from ruangaman.lib.manifest import Statistics
from ruangaman.lib.sealing import PublicKey, fingerprint_of
from ruangaman.lib.statistics import Half, StatisticsKey
from ruangaman.people.models import Role, RoleGrant, StatisticsHalf
from ruangaman.people.selectors.manifest import manifest

NEEDED = 2


@dataclass(frozen=True, slots=True)
class Holding:
    """A half as the pages show it. ``able``: her account is active, and she has the role."""

    user_id: uuid.UUID
    name: str
    office: str
    public: PublicKey
    confirmed: bool
    able: bool


@dataclass(frozen=True, slots=True)
class WaitingKey:
    """Two confirmed halves that the manifest does not vouch for as they are."""

    key: StatisticsKey
    holders: str
    names: tuple[str, str]

    @property
    def fingerprint(self) -> str:
        """What both holders read out."""
        return fingerprint_of(self.key.raw)


def statistics_key() -> Statistics | None:
    """Return the statistics key that two receivers adopted; nothing is sealed to any other."""
    return manifest().statistics(now())


def holdings() -> list[Holding]:
    """Return who holds a half, by name."""
    rows = StatisticsHalf.objects.select_related("user").order_by("user__name", "pk")
    held = RoleGrant.objects.filter(role=Role.STATISTICS).values_list("user_id", flat=True)
    able = set(held)
    return [
        Holding(
            row.user_id,
            row.user.name,
            row.office,
            PublicKey(bytes(row.public)),
            row.confirmed,
            row.user.is_active and row.user_id in able,
        )
        for row in rows
    ]


def statistics_joined(rows: Iterable[Holding]) -> WaitingKey | None:
    """Return the key of two confirmed halves, or None where there are not two."""
    two = [one for one in rows if one.confirmed and one.able]
    if len(two) != NEEDED:
        return None
    try:
        key = StatisticsKey.of(*(Half(one.user_id, one.public) for one in two))
    except ValueError:
        return None
    holders = "; ".join(f"{one.name} ({one.office})" for one in two)
    return WaitingKey(key, holders, (two[0].name, two[1].name))


def statistics_waiting() -> WaitingKey | None:
    """Return the key that nobody has signed as it is; one with both signatures waits no more."""
    joined = statistics_joined(holdings())
    if joined is None:
        return None
    known = manifest()
    newest = known.statistics_keys[-1] if known.statistics_keys else None
    since = known.resets[-1] if known.resets else 0
    adopted = newest is not None and newest.sequence > since and newest.key == joined.key
    return None if adopted else joined
