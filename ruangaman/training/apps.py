"""The room ``training``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.training"
    label = "training"

    def ready(self) -> None:
        """Let ``check`` ask about the key of certificates."""
        from ruangaman.core.health import also_checked
        from ruangaman.training import checks

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
