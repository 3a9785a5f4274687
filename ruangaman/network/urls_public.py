"""URL of the public search for a focal point."""

from __future__ import annotations

from django.urls import path

from ruangaman.network.views import finder

urlpatterns = [path("fokal-point/", finder.focal_points, name="focal_points")]
