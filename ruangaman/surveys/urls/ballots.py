"""Addresses of slips, link lists, holders and closing."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
