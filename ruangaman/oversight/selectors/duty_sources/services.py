"""Whether the services that people of a unit would be sent to had been checked by a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from ruangaman.directory.models import Service, ServiceChange
from ruangaman.oversight.selectors.duty_sources import KEPT, LACKING, Told

EVERYWHERE = "*"
Kind = ServiceChange.Kind
_SHOWN = {Kind.ADDED: True, Kind.RESTORED: True, Kind.RETIRED: False, Kind.CLOSED: False}
"""What a change says about whether a service is in the lists after it."""


class _Change(NamedTuple):
    kind: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class _Checked:
    """A service on a day: where it serves, and whether its check counted (None: not known)."""

    regions: tuple[str, ...]
    fresh: bool | None


class Directory:
    """The services on a day; ``least`` of a hundred in a region must have been checked."""

    def __init__(self, day: dt.date, days: int, least: int, *, now: bool) -> None:
        """Read services and, for an earlier day, what was done to them since: two queries."""
        self._least = least
        changes = {} if now else _changes()
        oldest = day - dt.timedelta(days=days)
        self._found = list(_checked(day, oldest, changes))
        self._told: dict[str, Told] = {}

    def told(self, region: str) -> Told:
        """Say how it stood in a region; without one, what serves the whole province counts."""
        if region not in self._told:
            self._told[region] = self._share(region)
        return self._told[region]

    def _share(self, region: str) -> Told:
        here = [one.fresh for one in self._found if {region, EVERYWHERE} & set(one.regions)]
        if not here:
            return None, "no_services"
        needed = self._least * len(here)
        if 100 * here.count(True) >= needed:
            return KEPT
        return (
            (None, "checked_since") if 100 * (len(here) - here.count(False)) >= needed else LACKING
        )


def _checked(
    day: dt.date, oldest: dt.date, changes: dict[str, list[_Change]]
) -> Iterable[_Checked]:
    rows = Service.objects.order_by().values_list(
        "code", "regions", "verified_on", "verified_by", "active"
    )
    for code, regions, on, by, active in rows:
        done = changes.get(code, [])
        if _shown(day, active, done):
            yield _Checked(tuple(regions), _fresh(day, oldest, on if by else None, done))


def _shown(day: dt.date, active: bool, done: Sequence[_Change]) -> bool:
    """Say whether a service was in the lists: by the last change before, else the first after."""
    said = [one for one in done if one.kind in _SHOWN]
    before = [one for one in said if one.day <= day]
    if before:
        return _SHOWN[Kind(before[-1].kind)]
    return not _SHOWN[Kind(said[0].kind)] if said else active


def _fresh(
    day: dt.date, oldest: dt.date, on: dt.date | None, done: Sequence[_Change]
) -> bool | None:
    """Say whether a check counted on ``day``; None where a later change took the record of it.

    A check is only ever replaced by a newer one or taken away: one that is still there on or
    before ``day`` was the last then.
    """
    if on is not None and on <= day:
        return on >= oldest
    if on is None and not any(one.day > day for one in done):
        return False
    checks = [one for one in done if one.day <= day and one.kind in _SAY]
    if not checks or checks[-1].kind in _EITHER:
        return None
    return checks[-1].kind == Kind.CONFIRMED and checks[-1].day >= oldest


_SAY = (Kind.ADDED, Kind.CHANGED, Kind.CONFIRMED, Kind.RESTORED, Kind.TAKEN)
_EITHER = (Kind.ADDED, Kind.CHANGED)
"""Whether the service was asked at these stands nowhere but in the check itself."""


def _changes() -> dict[str, list[_Change]]:
    found: defaultdict[str, list[_Change]] = defaultdict(list)
    rows = ServiceChange.objects.order_by("at", "pk").values_list("service", "kind", "at")
    for code, kind, at in rows:
        found[code].append(_Change(kind, timezone.localdate(at)))
    return found
