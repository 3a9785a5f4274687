"""Whether a team keeps its work here."""

from __future__ import annotations

from django.db import models


class TeamDesk(models.Model):
    """That a team has no other system and keeps safety plans, notes and tasks here (berkas tim).

    Without a row it goes by the kind of the team (``selectors.keeping``). Says nothing of cases.
    """

    team = models.OneToOneField("people.Team", on_delete=models.CASCADE, primary_key=True)
    keeps = models.BooleanField()

    def __str__(self) -> str:
        """Return the team."""
        return str(self.team)
