"""Addresses of a unit's one page."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
