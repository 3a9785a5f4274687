"""Addresses of the strips of months."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
