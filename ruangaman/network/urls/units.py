"""Units and their tree."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import unit_changes, units

urlpatterns: list[URLPattern] = [
    path("jejaring/unit/", units.units, name="units"),
    path("jejaring/unit/baru/", unit_changes.unit_new, name="unit_new"),
    path("jejaring/unit/<slug:code>/", units.unit, name="unit"),
    path("jejaring/unit/<slug:code>/<slug:step>/", unit_changes.unit_change, name="unit_change"),
]
