"""``/jejaring/``: each part of the network has its addresses beside this file."""

from __future__ import annotations

from ruangaman.network.urls import (
    calendar,
    coverage,
    decrees,
    imports,
    people,
    posters,
    rotation,
    units,
)

app_name = "network"

urlpatterns = [
    *coverage.urlpatterns,
    *units.urlpatterns,
    *people.urlpatterns,
    *decrees.urlpatterns,
    *imports.urlpatterns,
    *rotation.urlpatterns,
    *posters.urlpatterns,
    *calendar.urlpatterns,
]
