"""Addresses of a unit's one page."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.policy.views import unit

urlpatterns: list[URLPattern] = [
    path("kebijakan/unit/<slug:code>/", unit.unit, name="unit"),
]
