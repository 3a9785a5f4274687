"""Calendar feeds of terms and refreshers."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
