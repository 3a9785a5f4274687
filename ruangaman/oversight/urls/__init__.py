"""``/pantau/``: each part of oversight has its addresses beside this file."""

from __future__ import annotations

from django.urls import URLPattern

from ruangaman.oversight.urls import (
    consistency,
    dashboard,
    indicators,
    partners,
    releases,
    reviews,
)

app_name = "oversight"

urlpatterns: list[URLPattern] = [
    *dashboard.urlpatterns,
    *indicators.urlpatterns,
    *consistency.urlpatterns,
    *releases.urlpatterns,
    *partners.urlpatterns,
    *reviews.urlpatterns,
]
