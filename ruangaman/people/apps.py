"""The room ``people``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.people"
    label = "people"

    def ready(self) -> None:
        """Let ``check`` ask about receivers."""
        from ruangaman.core.health import also_checked
        from ruangaman.people import checks

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
