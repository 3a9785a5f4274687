"""Addresses of policy on the public surface: read and sign."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.policy.views.public_pledge import pledge

urlpatterns: list[URLPattern] = [
    path("pernyataan/<slug:token>/", pledge, name="pledge"),
]
