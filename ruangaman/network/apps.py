"""The room ``network``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.network"
    label = "network"

    def ready(self) -> None:
        """Let ``check`` ask about readiness, and the rooms below have it computed."""
        from ruangaman.core.health import also_checked
        from ruangaman.network import checks
        from ruangaman.network.selectors.unit_told import network_told
        from ruangaman.network.services.receiving import receiving_refresh
        from ruangaman.network.unit_facts import also_told
        from ruangaman.people.services.receiving import also_computed

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
        also_computed(self.label, receiving_refresh)
        also_told(self.label, network_told)
