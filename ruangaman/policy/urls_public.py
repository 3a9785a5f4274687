"""Addresses of policy on the public surface: read and sign."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
