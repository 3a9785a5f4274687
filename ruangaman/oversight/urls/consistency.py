"""Addresses of the strips of months."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import consistency

urlpatterns: list[URLPattern] = [
    path("pantau/konsistensi/", consistency.consistency, name="consistency"),
    path("pantau/konsistensi/unduh/", consistency.export, name="consistency_export"),
    path("pantau/unit/", consistency.units_own, name="units_own"),
    path("pantau/unit/<slug:code>/", consistency.unit, name="unit"),
]
