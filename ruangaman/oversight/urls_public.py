"""Addresses of oversight on the public surface: released figures."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
