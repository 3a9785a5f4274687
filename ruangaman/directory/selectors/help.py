"""Hotlines, and the services for a need."""

from __future__ import annotations

from django.db.models import QuerySet

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
