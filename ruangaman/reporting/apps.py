"""The room ``reporting``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Let ``check`` ask about the shred store."""
        from ruangaman.core.health import also_checked
        from ruangaman.reporting import checks

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
