"""Campaigns and briefings: what was held, and how many it reached."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Briefing(models.Model):
    """A briefing or an activity of a campaign in a unit, with the number of people it reached.

    Numbers only (indicator T3): ``reached`` people, of them ``women`` where that was counted.
    ``campaign`` is the key of the pack's entry; empty for a briefing of its own. A ``withdrawn``
    entry counts nowhere; its row stays, so that its page sent once more does not bring it back.
    """

    class Kind(models.TextChoices):
        """What was held."""

        BRIEFING = "briefing", _("Sosialisasi 20 menit")
        ACTIVITY = "activity", _("Kegiatan kampanye")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    campaign = models.SlugField(max_length=80, blank=True)
    day = models.DateField()
    reached = models.PositiveIntegerField()
    women = models.PositiveIntegerField(null=True)
    withdrawn = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    once = models.BinaryField(max_length=32, unique=True)

    class Meta:
        """Found by unit and day."""

        indexes = [models.Index(fields=["unit_code", "day"], name="surveys_briefed_unit")]
