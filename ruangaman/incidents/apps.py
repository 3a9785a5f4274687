"""The room ``incidents``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.incidents"
    label = "incidents"

    def ready(self) -> None:
        """Let ``check`` ask whether a notice is late."""
        from ruangaman.core.health import also_checked
        from ruangaman.incidents import checks

        also_checked("incidents", faults=checks.faults, warnings=checks.warnings)
