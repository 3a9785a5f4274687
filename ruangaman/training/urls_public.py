"""Addresses of training on the public surface: certificates and the induction."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
