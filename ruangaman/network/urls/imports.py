"""Rosters from a spreadsheet."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import imports

urlpatterns: list[URLPattern] = [
    path("jejaring/impor/", imports.upload, name="roster_import"),
    path("jejaring/impor/contoh.xlsx", imports.sample, name="roster_sample"),
    path("jejaring/impor/<uuid:pk>/", imports.draft, name="roster_draft"),
]
