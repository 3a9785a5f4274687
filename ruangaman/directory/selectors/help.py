"""Hotlines, and the services for a need."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from ruangaman.directory.entries import service_entries
from ruangaman.directory.models import Hotline, Service

_WHOLE_AREA = "*"
_NEAREST_FIRST = {"kab": 0, "prov": 1, "nasional": 2}


def hotlines() -> QuerySet[Hotline]:
    """Return the hotlines in the order of the pack."""
    return Hotline.objects.filter(active=True).order_by("position")


def services_for(*, need: str = "", region: str = "") -> list[Service]:
    """Return services for a need in a region (codes; empty means any), the nearest first.

    Nearest: of the regency or city, then of the province, then national; within these in the
    order of the pack.
    """
    found = [
        service
        for service in Service.objects.filter(active=True).order_by("position")
        if (not need or need in service.needs)
        and (not region or region in service.regions or _WHOLE_AREA in service.regions)
    ]
    return sorted(found, key=lambda service: _NEAREST_FIRST.get(service.level, 3))


def service_duties(keys: Collection[str]) -> dict[str, str]:
    """Return whom each service must tell, by its code; in no query for no service."""
    if not keys:
        return {}
    rows = list(Service.objects.filter(pk__in=keys))
    entries = service_entries(rows, list(hotlines()))
    return {row.pk: entry.duty for row, entry in zip(rows, entries, strict=True)}
