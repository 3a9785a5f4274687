"""The room ``training``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.training"
    label = "training"

    def ready(self) -> None:
        """Let ``check`` ask about the key of certificates, and the network about those issued."""
        from ruangaman.core.health import also_checked
        from ruangaman.network.issued import also_issued
        from ruangaman.training import checks
        from ruangaman.training.selectors.standings import issued_to

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
        also_issued(self.label, issued_to)
