"""URL of the public search for a focal point."""

from __future__ import annotations

from django.urls import path

from ruangaman.network import views_public

urlpatterns = [path("fokal-point/", views_public.focal_points, name="focal_points")]
