"""The regions of the province."""

from __future__ import annotations

from django.db.models import QuerySet

from ruangaman.core.models import Region


def regions() -> QuerySet[Region]:
    """Return the regions by name: regencies first, then cities."""
    return Region.objects.order_by("kind", "name")
