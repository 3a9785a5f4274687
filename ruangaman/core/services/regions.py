"""Writes the regions of the pack."""

from __future__ import annotations

from collections.abc import Iterable

from ruangaman.core.models import Region
from ruangaman.core.services.reference import Changes, reference_write, source_fields
from ruangaman.lib import pack

_REGION = (
    "kind",
    "name",
    "capital",
    "capital_mark",
    "population",
    "area_km2",
    "districts",
    "villages",
)


def regions_write(*, regions: Iterable[pack.Region]) -> Changes:
    """Make the regions equal to ``regions``."""
    rows = {
        region.code: {name: getattr(region, name) for name in _REGION} | source_fields(region)
        for region in regions
    }
    return reference_write(scope=Region.objects.all(), key="code", rows=rows)
