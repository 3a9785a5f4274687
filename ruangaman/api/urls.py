"""``/api/v1/``, and the pages on which its keys are kept."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "api"

urlpatterns: list[URLPattern] = []
