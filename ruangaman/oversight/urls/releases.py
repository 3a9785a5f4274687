"""Addresses of the publication gate."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.oversight.views import releases as views

_ONE = "pantau/rilis/<slug:semester>/"

urlpatterns: list[URLPattern] = [
    path("pantau/rilis/", views.releases, name="releases"),
    path(_ONE, views.release, name="release"),
    path(f"{_ONE}bagian/", views.release_half, name="release_half"),
    path(f"{_ONE}usulkan/", views.release_propose, name="release_propose"),
    path(f"{_ONE}buang/", views.release_discard, name="release_discard"),
    path(f"{_ONE}kembalikan/", views.release_return, name="release_return"),
    path(f"{_ONE}terbitkan/", views.release_publish, name="release_publish"),
]
