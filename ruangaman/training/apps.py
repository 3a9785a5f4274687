"""The room ``training``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.training"
    label = "training"

    def ready(self) -> None:
        """Let ``check``, the network and the list of what there is to do ask this room."""
        from ruangaman.core.health import also_checked
        from ruangaman.network.issued import also_issued
        from ruangaman.network.selectors.todo import also_todo
        from ruangaman.network.unit_facts import also_told
        from ruangaman.training import checks
        from ruangaman.training.selectors.standings import issued_to
        from ruangaman.training.selectors.todo import training_todo
        from ruangaman.training.selectors.unit_told import training_told

        also_checked(self.label, faults=checks.faults, warnings=checks.warnings)
        also_issued(self.label, issued_to)
        also_todo(self.label, training_todo)
        also_told(self.label, training_told)
