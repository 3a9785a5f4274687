"""The room ``casework``."""

from __future__ import annotations

from django.apps import AppConfig


class Config(AppConfig):
    """Register the room with Django."""

    name = "ruangaman.casework"
    label = "casework"

    def ready(self) -> None:
        """Let the open day count what the work has due, and incidents be counted when closed."""
        from ruangaman.casework.due import work_due
        from ruangaman.incidents.counted import LINES
        from ruangaman.reporting.clocks import NEEDS_DUE
        from ruangaman.reporting.services.coded import incident_line_add

        if work_due not in NEEDS_DUE:
            NEEDS_DUE.append(work_due)
        if incident_line_add not in LINES:
            LINES.append(incident_line_add)
