"""The room ``api``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.api"
    label = "api"
