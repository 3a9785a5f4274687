"""Posters and pocket cards."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import posters

urlpatterns: list[URLPattern] = [
    path("jejaring/poster/", posters.posters, name="posters"),
    path("jejaring/poster/satu/", posters.poster, name="poster"),
    path("jejaring/poster/paket/", posters.set_ask, name="poster_set_ask"),
    path("jejaring/poster/paket/<uuid:pk>/", posters.set_progress, name="poster_set"),
    path(
        "jejaring/poster/paket/<uuid:pk>/unduh/", posters.set_download, name="poster_set_download"
    ),
]
