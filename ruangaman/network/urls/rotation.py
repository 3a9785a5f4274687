"""Officials who moved."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import rotation

urlpatterns: list[URLPattern] = [
    path("jejaring/mutasi/", rotation.rotation, name="rotation"),
    path("jejaring/mutasi/contoh.xlsx", rotation.sample, name="rotation_sample"),
    path("jejaring/mutasi/periksa/", rotation.rotation_check, name="rotation_check"),
    path("jejaring/mutasi/<uuid:pk>/draf/", rotation.rotation_draft, name="rotation_draft"),
]
