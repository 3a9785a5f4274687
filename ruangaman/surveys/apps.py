"""The room ``surveys``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Let the list of what there is to do ask this room."""
        from ruangaman.network.selectors.todo import also_todo
        from ruangaman.network.unit_facts import also_told
        from ruangaman.surveys.selectors.todo import briefings_todo
        from ruangaman.surveys.selectors.unit_told import surveys_told

        also_todo("surveys_briefings", briefings_todo)
        also_told(self.label, surveys_told)
