"""Addresses of agreements and reports to partners."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
