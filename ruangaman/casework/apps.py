"""The room ``casework``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.casework"
    label = "casework"

    def ready(self) -> None:
        """Let the day in the open count what the work on a case has due."""
        from ruangaman.casework.due import work_due
        from ruangaman.reporting.clocks import NEEDS_DUE

        if work_due not in NEEDS_DUE:
            NEEDS_DUE.append(work_due)
