"""The room ``duty``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.duty"
    label = "duty"

    def ready(self) -> None:
        """Tell ``check`` what this room looks at."""
        from ruangaman.core.health import also_checked
        from ruangaman.duty import checks

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
