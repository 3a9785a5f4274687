"""Addresses of surveys on the public surface: answering."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
