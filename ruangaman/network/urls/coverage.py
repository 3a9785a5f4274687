"""The picture of all units."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import coverage

urlpatterns: list[URLPattern] = [
    path("jejaring/", coverage.coverage, name="coverage"),
    path("jejaring/unduh/", coverage.coverage_export, name="coverage_export"),
]
