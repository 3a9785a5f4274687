"""The room ``oversight``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Tell about consistency on a unit's one page, and let ``check`` look at releases."""
        from ruangaman.core.health import also_checked
        from ruangaman.network.unit_facts import also_told
        from ruangaman.oversight import checks
        from ruangaman.oversight.selectors.unit_told import consistency_told

        also_told(self.label, consistency_told)
        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
